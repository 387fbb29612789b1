"""The list: what each filter finds, who finds it, what it costs, and the same list on paper and as a spreadsheet."""

import io
import re
from datetime import timedelta
from html import unescape

import pytest
from openpyxl import load_workbook

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.enums import ObservationKind, Outcome, PetitionStage, Severity, Stage
from nam_tinh_hinh.situation.tables import Channel, Observation, Occasion, PeopleGroup, Petition
from tests import papers
from tests.people.statements import counted

LIST, SHEET, PAPER = "/phan-anh/", "/phan-anh/danh-sach.xlsx", "/phan-anh/danh-sach.pdf"
LONG = "Nhân dân đề nghị làm rõ việc thu hồi đất và chi trả bồi thường khi mở rộng đường liên phường. " * 60


def found(browser, **query) -> list[str]:
    page = browser.get(LIST, query_string={name.replace("_", "-"): str(value) for name, value in query.items()})
    assert page.status_code == 200
    return re.findall(r'<a href="/phan-anh/\d+">([^<]*)</a>', page.text)


def sheet(browser, query="") -> list[dict[str, object]]:
    rows = load_workbook(io.BytesIO(browser.get(SHEET + query).data)).active.iter_rows(values_only=True)
    heads = next(rows)
    return [dict(zip(heads, row, strict=True)) for row in rows]


@pytest.fixture
def reader(sign_in):
    return sign_in("tonghop")


@pytest.fixture
def shelf(situation):
    """Observations that differ in what the filters look at; returns their rows by what they say."""
    ago = clock.today() - timedelta(days=40)
    rows = {
        "Cống tắc": situation.confirmed(content="Cống tắc", area="Phố Phúc Ninh", voices=3),
        "Chợ bẩn": situation.confirmed(
            "lanhdao2", content="Chợ bẩn", area="Khu phố Chợ Mới", topic="culture.food", severity=Severity.URGENT
        ),
        "Họp thôn": situation.confirmed(
            content="Họp thôn",
            area="Thôn Đồng Lân",
            channel="meeting_village",
            kind=ObservationKind.SENTIMENT,
            on_day=ago,
            topic="economy.rural",
        ),
        "Xin đèn": situation.petition(content="Xin đèn").observation,
        "Xin trạm": situation.petition(content="Xin trạm", area="Thôn Đồng Lân").observation,
    }
    group = db.session.scalars(db.select(PeopleGroup).filter_by(code="women")).one()
    rows["Chợ bẩn"].group_id = group.id
    done = db.session.get_one(Petition, rows["Xin đèn"].id)
    done.stage, done.outcome, done.answer = PetitionStage.ANSWERED, Outcome.EXPLAINED, "Đã giải trình"
    done.answered_on = clock.today()
    situation.save()
    return rows


def test_the_newest_day_comes_first_and_what_was_written_later_before(shelf, reader):
    assert found(reader) == ["Xin trạm", "Xin đèn", "Chợ bẩn", "Cống tắc", "Họp thôn"]


def test_every_filter_stands_in_the_address(shelf, reader, situation):
    topic, area = situation.topic, situation.area
    ago, today = f"{clock.today() - timedelta(days=30):%d/%m/%Y}", f"{clock.today():%d/%m/%Y}"
    asked = {
        "Cống tắc": [{"tu_khoa": "cong TAC"}],
        "Chợ bẩn": [
            {"linh_vuc": topic("culture").id}, {"linh_vuc": topic("culture.food").id}, {"muc_do": "urgent"},
            {"dia_ban": area("Khu phố Chợ Mới").id}, {"don_vi": situation.world.unit("phu_nu").id},
            {"doi_tuong": shelf["Chợ bẩn"].group_id},
        ],
        "Họp thôn": [
            {"loai": "sentiment"}, {"kenh": "dinh-ky"}, {"kenh": situation.channel("meeting_village").id},
            {"den_ngay": ago}, {"linh_vuc": topic("economy.rural").id},
        ],
        "Xin đèn": [{"tra_loi": "co"}],
        "Xin trạm": [{"tra_loi": "chua"}, {"loai": "petition", "dia_ban": area("Thôn Đồng Lân").id}],
    }  # fmt: skip
    assert {said: [found(reader, **one) for one in queries] for said, queries in asked.items()} == {
        said: [[said]] * len(queries) for said, queries in asked.items()
    }
    assert found(reader, tra_loi="theo-doi") == ["Xin trạm", "Xin đèn"]
    assert found(reader, tu_ngay=ago, den_ngay=today, kenh="thuong-xuyen", loai="feedback") == ["Chợ bẩn", "Cống tắc"]
    ward = db.session.get_one(type(area()), area().parent_id)
    assert (len(found(reader, dia_ban=ward.id)), found(reader, dia_ban=ward.id, dia_ban_rieng=1)) == (5, [])


def test_words_are_understood_as_the_page_of_search_understands_them(shelf, reader):
    typed = ("tac cong", "cong ta", "con tac", "ong", '"tac cong"', '"cong tac"', '"cong ta"', "%", "-- *")
    found_by = [found(reader, tu_khoa=one) == ["Cống tắc"] for one in typed]
    assert found_by == [True, True, False, False, False, True, False, False, False]
    assert len(found(reader, tu_khoa="%")) == len(shelf)


def test_late_is_what_waits_beyond_its_day_and_no_pause_holds(shelf, reader, situation):
    late, paused = (situation.petition(content=words) for words in ("Trễ", "Dừng"))
    for one in (late, paused):
        one.due_at = clock.now() - timedelta(days=1)
    paused.paused_on, paused.pause_reason = clock.today(), "Chờ đo đạc"
    situation.save()
    assert found(reader, tra_loi="qua-han") == ["Trễ"]
    assert reader.get(LIST).text.count("Quá hạn</span>") == 1


def test_items_of_one_meeting_are_found_by_its_link(situation, reader):
    channel = db.session.scalars(db.select(Channel).filter_by(code="dialogue")).one()
    meeting = Occasion(
        unit_id=situation.world.unit("ccb").id, channel_id=channel.id, area_id=situation.area().id, speakers=3,
        on_day=clock.today(), title="Đối thoại quý IV", recorded_at=clock.now(),
    )  # fmt: skip
    db.session.add(meeting)
    db.session.flush()
    situation.confirmed(content="Từ cuộc này", occasion_id=meeting.id)
    situation.confirmed(content="Việc khác")
    assert found(reader, cuoc=meeting.id) == ["Từ cuộc này"]
    assert "Đối thoại quý IV" in reader.get(f"{LIST}?cuoc={meeting.id}").text


def test_a_stranger_finds_only_his_own(shelf, stranger, clerk, situation):
    assert found(stranger) == ["Chợ bẩn"]
    assert found(clerk) == ["Xin trạm", "Xin đèn", "Cống tắc", "Họp thôn"]
    assert {row["Nội dung"] for row in sheet(stranger)} == {"Chợ bẩn"}
    page = stranger.get(f"{LIST}?don-vi={situation.world.unit('ccb').id}").text
    assert "Không có nội dung nào khớp" in page
    units = re.search(r'name="don-vi".*?</select>', page, re.S)
    assert units
    assert re.findall(r'value="\d+"[^>]*>([^<]*)<', units[0]) == [situation.world.unit("phu_nu").name]


def test_what_was_joined_or_withdrawn_stands_aside_until_asked_for(situation, reader, clerk):
    row = situation.joined(content="Nói lại", voices=4)
    situation.staged(Stage.WITHDRAWN, content="Ghi nhầm")
    assert (len(found(reader)), "5 lượt ý kiến" in reader.get(LIST).text) == (1, True)
    assert "1 nội dung đã gộp hoặc đã rút không hiện" in reader.get(LIST).text
    page = clerk.get(f"{LIST}?da-gop=1").text
    assert set(found(clerk, da_gop=1)) == {situation.facts()["content"], "Nói lại", "Ghi nhầm"}
    assert f'href="/phan-anh/{row.joined_to_id}">Xem nội dung gốc' in page
    assert found(clerk, tinh_trang="joined") == ["Nói lại"]
    assert found(clerk, tinh_trang="withdrawn") == ["Ghi nhầm"]


def test_an_empty_list_shows_the_way_out(situation, reader, sign_in):
    assert "Chưa có nội dung nào" in reader.get(LIST).text
    page = reader.get(f"{LIST}?tu-khoa=gi-cung-duoc").text
    assert ("Không có nội dung nào khớp" in page, 'href="/phan-anh/">Bỏ lọc' in page) == (True, True)
    assert "31/02/2026” không phải là ngày" in reader.get(f"{LIST}?tu-ngay=31/02/2026").text


def test_the_list_alone_answers_htmx(shelf, reader):
    answer = reader.get(f"{LIST}?tu-khoa=cho ban", headers={"HX-Request": "true"})
    assert answer.text.strip().startswith('<div id="danh-sach">')
    assert "HX-Request" in answer.headers["Vary"]
    assert "Có 1 nội dung" in answer.text


NAMES = [
    "tu-khoa", "linh-vuc", "dia-ban", "loai", "muc-do", "tu-ngay", "den-ngay", "kenh", "don-vi", "doi-tuong",
    "tinh-trang", "tra-loi", "cuoc", "da-gop", "trang", "sau", "truoc",
]  # fmt: skip


@pytest.mark.parametrize("value", [str(2**63), "-1", "x", "²", "%", "' OR 1=1 --", "9" * 400, "31/02/2026", "\x00"])
def test_a_mistyped_address_is_never_a_crash(reader, value):
    assert [reader.get(LIST, query_string={name: value}).status_code for name in NAMES] == [200] * len(NAMES)


def test_one_row_costs_as_many_statements_as_fifty(situation, reader, fresh):
    paths = (LIST, f"{LIST}?tu-khoa=cong&linh-vuc=1&don-vi=3&trang=1", SHEET)
    asked = []
    for many in (1, 49):
        for n in range(many):
            situation.petition(content=f"Cống {n} tắc", area=("Phố Phúc Ninh", "Thôn Đồng Lân")[n % 2])
        counts = []
        for path in paths:
            with counted(fresh) as said:
                assert reader.get(path).status_code == 200
            counts.append(len(said))
        asked.append(counts)
    assert asked[0] == asked[1]


@pytest.fixture
def long(situation):
    """1,120 observations, "Cống 1" the oldest."""
    row = situation.confirmed(content="Cống 0")
    columns = [one for one in Observation.__table__.columns if one.name != "id"]
    same = {one.name: getattr(row, one.name) for one in columns}
    db.session.execute(db.insert(Observation), [same | {"content": f"Cống {n}"} for n in range(1, 1120)])
    situation.save()


def test_a_long_list_is_leafed_through_from_row_to_row(long, reader, sign_in):
    shown, links = [], re.compile(r'href="([^"]*)" rel="(next|prev)"')
    address, back = f"{LIST}?loai=feedback", ""
    while address:
        page = reader.get(address).text
        shown += re.findall(r'<a href="/phan-anh/\d+">Cống (\d+)</a>', page)
        ways = {way: unescape(link) for link, way in links.findall(page)}
        assert ("sau=" in ways.get("next", "sau="), "loai=feedback" in address) == (True, True)
        if len(shown) == 1100:
            back = ways["prev"]
        address = ways.get("next", "")
    assert [int(one) for one in shown] == list(range(1119, -1, -1))
    assert ("truoc=" in back, "Trang 21 · hơn 1.000 nội dung" in reader.get(back).text) == (True, True)
    assert re.findall(r">Cống (\d+)</a>", reader.get(back).text) == shown[1000:1050]
    assert "Cống" not in sign_in("canbo2").get(back).text


def test_the_spreadsheet_holds_what_the_page_shows_and_text_stays_text(shelf, reader, situation):
    situation.confirmed(content="=HYPERLINK(1)", topic="hot")
    rows = sheet(reader)
    assert [row["Nội dung"] for row in rows] == [
        "Xin trạm", "Xin đèn", "Cống tắc", "Họp thôn", "Chợ bẩn", "=HYPERLINK(1)",
    ]  # fmt: skip
    first = rows[2]
    assert (first["TT"], first["Loại"], first["Lượt ý kiến"], first["Ngày"].date()) == (
        3, "Phản ánh", 3, clock.today(),
    )  # fmt: skip
    assert [row["Trả lời"] for row in rows[:2]] == ["Chờ chuyển xử lý", "Giải trình"]
    assert [row["Nội dung"] for row in sheet(reader, "?muc-do=urgent")] == ["Chợ bẩn"]


@papers.needs_pdftotext
@pytest.mark.parametrize("code", ["dang", "nha-nuoc"])
def test_the_list_on_paper_by_topic(shelf, reader, code):
    pdf = reader.get(f"{PAPER}?the-thuc={code}&so=7&ngay-ky=05/10/2026&kenh=thuong-xuyen").data
    text = " ".join(papers.text(pdf).split())
    assert "nội dung nắm tình hình Nhân dân" in text
    assert "(kênh: Thường xuyên (tất cả))" in text
    assert "I. Kinh tế (3 nội dung)" in text
    assert "II. Văn hóa - xã hội (1 nội dung)" in text
    assert "Danh sách này có 4 nội dung với 6 lượt ý kiến." in text
    assert "DỰ THẢO" not in text


@papers.needs_pdftotext
def test_a_long_content_runs_on_over_pages_in_readable_size(situation, reader):
    situation.confirmed(content=LONG.strip())
    pdf = reader.get(PAPER).data
    assert papers.squeezed(LONG[:90]) in papers.squeezed(papers.text(pdf))
    assert papers.squeezed(papers.text(pdf)).count(papers.squeezed("bồi thường")) >= 50
    assert min(run.size for run in papers.runs(pdf)) >= 10


@pytest.mark.parametrize(("path", "limit"), [(PAPER, "MOST_PRINTED"), (SHEET, "MOST_WRITTEN")])
def test_a_list_too_long_to_take_away_says_what_to_do(situation, reader, monkeypatch, path, limit):
    monkeypatch.setattr(f"nam_tinh_hinh.situation.documents.listing.{limit}", 1)
    for words in ("Một", "Hai"):
        situation.confirmed(content=words)
    answer = reader.get(path)
    assert (answer.status_code, "lọc bớt" in answer.text) == (422, True)


def test_exports_are_remembered_without_what_was_looked_for(shelf, reader):
    reader.get(f"{SHEET}?tu-khoa=bí-mật-của-tôi")
    event = db.session.scalars(db.select(history.Event).order_by(history.Event.id.desc()).limit(1)).one()
    assert (event.subject, event.action) == ("observation_list", "export_xlsx")
    assert "bí" not in str((event.details, event.reason))


def test_the_one_who_wrote_it_down_is_in_no_list(situation, reader, clerk):
    row = situation.recorded("canbo", content="Việc chung")
    row.source = "Trang Phường ta"
    situation.save()
    name = situation.world.actor("canbo").name
    page = clerk.get(LIST).text
    assert "Việc chung" in page
    assert name not in page.replace(f"<b>{name}</b>", "")
    assert name not in str(sheet(clerk))
    assert name not in papers.text(clerk.get(PAPER).data)


@papers.needs_pdftotext
@pytest.mark.parametrize("address", [PAPER, "/tong-quan.pdf", "/vu-viec/danh-sach.pdf", "/phan-anh/kien-nghi.pdf"])
def test_what_was_heard_is_printed_in_the_name_of_the_house_and_not_of_the_movements_committee(reader, shelf, address):
    text = papers.squeezed(papers.text(reader.get(address).data))
    assert text.startswith(papers.squeezed("ĐẢNG ỦY PHƯỜNG MINH HỌA"))
    assert papers.squeezed("BAN CHỈ ĐẠO") not in text
