"""The letterhead a paper is asked in, and files that leave a trace in the history."""

from collections.abc import Callable

from flask import Response, request

from nam_tinh_hinh.kernel import history, pdf
from nam_tinh_hinh.kernel.asked import PDF, file_answer
from nam_tinh_hinh.kernel.db import writing
from nam_tinh_hinh.people import queries
from nam_tinh_hinh.people.tables import PrintSetting
from nam_tinh_hinh.people.views.base import actor

LAYOUT_CODES = {"dang": "Thể thức Đảng", "nha-nuoc": "Thể thức Nhà nước"}


def setting() -> PrintSetting:
    """Return the letterhead of the layout asked for; raises ``PdfRefused`` when there is none yet."""
    code = request.args.get("the-thuc", "dang")
    found = queries.print_setting(code if code in LAYOUT_CODES else "dang")
    if found is None:
        raise pdf.PdfRefused("Chưa khai đầu văn bản của Ban Chỉ đạo nên chưa in được. Hãy báo quản trị.")
    return found


def exported(make: Callable[[], bytes], kind: str, name: str, subject: str) -> Response:
    """Answer with the file that ``make`` gives and note in the history who took it."""
    content, doer = make(), actor()
    with writing():
        history.record(actor=doer, action="export_pdf" if kind == PDF else "export_xlsx", subject=subject)
    return file_answer(content, kind, name)
