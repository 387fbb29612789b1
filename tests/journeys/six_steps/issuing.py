"""How every paper goes out: its draft is read, its day and layout are chosen, one button issues it."""

import re
from datetime import date
from typing import Any

from tests.journeys.six_steps.cast import Desks, day

ISSUE = re.compile("[Bb]an hành|^Gửi danh sách")
DONE = re.compile("Đã ban hành")
PARTY, STATE = "dang", "nha-nuoc"
LABELS = {PARTY: "Thể thức Đảng", STATE: "Thể thức Nhà nước"}


def keep_draft(desks: Desks, page: Any, name: str) -> None:
    """Keep the draft that the page offers to read, for the look at all papers at the end."""
    offered = page.get_by_role("main").get_by_role("button", name="Xem bản dự thảo")
    desks.drafts[name] = page.request.get(offered.get_attribute("formaction")).body()


def issue(page: Any, layout: str, on_day: date) -> None:
    """Choose the day and the layout, press the button, and wait for the answer."""
    main = page.get_by_role("main")
    main.get_by_label("Ngày ký").fill(day(on_day))
    main.get_by_label(LABELS[layout]).check()
    main.get_by_role("button", name=ISSUE).click()
    page.locator("#loi-nhan").get_by_text(DONE).first.wait_for(timeout=60_000)
