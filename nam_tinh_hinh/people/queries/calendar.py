"""Reads about working days and holidays."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import extract, select

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workdays import WorkCalendar
from nam_tinh_hinh.people.tables import Holiday


def work_calendar(first: date, last: date) -> WorkCalendar:
    """Return the working days between two days, both included; beyond them only Saturday and Sunday are off.

    A deadline counted from ``first`` needs a ``last`` well after its end: long Tết included.
    """
    rows = db.session.scalars(select(Holiday).where(Holiday.day.between(first, last))).all()
    off = {row.day: row.label for row in rows if not row.is_working}
    return WorkCalendar(off, {row.day: row.label for row in rows if row.is_working})


def holidays(year: int) -> Sequence[Holiday]:
    """Return what is on record of one year, in order."""
    within = Holiday.day.between(date(year, 1, 1), date(year, 12, 31))
    return db.session.scalars(select(Holiday).where(within).order_by(Holiday.day)).all()


def years_with_holidays() -> list[int]:
    """Return the years of which anything is on record, in order."""
    year = extract("year", Holiday.day)
    return list(db.session.scalars(select(year).distinct().order_by(year)))


def years_without_holidays(first: date, last: date) -> list[int]:
    """Return the years from ``first``'s to ``last``'s with nothing on record: deadlines in them may be wrong."""
    known = set(years_with_holidays())
    return [year for year in range(first.year, last.year + 1) if year not in known]
