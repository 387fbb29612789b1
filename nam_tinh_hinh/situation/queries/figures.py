"""What the database counts for the overview: grouped there, so that no row is loaded to be counted.

Every statement reads what the person may see once, whatever the number of groups.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import CTE, ColumnElement, String, case, cast, func, literal, select, union_all

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.periods import WEEK
from nam_tinh_hinh.situation.enums import Severity
from nam_tinh_hinh.situation.queries.listing import ListFilters, Reply, joined_voices, listed, stands
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Observation, Petition
from nam_tinh_hinh.situation.tallies import Spell, Tally

# By what is counted; "all" stands for everything together.
KIND, TOPIC, AREA, CHANNEL, ALL = "kind", "topic_id", "area_id", "channel_id", "all"
DIMENSIONS = (KIND, TOPIC, AREA, CHANNEL)


def _seen(person: Reach, filters: ListFilters, more: Mapping[str, ColumnElement[Any]]) -> CTE:
    """Return what is to be counted, ``more`` of each beside by what; petitions are joined once for all groupings."""
    columns = [getattr(Observation, name) for name in DIMENSIONS]
    extra = [column.label(name) for name, column in more.items()]
    query = listed(person, filters).order_by(None).outerjoin(Petition, Petition.observation_id == Observation.id)
    return query.with_only_columns(*columns, *extra).cte("seen")


def _key(seen: CTE, name: str) -> ColumnElement[str]:
    return cast(seen.c[name], String)


@dataclass
class Counts:
    """What is counted of one row of a table, and from which day to which day its answers took."""

    tally: Tally
    spells: list[Spell]


def counts(person: Reach, filters: ListFilters, now: datetime) -> dict[str, dict[str, Counts]]:
    """Return {by what: {of which: counts}} of the list under ``filters``; petitions stand as at ``now``.

    One statement that goes through the list once: what is answered is counted by its days, all else together.
    """
    urgent, voices = Observation.severity == Severity.URGENT, Observation.voices + joined_voices()
    summed = {"voices": voices, "urgent": _one(urgent), **_replies(now)}
    answered = Petition.outcome.is_not(None)
    days = {"received": case((answered, Petition.received_on)), "answered_on": case((answered, Petition.answered_on))}
    seen = _seen(person, filters, summed | days)
    when = [seen.c[name] for name in days]
    numbers = (func.count(), *(func.sum(seen.c[name]) for name in summed))
    each = (select(literal(name), _key(seen, name), *when, *numbers).group_by(seen.c[name], *when)
            for name in DIMENSIONS)  # fmt: skip
    rows: dict[str, dict[str, list[Sequence[Any]]]] = defaultdict(lambda: defaultdict(list))
    for name, key, *row in db.session.execute(union_all(*each)):
        rows[name][key].append(row)
    return {name: {key: _counts_of(some) for key, some in found.items()} for name, found in rows.items()}


def _counts_of(rows: Sequence[Sequence[Any]]) -> Counts:
    sums = [sum(numbers) for numbers in zip(*(row[2:] for row in rows), strict=True)]
    return Counts(Tally(*sums), [Spell(*row[:3]) for row in rows if row[0]])


def _replies(now: datetime) -> dict[str, ColumnElement[int]]:
    asked = (Reply.FOLLOWED, Reply.ANSWERED, Reply.WAITING, Reply.OVERDUE)
    return {one.name.lower(): _one(Petition.observation_id.is_not(None) & stands(one, now)) for one in asked}


def _one(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def weekly(person: Reach, filters: ListFilters, mondays: Sequence[date]) -> dict[str, dict[str, list[int]]]:
    """Return {by what: {of which: how many in each week}} for the weeks on end that begin on ``mondays``.

    "all" has one row, ``""``. Days in ``filters`` are not asked.
    """
    within = Observation.on_day.between(mondays[0], mondays[-1] + WEEK - timedelta(days=1))
    columns = [getattr(Observation, name) for name in DIMENSIONS]
    seen = (
        listed(person, filters)
        .order_by(None)
        .where(within)
        .with_only_columns(*columns, _week(mondays, 0).label("week"))
    )
    seen = seen.cte("seen")
    each = (
        select(literal(name), _key(seen, name), seen.c.week, func.count()).group_by(seen.c[name], seen.c.week)
        for name in DIMENSIONS
    )
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0] * len(mondays)))
    for name, key, nth, number in db.session.execute(union_all(*each)):
        found[name][key][nth] = number
    whole = [sum(week) for week in zip(*found[KIND].values(), strict=True)]  # whatever is counted is of one kind
    return found | ({ALL: {"": whole}} if whole else {})


def _week(mondays: Sequence[date], nth: int) -> ColumnElement[int]:
    """Return which of the weeks a day lies in, from ``nth`` on: halved again and again, for a year has many weeks."""
    if len(mondays) == 1:
        return literal(nth)
    half = len(mondays) // 2
    earlier, later = _week(mondays[:half], nth), _week(mondays[half:], nth + half)
    return case((Observation.on_day < mondays[half], earlier), else_=later)


def first_day(person: Reach) -> date | None:
    """Return the first day of which the person may see anything gathered."""
    days = listed(person, ListFilters(gathered=True)).order_by(None).with_only_columns(Observation.on_day)
    return db.session.scalar(days.order_by(Observation.on_day).limit(1))
