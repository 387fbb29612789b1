"""The letterhead a paper is asked in, and files that leave a trace in the history."""

from collections.abc import Callable
from datetime import date

from flask import Response, request

from nam_tinh_hinh.kernel import asked, clock, history, pdf
from nam_tinh_hinh.kernel.asked import DOCX, PDF, file_answer
from nam_tinh_hinh.kernel.db import writing
from nam_tinh_hinh.people import queries
from nam_tinh_hinh.people.forms.issuing import LAYOUT_CODES as LAYOUT_CODES
from nam_tinh_hinh.people.tables import PrintSetting
from nam_tinh_hinh.people.views.base import actor

SIGNED_ON = "ngay-ky"
NOTED = {PDF: "export_pdf", DOCX: "export_docx"}


def layout_asked() -> str:
    """Return the code of the layout that the address asks for, the Party's when it names none."""
    code = request.args.get("the-thuc", "")
    return code if code in LAYOUT_CODES else "dang"


def setting() -> PrintSetting:
    """Return the letterhead of the layout asked for; raises ``PdfRefused`` when there is none yet."""
    found = queries.print_setting(layout_asked())
    if found is None:
        raise pdf.PdfRefused("Chưa khai đầu văn bản của Ban Chỉ đạo nên chưa in được. Hãy báo quản trị.")
    return found


def paper_number() -> int | None:
    """Return the number typed for a paper, None for none; raises ``PdfRefused`` rather than print a mistyped one."""
    typed = asked.words("so")
    if typed and asked.whole_number(typed) is None:
        raise pdf.PdfRefused(f"Số “{typed[:20]}” chưa đúng: chỉ ghi phần số, ví dụ 05. Quay lại danh sách và ghi lại.")
    return asked.whole_number(typed)


def paper_day() -> date | None:
    """Return the day of signing: the one typed, today for a numbered paper, else None: room to write it by hand.

    Raises ``PdfRefused`` rather than print another day than the one meant.
    """
    typed = asked.words(SIGNED_ON)
    if typed and asked.day(SIGNED_ON) is None:
        raise pdf.PdfRefused(f"Ngày “{typed[:20]}” không phải là ngày. Quay lại và ghi, ví dụ, 05/09/2026.")
    return asked.day(SIGNED_ON) or (clock.today() if paper_number() is not None else None)


def exported(make: Callable[[], bytes], kind: str, name: str, subject: str, subject_id: int | None = None) -> Response:
    """Note in the history who takes a file, then answer with what ``make`` gives.

    The note comes first because it also ends the reading: nobody's write waits while a paper is drawn.
    """
    doer = actor()
    with writing():
        action = NOTED.get(kind, "export_xlsx")
        history.record(actor=doer, action=action, subject=subject, subject_id=subject_id)
    return file_answer(make(), kind, name)
