"""Steps 3 and 4: plans, helpers, progress, changes on request, interim reviews, the half-year report."""

import re
from typing import Any

from tests.journeys.six_steps import cast
from tests.journeys.six_steps.cast import CLERK, Desks, open_exemplar, said
from tests.journeys.six_steps.inspecting import PHOTOGRAPH
from tests.journeys.six_steps.issuing import PARTY, issue, keep_draft

STOPPED = "Tổ bảo vệ sáp nhập theo khu phố mới, không còn lực lượng nòng cốt."
NEW_PLACE, WHY_NEW = "Tổ dân phố số 4, quận Đồ Sơn, Hải Phòng", "Khu phố mới sáp nhập."
DONE = "Đã giúp 12 hộ vay vốn, 5 hộ thoát nghèo."
MEMBER = "Vũ Thị Ngọc Ánh"
PARTS = ("Công tác lãnh đạo, chỉ đạo", "Ưu điểm", "Hạn chế, nguyên nhân", "Nhiệm vụ thời gian tới")


def plan_and_work(desks: Desks) -> None:
    """A unit writes its plan, a member is assigned to guide, progress is noted with a photograph."""
    clerk = desks[CLERK[cast.CCB]]
    open_exemplar(clerk, cast.POVERTY, "Thực hiện")
    clerk.get_by_role("link", name="Ghi kế hoạch").click()
    clerk.get_by_label("Kế hoạch, giải pháp").fill("Khảo sát hộ nghèo, cho vay vốn quay vòng.")
    clerk.get_by_label("Nguồn lực").fill("Quỹ Hội 60 triệu đồng.")
    clerk.get_by_role("button", name="Lưu kế hoạch").click()
    said(clerk, "Đã lưu kế hoạch.")
    note_progress(clerk)
    assign_a_helper(desks["thuongtruc"])
    desks["banchidao2"].goto("/")
    desks["banchidao2"].get_by_role("link", name=f"Tham gia chỉ đạo: {cast.POVERTY}").click()
    desks["banchidao2"].get_by_text(DONE).wait_for()


def note_progress(clerk: Any) -> None:
    """Say how far the work is and add a photograph."""
    clerk.get_by_label("Tiến độ (%)").fill("60")
    clerk.get_by_label("Đã làm được gì").fill(DONE)
    clerk.get_by_role("button", name="Ghi tiến độ").click()
    clerk.get_by_label("Thêm tệp").set_input_files([PHOTOGRAPH])
    clerk.get_by_text(f"Đã thêm “{PHOTOGRAPH['name']}”.").wait_for()


def assign_a_helper(office: Any) -> None:
    """Assign a member of the committee to guide the work."""
    open_exemplar(office, cast.POVERTY, "Thực hiện")
    office.get_by_role("link", name="Phân công người tham gia chỉ đạo").click()
    listed = office.get_by_label("Thành viên Ban Chỉ đạo").locator("option", has_text=MEMBER)
    office.get_by_label("Thành viên Ban Chỉ đạo").select_option(value=listed.get_attribute("value"))
    office.get_by_label("Việc được giao").fill("Theo dõi, đôn đốc")
    office.get_by_role("button", name="Phân công").click()
    said(office, f"Đã phân công {MEMBER}")


def change_on_request(desks: Desks) -> None:
    """One unit asks to correct a place, the other to stop; a member accepts both."""
    ask(desks[CLERK[cast.WOMEN]], cast.HOUSEHOLDS, "Sửa nội dung đăng ký", WHY_NEW, {"Địa chỉ thực hiện": NEW_PLACE})
    ask(desks[CLERK[cast.CCB]], cast.GONG, "Dừng thực hiện", STOPPED, {})
    for reason in (WHY_NEW, STOPPED):
        accept(desks["banchidao2"], reason)
    open_exemplar(desks[CLERK[cast.WOMEN]], cast.HOUSEHOLDS)
    desks[CLERK[cast.WOMEN]].get_by_text(NEW_PLACE).first.wait_for()
    open_exemplar(desks[CLERK[cast.CCB]], cast.GONG)
    desks[CLERK[cast.CCB]].get_by_text(STOPPED).first.wait_for()


def ask(clerk: Any, name: str, kind: str, reason: str, told: dict[str, str]) -> None:
    """Ask the committee for a change."""
    open_exemplar(clerk, name, "Điều chỉnh")
    clerk.get_by_role("link", name=re.compile(kind)).click()
    clerk.get_by_label("Lý do").fill(reason)
    for label, words in told.items():
        clerk.get_by_label(label).fill(words)
    clerk.get_by_role("button", name="Gửi đề nghị").click()
    said(clerk, "Ban Chỉ đạo sẽ trả lời")


def accept(member: Any, reason: str) -> None:
    """Accept one request."""
    member.goto("/dan-van-kheo/dieu-chinh")
    one = member.locator(".de-nghi", has_text=reason)
    one.get_by_role("button", name="Đồng ý", exact=True).click()
    said(member, "Đã đồng ý")


def review_after_three_months(desks: Desks) -> None:
    """Both units review themselves: one too late, one in time."""
    review(desks[CLERK[cast.CCB]], cast.POVERTY, re.compile(r"chậm \d+ ngày\."))
    review(desks[CLERK[cast.WOMEN]], cast.HOUSEHOLDS, re.compile(r"đúng hạn\."))


def review(clerk: Any, name: str, receipt: Any) -> None:
    """Write and send the review of three months."""
    clerk.goto("/")
    clerk.get_by_role("link", name=f"Sơ kết 3 tháng: {name}").click()
    clerk.get_by_label("Tiến độ (%)").fill("60")
    clerk.get_by_label("Tiến độ", exact=True).fill("Xong phần vận động.")
    clerk.get_by_role("button", name="Gửi sơ kết").click()
    said(clerk, receipt)


def report_the_half_year(desks: Desks) -> None:
    """The standing office issues the report on six months."""
    report(desks, "Báo cáo 6 tháng", PARTY)


def report(desks: Desks, name: str, layout: str) -> None:
    """Write the words around the figures, read the draft, issue the report."""
    office = desks["thuongtruc"]
    office.goto("/dan-van-kheo/bao-cao")
    office.get_by_role("link", name=name).click()
    office.get_by_role("link", name="Viết báo cáo").click()
    for label in PARTS:
        office.get_by_label(label).fill(f"{label}: đã thực hiện theo kế hoạch.")
    office.get_by_role("button", name="Lưu").click()
    office.get_by_role("link", name=re.compile("^Ban hành")).click()
    keep_draft(desks, office, name)
    issue(office, layout, cast.TODAY)
