"""What a request asks for, read without trust; and the answers that are files."""

from datetime import date
from unicodedata import normalize
from urllib.parse import quote

from flask import Response, request

from nam_tinh_hinh.kernel.days import parse_day
from nam_tinh_hinh.kernel.forms import known_key
from nam_tinh_hinh.kernel.leafing import Stand
from nam_tinh_hinh.kernel.text import clean_line
from nam_tinh_hinh.kernel.workflow import Refusal

CODES = {Refusal.NOT_ALLOWED: 403, Refusal.MOVED_ON: 409, Refusal.NO_REASON: 422, Refusal.INCOMPLETE: 422}
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_WORDS = 100


def whole_number(text: str | None) -> int | None:
    """Return a number typed in an address or a hidden field, or None when it is none that a row could have."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None


def number(name: str) -> int | None:
    """Return a whole number of the address, or None."""
    return whole_number(request.args.get(name))


def words(name: str) -> str:
    """Return a line of the address, cleaned, at most ``MOST_WORDS`` characters."""
    return clean_line(request.args.get(name, ""))[:MOST_WORDS]


def day(name: str) -> date | None:
    """Return a day of the address typed as dd/mm/yyyy, or None."""
    return parse_day(request.args.get(name, ""))


def page_number() -> int:
    """Return which page of a list is asked for, from 1."""
    return max(1, number("trang") or 1)


def stand() -> Stand:
    """Return where in a long list one asks to stand: the page's number, and the row after or before which it lies."""
    return Stand(page_number(), words("sau"), words("truoc"))


def form_key() -> str | None:
    """Return the one-time key sent with a plain button's form."""
    return known_key(request.form.get("form_key"))


def block(name: str) -> str | None:
    """Return the block to render for htmx, or None for the whole page."""
    return name if request.headers.get("HX-Request") else None


def file_answer(content: bytes, kind: str, name: str) -> Response:
    """Answer with a file: a PDF opens in the browser, anything else is kept."""
    answer = Response(content, mimetype=kind)
    way = "inline" if kind == PDF else "attachment"
    answer.headers.set("Content-Disposition", way, **_named(name))
    return answer


def _named(name: str) -> dict[str, str]:
    """Return how a header names a file: headers carry no "Đ", so that name goes beside a plain one (RFC 6266)."""
    plain = normalize("NFKD", name.replace("Đ", "D").replace("đ", "d")).encode("ascii", "ignore").decode()
    return {"filename": plain} if plain == name else {"filename": plain, "filename*": f"UTF-8''{quote(name, safe='')}"}
