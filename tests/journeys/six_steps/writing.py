"""Step 1: the clerks write, the leaders read and approve, the units send their lists."""

import re
from typing import Any

from nam_tinh_hinh.demo.exemplars import Sample
from tests.journeys.six_steps import cast
from tests.journeys.six_steps.cast import CLERK, LEADER, Desks, chosen, day, open_exemplar, said
from tests.journeys.six_steps.issuing import PARTY, STATE, issue, keep_draft

FIELDS = {"defence": "Quốc phòng - an ninh", "culture": "Văn hóa - xã hội", "economy": "Kinh tế"}
SENT_BACK = "Ghi rõ số đoạn đường và ai chăm sóc."
MORE = ". Năm đoạn đường, mỗi đoạn một tổ chăm sóc."
PREPARED = (cast.POVERTY, cast.CHILDREN)
LAYOUT = {cast.CCB: PARTY, cast.WOMEN: STATE}


def open_the_year(desks: Desks) -> None:
    """The standing office writes down the year's plan and its first round, open until today."""
    edit_plan(desks, {"Số kế hoạch": "12-KH/ĐU", "Ngày ban hành kế hoạch": day(cast.ago(120)),
                      "Đợt đầu năm đến hết ngày": day(cast.TODAY)})  # fmt: skip


def edit_plan(desks: Desks, told: dict[str, str], year: int = cast.YEAR) -> None:
    """Change what the plan of a year says."""
    office = desks["thuongtruc"]
    office.goto(f"/dan-van-kheo/phong-trao/{year}")
    office.get_by_role("link", name="Sửa kế hoạch, thời hạn").click()
    for label, words in told.items():
        office.get_by_label(label, exact=True).fill(words)
    office.get_by_role("button", name="Lưu kế hoạch, thời hạn").click()
    said(office, "Đã lưu kế hoạch, thời hạn.")


def write_and_propose(desks: Desks) -> None:
    """Each clerk registers the unit's exemplars of the first round; two come with survey, way and meeting."""
    for unit, names in cast.FIRST_LIST.items():
        for name in names:
            register(desks, unit, name)


def register(desks: Desks, unit: str, name: str) -> None:
    """A clerk writes one registration and asks the leader to approve it."""
    clerk = desks[CLERK[unit]]
    fill(clerk, unit, chosen(name))
    if name in PREPARED:
        clerk.get_by_role("button", name="Lưu nháp").click()
        prepare(clerk)
    clerk.get_by_role("button", name="Trình lãnh đạo duyệt").click()
    said(clerk, "Đã trình lãnh đạo duyệt")


def fill(page: Any, unit: str, sample: Sample) -> None:
    """Fill the form with what the exemplar's source says."""
    page.goto("/dan-van-kheo/dang-ky")
    page.get_by_label("Tên mô hình").fill(sample.name)
    page.get_by_label("Mô hình", exact=True).check()
    page.get_by_label("Lĩnh vực", exact=True).select_option(label=FIELDS[sample.field])
    page.get_by_label("Địa chỉ thực hiện").fill(sample.place)
    page.get_by_label("Ngày bắt đầu").fill(day(cast.TODAY if sample.name == cast.LITTER else cast.BEGINS[unit]))
    page.get_by_label("Ngày kết thúc").fill(day(cast.ENDS))
    page.get_by_label("Nội dung thực hiện").fill(sample.content)
    page.get_by_label("Tập thể").check()
    page.get_by_label("Tên chủ mô hình").fill(sample.owner or unit)


def prepare(page: Any) -> None:
    """Write down the survey, the way of working and the meeting, then go back to the form."""
    page.get_by_role("link", name="Chuẩn bị", exact=True).click()
    page.get_by_label("Địa điểm khảo sát").fill("Khu phố Phúc Ninh")
    page.get_by_label("Thuận lợi").fill("Hội viên đồng tình, có lực lượng nòng cốt.")
    page.get_by_label("Phương án thực hiện").fill("Họp chi hội, ký cam kết, giúp từng hộ.")
    page.get_by_label("Ngày họp").fill(day(cast.ago(110)))
    page.get_by_label("Thành phần dự họp").fill("Chi ủy, Ban Công tác Mặt trận, 42 hộ dân")
    page.get_by_role("button", name="Lưu khảo sát, phương án").click()
    said(page, "Đã lưu khảo sát, phương án, biên bản.")
    page.get_by_role("link", name="Hồ sơ", exact=True).click()
    page.get_by_role("link", name="Viết tiếp").click()


def send_one_back(desks: Desks) -> None:
    """The veterans' leader sends one back with a reason; the clerk mends it and proposes it again."""
    leader, clerk = desks[LEADER[cast.CCB]], desks[CLERK[cast.CCB]]
    open_exemplar(leader, cast.ROAD)
    leader.locator("summary", has_text="Trả cán bộ sửa lại").click()
    leader.get_by_label("Lý do").fill(SENT_BACK)
    leader.locator("details[open]").get_by_role("button", name="Trả cán bộ sửa lại").click()
    said(leader, "Đã trả cán bộ sửa lại")
    clerk.goto("/")
    clerk.get_by_role("link", name=f"Lãnh đạo trả lại: {cast.ROAD}").click()
    clerk.get_by_text(SENT_BACK).wait_for()
    clerk.get_by_label("Nội dung thực hiện").fill(chosen(cast.ROAD).content + MORE)
    clerk.get_by_role("button", name="Trình lãnh đạo duyệt").click()
    said(clerk, "Đã trình lãnh đạo duyệt")


def approve(desks: Desks, unit: str, names: tuple[str, ...]) -> None:
    """The leader reads what was prepared and approves."""
    leader = desks[LEADER[unit]]
    for name in names:
        open_exemplar(leader, name)
        if name in PREPARED:
            leader.get_by_text("42 hộ dân").first.wait_for()
        leader.get_by_role("button", name="Duyệt để gửi").click()
        said(leader, f"Đã duyệt: “{name}”")


def send_list(desks: Desks, unit: str, on_day: Any) -> None:
    """The leader reads the draft and sends the unit's list under its own number; a receipt answers."""
    leader = desks[LEADER[unit]]
    leader.goto("/dan-van-kheo/gui-danh-sach")
    keep_draft(desks, leader, f"danh sách của {unit}")
    issue(leader, LAYOUT[unit], on_day)
    leader.get_by_role("heading", name="Biên nhận gửi danh sách").wait_for()


def send_the_lists(desks: Desks) -> None:
    """Both units send what their leaders approved."""
    for unit, names in cast.FIRST_LIST.items():
        approve(desks, unit, names)
        send_list(desks, unit, cast.LISTED)


def issue_list_of_whole_area(desks: Desks) -> None:
    """The standing office issues the list of all units."""
    office = desks["thuongtruc"]
    office.goto("/dan-van-kheo/danh-sach/ban-hanh")
    keep_draft(desks, office, "danh sách toàn địa bàn")
    issue(office, PARTY, cast.LISTED)


def send_a_supplement(desks: Desks) -> None:
    """The supplementary round opens, and the veterans send one exemplar more."""
    edit_plan(desks, {"Đợt đầu năm đến hết ngày": day(cast.ago(1)), "Đợt bổ sung từ ngày": day(cast.TODAY)})
    register(desks, cast.CCB, cast.LITTER)
    approve(desks, cast.CCB, (cast.LITTER,))
    send_list(desks, cast.CCB, cast.TODAY)
    desks[LEADER[cast.CCB]].get_by_text(re.compile("Đợt bổ sung")).first.wait_for()
