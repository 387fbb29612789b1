"""Issuing a paper: its page, its draft, its number; drawn while nobody waits, then settled in one short write."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, TypeVar

from flask import abort, flash, request, url_for

from nam_tinh_hinh.kernel import clock, pdf
from nam_tinh_hinh.kernel.asked import CODES, PDF
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper import Layout
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.lines import number_words
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.forms.issuing import IssueForm
from nam_tinh_hinh.people.queries import issuing as queries
from nam_tinh_hinh.people.services.issuing import NumberTaken, freeze
from nam_tinh_hinh.people.tables import IssuedPaper, PrintSetting, Unit
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer, actor

TRIES = 5
BUSY = "Nhiều người đang ban hành cùng lúc nên chưa lấy được số. Chưa có gì thay đổi; bấm ban hành lần nữa."
NO_ISSUER = "Chưa khai đầu văn bản của Ban Chỉ đạo nên chưa in được. Hãy báo quản trị."

F = TypeVar("F", bound=IssueForm)


@dataclass(frozen=True)
class Heading:
    """In whose name a paper is drawn, in which layout, of which day, under which number; without one it is a draft."""

    issuer_id: int
    layout_code: str
    day: date | None = None
    number: int | None = None

    @property
    def issuer(self) -> Unit:
        """The unit that issues it."""
        return db.session.get_one(Unit, self.issuer_id)

    @property
    def setting(self) -> PrintSetting:
        """Its letterhead."""
        return queries.letterhead_for(self.issuer_id, self.layout_code)


Compose = Callable[[Heading], str]
# Draws the issue page: with the form as it is, and why the paper did not go out.
Page = Callable[[str], str]
# Freezes the paper: ``services.issuing.freeze`` that knows all but what the paper is about.
Keep = Callable[..., IssuedPaper]


def offered(form: F, *, issuers: Sequence[Unit] | None = None, usual: Unit | None = None) -> F:
    """Return ``form`` with those whose paper it may be: the given, else all for whom the signed-in person issues."""
    form.offer(queries.issuers(actor()) if issuers is None else issuers, usual)
    return form


def confirming(
    form: IssueForm, kind: PaperKind, *, seen: str, refusal: str = "", kept_as: str | None = None
) -> dict[str, Any]:
    """Return what the issue form of ``macros/issuing.html`` shows.

    ``seen`` marks what stands on the page now. It replaces an earlier mark once a refusal said to read again.
    """
    if refusal or not form.seen.data:
        form.seen.data = seen
    return {
        "form": form, "refusal": refusal, "has_errors": bool(refusal or form.errors), "numbers": _to_come(form, kind),
        "kept_as": kept_as, "forget": kept_as if form.names_a_secret else None,
    }  # fmt: skip


def _to_come(form: IssueForm, kind: PaperKind) -> list[tuple[str, str]]:
    """(issuer, the number its next paper of the typed day bears, or why it can have none)."""
    day, code = form.day.data or clock.today(), form.layout.data
    return [(choice.label, _number_to_come(Heading(choice.value, code, day), kind)) for choice in form.issuer.choices]


def _number_to_come(heading: Heading, kind: PaperKind) -> str:
    setting = heading.setting
    try:
        number = queries.next_number(heading.issuer_id, kind, heading.day or clock.today())
    except ActionRefused as refused:
        return refused.message
    return number_words(Layout.from_row(setting.layout.numbers), number, kind.symbol, setting.symbol)


def draft(
    form: IssueForm, *, page: Page, compose: Compose, name: str, subject: str, subject_id: int | None = None
) -> Answer:
    """Answer with the paper as it would go out, "DỰ THẢO" across it; a POST brings what is typed and not issued yet."""
    if request.method == "GET":
        heading = draft_heading(form.issuer.data)
    elif not form.issuer.choices:
        abort(403)  # who issues for nobody reads drafts by their address only
    elif form.validate():
        heading = _typed(form)
    else:
        return page(""), 422
    html = compose(heading)
    return exports.exported(lambda: pdf.render(html), PDF, name, subject, subject_id)


def draft_heading(issuer_id: int | None = None) -> Heading:
    """Return how a draft is drawn that is asked for by its address; without an issuer in the committee's name."""
    committee = queries.committee_unit()
    if not issuer_id and committee is None:
        raise pdf.PdfRefused(NO_ISSUER)
    return Heading(issuer_id or committee.id, exports.layout_asked())  # type: ignore[union-attr]


def _typed(form: IssueForm) -> Heading:
    return Heading(form.issuer.data, form.layout.data, form.day.data)


def issued(
    form: IssueForm, kind: PaperKind, *, page: Page, compose: Compose, settle: Callable[[Keep], IssuedPaper],
    done: Callable[[IssuedPaper], Answer],
) -> Answer:  # fmt: skip
    """Issue what the form asks for and answer ``done(paper)``, or the page again with what stands in the way.

    ``compose(heading)`` raises ``ActionRefused`` when the matter is no longer what was read; ``settle(keep)`` calls
    ``keep`` with what the paper is about (see ``freeze``) and then does everything that goes with the issue. Both
    look up again what they use: they run in transactions of their own, perhaps more than once.
    """
    if not form.validate():
        return page(""), 422
    try:
        paper = _issue_typed(form, kind, compose, settle)
    except ActionRefused as refused:
        return _page_again(page, refused.message), CODES[refused.kind]
    except pdf.PdfRefused as refused:
        return _page_again(page, str(refused)), 422
    return done(paper)


def _page_again(page: Page, refusal: str) -> str:
    db.session.rollback()  # what the paper took is given back before the page is drawn anew
    return page(refusal)


def _issue_typed(
    form: IssueForm, kind: PaperKind, compose: Compose, settle: Callable[[Keep], IssuedPaper]
) -> IssuedPaper:
    heading = _typed(form)

    def settled(number: int, content: bytes) -> IssuedPaper:
        keep = partial(
            freeze, actor=actor(), unit=heading.issuer, kind=kind, day=heading.day, number=number, content=content,
            layout_code=heading.layout_code, key=form.key,
        )  # fmt: skip
        return settle(keep)

    return issue(
        html_of=lambda number: compose(replace(heading, number=number)), settle=settled, unit_id=heading.issuer_id,
        kind=kind, day=form.day.data, key=form.key,
    )  # fmt: skip


def tell(paper: IssuedPaper, did: str = "", *, forget: str | None = None) -> None:
    """Show the receipt of an issue on the next page: number, day, what it did, and the way to the frozen PDF."""
    text = f"Đã ban hành {paper.name}, ngày {day_text(paper.day)}. {did or 'Văn bản giữ nguyên như lúc ban hành.'}"
    url = url_for("people.issued_paper", paper_id=paper.id)
    flash({"text": text, "open_url": url, "open_label": "Mở văn bản (PDF)", "forget": forget})


def issue(
    *,
    html_of: Callable[[int], str],
    settle: Callable[[int, bytes], IssuedPaper],
    unit_id: int,
    kind: PaperKind,
    day: date,
    key: str | None = None,
) -> IssuedPaper:
    """Draw a paper with the unit's next number and have it settled; return it as it was frozen.

    ``html_of(number)`` composes the page, ``settle(number, content)`` does everything that goes with the issue (it
    calls ``services.issuing.freeze``, handing ``key`` on) and only flushes. The transaction ends before the PDF is
    drawn, so whatever the request wrote before is taken back: call this first. ``settle`` may run
    more than once, each time in a new transaction, and must look up again what it changes. With a ``key`` a second
    sending gets the first's paper.

    Raises ``ActionRefused`` when others were quicker ``TRIES`` times, or what ``settle`` refuses; ``PdfRefused`` when
    the paper cannot be drawn. No number is used up then.
    """
    for _ in range(TRIES):
        if earlier := key and queries.issued_before(actor(), key):
            return earlier
        number = queries.next_number(unit_id, kind, day)
        html = html_of(number)
        db.session.rollback()
        content = pdf.render(html)
        try:
            return settle(number, content)
        except NumberTaken:
            db.session.rollback()
    raise ActionRefused(Refusal.MOVED_ON, BUSY)
