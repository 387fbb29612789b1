"""The papers of this room: in whose letterhead they are drawn, and how they are taken away."""

from typing import Any

from flask import Response, render_template

from nam_tinh_hinh.kernel import pdf
from nam_tinh_hinh.kernel.asked import PDF, XLSX
from nam_tinh_hinh.kernel.paper.official import OfficialPaper
from nam_tinh_hinh.people.queries.letterheads import letterhead_for
from nam_tinh_hinh.people.tables import PrintSetting
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.situation.documents.notebook import Notebook
from nam_tinh_hinh.situation.views.base import person

TABLE, PROSE = "print/table.html", "print/prose.html"


def own_letterhead() -> PrintSetting:
    """Return the letterhead of the person's house in the layout asked for.

    Whoever works in a Party committee's office draws the committee's papers: its list is of all that the committee
    hears, and the committee's cases are kept in its name too.
    """
    return letterhead_for(person().house_id or 0, exports.layout_asked())


def top_asked() -> dict[str, Any]:
    """Return the letterhead, the number and the day that the box "In, tải" asks for; raises ``PdfRefused``."""
    return {"setting": own_letterhead(), "number": exports.paper_number(), "day": exports.paper_day()}


def as_pdf(
    paper: OfficialPaper | Notebook, name: str, subject: str, subject_id: int | None = None, *, template: str = TABLE
) -> Response:
    """Answer with a paper; the history notes who took it."""
    html = render_template(template, paper=paper)
    return exports.exported(lambda: pdf.render(html), PDF, f"{name}.pdf", subject, subject_id)


def as_xlsx(content: bytes, name: str, subject: str, subject_id: int | None = None) -> Response:
    """Answer with a spreadsheet; the history notes who took it."""
    return exports.exported(lambda: content, XLSX, f"{name}.xlsx", subject, subject_id)
