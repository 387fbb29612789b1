"""The page of a petition, as those who follow it, those who answer it and strangers use it."""

from datetime import timedelta

import pytest

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import IssuedPaper
from nam_tinh_hinh.situation.enums import ObservationKind, Outcome, PetitionStage
from nam_tinh_hinh.situation.services import petitions as services
from nam_tinh_hinh.situation.services.petitions import Authority
from nam_tinh_hinh.situation.tables import Observation, Petition
from tests.browser import form_values

WORDS = "Đã kiểm tra, sẽ nạo vét trong tháng."
ANSWER = {"outcome": "explained", "words": WORDS, "paper": ""}


@pytest.fixture
def petition(situation):
    return situation.petition()


@pytest.fixture
def desk(sign_in):
    return sign_in("lanhdao")


def place(petition, rest=""):
    return f"/phan-anh/{petition.id}/kien-nghi{rest}"


def today():
    return day_text(clock.today())


def again(petition_id):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Petition, petition_id)


def send(browser, petition_id, slug, **typed):
    """Open the form of one verb and send it; return the answer."""
    there = f"/phan-anh/{petition_id}/kien-nghi"
    page = browser.get(f"{there}?viec={slug}").text
    return browser.post(f"{there}/{slug}", form_values(page, f"{there}/{slug}") | typed)


def test_the_page_says_how_the_time_stands_and_offers_what_comes_next(petition, desk):
    page = desk.get(place(petition)).text
    assert "Chờ chuyển xử lý" in page
    assert "còn 10 ngày làm việc" in page
    assert f'action="{place(petition, "/chuyen-xu-ly")}"' in page
    for words in ("Báo tiến độ", "Ghi kết quả", "Gia hạn", "Tạm dừng tính hạn", "Chuyển cấp trên"):
        assert words in page
    assert "Mở lại" not in page


def test_the_whole_way_by_its_forms(situation, petition, desk):
    pid, front = petition.id, situation.world.unit("mttq")
    ways = [
        ("chuyen-xu-ly", {"authority_unit_id": str(front.id), "on_day": today(), "paper": "05-PC/CCB"}),
        ("tien-do", {"on_day": today(), "words": "Đã khảo sát."}),
        ("tam-dung", {"reason": "Chờ bản vẽ."}),
        ("tinh-tiep", {}),
        ("gia-han", {"due_on": day_text(due_later(pid)), "reason": "Chờ thiết bị."}),
        ("ket-qua", ANSWER | {"on_day": today()}),
        ("sua-ket-qua", ANSWER | {"on_day": today(), "words": "Đã nạo vét."}),
        ("thong-tin-lai", {"way": "meeting", "on_day": today(), "note": "Họp tổ"}),
        ("chua-thong-tin-lai", {}),
        ("mo-lai", {"reason": "Mưa lại ngập."}),
    ]
    for slug, typed in ways:
        answer = send(desk, pid, slug, **typed)
        assert (slug, answer.status_code, answer.location) == (slug, 303, place(petition))
    page = desk.get(place(petition)).text
    for words in ("05-PC/CCB", front.name, "Chờ bản vẽ.", "Chờ thiết bị.", "Giải trình: Đã nạo vét.", "Mưa lại ngập."):
        assert words in page
    assert again(pid).stage is PetitionStage.IN_PROGRESS


def due_later(petition_id):
    day = again(petition_id).due_at.date() + timedelta(days=14)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


@pytest.mark.parametrize(
    ("slug", "typed", "words"),
    [
        ("chuyen-xu-ly", {"on_day": "1/1/26", "paper": "SO-GO-DO"}, "Chọn cơ quan tiếp nhận"),
        ("chuyen-xu-ly", {"authority": "Công ty Điện lực", "on_day": "01/01/2020", "paper": "SO-GO-DO"}, "trước ngày"),
        ("ket-qua", {"outcome": "resolved", "words": "SO-GO-DO", "on_day": "{today}"}, "cần số văn bản hoặc ảnh"),
        ("ket-qua", {"words": "SO-GO-DO", "on_day": "hôm qua"}, "không phải là ngày"),
        ("gia-han", {"due_on": "01/01/2020", "reason": "SO-GO-DO"}, "phải sau ngày"),
        ("tien-do", {"on_day": "31/12/2099", "words": "SO-GO-DO"}, "sau hôm nay"),
    ],
)
def test_what_is_refused_keeps_the_words(petition, desk, slug, typed, words):
    typed = {name: value.format(today=today()) for name, value in typed.items()}
    answer = send(desk, petition.id, slug, **typed)
    assert answer.status_code == 422
    assert words in answer.text
    assert "SO-GO-DO" in answer.text
    assert again(petition.id).stage is PetitionStage.RECEIVED


def test_a_stale_form_is_told_who_was_first_and_keeps_its_words(situation, petition, desk):
    page = desk.get(place(petition) + "?viec=tien-do").text
    old = form_values(page, place(petition, "/tien-do"))
    assert send(desk, petition.id, "tien-do", on_day=today(), words="Lần đầu.").status_code == 303
    answer = desk.post(place(petition, "/tien-do"), old | {"on_day": today(), "words": "Chữ tôi gõ."})
    assert answer.status_code == 409
    assert "đã thay đổi" in answer.text
    assert "Chữ tôi gõ." in answer.text
    sent = form_values(answer.text, place(petition, "/tien-do")) | {"on_day": today(), "words": "Chữ tôi gõ."}
    assert desk.post(place(petition, "/tien-do"), sent).status_code == 303


def test_a_secret_is_refused_and_not_kept(petition, desk):
    answer = send(desk, petition.id, "tien-do", on_day=today(), words="Theo công văn độ mật: Tối mật.")
    assert answer.status_code == 422
    assert 'data-keep="never"' in answer.text
    assert '<meta name="forget" content="kien-nghi-' in answer.text


def test_the_authority_answers_and_strangers_see_nothing(situation, petition, sign_in):
    women, desk = situation.world.unit("phu_nu"), situation.reach("lanhdao")
    other = sign_in("lanhdao2")
    assert [other.get(place(petition, rest)).status_code for rest in ("", "?viec=ket-qua")] == [404, 404]
    assert petition.observation.content[:20] not in other.get("/phan-anh/kien-nghi").text
    services.hand_on(actor=desk, petition=petition, authority=Authority(women.name, women.id), on_day=clock.today())
    situation.save()
    page = other.get(place(petition)).text
    assert "Ghi kết quả" in page
    assert "Chuyển xử lý</a>" not in page
    assert "Phạm Văn Thắng" not in page  # of another unit one reads the unit only
    assert "Kiến nghị: Cống thoát nước" in other.get("/").text
    assert send(other, petition.id, "ket-qua", **ANSWER, on_day=today()).status_code == 303
    assert other.post(place(petition, "/thong-tin-lai"), {"way": "phone", "on_day": today()}).status_code == 403
    assert again(petition.id).outcome is Outcome.EXPLAINED
    assert "Thông tin lại cho dân" in sign_in("lanhdao").get("/").text


def test_feedback_is_followed_by_the_desk_only(situation, desk, sign_in):
    row = situation.confirmed()
    there = f"/phan-anh/{row.id}/kien-nghi"
    assert sign_in("canbo").get(there).status_code == 404
    assert "Theo dõi trả lời" in desk.get(there).text
    assert desk.post(f"{there}/theo-doi", form_values(desk.get(there).text, f"{there}/theo-doi")).status_code == 303
    assert "Hạn trả lời" in desk.get(there).text


def test_what_comes_again_is_found_and_shown_on_both(situation, petition, desk, sign_in):
    services.answer(
        actor=situation.reach("lanhdao"), petition=petition, outcome=Outcome.EXPLAINED, words=WORDS,
        on_day=clock.today(),
    )  # fmt: skip
    situation.save()
    new = situation.confirmed(
        content="Cống thoát nước tổ 3 lại bị tắc, mưa ngập vào nhà dân.", kind=ObservationKind.PETITION
    )
    new_id, there = new.id, f"/phan-anh/{new.id}/kien-nghi/tai-dien"
    page = desk.get(there).text
    assert f'name="chosen" value="{petition.id}"' in page
    sent = form_values(page, there)
    for typed, words in (
        ({}, "Chọn một việc"),
        ({"number": "999"}, "Không có nội dung số 999"),
        ({"number": "x"}, "Chỉ ghi số"),
    ):
        answer = desk.post(there, sent | typed)
        assert (answer.status_code, words in answer.text) == (422, True)
    assert desk.post(there, sent | {"chosen": str(petition.id)}).status_code == 303
    assert "Việc này tái diễn." in desk.get(f"/phan-anh/{new_id}/kien-nghi").text
    assert f"/phan-anh/{new_id}" in desk.get(place(petition)).text
    assert "Đã trả lời, nay tái diễn" in sign_in("canbo").get("/").text
    undo = form_values(desk.get(f"/phan-anh/{new_id}/kien-nghi").text, there)
    assert desk.post(there, undo).status_code == 303
    db.session.rollback()
    assert db.session.get_one(Observation, new_id).earlier_id is None
    assert "nay tái diễn" not in desk.get("/").text


def test_the_term_is_shown_day_by_day(situation, petition, desk):
    services.pause(actor=situation.reach("lanhdao"), petition=petition, reason="Chờ bản vẽ.")
    situation.save()
    page = desk.get(f"/phan-anh/{petition.id}/cach-tinh-han").text
    for words in ("Ngày thứ 10", "10 ngày làm việc", "Không tính", "Chờ bản vẽ.", "chưa ghi ngày nghỉ lễ nào"):
        assert words in page


def test_the_paper_is_drafted_printed_and_issued_in_one_act_with_handing_on(situation, petition, desk, sign_in):
    there = f"/phan-anh/{petition.id}/phieu-chuyen"
    for query in ("", "?the-thuc=nha-nuoc&so=12&ngay-ky=05/11/2026"):
        assert desk.get(f"{there}.pdf{query}").data.startswith(b"%PDF")
    page = desk.get(there).text
    sent = form_values(page, there) | {"day": today(), "layout": "dang"}
    assert desk.post(there, sent).status_code == 422
    sent |= {"authority": "Công ty Điện lực", "words": "Đề nghị sửa trong tháng."}
    assert desk.post(f"{there}.pdf", sent).data.startswith(b"%PDF")
    for _ in range(2):
        assert desk.post(there, sent).location == place(petition)
    row = again(petition.id)
    paper = db.session.scalars(db.select(IssuedPaper)).one()
    assert (row.stage, row.authority, row.handed_paper) == (PetitionStage.HANDED_ON, "Công ty Điện lực", "01-PC/CCB")
    assert (paper.subject, paper.subject_id) == ("petition", row.id)
    # who may not see the matter may not open its paper, whatever he oversees
    address, readers = f"/van-ban/{paper.id}.pdf", ("lanhdao", "tonghop", "banchidao2", "lanhdao2")
    assert [sign_in(who).get(address).status_code for who in readers] == [200, 200, 404, 404]
