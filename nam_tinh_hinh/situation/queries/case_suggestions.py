"""Reads of suggested cases: the matters that come so often that a focal point may make a case of them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import Area
from nam_tinh_hinh.situation.enums import SHARED, CaseStage
from nam_tinh_hinh.situation.queries.casework import case_ids, house_of
from nam_tinh_hinh.situation.queries.observing import seen
from nam_tinh_hinh.situation.queries.reference import thresholds
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.suggesting import Heard, Rule, Suggestion, suggest
from nam_tinh_hinh.situation.tables import CaseDismissal, CaseFile, CaseItem, Observation, Topic
from nam_tinh_hinh.situation.thresholds import Code

MOST_ROWS = 2000


@dataclass(frozen=True)
class Suggested:
    """What is suggested to a focal point, by which rule, and whether there was more than was looked through."""

    suggestions: tuple[Suggestion, ...]
    rule: Rule
    cut: bool = False


def suggestions(person: Reach) -> Suggested:
    """Return the cases suggested to a focal point: of what he may see and a focal point confirmed.

    Left out are matters in an open case he may see, and those his unit dismissed, until they have come more often than
    then. What is in a closed case counts no more. Looked through are the ``MOST_ROWS`` newest of the last days; at most
    three statements whatever their number.
    """
    rule, unit_id = _rule(), house_of(person)
    if unit_id is None:
        return Suggested((), rule)
    rows = _rows(person, rule.days)
    found = suggest(rows, rule)
    dismissed = _dismissed(unit_id) if found else {}
    kept = tuple(one for one in found if one.times > max(dismissed.get(n, 0) for n in one.ids))
    return Suggested(kept, rule, len(rows) == MOST_ROWS)


def suggestion(person: Reach, first: int) -> Suggestion | None:
    """Return the suggestion that begins with one observation, or that it has gone into meanwhile."""
    found = suggestions(person).suggestions
    exact = next((one for one in found if one.first == first), None)
    return exact or next((one for one in found if first in one.ids), None)


def _rule() -> Rule:
    numbers = {row.code: row.value for row in thresholds()}
    return Rule(*(numbers[code.value] for code in (Code.CASE_AREAS, Code.CASE_TIMES, Code.CASE_DAYS)))


def _rows(person: Reach, days: int) -> tuple[Heard, ...]:
    """Return the newest of what may be one matter with something else."""
    is_open = _in_case(person, CaseFile.stage != CaseStage.CLOSED)
    was_closed = _in_case(person, CaseFile.stage == CaseStage.CLOSED)
    root, main = func.coalesce(Observation.joined_to_id, Observation.id), func.coalesce(Topic.parent_id, Topic.id)
    query = select(Observation).where(seen(person, of_many=True)).join(Observation.area).join(Observation.topic)
    query = query.where(
        Observation.stage.in_(SHARED), Observation.on_day > clock.today() - timedelta(days=days),
        or_(is_open, ~was_closed),
    )  # fmt: skip
    columns: tuple[Any, ...] = (
        Observation.id, root, Observation.earlier_id, Observation.area_id, Area.name, Observation.on_day, main,
        Observation.content, is_open,
    )  # fmt: skip
    newest = query.order_by(Observation.on_day.desc(), Observation.id.desc()).limit(MOST_ROWS)
    return tuple(Heard(*row) for row in db.session.execute(newest.with_only_columns(*columns)))


def _in_case(person: Reach, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return whether a case he may see holds the observation; asked once for all rows, not case by case for each."""
    inside = select(CaseItem.observation_id).where(CaseItem.case_id.in_(case_ids(person, condition)))
    return Observation.id.in_(inside.correlate(None))


def _dismissed(unit_id: int) -> dict[int, int]:
    rows = db.session.execute(select(CaseDismissal.observation_id, CaseDismissal.times).filter_by(unit_id=unit_id))
    return {observation_id: times for observation_id, times in rows}  # noqa: C416 - rows


def dismissal(unit_id: int, observation_id: int) -> CaseDismissal | None:
    """Return what a unit said about a suggestion that it did not follow."""
    return db.session.scalar(select(CaseDismissal).filter_by(unit_id=unit_id, observation_id=observation_id))
