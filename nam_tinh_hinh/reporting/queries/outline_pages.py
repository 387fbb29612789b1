"""Outlines as their pages show them: the newest editions, where they are used, what a new heading is called inside."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import fold, sort_key
from nam_tinh_hinh.reporting.tables import Obligation, Outline, OutlineFigure, OutlineHeading, Period, Regime
from nam_tinh_hinh.reporting.workflow import OUTLINE


@dataclass(frozen=True)
class OutlineLine:
    """The newest edition of an outline, the regimes that use it, how many reports all its editions have."""

    outline: Outline
    headings: int
    regimes: Sequence[Regime]
    reports: int


def _whole() -> tuple[object, ...]:
    return (selectinload(Outline.headings).selectinload(OutlineHeading.figures),)


def outline(outline_id: int) -> Outline | None:
    """Return one edition with its headings."""
    return db.session.scalar(select(Outline).where(Outline.id == outline_id).options(*_whole()))


def editions(code: str) -> Sequence[Outline]:
    """Return all editions of an outline, the newest first."""
    return db.session.scalars(select(Outline).where(Outline.code == code).order_by(Outline.edition.desc())).all()


def outline_lines() -> list[OutlineLine]:
    """Return the newest edition of every outline, by name; four statements."""
    newest = {row.code: row for row in db.session.scalars(select(Outline).order_by(Outline.edition))}
    counted = dict(
        db.session.execute(select(OutlineHeading.outline_id, func.count()).group_by(OutlineHeading.outline_id)).all()
    )
    regimes: dict[str, list[Regime]] = {}
    for row in db.session.scalars(select(Regime).order_by(Regime.id)):
        regimes.setdefault(row.outline_code, []).append(row)
    reports = _reports()
    lines = [
        OutlineLine(row, counted.get(row.id, 0), regimes.get(code, []), reports.get(code, 0))
        for code, row in newest.items()
    ]
    return sorted(lines, key=lambda line: sort_key(line.outline.label))


def _reports() -> dict[str, int]:
    query = select(Outline.code, func.count(Obligation.id)).join(Period, Period.outline_id == Outline.id)
    return dict(db.session.execute(query.join(Obligation).group_by(Outline.code)).all())


def reports_by_edition(code: str) -> dict[int, int]:
    """Return how many reports each edition of an outline has, by the edition's id."""
    query = select(Outline.id, func.count(Obligation.id)).join(Period, Period.outline_id == Outline.id)
    return dict(db.session.execute(query.join(Obligation).where(Outline.code == code).group_by(Outline.id)).all())


def regimes_with(code: str) -> Sequence[Regime]:
    """Return the regimes whose reports follow an outline."""
    return db.session.scalars(select(Regime).where(Regime.outline_code == code).order_by(Regime.id)).all()


def is_used(outline_id: int) -> bool:
    """Tell whether a period was opened with this edition: then it never changes any more."""
    return db.session.scalar(select(Period.id).where(Period.outline_id == outline_id).limit(1)) is not None


def seen_version(outline_id: int) -> int:
    """Return a number that grows with every change of an edition: the id of the last row of its history."""
    event = history.last(OUTLINE, outline_id)
    return event.id if event else 0


def codes_by_title() -> dict[str, str]:
    """Return by what code a title is known in any outline, marks and capitals aside; the newest use counts."""
    query = select(OutlineHeading.title, OutlineHeading.code).order_by(OutlineHeading.id)
    return {fold(title): code for title, code in db.session.execute(query)}


def codes_by_label() -> dict[str, str]:
    """Return by what code a line of figures is known in any outline."""
    query = select(OutlineFigure.label, OutlineFigure.code).order_by(OutlineFigure.id)
    return {fold(label): code for label, code in db.session.execute(query)}
