"""What the units do: two by hand in the browser, the others by the room's verbs."""

import re
from typing import Any

from tests.journeys.thursday.office import Office

LAMPS, WATER = "Ngõ 12 phố Phúc Ninh thiếu đèn chiếu sáng.", "Giá nước sạch tính chưa đúng định mức ở 07 hộ."
VAGUE, FLOOD = "Có nơi ngập sau mưa.", "Đường tổ 5 ngập 20 cm sau mưa, 14 hộ đi lại khó khăn."
CANAL, MARKET = "Kênh cấp 2 bồi lắng, thiếu nước tưới đầu vụ.", "Chợ cóc lấn vỉa hè phố Phúc Ninh."
DULL, NOISE, WHY = (
    "Hội viên phấn khởi, tin tưởng.",
    "Loa kéo ồn sau 22 giờ ở khu dân cư số 1.",
    "Ghi rõ nơi nào, bao nhiêu hộ.",
)
DONE, ISSUES, FIGURES = (
    "Kết quả thực hiện nhiệm vụ trong tuần", "Nội dung Nhân dân phản ánh, kiến nghị", "Số liệu trong tuần",
)  # fmt: skip
VOICES = {"ccb": 12, "phu_nu": 30, "nong_dan": 8, "ctmt_phuc_ninh": 0, "ctmt_so_1": 5, "cong_doan": 1}
SAVED = re.compile(r"Đã lưu trên máy chủ \d\d:\d\d")


def write(office: Office, page: Any, key: str, title: str, words: str, field: str = "#text") -> None:
    """Open a section from the list, type, and let it save itself."""
    page.goto(f"/bao-cao/{office.reports[key]}")
    page.locator(".viec-muc a", has_text=title).click()
    page.get_by_role("heading", name=title).first.wait_for()
    box = page.locator(field) if field.startswith("#") else page.get_by_label(field, exact=True)
    box.fill("")
    box.press_sequentially(words)
    page.locator("[data-save-box]", has_text=SAVED).wait_for(timeout=15000)
    page.get_by_role("button", name="Xong, sang mục sau").click()
    page.locator("#loi-nhan:not(:empty)").first.wait_for()


def propose(office: Office, page: Any, key: str) -> None:
    page.goto(f"/bao-cao/{office.reports[key]}/kiem-tra")
    page.get_by_role("button", name="Trình lãnh đạo ký duyệt").click()
    page.get_by_text("Đã trình lãnh đạo ký duyệt:").wait_for()


def sign(office: Office, page: Any, key: str, at: str) -> None:
    """The leader signs and sends; the receipt says when the server had it."""
    page.goto(f"/bao-cao/{office.reports[key]}/kiem-tra")
    page.get_by_role("button", name="Ký duyệt và gửi").click()
    page.get_by_role("heading", name="Biên nhận nộp báo cáo BN-").wait_for()
    assert at in page.locator("article.bien-nhan").inner_text()


def write_by_hand(office: Office) -> None:
    """Two clerks write in the browser; each section saves itself."""
    office.at(12, 15)
    for key, clerk, issues in (
        ("ccb", "canbo", f"- {VAGUE}\n- {MARKET}"),
        ("phu_nu", "canbo2", f"- {LAMPS}\n- {WATER}"),
    ):
        page = office.desk(clerk)
        write(office, page, key, DONE, "Vận động 12 hộ chỉnh trang ngõ phố.")
        write(office, page, key, ISSUES, issues)
        write(office, page, key, FIGURES, str(VOICES[key]), "Lượt ý kiến của Nhân dân")
        page.goto(f"/bao-cao/{office.reports[key]}")
        page.locator(".viec-muc a", has_text="Vấn đề nổi cộm").click()
        page.get_by_role("button", name="Không phát sinh", exact=True).click()
        page.locator("#loi-nhan:not(:empty)").first.wait_for()
        propose(office, page, key)


def sign_by_hand(office: Office) -> None:
    """Both leaders read, sign and send, and hold a receipt."""
    office.at(13, 5)
    sign(office, office.desk("lanhdao"), "ccb", "13:05")
    sign(office, office.desk("lanhdao2"), "phu_nu", "13:05")


def by_verbs(office: Office) -> None:
    """Four in the morning: one has nothing to tell; Khu dân cư số 2 stays silent."""
    for hour, key, issues in (
        (8, "nong_dan", CANAL), (9, "ctmt_phuc_ninh", DULL), (10, "ctmt_so_1", NOISE),
    ):  # fmt: skip
        office.at(hour, 30)
        office.send(key, {"voices": VOICES[key]}, done="Đã họp tổ, tuyên truyền 02 buổi.", issues=f"- {issues}")
    office.at(11, 50)
    office.send("doan")


def late(office: Office) -> None:
    """Công đoàn sends ten minutes after the deadline."""
    office.at(13, 40)
    office.send("cong_doan", {"voices": VOICES["cong_doan"]}, done="Thăm hỏi 04 đoàn viên.")


def mend(office: Office) -> None:
    """Hội CCB reads why, mends the one section that is open, and sends again."""
    office.at(13, 20)
    page = office.desk("canbo")
    page.goto("/")
    page.locator(".viec", has_text=WHY).first.get_by_role("link").click()
    write(office, page, "ccb", ISSUES, f"- {FLOOD}\n- {MARKET}")
    propose(office, page, "ccb")
    sign(office, office.desk("lanhdao"), "ccb", "13:20")


def read_what_became(office: Office) -> None:
    """Hội CCB reads what became of each of its sentences."""
    page = office.desk("canbo")
    page.goto(f"/bao-cao/{office.reports['ccb']}/da-dung")
    rows = {row.locator("td").first.inner_text(): row.inner_text() for row in page.locator(".da-dung tbody tr").all()}
    flood = next(said for words, said in rows.items() if FLOOD in words)
    market = next(said for words, said in rows.items() if MARKET in words)
    assert "Đã gộp" in flood
    assert "Tổ 5 ngập, ngõ 12 thiếu đèn" in flood
    assert "Việc đã giải quyết xong" in market
    assert "[nguồn" not in page.content()
