"""Steps 2 and 5: a team is set up, goes out, records what it saw, and its minutes are issued."""

import re
from typing import Any

from tests import papers
from tests.journeys.six_steps import cast
from tests.journeys.six_steps.cast import Desks, day, said
from tests.journeys.six_steps.issuing import PARTY, STATE, issue, keep_draft
from tests.kernel.uploads import given

PHOTOGRAPH = {"name": "Tại chỗ.jpg", "mimeType": "image/jpeg", "buffer": given.photograph()}
SEEN = "56 hộ tham gia; tổ nòng cốt họp đều, có sổ ghi chép."
GOOD = "Đạt yêu cầu"
REGISTRATION, FINAL = "Kiểm tra thực tế đăng ký", "Kiểm tra, đánh giá cuối năm"


def visit_what_is_registered(desks: Desks) -> None:
    """A team goes to one exemplar of each unit before the committee decides."""
    visit(desks, REGISTRATION, {cast.CCB: cast.POVERTY, cast.WOMEN: cast.CHILDREN}, PARTY, cast.TEAM_OUT)


def visit_at_the_end_of_the_year(desks: Desks) -> None:
    """A team goes to see what came of two exemplars."""
    visit(desks, FINAL, {cast.CCB: cast.ROAD, cast.WOMEN: cast.CLEAN}, STATE, cast.TODAY)


def visit(desks: Desks, purpose: str, places: dict[str, str], layout: str, on_day: Any) -> None:
    """Set up a team, issue its decision, record both visits, issue the minutes of both."""
    office = desks["thuongtruc"]
    set_up(office, purpose)
    for unit, name in places.items():
        choose(office, unit, name)
    team = re.sub("#.*", "", office.url)
    check_sheets(office, team)
    office.get_by_role("link", name="Ban hành quyết định").click()
    keep_draft(desks, office, f"quyết định thành lập đoàn, {purpose}")
    issue(office, layout, on_day)
    record(desks["banchidao2"], team, places.values(), on_day)
    for name in places.values():
        issue_minutes(desks, team, name, layout, on_day)


def set_up(office: Any, purpose: str) -> None:
    """Name the team's people: a member of the committee leads it, a clerk of the office writes."""
    office.goto("/dan-van-kheo/kiem-tra")
    office.get_by_role("link", name="Lập đoàn").first.click()
    office.get_by_label(purpose, exact=True).check()
    office.get_by_label("Vũ Thị Ngọc Ánh").first.check()
    office.get_by_label("Nhiệm vụ của Vũ Thị Ngọc Ánh").select_option(label="Trưởng đoàn")
    office.get_by_label("Họ và tên 1").fill("Nguyễn Thị Thư")
    office.get_by_label("Nhiệm vụ", exact=True).first.select_option(label="Thư ký")
    office.get_by_role("button", name="Lưu, chọn mô hình").click()
    office.get_by_role("heading", name="Chọn mô hình để kiểm tra").wait_for()


def choose(office: Any, unit: str, name: str) -> None:
    """Put one exemplar of a unit on the team's way."""
    if not office.get_by_role("heading", name="Chọn mô hình để kiểm tra").count():
        office.get_by_role("link", name="Chọn mô hình").first.click()
    office.get_by_label("Đơn vị", exact=True).select_option(label=unit)
    office.get_by_role("button", name="Lọc", exact=True).click()
    office.wait_for_url("**don-vi=*")
    office.get_by_label(name, exact=True).check()
    office.get_by_role("button", name="Đưa vào đoàn").click()
    office.get_by_role("row", name=name).first.wait_for()


def check_sheets(office: Any, team: str) -> None:
    """Open the sheets on which the team writes at the place."""
    sheets = office.request.get(f"{team}/phieu.pdf").body()
    assert papers.squeezed("Phiếu kiểm tra thực tế").upper() in papers.squeezed(papers.text(sheets)).upper()


def record(head: Any, team: str, names: Any, on_day: Any) -> None:
    """The team's head writes down what was seen at each place, with a photograph."""
    for name in names:
        head.goto(team)
        head.get_by_role("link", name=name, exact=True).click()
        head.get_by_label("Thêm tệp").set_input_files([PHOTOGRAPH])
        head.get_by_text(f"Đã thêm “{PHOTOGRAPH['name']}”.").wait_for()
        head.get_by_label("Ngày kiểm tra").fill(day(on_day))
        head.get_by_label("Làm việc với").fill("Chi hội trưởng, 5 hội viên")
        head.get_by_label("Kết quả kiểm tra").fill(SEEN)
        head.get_by_label(GOOD, exact=True).check()
        head.get_by_role("button", name="Lưu kết quả").click()
        said(head, re.compile("Đã (lưu|ghi)"))


def issue_minutes(desks: Desks, team: str, name: str, layout: str, on_day: Any) -> None:
    """The office issues the minutes of one visit; they are signed at the place and kept as they are."""
    office = desks["thuongtruc"]
    office.goto(team)
    office.get_by_role("row", name=name).get_by_role("link", name="Ban hành biên bản").click()
    if name in (cast.POVERTY, cast.ROAD):
        keep_draft(desks, office, f"biên bản kiểm tra {name}")
    issue(office, layout, on_day)
