"""What the database counts for the overview: grouped there, so that no row is loaded to be counted.

Every statement reads what the person may see once, whatever the number of groups.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
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


def tallies(person: Reach, filters: ListFilters, now: datetime) -> dict[str, dict[str, Tally]]:
    """Return {by what: {of which: counts}} of the list under ``filters``; petitions stand as at ``now``."""
    urgent, voices = Observation.severity == Severity.URGENT, Observation.voices + joined_voices()
    counts = {"voices": voices, "urgent": _one(urgent), **_replies(now)}
    seen = _seen(person, filters, counts)
    sums = (func.count(), *(func.sum(seen.c[name]) for name in counts))
    found: dict[str, dict[str, Tally]] = defaultdict(dict)
    each = (select(literal(name), _key(seen, name), *sums).group_by(seen.c[name]) for name in DIMENSIONS)
    for name, key, *numbers in db.session.execute(union_all(*each)):
        found[name][key] = Tally(*numbers)
    return found


def _replies(now: datetime) -> dict[str, ColumnElement[int]]:
    asked = (Reply.FOLLOWED, Reply.ANSWERED, Reply.WAITING, Reply.OVERDUE)
    return {one.name.lower(): _one(Petition.observation_id.is_not(None) & stands(one, now)) for one in asked}


def _one(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def spells(person: Reach, filters: ListFilters) -> dict[str, dict[str, list[Spell]]]:
    """Return {by what: {of which: from which day to which day answers took}} of the answered ones in the list."""
    columns = {"outcome": Petition.outcome, "received": Petition.received_on, "answered": Petition.answered_on}
    seen = _seen(person, filters, columns)
    days = (seen.c.received, seen.c.answered)
    found: dict[str, dict[str, list[Spell]]] = defaultdict(lambda: defaultdict(list))
    each = (
        select(literal(name), _key(seen, name), *days, func.count())
        .where(seen.c.outcome.is_not(None))
        .group_by(seen.c[name], *days)
        for name in DIMENSIONS
    )
    for name, key, *spell in db.session.execute(union_all(*each)):
        found[name][key].append(Spell(*spell))
    return found


def weekly(person: Reach, filters: ListFilters, mondays: Sequence[date]) -> dict[str, dict[str, list[int]]]:
    """Return {by what: {of which: how many in each week}} for the weeks on end that begin on ``mondays``.

    "all" has one row, ``""``. Days in ``filters`` are not asked.
    """
    within = Observation.on_day.between(mondays[0], mondays[-1] + WEEK - timedelta(days=1))
    ends = [(Observation.on_day < after, nth) for nth, after in enumerate(mondays[1:])]
    week = case(*ends, else_=len(mondays) - 1) if ends else literal(0)
    columns = [getattr(Observation, name) for name in DIMENSIONS]
    seen = listed(person, filters).order_by(None).where(within).with_only_columns(*columns, week.label("week"))
    seen = seen.cte("seen")
    whole = select(literal(ALL), literal(""), seen.c.week, func.count()).group_by(seen.c.week)
    each = (
        select(literal(name), _key(seen, name), seen.c.week, func.count()).group_by(seen.c[name], seen.c.week)
        for name in DIMENSIONS
    )
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0] * len(mondays)))
    for name, key, nth, number in db.session.execute(union_all(whole, *each)):
        found[name][key][nth] = number
    return found


def first_day(person: Reach) -> date | None:
    """Return the first day of which the person may see anything gathered."""
    days = listed(person, ListFilters(gathered=True)).order_by(None).with_only_columns(Observation.on_day).subquery()
    return db.session.scalar(select(func.min(days.c.on_day)))
