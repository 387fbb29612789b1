"""Somebody of another unit: every page he can open, looked through for words he must not read."""

import re
from collections.abc import Sequence
from html import unescape
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

LISTS = (
    "/", "/phan-anh/", "/phan-anh/?da-gop=1", "/phan-anh/?muc-do=urgent", "/phan-anh/cap-bach",
    "/phan-anh/kien-nghi", "/phan-anh/cap-bach?chieu=di", "/phan-anh/ghi",
    "/tong-quan", "/vu-viec/", "/chi-dao/", "/mang-luoi/", "/so-van-ban",
)  # fmt: skip
MOST = 100
LINK = re.compile(r'<a [^>]*?href="([^"#]+)')


def reads(page: Any, words: Sequence[str], most: int = MOST) -> list[str]:
    """Return the addresses of pages on which a person finds any of ``words``: lists, and what they lead to."""
    waiting = [urljoin(page.url, path) for path in (*LISTS, *(f"/phan-anh/?tu-khoa={quote(one)}" for one in words))]
    seen: dict[str, str] = {}
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        if address in seen or not is_page(address, page.url):
            continue
        seen[address] = page.context.request.get(address).text()
        if urlsplit(address).path in LISTS:
            waiting += [urljoin(address, unescape(one)) for one in LINK.findall(seen[address])]
    assert len(seen) >= len(LISTS)
    return [address for address, html in seen.items() if any(one in without_search(html, one) for one in words)]


def is_page(address: str, home: str) -> bool:
    """Tell whether an address is a page of ours, not a file and not the way out."""
    parts = urlsplit(address)
    is_file = parts.path.rpartition(".")[2] in ("pdf", "xlsx", "jpg", "png") or "/tep/" in parts.path
    return parts.netloc == urlsplit(home).netloc and not is_file and parts.path != "/dang-xuat"


def without_search(html: str, words: str) -> str:
    """Leave out the words that were searched, where the page repeats them: in the box, and kept for the paper."""
    return html.replace(f'value="{words}"', "")


def is_refused(page: Any, addresses: Sequence[str]) -> dict[str, int]:
    """Return the addresses that a person may open although each should be as if it were not there."""
    answers = {address: page.context.request.get(address).status for address in addresses}
    return {address: code for address, code in answers.items() if code != 404}


def gets_no_hint(page: Any, words: str, area: str) -> None:
    """Typing the same words about the same place brings up nothing that was said there."""
    page.goto("/phan-anh/ghi")
    page.get_by_label("Địa bàn").select_option(label=area)
    with page.expect_response("**/phan-anh/tuong-tu") as asked:
        page.get_by_label("Nội dung", exact=True).fill(words)
    assert "tương tự" not in asked.value.text()
