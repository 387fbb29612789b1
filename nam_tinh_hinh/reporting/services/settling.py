"""What a consolidating report did with every passage below it is written down when it is sent."""

from sqlalchemy import select

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting import marks
from nam_tinh_hinh.reporting.enums import DECIDED
from nam_tinh_hinh.reporting.tables import PassageUse, Report, Section


def settle_uses(*, report: Report) -> None:
    """Store the fate of every passage: read off the marks in the text, unless it was decided by a press.

    One whose mark is no longer in the text loses its row: it counts as not dealt with.
    """
    texts = [] if report.is_nothing else list(db.session.scalars(select(Section.text).filter_by(report_id=report.id)))
    for use in db.session.scalars(select(PassageUse).where(PassageUse.report_id == report.id)):
        if use.fate in DECIDED:
            continue
        use.fate = marks.fate_of(use.number, texts)
        if use.fate is None:
            db.session.delete(use)
    db.session.flush()
