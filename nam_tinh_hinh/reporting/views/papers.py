"""A report as a paper: its PDF and its Word file, drafted, sent or issued."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from sqlalchemy.orm import undefer

from nam_tinh_hinh.kernel import pdf as drawing
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import DOCX, PDF
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper import PARTY, STATE
from nam_tinh_hinh.kernel.paper.prose import ProsePaper
from nam_tinh_hinh.people.queries import issuing as people_papers
from nam_tinh_hinh.people.tables import IssuedPaper, Unit
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.people.views.issuing import Heading
from nam_tinh_hinh.reporting import queries, rules
from nam_tinh_hinh.reporting.documents.report import Replaced, report_paper
from nam_tinh_hinh.reporting.enums import OUT
from nam_tinh_hinh.reporting.queries import printing
from nam_tinh_hinh.reporting.tables import Report, Sending
from nam_tinh_hinh.reporting.views.base import bp, fetch, person
from nam_tinh_hinh.reporting.workflow import REPORT

# Whose reports go out in the Party's layout until the unit chooses another (LAYOUTS.md, 3.2 and 3.3).
PARTY_KINDS = frozenset({"party_committee", "party_office", "steering_committee", "party_cell"})


@dataclass(frozen=True)
class Shown:
    """What the signed-in person may read of a report: a sending, or without one the sections while they are written."""

    report: Report
    sending: Sending | None

    @property
    def issued(self) -> IssuedPaper | None:
        return self.sending.paper if self.sending else None


def shown(report_id: int) -> Shown:
    """Return what may be read of a report, or answer 404: its sections for who works on it, else what was sent."""
    report = fetch(report_id)
    if report.stage not in OUT and rules.works_on(person(), report):
        return Shown(report, None)
    return Shown(report, found(queries.sending(person(), report_id)))


def layout_of(unit: Unit) -> str:
    """Return the layout the address asks for, else the one in which the unit issued last, else its kind's."""
    asked = request.args.get("the-thuc", "")
    if asked in exports.LAYOUT_CODES:
        return asked
    return printing.usual_layout(unit.id) or (PARTY.code if unit.kind.code in PARTY_KINDS else STATE.code)


def composed(one: Shown, heading: Heading | None = None, **said: object) -> ProsePaper:
    """Return the paper of ``one``: as it was issued, else under ``heading``, else as a draft of the unit's.

    ``said`` replaces what the report says of signers, recipients and the paper it replaces.
    """
    report, issued = one.report, one.issued
    if heading is None:
        code = issued.layout_code if issued else layout_of(report.unit)
        heading = Heading(report.unit_id, code, *((issued.day, issued.number) if issued else ()))
    usual: dict[str, object] = {
        "signers": report.signers if issued else printing.usual_signers(report), "recipients": report.recipients,
        "replaced": _replaced(issued),
    }  # fmt: skip
    return report_paper(
        printing.told(report, one.sending), setting=heading.setting, number=heading.number, day=heading.day,
        **(usual | said),  # type: ignore[arg-type]
    )  # fmt: skip


def _replaced(issued: IssuedPaper | None) -> Replaced | None:
    return Replaced(issued.replaces, issued.replaced_words) if issued and issued.replaces else None


def file_name(one: Shown, ending: str) -> str:
    """Return how the file is called: by its number once issued."""
    issued = one.issued
    name = issued.number_text.replace("/", "-") if issued else f"bao-cao-{one.report.id}-du-thao"
    return f"{name}.{ending}"


def to_issued(paper: IssuedPaper, report_id: int) -> Answer:
    """Answer with an issued paper: by the register, or its bytes to who reads the report but no register."""
    if people_papers.paper(person().actor, paper.id) is not None:
        return redirect(url_for("people.issued_paper", paper_id=paper.id), 303)
    content = content_of(paper.id)
    return exports.exported(lambda: content, PDF, f"{paper.number_text.replace('/', '-')}.pdf", REPORT, report_id)


def content_of(paper_id: int) -> bytes:
    """Return the very bytes that were issued."""
    return db.session.get_one(IssuedPaper, paper_id, options=[undefer(IssuedPaper.content)]).content


@bp.get("/bao-cao/<int:report_id>/xem-thu.pdf")
@allow(rules.may_look)
def pdf(report_id: int) -> Answer:
    one = shown(report_id)
    if one.issued:
        return to_issued(one.issued, report_id)
    html = render_template("print/prose.html", paper=composed(one))
    return exports.exported(lambda: drawing.render(html), PDF, file_name(one, "pdf"), REPORT, report_id)


@bp.get("/bao-cao/<int:report_id>/tai.docx")
@allow(rules.may_look)
def docx(report_id: int) -> Answer:
    one = shown(report_id)
    paper, name = composed(one), file_name(one, "docx")
    from nam_tinh_hinh.kernel.word import docx_of  # python-docx is loaded with the first Word file, not with the server

    return exports.exported(lambda: docx_of(paper), DOCX, name, REPORT, report_id)
