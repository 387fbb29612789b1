"""Issuing a paper: numbered, drawn while nobody waits, then settled in one short write."""

from collections.abc import Callable
from datetime import date

from nam_tinh_hinh.kernel import pdf
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.queries import issuing as queries
from nam_tinh_hinh.people.services.issuing import NumberTaken
from nam_tinh_hinh.people.tables import IssuedPaper
from nam_tinh_hinh.people.views.base import actor

TRIES = 5
BUSY = "Nhiều người đang ban hành cùng lúc nên chưa lấy được số. Chưa có gì thay đổi; bấm ban hành lần nữa."


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
