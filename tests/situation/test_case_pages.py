"""The pages of case files: found by filters, opened from a suggestion, kept when refused, closed to strangers."""

import io
import re
from datetime import timedelta
from html import unescape

import pypdf
import pytest
from openpyxl import load_workbook

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.enums import CaseEntryKind, CaseStage, ObservationKind
from nam_tinh_hinh.situation.services import case_entries, casework
from nam_tinh_hinh.situation.tables import CaseEntry, CaseFile, CaseItem
from tests.emulation.test_list_page import statements
from tests.kernel.uploads import given as files
from tests.situation.casework import DRAINS, TITLE, closed, drains, opened
from tests.situation.guiding import TITLE as GUIDANCE
from tests.situation.guiding import Guiding

SOON = timedelta(days=10)


def day(ahead=SOON):
    return day_text(clock.today() + ahead)


def said(**changes):
    return {
        "title": TITLE, "summary": "", "unit_name": "Hội Liên hiệp Phụ nữ phường Minh Họa", "review_on": day(),
    } | changes  # fmt: skip


def cases():
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(db.select(CaseFile).order_by(CaseFile.id)).all()


def the_case():
    (only,) = cases()
    return only


def written(situation, case, **changes):
    facts = {"kind": CaseEntryKind.MEASURE, "on_day": clock.today(), "words": "Đã nạo vét 200 m."} | changes
    row = case_entries.write_entry(actor=situation.reach("canbo2"), case=case, **facts)
    situation.save()
    return row


def test_a_suggestion_shows_why_and_opens_a_case_with_its_rows(situation, sign_in):
    rows, desk = drains(situation), sign_in("lanhdao")
    page = desk.get("/vu-viec/").text
    assert "Nêu ở 3 địa bàn: Thôn Đồng Lân, Thôn Bến Trăm, Thôn Trại Hồng." in page
    assert "Gợi ý khi một việc được nêu ở từ 3 địa bàn hoặc từ 5 lần, trong 30 ngày." in page
    address = f"/vu-viec/lap?goi-y={rows[0].id}"
    form = desk.get(address).text
    assert form.count("checked") == 3
    assert "Việc này được nêu ở 3 địa bàn" in form
    answer = desk.post("/vu-viec/lap", said(topic_id=rows[0].topic_id, **{"noi-dung": [row.id for row in rows]}))
    case = the_case()
    assert answer.location == f"/vu-viec/{case.id}"
    assert db.session.scalar(db.select(db.func.count(CaseItem.id)).filter_by(case_id=case.id)) == 3
    assert "Gợi ý lập vụ việc" not in desk.get("/vu-viec/").text
    assert sign_in("phutrach").get(f"/vu-viec/{case.id}").status_code == 404
    assert TITLE not in sign_in("phutrach").get("/vu-viec/").text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": " "}, "Ghi tên vụ việc."), ({"unit_name": "Nơi không có"}, "Không tìm thấy"),
        ({"review_on": "31/02/2026"}, "không phải là ngày"), ({"review_on": "01/01/2020"}, "từ hôm nay trở đi"),
        ({"topic_id": "x"}, "Hãy chọn một mục"), ({"summary": "TUYỆT MẬT"}, "bí mật nhà nước"),
    ],
)  # fmt: skip
def test_a_refused_case_keeps_what_was_typed(situation, sign_in, changes, words):
    row = situation.confirmed()
    sent = said(topic_id=row.topic_id, **{"noi-dung": [row.id]}) | {"area_name": "thon cau da"} | changes
    answer = sign_in("lanhdao").post("/vu-viec/lap", sent)
    assert answer.status_code == 422
    assert words in answer.text
    assert "thon cau da" in answer.text
    assert re.search(rf'value="{row.id}"[^>]* checked', answer.text)
    assert ('data-keep="never"' in answer.text) == ("MẬT" in changes.get("summary", ""))
    assert cases() == []


def test_the_list_is_narrowed_by_its_address_and_sorted_by_the_next_review(situation, sign_in):
    late, soon = opened(situation, days=-3, title="Việc chậm"), opened(situation, days=1, title="Việc gần")
    opened(situation, days=9, title="Trường học", topic_id=situation.topic("culture.education").id, responsible="ubnd")
    closed(situation, title="Đã xong")
    desk = sign_in("lanhdao")

    def found(address):
        return re.findall(r'href="/vu-viec/\d+">([^<]+)<', desk.get(f"/vu-viec/{address}").text)

    assert found("") == ["Việc chậm", "Việc gần", "Trường học", "Đã xong"]
    assert "Quá 3 ngày" in desk.get("/vu-viec/").text
    for address, names in (
        ("?giai-doan=closed", ["Đã xong"]), ("?xem-lai=qua-han", ["Việc chậm"]), ("?tu-khoa=viec+GAN", ["Việc gần"]),
        (f"?linh-vuc={situation.topic('culture').id}", ["Trường học"]), ("?don-vi=99999", []),
        (f"?don-vi={situation.world.unit('ubnd').id}", ["Trường học"]), ("?giai-doan=x&linh-vuc=x&trang=9", 4),
    ):  # fmt: skip
        assert (found(address) if isinstance(names, list) else len(found(address))) == names
    assert [late.stage, soon.stage] == [CaseStage.OPEN] * 2


def test_a_page_asks_as_much_for_fifty_cases_as_for_one(situation, sign_in):
    desk, counts = sign_in("lanhdao"), []
    for number in range(50):
        opened(situation, title=f"Việc {number}")
        if number in (0, 49):
            for address in ("/vu-viec/", "/"):
                with statements() as asked:
                    assert desk.get(address).status_code == 200
                counts.append(len(asked))
    assert counts[0] == counts[2]
    assert abs(counts[1] - counts[3]) <= 2  # home counts what it does not list


def test_a_cases_page_asks_as_much_for_many_items_and_entries_as_for_one(situation, sign_in):
    case, browser, counts = opened(situation, *drains(situation)), sign_in("canbo2"), []
    for more in (1, 20):
        for _n in range(more):
            written(situation, case)
            row = situation.confirmed(kind=ObservationKind.PETITION)
            casework.add_items(actor=situation.reach("lanhdao"), case=case, observation_ids=[row.id])
            situation.save()
        with statements() as asked:
            assert browser.get(f"/vu-viec/{case.id}").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_dismissal_without_a_reason_keeps_its_box_open_and_is_undone(situation, sign_in):
    first, desk = drains(situation)[0], sign_in("lanhdao")
    address = f"/vu-viec/goi-y/{first.id}/khong-lap"
    answer = desk.post(address, {"reason": "  "})
    assert (answer.status_code, "Ghi lý do không lập vụ việc." in answer.text) == (422, True)
    assert desk.post(address, {"reason": "Đã có lịch nạo vét."}).status_code == 303
    page = desk.get("/vu-viec/").text
    assert ("Gợi ý khi" in page, f"/vu-viec/goi-y/{first.id}/lay-lai" in page) == (False, True)
    desk.post(f"/vu-viec/goi-y/{first.id}/lay-lai")
    assert "Gợi ý khi" in desk.get("/vu-viec/").text


def test_the_writer_of_an_entry_is_named_inside_his_unit_only(situation, sign_in):
    case = opened(situation)
    written(situation, case)
    pages = {who: sign_in(who).get(f"/vu-viec/{case.id}").text for who in ("canbo2", "lanhdao", "tonghop")}
    assert {who: "Trần Thu Hà, " in page for who, page in pages.items()} == {
        "canbo2": True, "lanhdao": False, "tonghop": False,
    }  # fmt: skip
    assert "Hội Liên hiệp Phụ nữ phường Minh Họa, " in pages["lanhdao"]


def test_an_entry_is_written_removed_and_put_back(situation, sign_in):
    case, browser = opened(situation), sign_in("canbo2")
    address = f"/vu-viec/{case.id}/ghi"
    refused = browser.post(address, {"kind": "measure", "on_day": day(), "words": "Sẽ nạo vét."})
    assert (refused.status_code, "Ngày không được sau hôm nay" in refused.text, "Sẽ nạo vét." in refused.text) == (
        422, True, True,
    )  # fmt: skip
    browser.post(address, {"kind": "measure", "on_day": day(timedelta(0)), "words": "Đã nạo vét 200 m."})
    entry = db.session.scalars(db.select(CaseEntry.id)).one()
    browser.post(f"{address}/{entry}/bo")
    page = browser.get(f"/vu-viec/{case.id}").text
    assert (page.count("Đã nạo vét 200 m."), f"{address}/{entry}/lay-lai" in page) == (0, True)
    browser.post(f"{address}/{entry}/lay-lai")
    assert browser.get(f"/vu-viec/{case.id}").text.count("Đã nạo vét 200 m.") == 2
    assert sign_in("canbo").post(f"{address}/{entry}/bo").status_code == 404


def test_files_hang_on_an_entry_for_those_who_see_the_case(situation, sign_in):
    case = opened(situation)
    entry = written(situation, case)
    sent = {"tep": (io.BytesIO(files.photograph()), "nao-vet.jpg")}
    assert sign_in("canbo2").post(f"/tep/them/case_entry/{entry.id}", sent).status_code == 303
    sent = {"tep": (io.BytesIO(files.photograph()), "khac.jpg")}
    assert sign_in("lanhdao").post(f"/tep/them/case_entry/{entry.id}", sent).status_code == 403
    page = sign_in("tonghop").get(f"/vu-viec/{case.id}").text
    assert ("nao-vet.jpg" in page, "khac.jpg" in page, "Trần Thu Hà" in page) == (True, False, False)
    codes = {who: sign_in(who).get("/tep/1").status_code for who in ("lanhdao", "tonghop", "canbo", "phutrach")}
    assert codes == {"lanhdao": 200, "tonghop": 200, "canbo": 404, "phutrach": 404}


def test_a_stale_page_is_told_and_what_was_typed_stays(situation, sign_in):
    case, desk = opened(situation), sign_in("lanhdao")
    case_id, seen, topic = case.id, case.version, case.topic_id
    changed = said(topic_id=topic, version=seen, title="Tên thứ nhất")
    assert desk.post(f"/vu-viec/{case_id}/sua", changed).status_code == 303
    answer = desk.post(f"/vu-viec/{case_id}/sua", changed | {"title": "Tên thứ hai"})
    assert (answer.status_code, "Tên thứ nhất" in answer.text, "Tên thứ hai" in answer.text) == (409, True, True)
    reviewed = {"found": "Nước đã rút.", "next_on": day(), "version": seen}
    answer = desk.post(f"/vu-viec/{case_id}/xem-lai", reviewed)
    assert (answer.status_code, "Nước đã rút." in answer.text) == (409, True)
    assert desk.post(f"/vu-viec/{case_id}/viec/theo-doi", {"version": seen}).status_code == 409
    assert the_case().title == "Tên thứ nhất"


def test_watching_is_undone_and_closing_asks_for_words(situation, sign_in):
    case, desk = opened(situation), sign_in("lanhdao")
    address = f"/vu-viec/{case.id}"
    desk.post(f"{address}/viec/theo-doi", {"version": case.version})
    assert f"{address}/viec/xu-ly-tiep" in desk.get(address).text
    answer = desk.post(f"{address}/viec/ket-thuc", {"version": the_case().version})
    assert (answer.status_code, the_case().stage) == (422, CaseStage.WATCHED)
    desk.post(f"{address}/viec/ket-thuc", {"version": the_case().version, "reason": "Đã nạo vét xong."})
    answer = desk.post(f"{address}/viec/mo-lai", {"version": the_case().version, "reason": "Ngập lại."})
    assert (answer.status_code, "chưa chọn ngày xem lại" in answer.text) == (422, True)
    sent = {"version": the_case().version, "reason": "Ngập lại.", "review_on": day()}
    assert desk.post(f"{address}/viec/mo-lai", sent).status_code == 303
    assert (the_case().stage, the_case().review_on) == (CaseStage.OPEN, clock.today() + SOON)


def test_items_are_put_in_from_the_case_and_from_an_observation_and_taken_out(situation, sign_in):
    first, second, _third = drains(situation)
    case, desk = opened(situation, first), sign_in("lanhdao")
    adding = f"/vu-viec/{case.id}/noi-dung"
    assert desk.get(adding).text.count('name="noi-dung"') == 2
    assert desk.post(adding, {}).status_code == 422
    desk.post(adding, {"noi-dung": [second.id]})
    page = desk.get(f"/vu-viec/{case.id}").text
    assert DRAINS["Thôn Bến Trăm"] in page
    desk.post(f"{adding}/{second.id}/bo")
    assert desk.post(f"/phan-anh/{second.id}/vu-viec", {"vu-viec": ""}).status_code == 422
    assert desk.post(f"/phan-anh/{second.id}/vu-viec", {"vu-viec": case.id}).status_code == 303
    assert TITLE in desk.get(f"/phan-anh/{second.id}/vu-viec").text
    assert sign_in("canbo").get(f"/phan-anh/{second.id}/vu-viec").text.count(TITLE) == 0
    assert sign_in("banchidao").get(f"/phan-anh/{second.id}/vu-viec").status_code == 404


@pytest.mark.parametrize("layout", ["dang", "nha-nuoc"])
def test_the_file_of_a_case_is_printed_with_all_that_was_said(situation, sign_in, layout):
    case = opened(situation, *drains(situation), situation.confirmed(kind=ObservationKind.PETITION, voices=4))
    written(situation, case)
    answer = sign_in("lanhdao").get(f"/vu-viec/{case.id}/ho-so.pdf?the-thuc={layout}")
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.data)).pages)
    text = " ".join(text.split())
    for words in (
        "HỒ SƠ VỤ VIỆC", "NỘI DUNG NẮM ĐƯỢC (4)", "4 lượt ý kiến; chờ chuyển xử lý, hạn", "Đã nạo vét 200 m.",
        "Đơn vị chịu trách nhiệm: Hội Liên hiệp Phụ nữ", "HỘI CỰU CHIẾN BINH",
    ):  # fmt: skip
        assert words in text
    assert "Trần Thu Hà" not in text
    assert sign_in("phutrach").get(f"/vu-viec/{case.id}/ho-so.pdf").status_code == 404


def test_the_list_is_printed_and_taken_as_a_spreadsheet_of_what_one_may_see(situation, sign_in):
    opened(situation, *drains(situation), title="=Việc lạ")
    sheets = {}
    for who in ("lanhdao", "phutrach"):
        browser = sign_in(who)
        content = browser.get("/vu-viec/danh-sach.xlsx?giai-doan=open").data
        sheets[who] = [
            row[1] for row in load_workbook(io.BytesIO(content)).active.iter_rows(min_row=3, values_only=True)
        ]
        text = pypdf.PdfReader(io.BytesIO(browser.get("/vu-viec/danh-sach.pdf").data)).pages[0].extract_text()
        assert ("Việc lạ" in text) == (who == "lanhdao")
    assert sheets == {"lanhdao": ["=Việc lạ"], "phutrach": []}


def test_a_case_lists_the_guidance_about_it_to_who_sent_or_received_it(situation, sign_in):
    case, guiding = opened(situation, *drains(situation)), Guiding(situation)
    about = {"case_id": case.id, "unit_id": situation.world.unit("ccb").id, "audience": None}
    guiding.draft("lanhdao", **about)
    page = sign_in("lanhdao").get(f"/vu-viec/{case.id}").text
    assert ("Chỉ đạo về vụ việc" in page, GUIDANCE in page) == (True, True)
    page = sign_in("tonghop").get(f"/vu-viec/{case.id}").text
    assert ("Chỉ đạo về vụ việc" in page, GUIDANCE in page) == (False, False)
    assert sign_in("phutrach").get(f"/vu-viec/{case.id}").status_code == 404


def test_guidance_written_from_a_case_is_about_that_case(situation, sign_in):
    case = opened(situation, *drains(situation))
    compiler = sign_in("tonghop")
    link = re.search(r'href="([^"]+)">Soạn chỉ đạo<', compiler.get(f"/vu-viec/{case.id}").text)
    page = compiler.get(unescape(link[1])).text
    assert f"Về vụ việc: <b>{TITLE}</b>" in page
    assert f'name="case_id" type="hidden" value="{case.id}"' in page
    # Of a case that is not his to see nothing is said, whatever the address names.
    elsewhere = sign_in("banchidao2")
    assert TITLE not in elsewhere.get(unescape(link[1])).text
