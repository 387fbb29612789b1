"""The ten exemplars of the year, the days of the story, and the people at their desks."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from nam_tinh_hinh.demo import exemplars
from nam_tinh_hinh.demo.exemplars import Sample
from nam_tinh_hinh.emulation.enums import ASSIGNED, Stage
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text

CCB, WOMEN = "Hội Cựu chiến binh phường Minh Họa", "Hội Liên hiệp Phụ nữ phường Minh Họa"
OF_UNIT = {
    CCB: (
        "Cựu chiến binh giúp nhau giảm nghèo, làm kinh tế giỏi",
        "Đoạn đường sáng, xanh, sạch, đẹp, trật tự trị an",
        "Tiếng kẻng an ninh",
        "Tổ an toàn",
        "Đoạn đường không có rác thải",
    ),
    WOMEN: (
        "Chi hội phụ nữ tiết kiệm - tương trợ - nuôi dạy con tốt",
        "Giúp hộ gia đình thoát nghèo",
        "Hát then - đàn tính",
        "3 sạch",
        "Tuyến xóm “xanh, sạch, đẹp, an toàn”",
    ),
}
POVERTY, ROAD, GONG, SAFETY, LITTER = OF_UNIT[CCB]
CHILDREN, HOUSEHOLDS, SINGING, CLEAN, LANE = OF_UNIT[WOMEN]
TEN = {*OF_UNIT[CCB], *OF_UNIT[WOMEN]}
# Sent with the first lists; the last of the veterans comes later, as a supplement.
FIRST_LIST = {CCB: OF_UNIT[CCB][:4], WOMEN: OF_UNIT[WOMEN]}
# Those that are carried out to their end.
REPORTED = {CCB: (POVERTY, ROAD, LITTER), WOMEN: OF_UNIT[WOMEN]}
CLERK, LEADER = {CCB: "canbo", WOMEN: "canbo2"}, {CCB: "lanhdao", WOMEN: "lanhdao2"}

TODAY = clock.today()
YEAR = TODAY.year


def ago(days: int) -> date:
    """Return the day that many days before today."""
    return TODAY - timedelta(days=days)


# The notice counts the three months of the first interim reviews: the veterans' is late, the women's is not yet due.
LISTED, TEAM_OUT, SAT, ASSIGNED_ON = ago(98), ago(97), ago(96), ago(95)
BEGINS = {CCB: ago(100), WOMEN: ago(85)}
ENDS = ago(-40)


def chosen(name: str) -> Sample:
    """Return the published exemplar of that name."""
    return next(one for one in exemplars.samples() if one.name == name)


def others() -> list[Sample]:
    """Return what else the demonstration holds: the other units', none of this year's carried out yet."""
    at_work = {one.name for one in exemplars.samples() if Stage(one.demo_stage) in ASSIGNED and not one.demo_year}
    return [
        one for one in exemplars.samples() if one.name not in TEN | at_work and one.demo_unit not in ("ccb", "phu_nu")
    ]


class Desks:
    """The people of the story, each signed in when first asked for, in a browser of his own."""

    def __init__(self, sign_in: Callable[[str], Any]) -> None:
        self.sign_in = sign_in
        self.pages: dict[str, Any] = {}
        self.drafts: dict[str, bytes] = {}

    def __getitem__(self, username: str) -> Any:
        if username not in self.pages:
            self.pages[username] = self.sign_in(username)
        return self.pages[username]


def open_exemplar(page: Any, name: str, part: str = "", year: int = YEAR) -> None:
    """Find an exemplar in the list and open it, at one of its parts."""
    page.goto(f"/dan-van-kheo/?nam={year}&tu-khoa={quote(name)}")
    page.get_by_role("link", name=name, exact=True).first.click()
    page.get_by_role("heading", name=name).first.wait_for()
    if part:
        page.get_by_role("navigation", name="Hồ sơ mô hình").get_by_role("link", name=part, exact=True).click()


def said(page: Any, words: Any) -> None:
    """Wait until the page answers with these words."""
    page.locator("#loi-nhan").get_by_text(words).first.wait_for()


def day(value: date) -> str:
    """Return a day as people type it."""
    return day_text(value)
