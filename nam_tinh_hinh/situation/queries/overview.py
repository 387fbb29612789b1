"""The overview: what the counts say, row by row, each with the filters that open exactly its list."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.expected import WEEKS_BEFORE
from nam_tinh_hinh.kernel.medians import median_counted
from nam_tinh_hinh.kernel.periods import WEEK, Period, mondays_to, weeks_in
from nam_tinh_hinh.people.queries.calendar import work_calendar
from nam_tinh_hinh.people.tables import Area
from nam_tinh_hinh.situation.enums import ObservationKind
from nam_tinh_hinh.situation.queries import figures
from nam_tinh_hinh.situation.queries.figures import ALL, AREA, CHANNEL, KIND, TOPIC
from nam_tinh_hinh.situation.queries.listing import ListFilters
from nam_tinh_hinh.situation.queries.reference import topics
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Channel
from nam_tinh_hinh.situation.tallies import Compared, Spell, Tally, Waits, added, compared, row_of, summed

FEWEST_WEEKS, MOST_WEEKS = 9, 53
HEADS = {TOPIC: "Lĩnh vực", AREA: "Địa bàn", CHANNEL: "Kênh nắm", KIND: "Loại"}


@dataclass(frozen=True)
class Row:
    """One row of a table: what is counted, and the ``filters`` of the list it opens.

    ``days`` is the median of working days from receipt to answer, None where nothing is answered.
    """

    label: str
    tally: Tally
    days: int | None
    filters: ListFilters


@dataclass(frozen=True)
class Table:
    """The rows by one thing; ``name`` is one of ``figures.DIMENSIONS``."""

    name: str
    rows: tuple[Row, ...]

    @property
    def head(self) -> str:
        return HEADS[self.name]


@dataclass(frozen=True)
class WeekRow:
    """One week: its Monday, its count beside what is usual, the list it opens."""

    first: date
    compared: Compared
    filters: ListFilters


@dataclass(frozen=True)
class Rise:
    """The latest week of one row beside the eight weeks before."""

    head: str
    label: str
    compared: Compared
    filters: ListFilters


@dataclass(frozen=True)
class Overview:
    """Everything of one period. ``since`` is the first day of which anything is known."""

    period: Period
    whole: Row
    tables: tuple[Table, ...]
    weeks: tuple[WeekRow, ...]
    rises: tuple[Rise, ...]
    since: date | None

    @property
    def latest(self) -> WeekRow:
        """The week that is compared."""
        return self.weeks[-1]


def overview(person: Reach, period: Period, places: ListFilters) -> Overview:
    """Return the figures of what ``person`` may see and focal points gathered, in ``period`` and in ``places``.

    Only matters count that stand by themselves; what was joined to one speaks in its voices. Statements: a constant
    number. Weeks are whole, those before the period among them where it is short.
    """
    return _Counting(person, period, replace(places, gathered=True, first=None, last=None)).overview()


class _Counting:
    """What one overview is drawn up from, asked once."""

    def __init__(self, person: Reach, period: Period, places: ListFilters) -> None:
        self.period, self.places = period, places
        self.within = replace(places, first=period.first, last=period.last)
        self.today = clock.today()
        end = max(min(period.last, self.today), period.first)
        shown = min(max(weeks_in(Period(period.first, end)), FEWEST_WEEKS), MOST_WEEKS)
        self.mondays = mondays_to(end, shown + WEEKS_BEFORE)
        self.counts = figures.counts(person, self.within, clock.now())
        self.weekly = figures.weekly(person, places, self.mondays)
        self.since = figures.first_day(person)
        self.waits = _waits([one for found in self.counts.get(KIND, {}).values() for one in found.spells])
        self.rows = {KIND: _kinds(), TOPIC: _topics(person, places), AREA: _areas(places), CHANNEL: _channels()}

    def overview(self) -> Overview:
        counts = self.weekly.get(ALL, {}).get("", [0] * len(self.mondays))
        every = list(zip(self.mondays[WEEKS_BEFORE:], self._compared(counts), strict=True))
        weeks = tuple(WeekRow(day, one, self._week(self.places, day)) for day, one in every)
        tables = tuple(Table(name, tuple(self._table(name))) for name in (TOPIC, AREA, CHANNEL, KIND))
        return Overview(self.period, self._whole(), tables, weeks, tuple(self._rises()), self.since)

    def _whole(self) -> Row:
        found = self.counts.get(KIND, {}).values()
        spells = [one for row in found for one in row.spells]
        return Row("Tất cả", sum((row.tally for row in found), Tally()), self._days(spells), self.within)

    def _table(self, name: str) -> Iterator[Row]:
        plan = self.rows[name]
        found = self.counts.get(name, {})
        tallies = summed({key: one.tally for key, one in found.items()}, plan.row, Tally.__add__)
        spells = summed({key: one.spells for key, one in found.items()}, plan.row, list.__add__)
        for key in plan.ordered({key: tally.items for key, tally in tallies.items()}):
            tally = tallies.get(key, Tally())
            yield Row(plan.labels[key], tally, self._days(spells.get(key, [])), plan.narrow(self.within, key))

    def _days(self, spells: Sequence[Spell]) -> int | None:
        return median_counted(self.waits.of(spells))

    def _rises(self) -> Iterator[Rise]:
        """Yield the latest week of every topic, and of whatever else lies above its usual range."""
        for name in (TOPIC, AREA, CHANNEL, KIND):
            plan = self.rows[name]
            counts = summed(self.weekly.get(name, {}), plan.row, added)
            for key in plan.ordered({key: row[-1] for key, row in counts.items()}):
                row = counts.get(key, [0] * len(self.mondays))
                latest = self._latest(row)
                if name == TOPIC or latest.is_above:
                    opens = self._week(plan.narrow(self.places, key), self.mondays[-1])
                    yield Rise(HEADS[name], plan.labels[key], latest, opens)

    def _latest(self, counts: Sequence[int]) -> Compared:
        """Return the last week alone: what is usual of every week before it is asked by nobody."""
        return self._compared(counts[-WEEKS_BEFORE - 1 :])[0]

    def _compared(self, counts: Sequence[int]) -> list[Compared]:
        mondays = self.mondays[-len(counts) :]
        unknown = len(mondays) if self.since is None else sum(day < self.since for day in mondays)
        is_over = self.today >= mondays[-1] + WEEK
        return list(compared(counts, unknown=unknown, is_over=is_over))

    @staticmethod
    def _week(filters: ListFilters, day: date) -> ListFilters:
        return replace(filters, first=day, last=day + WEEK - timedelta(days=1))


def _waits(spells: Sequence[Spell]) -> Waits:
    days = [day for one in spells for day in (one.received, one.answered)] or [clock.today()]
    return Waits(min(days), max(days), work_calendar(min(days), max(days)))


@dataclass(frozen=True)
class _Plan:
    """How one table is laid out: its labels in their order, the row under which each key counts, how a row narrows.

    ``always`` are the rows that are shown without anything in them.
    """

    labels: Mapping[str, str]
    row: Callable[[str], str]
    narrow: Callable[[ListFilters, str], ListFilters]
    always: frozenset[str] = frozenset()
    by_size: bool = False

    def ordered(self, sizes: Mapping[str, int]) -> list[str]:
        keys = [key for key in self.labels if key in self.always or key in sizes]
        return sorted(keys, key=lambda key: -sizes.get(key, 0)) if self.by_size else keys


def _kinds() -> _Plan:
    labels = {one.value: one.label for one in ObservationKind}
    return _Plan(labels, str, lambda f, key: replace(f, kind=ObservationKind(key)), frozenset(labels))


def _channels() -> _Plan:
    query = select(Channel.id, Channel.label).order_by(Channel.position, Channel.id)
    labels = {str(one): label for one, label in db.session.execute(query)}
    return _Plan(labels, str, lambda f, key: replace(f, channel_id=int(key)), by_size=True)


def _topics(person: Reach, places: ListFilters) -> _Plan:
    """Return the main topics or, narrowed to one, what stands below it and what was sorted no further."""
    known, offered, top = topics(all_of_them=True), topics(person.speaks | person.tops), places.topic_id
    parents = {one.id: one.parent_id for one in known}
    labels = {str(one.id): one.label if one.id != top else f"{one.label}, chưa phân mục" for one in known}
    shown = frozenset(str(one.id) for one in offered if one.parent_id == top)
    return _Plan(labels, _rolled(parents, top), _narrows("topic", top), shown)


def _areas(places: ListFilters) -> _Plan:
    """Return the areas right below the one asked for, or below the commune as a whole where it is one area."""
    found = db.session.execute(select(Area.id, Area.parent_id, Area.name).order_by(Area.folded_name, Area.id)).all()
    tops = [row.id for row in found if row.parent_id is None]
    top = places.area_id or (tops[0] if len(tops) == 1 else None)
    labels = {str(row.id): row.name if row.id != top else f"{row.name} (chung)" for row in found}
    return _Plan(labels, _rolled({row.id: row.parent_id for row in found}, top), _narrows("area", top), by_size=True)


def _rolled(parents: Mapping[int, int | None], top: int | None) -> Callable[[str], str]:
    return lambda key: str(row_of(int(key), parents, top))


def _narrows(name: str, top: int | None) -> Callable[[ListFilters, str], ListFilters]:
    """Return what narrows to one row; the row of ``top`` itself opens only what was sorted no further."""
    return lambda filters, key: replace(filters, **{f"{name}_id": int(key), f"{name}_alone": int(key) == top})
