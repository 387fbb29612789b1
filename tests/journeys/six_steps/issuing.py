"""How every paper goes out: its draft is read, its day and layout are chosen, one button issues it."""

import re
from datetime import date
from typing import Any

from tests.journeys.six_steps.cast import Desks, day

DRAFT = re.compile("Xem thử|[Dd]ự thảo|Xem bản in")
DONE = re.compile("Đã ban hành|Đã gửi danh sách|Đã kết thúc phiên họp")
ISSUE = re.compile("[Bb]an hành$|[Bb]an hành biên bản$|^Gửi danh sách$")
PARTY, STATE = "dang", "nha-nuoc"


def keep_draft(desks: Desks, page: Any, name: str) -> None:
    """Keep the draft that the page offers to read, for the look at all papers at the end."""
    main = page.get_by_role("main")
    offered = main.get_by_role("link", name=DRAFT).or_(main.get_by_role("button", name=DRAFT)).first
    address = offered.get_attribute("href") or offered.get_attribute("formaction")
    desks.drafts[name] = page.request.get(address).body()


def issue(page: Any, layout: str, on_day: date) -> None:
    """Choose the day and the layout, press the button, and wait for the answer."""
    main = page.get_by_role("main")
    main.get_by_label(re.compile("^Ngày (ký|ban hành)")).fill(day(on_day))
    choose_layout(main, layout)
    main.get_by_role("button", name=ISSUE).click()
    page.locator("#loi-nhan").get_by_text(DONE).first.wait_for(timeout=60_000)


def choose_layout(main: Any, layout: str) -> None:
    """Choose the Party's layout or the state's, from a list or among buttons."""
    chosen = main.locator(f'input[type=radio][value="{layout}"]')
    if chosen.count():
        chosen.check()
    else:
        main.get_by_label("Thể thức").select_option(value=layout)
