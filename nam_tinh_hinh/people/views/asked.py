"""What an address or a plain form asks for, and the files that answer it."""

from collections.abc import Callable
from datetime import date

from flask import Response, request

from nam_tinh_hinh.kernel import forms, history, pdf
from nam_tinh_hinh.kernel.db import writing
from nam_tinh_hinh.kernel.text import clean_line
from nam_tinh_hinh.kernel.workflow import Refusal
from nam_tinh_hinh.people import queries
from nam_tinh_hinh.people.tables import PrintSetting
from nam_tinh_hinh.people.views.base import actor

CODES = {Refusal.NOT_ALLOWED: 403, Refusal.MOVED_ON: 409, Refusal.NO_REASON: 422, Refusal.INCOMPLETE: 422}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LAYOUT_CODES = {"dang": "Thể thức Đảng", "nha-nuoc": "Thể thức Nhà nước"}
PER_PAGE = 50


def number(name: str) -> int | None:
    """Return a whole number of the address, or None when it is none that a row could have."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def words(name: str) -> str:
    """Return a line of the address, cleaned, at most 100 characters."""
    return clean_line(request.args.get(name, ""))[:100]


def day(name: str) -> date | None:
    """Return a day of the address typed as dd/mm/yyyy, or None."""
    return forms.parse_day(request.args.get(name, ""))


def page_number() -> int:
    """Return which page of a list is asked for, from 1."""
    return max(1, number("trang") or 1)


def form_key() -> str | None:
    """Return the one-time key sent with a plain button's form."""
    key = request.form.get("form_key", "")
    return key if len(key) == 32 and key.isalnum() else None


def block(name: str) -> str | None:
    """Return the block to render for htmx, or None for the whole page."""
    return name if request.headers.get("HX-Request") else None


def setting() -> PrintSetting:
    """Return the letterhead of the layout asked for; raises ``PdfRefused`` when there is none yet."""
    code = request.args.get("the-thuc", "dang")
    found = queries.print_setting(code if code in LAYOUT_CODES else "dang")
    if found is None:
        raise pdf.PdfRefused("Chưa khai đầu văn bản của Ban Chỉ đạo nên chưa in được. Hãy báo quản trị.")
    return found


def exported(make: Callable[[], bytes], kind: str, name: str, subject: str) -> Response:
    """Answer with the file that ``make`` gives and note in the history who took it."""
    content, doer, inline = make(), actor(), kind == "application/pdf"
    with writing():
        history.record(actor=doer, action="export_pdf" if inline else "export_xlsx", subject=subject)
    answer = Response(content, mimetype=kind)
    answer.headers.set("Content-Disposition", "inline" if inline else "attachment", filename=name)
    return answer
