"""The pages of guidance and networks: what is typed comes back, what was sent is followed, what strangers see."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.audience import Audience
from nam_tinh_hinh.situation.enums import Ask, GuidanceStage
from nam_tinh_hinh.situation.queries import guiding as queries
from nam_tinh_hinh.situation.queries import networks
from nam_tinh_hinh.situation.services import receiving
from nam_tinh_hinh.situation.tables import Guidance, Network
from tests.browser import form_values
from tests.people.statements import counted
from tests.situation.guiding import CONTENT, TITLE, Guiding


@pytest.fixture
def guiding(situation) -> Guiding:
    return Guiding(situation)


@pytest.fixture
def compiler(sign_in):
    return sign_in("tonghop")


def typed(guiding, **more):
    day = clock.today() + timedelta(days=3)
    return {
        "unit_id": guiding.world.unit("dang_uy").id, "ask": "report", "title": TITLE, "content": CONTENT,
        "due_on": f"{day:%d/%m/%Y}", "due_hour": "16h30", "unit_ids": [guiding.world.unit("ccb").id],
        "officers": "khong", "network_id": "", "buoc": "xem",
    } | more  # fmt: skip


def test_written_looked_at_and_sent(guiding, compiler, clerk, stranger):
    answer = compiler.post("/chi-dao/soan", typed(guiding))
    assert answer.status_code == 303
    page = compiler.get(answer.location).text
    assert "Sẽ gửi tới 1 nơi" in page
    assert clerk.get(answer.location).status_code == 404
    row = db.session.scalars(db.select(Guidance)).one()
    assert clock.local(row.due_at).strftime("%H:%M") == "16:30"
    action = f"{answer.location}/gui"
    assert compiler.post(action, form_values(page, action)).status_code == 303
    assert TITLE in compiler.get("/chi-dao/?hop=gui").text
    assert TITLE in clerk.get("/chi-dao/").text
    assert TITLE not in stranger.get("/chi-dao/").text


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"title": ""}, "Ghi tiêu đề."),
        ({"due_on": ""}, "“Báo cáo lại” cần có hạn"),
        ({"due_on": "31/02/2026"}, "không phải là ngày"),
        ({"due_on": "01/01/2026"}, "Hạn phải ở sau lúc này."),
        ({"due_hour": "25h"}, "không phải là giờ"),
        ({"unit_ids": []}, "Chưa chọn nơi nhận"),
        ({"unit_ids": [99999]}, "Hãy chọn một mục trong danh sách."),
        ({"network_id": "99"}, "Hãy chọn một mục trong danh sách."),
        ({"ask": "x"}, "Hãy chọn một mục trong danh sách."),
        ({"ask": ""}, "Hãy chọn một mục trong danh sách."),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_words_stay(guiding, compiler, more, said):
    answer = compiler.post("/chi-dao/soan", typed(guiding, **more))
    assert answer.status_code == 422
    assert said in answer.text
    assert CONTENT in answer.text
    assert db.session.scalar(db.select(Guidance.id)) is None


def test_a_draft_may_lack_anything_and_comes_back_as_it_was(guiding, compiler):
    answer = compiler.post("/chi-dao/soan", typed(guiding, title="", due_on="", all_direct="y", buoc="nhap"))
    page = compiler.get(f"{answer.location}/sua").text
    assert 'name="all_direct" type="checkbox" value="y"' in page.replace(" checked", "")
    assert CONTENT in page
    assert "(chưa có tiêu đề)" in compiler.get("/chi-dao/?hop=nhap").text


def test_words_marked_secret_are_refused_and_kept_nowhere(guiding, compiler):
    answer = compiler.post("/chi-dao/soan", typed(guiding, content="Tài liệu TUYỆT MẬT: kế hoạch."))
    assert answer.status_code == 422
    assert 'data-keep="never"' in answer.text
    assert db.session.scalar(db.select(Guidance.id)) is None


def test_searching_units_keeps_what_was_typed_and_ticked(guiding, compiler):
    answer = compiler.post("/chi-dao/soan", typed(guiding, buoc="tim", **{"tim-don-vi": "mam non"}))
    assert answer.status_code == 200
    assert CONTENT in answer.text
    assert "Trường Mầm non Minh Họa" in answer.text
    assert "Trường Trung học cơ sở Minh Họa</label>" not in answer.text
    assert "Hội Cựu chiến binh phường Minh Họa</label>" in answer.text


def test_an_edit_of_a_stale_draft_is_refused(guiding, compiler):
    row = guiding.draft()
    action = f"/chi-dao/{row.id}/sua"
    assert compiler.post(action, typed(guiding, version="99")).status_code == 409
    assert compiler.post(action, typed(guiding, version=str(row.version), title="Tên mới")).status_code == 303
    db.session.expire_all()
    assert db.session.get_one(Guidance, row.id).title == "Tên mới"


def test_opening_is_written_down_when_the_page_is_asked_for(guiding, clerk, stranger):
    row = guiding.sent(audience=guiding.audience("ccb"))
    row_id = row.id
    assert stranger.get(f"/chi-dao/{row_id}").status_code == 404
    assert guiding.receipt(db.session.get_one(Guidance, row_id)).opened_at is None
    assert clerk.get(f"/chi-dao/{row_id}").status_code == 200
    assert guiding.receipt(db.session.get_one(Guidance, row_id)).opened_by_name == "Nguyễn Thị Hòa"


def test_a_receiver_never_reads_of_other_receivers(guiding, sign_in):
    row = guiding.sent()
    receipt = guiding.reported(row, "canbo2", "Chuyện riêng của Hội LHPN")
    receiving.reply(actor=guiding.situation.reach("canbo2"), receipt=receipt, words="Lời riêng")
    guiding.situation.save()
    page = sign_in("canbo").get(f"/chi-dao/{row.id}").text
    assert not any(words in page for words in ("Chuyện riêng", "Lời riêng", "Trần Thu Hà", "Liên hiệp Phụ nữ"))
    assert sign_in("canbo").post(f"/chi-dao/tiep-nhan/{receipt.id}/nhan").status_code == 404


def test_pressing_and_reporting(guiding, clerk):
    row = guiding.sent(audience=guiding.audience("ccb"))
    place = f"/chi-dao/tiep-nhan/{guiding.receipt(row).id}"
    assert clerk.post(f"{place}/nhan").status_code == 303
    empty = clerk.post(f"{place}/xong", {"words": "  "})
    assert (empty.status_code, "Ghi nội dung trước khi gửi." in empty.text) == (422, True)
    secret = clerk.post(f"{place}/xong", {"words": "Văn bản đóng dấu TỐI MẬT"})
    assert (secret.status_code, 'data-keep="never"' in secret.text) == (422, True)
    assert clerk.post(f"{place}/xong", {"words": "Dư luận ổn định."}).status_code == 303
    assert clerk.post(f"{place}/hoan-tac").status_code == 303
    assert "Dư luận ổn định.</textarea>" in clerk.get(f"/chi-dao/{row.id}").text


def test_words_taken_back_are_not_shown_to_the_sender(guiding, compiler):
    row = guiding.sent()
    receipt = guiding.reported(row, "canbo", "Báo cáo nhầm số liệu")
    receiving.take_back(actor=guiding.situation.reach("canbo"), receipt=receipt)
    guiding.situation.save()
    assert "Báo cáo nhầm" not in compiler.get(f"/chi-dao/{row.id}").text
    assert b"nh\xe1\xba\xa7m s" not in compiler.get(f"/chi-dao/{row.id}/tiep-nhan.xlsx").data


def test_recalled_its_words_are_gone_for_receivers(guiding, compiler, clerk):
    row = guiding.sent(audience=guiding.audience("ccb"))
    assert compiler.post(f"/chi-dao/{row.id}/thu-hoi", {"reason": ""}).status_code == 422
    assert compiler.post(f"/chi-dao/{row.id}/thu-hoi", {"reason": "Gửi nhầm."}).status_code == 303
    page = clerk.get(f"/chi-dao/{row.id}").text
    assert ("Gửi nhầm." in page, CONTENT in page) == (True, False)
    assert TITLE not in clerk.get("/").text
    assert TITLE in clerk.get("/chi-dao/?loc=thu-hoi").text
    refused = clerk.post(f"/chi-dao/tiep-nhan/{guiding.receipt(row).id}/nhan")
    assert (refused.status_code, "vừa được thu hồi" in refused.text) == (409, True)


def test_a_reminder_stands_on_the_laggards_home(guiding, compiler, clerk, stranger):
    row = guiding.sent(audience=guiding.audience("ccb"))
    assert "Chưa nhận" in clerk.get("/").text
    assert compiler.post(f"/chi-dao/{row.id}/nhac").status_code == 303
    assert "Được nhắc" in clerk.get("/").text
    assert "Được nhắc" not in stranger.get("/").text


def test_overdue_stands_first_and_red(guiding, clerk):
    with clock.stopped_at(clock.now() - timedelta(days=5)):
        late = guiding.sent(audience=guiding.audience("ccb"), title="Việc đã quá hạn")
    guiding.sent(audience=guiding.audience("ccb"), title="Việc mới gửi")
    assert late.stage is GuidanceStage.SENT
    page = clerk.get("/chi-dao/").text
    assert page.index("Việc đã quá hạn") < page.index("Việc mới gửi")
    assert "viec--overdue" in clerk.get("/").text
    only = clerk.get("/chi-dao/?loc=qua-han").text
    assert ("Việc đã quá hạn" in only, "Việc mới gửi" in only) == (True, False)


def test_lists_are_searched_without_marks(guiding, clerk):
    guiding.sent(audience=guiding.audience("ccb"), title="Chuẩn bị đối thoại")
    assert "Chuẩn bị đối thoại" in clerk.get("/chi-dao/?tu-khoa=doi+thoai").text
    assert "Không có chỉ đạo nào khớp" in clerk.get("/chi-dao/?tu-khoa=khong+co&yeu-cau=x&loc=y&trang=99").text


@pytest.mark.parametrize("address", ["/chi-dao/", "/chi-dao/?hop=gui", "/chi-dao/1", "/"])
def test_the_number_of_statements_stays_the_same(guiding, compiler, app, address):
    def sent(title):
        row = guiding.sent(title=title, audience=Audience(all_direct=True, all_areas=True))
        guiding.reported(row)
        guiding.reported(row, "canbo2")

    def statements():
        compiler.get(address)
        with counted(app) as seen:
            assert compiler.get(address).status_code == 200
        return len(seen)

    sent("Việc đầu")
    before = statements()
    for number in range(4):
        sent(f"Việc {number}")
    assert statements() == before


def test_the_matrix_goes_to_paper_and_excel_under_the_names_of_its_day(guiding, compiler, stranger):
    row = guiding.sent(audience=guiding.audience("ccb", "phu_nu"))
    guiding.reported(row, "canbo", "=1+1 ổn định")
    unit = guiding.world.unit("phu_nu")
    unit.name = "Hội mang tên khác"
    guiding.situation.save()
    sheet = load_workbook(io.BytesIO(compiler.get(f"/chi-dao/{row.id}/tiep-nhan.xlsx").data)).active
    cells = [str(cell.value) for line in sheet.iter_rows() for cell in line]
    assert "Hội Liên hiệp Phụ nữ phường Minh Họa" in cells
    assert "=1+1 ổn định" in cells
    paper = PdfReader(io.BytesIO(compiler.get(f"/chi-dao/{row.id}/tiep-nhan.pdf?the-thuc=dang").data))
    text = " ".join(page.extract_text() for page in paper.pages).replace("\n", " ")
    assert ("Hội Liên hiệp Phụ nữ phường Minh Họa" in text, "Hội mang tên khác" in text) == (True, False)
    assert "1 nơi đã làm" in text
    assert stranger.get(f"/chi-dao/{row.id}/tiep-nhan.xlsx").status_code == 403


def test_the_sender_reads_until_when_and_who_cannot_sign_in(guiding, compiler):
    row = guiding.sent(audience=guiding.audience("ccb", "nong_dan"))
    page = " ".join(compiler.get(f"/chi-dao/{row.id}").text.split())
    assert f"Hạn: <b>{clock.moment_text(row.due_at)}</b>" in page
    assert page.count("chưa có ai đăng nhập được") == 1


def test_who_has_received_nothing_is_led_to_what_he_sent(guiding, compiler, clerk):
    assert "Xem chỉ đạo đã gửi" in compiler.get("/chi-dao/").text
    assert "Xem chỉ đạo đã gửi" not in clerk.get("/chi-dao/").text


def test_lists_go_to_excel(guiding, compiler, clerk):
    guiding.sent()
    for browser, address in ((compiler, "/chi-dao/danh-sach.xlsx?hop=gui"), (clerk, "/chi-dao/danh-sach.xlsx")):
        sheet = load_workbook(io.BytesIO(browser.get(address).data)).active
        assert [cell.value for cell in sheet[3]][:3] == [1, TITLE, "Báo cáo lại"]


def test_a_network_is_founded_joined_left_and_joined_again(guiding, sign_in, stranger):
    leader = sign_in("lanhdao")
    ccb = guiding.world.unit("ccb").id
    answer = leader.post("/mang-luoi/lap", {"name": "Mạng lưới Phúc Ninh", "unit_id": ccb})
    place = answer.location
    assert leader.post(f"{place}/thanh-vien", {"member": "Hội Liên hiệp Phụ nữ"}).status_code == 303
    again = leader.post(f"{place}/thanh-vien", {"member": "Hội Liên hiệp Phụ nữ phường Minh Họa"})
    assert (again.status_code, "đang ở trong mạng lưới rồi" in again.text) == (422, True)
    assert leader.post(f"{place}/thanh-vien", {"member": "Hoàng Văn Sơn"}).status_code == 303
    assert "Hoàng Văn Sơn" in stranger.get(place).text
    row = db.session.scalars(db.select(Network)).one()
    women = next(one for one in networks.members_ever(row.id) if one.unit_id)
    assert leader.post(f"{place}/thanh-vien/{women.id}/roi").status_code == 303
    assert stranger.get(place).status_code == 404
    assert leader.post(f"{place}/thanh-vien/{women.id}/quay-lai").status_code == 303
    assert stranger.get(place).status_code == 200
    assert stranger.post(f"{place}/ten", {"name": "Tên khác"}).status_code == 403
    assert leader.post(f"{place}/ten", {"name": "Tên khác"}).status_code == 303
    assert leader.post(f"{place}/ket-thuc").status_code == 303
    assert leader.post(f"{place}/ten", {"name": "Nữa"}).status_code == 409
    assert sign_in("canbo2").get("/mang-luoi/").text.count("Tên khác") == 1
    assert sign_in("tonghop").get(place).status_code == 404


def test_members_read_each_other_and_only_the_leader_begins(guiding, sign_in):
    network = guiding.network("lanhdao", "phu_nu", "mttq")
    row = guiding.sent(
        "lanhdao", unit_id=guiding.world.unit("ccb").id, audience=Audience(network_id=network.id), ask=Ask.INFORM,
        due_at=None,
    )  # fmt: skip
    receiving.reply(
        actor=guiding.situation.reach("canbo2"), receipt=guiding.receipt(row, "canbo2"), words="Hội LHPN đã rõ."
    )
    guiding.situation.save()
    front = sign_in("lanhdao2").get(f"/chi-dao/{row.id}").text
    assert "Hội LHPN đã rõ." in front
    assert "Gửi tin vào mạng lưới" not in sign_in("lanhdao2").get(f"/mang-luoi/{network.id}").text
    refused = sign_in("lanhdao2").post("/chi-dao/soan", typed(guiding, network_id=network.id, unit_ids=[]))
    assert refused.status_code == 422
    assert queries.guidance(guiding.situation.reach("tonghop"), row.id) is None
