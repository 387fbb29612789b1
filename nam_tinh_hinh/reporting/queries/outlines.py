"""Reads of outlines."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting.tables import Outline, OutlineHeading


def newest_outline(code: str) -> Outline:
    """Return the newest edition of an outline with headings and figures; raises ``LookupError`` for an unknown one."""
    query = select(Outline).where(Outline.code == code).order_by(Outline.edition.desc()).limit(1)
    found = db.session.scalar(query.options(selectinload(Outline.headings).selectinload(OutlineHeading.figures)))
    if found is None:
        raise LookupError(code)
    return found
