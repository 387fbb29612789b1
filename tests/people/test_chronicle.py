"""The history as the administrator reads it: filters, pages, the spreadsheet, the chain, and what must not leak."""

import ast
import io
import re
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import inspect

from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.views.base import LABELS
from nam_tinh_hinh.kernel import chronicle, clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.shipped import shipped
from nam_tinh_hinh.people import services
from nam_tinh_hinh.people.queries import user_by_name
from nam_tinh_hinh.people.queries.settings import IDLE_DAYS, SECOND_FACTOR
from nam_tinh_hinh.people.services import settings, users
from nam_tinh_hinh.people.services.undoing import BACK
from nam_tinh_hinh.people.tables import Area, ContactPoint, Posting, PrintSetting, Unit
from tests.databases import let_change
from tests.people.statements import counted
from tests.people.units import of_kind

PAGE, SHEET = "/quan-tri/nhat-ky", "/quan-tri/nhat-ky.xlsx"
SECRET = "Thiếu số hộ tham gia, chưa thuyết phục."


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


def rows(answer):
    body = answer.text.split("<tbody>")[-1].split("</tbody>")[0] if "<tbody>" in answer.text else ""
    return [re.sub(r"<[^>]+>|\s+", " ", row) for row in body.split("<tr>")[1:]]


def sheet(answer):
    book = load_workbook(io.BytesIO(answer.data), read_only=True)
    return [[cell for cell in row if cell] for row in book.worksheets[0].iter_rows(values_only=True)]


def test_before_and_after_are_shown_in_words(admin, world):
    users.rename(actor=world.actor("quantri"), user=user_by_name("canbo"), name="Nguyễn Thị Hoà")
    settings.change(actor=world.actor("quantri"), values={IDLE_DAYS: "60", SECOND_FACTOR: "1"})
    db.session.commit()
    settings.change(actor=world.actor("quantri"), values={SECOND_FACTOR: ""})
    db.session.commit()
    page = " ".join(rows(admin.get(PAGE)))
    page = " ".join(page.split())
    assert "Sửa họ tên Tài khoản của Nguyễn Thị Hoà tên: Nguyễn Thị Hòa → Nguyễn Thị Hoà" in page
    assert "số ngày coi là lâu không dùng: 45 → 60" in page
    assert "quản trị phải dùng xác thực hai bước: không → có" in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("viec=user.rename_user", 1),
        ("doi-tuong=setting", 1),
        ("nguoi=dang+anh+tuan&doi-tuong=user&viec=user.rename_user", 1),
        ("nguoi=quantri&doi-tuong=setting", 1),
        ("nguoi=nguyen+thi+hoa&doi-tuong=setting", 0),
        ("nguoi=dong+lenh&doi-tuong=setting", 0),
        ("nguoi=%25&doi-tuong=setting", 0),
        ("doi-tuong=setting&tu-ngay=01/01/2001&den-ngay=02/01/2001", 0),
        ("viec=setting.khong-co&doi-tuong=setting", 1),
    ],
)
def test_filters_live_in_the_address(admin, world, asked, found):
    users.rename(actor=world.actor("quantri"), user=user_by_name("canbo"), name="Nguyễn Thị Hoà")
    settings.change(actor=world.actor("quantri"), values={IDLE_DAYS: "60"})
    db.session.commit()
    answer = admin.get(f"{PAGE}?{asked}")
    assert answer.status_code == 200
    assert len(rows(answer)) == found


def test_today_counts_whole_in_vietnam(admin, world):
    today = f"{clock.today():%d/%m/%Y}"
    assert rows(admin.get(f"{PAGE}?tu-ngay={today}&den-ngay={today}&doi-tuong=user"))
    yesterday = f"{clock.today() - timedelta(days=1):%d/%m/%Y}"
    assert rows(admin.get(f"{PAGE}?den-ngay={yesterday}")) == []


@pytest.mark.parametrize("asked", ["tu-ngay=abc", "den-ngay=99/99/9999", "truoc=abc", "truoc=99999999999999", "so=-1"])
def test_bad_filters_are_no_error_and_days_are_said(admin, asked):
    answer = admin.get(f"{PAGE}?{asked}")
    assert answer.status_code == 200
    assert ("không phải là ngày" in answer.text) == ("ngay" in asked)


def test_pages_go_on_from_the_last_row(admin, fresh, world):
    for number in range(60):
        settings.change(actor=world.actor("quantri"), values={IDLE_DAYS: str(100 + number)})
    db.session.commit()
    with counted(fresh) as few:
        first = admin.get(f"{PAGE}?doi-tuong=setting")
    older = re.search(r'href="([^"]+)" rel="next"', first.text)[1].replace("&amp;", "&")
    settings.change(actor=world.actor("quantri"), values={IDLE_DAYS: "7"})
    db.session.commit()
    second = admin.get(older)
    assert [len(rows(first)), len(rows(second))] == [50, 10]
    assert "45 → 100" in " ".join(" ".join(rows(second)).split())
    assert 'rel="next"' not in second.text
    assert len(few) <= 10


def test_the_spreadsheet_holds_the_same_and_is_written_down(admin, world):
    settings.change(actor=world.actor("quantri"), values={IDLE_DAYS: "60"})
    db.session.commit()
    lines = sheet(admin.get(f"{SHEET}?doi-tuong=setting"))
    assert lines[1] == ["Lúc", "Người", "Đơn vị", "Đối tượng", "Việc", "Thay đổi", "Lý do, ghi chú"]
    assert [lines[2][1], *lines[2][4:]] == ["Đặng Anh Tuấn", "Đổi thiết lập", "số ngày coi là lâu không dùng: 45 → 60"]
    assert len(lines) == 3
    newest = db.session.scalars(db.select(history.Event).order_by(history.Event.id.desc()).limit(1)).one()
    assert (newest.action, newest.actor_name) == ("export_history", "Đặng Anh Tuấn")


def test_the_chain_is_checked_and_a_broken_one_is_said(admin, world):
    assert "chuỗi nhật ký nguyên vẹn" in admin.get(f"{PAGE}?kiem-tra=1").text
    assert "nguyên vẹn" not in admin.get(PAGE).text
    let_change("event")
    db.session.execute(db.text("UPDATE event SET actor_name = 'Ai đó' WHERE id = 2"))
    db.session.commit()
    page = admin.get(f"{PAGE}?kiem-tra=1").text
    assert "Nhật ký đã bị đụng đến" in page
    assert "Nhật ký đứt ở dòng 2" in page


@pytest.mark.parametrize("stage", [Stage.AGREE_PENDING, Stage.DECLINE_PENDING, Stage.RETURNED, Stage.SUBMITTED])
def test_decisions_and_reasons_never_reach_the_administrator(admin, world, stage):
    item = world.staged(stage, reason=SECRET, name="Tên riêng của mô hình")
    forbidden = {SECRET, "Tên riêng của mô hình", "pending", *(set(LABELS.values()) - {"Gửi đăng ký"})}
    asked = ["", f"?doi-tuong=exemplar&so={item.id}", "?nguoi=le+minh+duc"]
    pages = [admin.get(f"{PAGE}{query}").text.split("<tbody>")[-1].split("</tbody>")[0] for query in asked]
    pages += [str(sheet(admin.get(f"{SHEET}{query}"))) for query in asked]
    for page in pages:
        assert [word for word in forbidden if word in page] == []
    assert "Xử lý hồ sơ" in pages[1]


def test_no_filter_tells_one_decision_from_another(admin, world):
    world.staged(Stage.DECLINE_PENDING)
    answers = {
        action: rows(admin.get(f"{PAGE}?doi-tuong=exemplar&viec=exemplar.{action}"))
        for action in ("agree", "decline", "return", "undo", "khong-co")
    }
    assert len({tuple(found) for found in answers.values()}) == 1


def test_a_subject_nobody_opened_is_closed(world):
    event = history.record(
        actor=history.Machine(),
        action="lock_case",
        subject="unheard_of",
        reason=SECRET,
        details={"before": 1, "after": 2},
    )
    said = (chronicle.action_label(event), chronicle.reason(event), chronicle.changes(event))
    assert said == ("Việc nghiệp vụ", "", [])


def test_a_page_refused_is_there_with_its_address(admin, clerk):
    assert clerk.get("/quan-tri").status_code == 403
    assert any("Bị từ chối mở trang" in row and "/quan-tri" in row for row in rows(admin.get(f"{PAGE}?doi-tuong=page")))


def test_the_chain_holds_whatever_zone_the_clock_spoke(world):
    moment = clock.local(clock.now())
    with clock.stopped_at(moment):
        history.record(actor=history.Machine(), action="export_history", subject="history")
    db.session.commit()
    db.session.expire_all()
    assert list(history.broken_links()) == []


def test_a_broken_chain_names_rows_and_no_decisions(admin, world):
    item = world.staged(Stage.DECLINE_PENDING)
    let_change("event")
    db.session.execute(
        db.text("UPDATE event SET hash = 'x' || substr(hash, 2) WHERE subject_id = :id"), {"id": item.id}
    )
    db.session.commit()
    page = admin.get(f"{PAGE}?kiem-tra=1").text
    assert "Nhật ký đã bị đụng đến" in page
    assert "decline" not in page


def test_what_is_recorded_of_people_has_its_words():
    """Every action written out in the services of people is called something in the history."""
    told = {action for subject in chronicle.SUBJECTS.values() for action in subject.actions}
    recorded = set()
    for path in (shipped("templates").parent / "nam_tinh_hinh" / "people" / "services").rglob("*.py"):
        recorded |= set(re.findall(r'action="(\w+)"', path.read_text("utf-8")))
    assert len(recorded) > 15
    assert recorded - told == set()


def test_days_the_wrong_way_round_are_called_so_and_turned_by_one_click(admin, world):
    page = admin.get(f"{PAGE}?tu-ngay=05/09/2026&den-ngay=01/09/2026&doi-tuong=user").text
    assert "Hai ngày bị ngược" in page
    assert "“Từ ngày” (05/09/2026) muộn hơn “Đến hết ngày” (01/09/2026)" in page
    assert "Không có dòng nào" not in page
    turned = re.search(r'href="([^"]*)"[^>]*>Đổi hai ngày cho nhau', page)[1].replace("&amp;", "&")
    page = admin.get(turned).text
    assert "Hai ngày bị ngược" not in page
    assert re.findall(r'name="(?:tu|den)-ngay" value="([^"]*)"', page) == ["01/09/2026", "05/09/2026"]
    assert '<option value="user" selected>' in page


def test_the_same_day_twice_is_one_day(admin, world):
    today = f"{clock.today():%d/%m/%Y}"
    assert "Hai ngày bị ngược" not in admin.get(f"{PAGE}?tu-ngay={today}&den-ngay={today}").text


# Keys of dictionaries in the services that never come into ``details``: fields of forms, options of the database.
NOT_RECORDED = {"", "before", "after", "day", "heir", "name0", "sources", "committee_id", "pilot"}
NOT_RECORDED |= {"populate_existing", "synchronize_session", *BACK}
SNAPSHOTS = (Area, Posting, ContactPoint, PrintSetting)


def keys_in_services():
    """Every key written out in a dictionary of the services of people."""
    for path in (shipped("templates").parent / "nam_tinh_hinh" / "people" / "services").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Dict):
                yield from (key.value for key in node.keys if isinstance(key, ast.Constant))


def test_every_detail_that_is_recorded_has_its_word():
    recorded = set(keys_in_services()) - NOT_RECORDED
    recorded |= {column.key for table in SNAPSHOTS for column in inspect(table).column_attrs}
    assert {"units", "accounts", "given_back", "left", "area_id"} <= recorded
    assert recorded - set(chronicle.FIELDS) - chronicle.HIDDEN == set()


@pytest.mark.parametrize("how", ["new", "existing", "split", "rename", "close"])
def test_a_decision_and_its_undoing_are_told_in_words_alone(world, busy, how):
    row = services.reorganise(actor=world.actor("quantri"), order=of_kind(world, how))
    services.undo_reorganisation(actor=world.actor("quantri"), row=row)
    events = db.session.scalars(db.select(history.Event).where(history.Event.subject.in_(("unit", "reorganisation"))))
    told = [line for event in events for line in chronicle.changes(event)]
    assert {field for field, *_values in told} <= set(chronicle.FIELDS.values())
    assert [value for line in told for value in line if re.search(r"\b[a-z]+_[a-z]+\b", value)] == []


def test_undoing_a_closure_says_which_unit_goes_back_where(world):
    ccb, women = world.unit("ccb"), world.unit("phu_nu")
    branch = db.session.scalars(db.select(Unit).filter_by(parent_id=ccb.id).order_by(Unit.id)).first()
    row = services.reorganise(actor=world.actor("quantri"), order=of_kind(world, "close"))
    services.undo_reorganisation(actor=world.actor("quantri"), row=row)
    assert chronicle.changes(history.last("unit", branch.id)) == [("trực thuộc", women.name, ccb.name)]
    yesterday = f"{clock.today() - timedelta(days=1):%d/%m/%Y}"
    assert chronicle.changes(history.last("unit", ccb.id)) == [("đến ngày", yesterday, "(trống)")]
