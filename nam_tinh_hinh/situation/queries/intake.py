"""Reads of the import: what its rows are judged against, and what is there already."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people.queries import in_force
from nam_tinh_hinh.people.queries.rosters import gazetteer
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.situation.enums import Stage
from nam_tinh_hinh.situation.intake.answers import OUTCOMES
from nam_tinh_hinh.situation.intake.columns import RawRow
from nam_tinh_hinh.situation.intake.judging import KINDS, SEVERITIES, judge, note_doubles
from nam_tinh_hinh.situation.intake.lines import Ground, Key, Line
from nam_tinh_hinh.situation.intake.words import Lexicon, Word
from nam_tinh_hinh.situation.queries.observing import visible_to
from nam_tinh_hinh.situation.queries.reference import channels, groups, topics
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Observation, Occasion


def ground(person: Reach) -> Ground:
    """Return what the rows that ``person`` imports are judged against; five statements."""
    units, superior = _authorities(person)
    known = list(channels())
    return Ground(
        channels=Lexicon("kênh", (Word(one.id, one.label, (one.code,)) for one in known)),
        meetings=frozenset(one.id for one in known if one.is_meeting),
        topics=Lexicon("lĩnh vực", (
            Word(one.id, one.label, (one.code,), one.above) for one in topics({person.unit_id or 0})
        )),
        groups=Lexicon("nhóm đối tượng", (Word(one.id, one.label, (one.code,)) for one in groups())),
        units=units, superior=superior, areas=gazetteer(), today=clock.today(),
        may_answer=person.unit_id in person.desks,
    )  # fmt: skip


def _authorities(person: Reach) -> tuple[dict[str, int], str]:
    """Return the other units in force by their folded names, and the name of the direct superior."""
    columns = select(Unit.id, Unit.name, Unit.short_name, Unit.parent_id)
    rows = db.session.execute(columns.where(*in_force(Unit, clock.today())).order_by(Unit.id)).all()
    above = next((row.parent_id for row in rows if row.id == person.unit_id), None)
    superior = next((row.name for row in rows if row.id == above), "")
    names = {fold(name): row.id for row in rows for name in (row.short_name, row.name) if name}
    return {name: one for name, one in names.items() if one != person.unit_id}, superior


def choices(against: Ground) -> dict[str, tuple[str, ...]]:
    """Return the words to choose from, by column, as the import understands every one of them."""
    return {
        "channel": against.channels.labels,
        "area": tuple(against.areas.label(one) for one in against.areas.places),
        "topic": against.topics.labels,
        "kind": KINDS.labels,
        "severity": SEVERITIES.labels,
        "group": against.groups.labels,
        "outcome": OUTCOMES.labels if against.may_answer else (),
    }


def judged(person: Reach, rows: Sequence[RawRow], against: Ground) -> list[Line]:
    """Return the rows judged against what is known, with what may be a double said of each."""
    lines = judge(rows, against)
    note_doubles(lines, _there(person, (line.key for line in lines if not line.faults)))
    return lines


def _there(person: Reach, keys: Iterable[Key | None]) -> set[Key]:
    """Return which of these are there already among what ``person`` may see: one statement."""
    wanted = {key for key in keys if key}
    if not wanted:
        return set()
    rows = visible_to(person).where(
        Observation.area_id.in_({area for _words, area, _day in wanted}),
        Observation.on_day.in_({day for _words, _area, day in wanted}),
        Observation.stage != Stage.WITHDRAWN,
    )
    columns = rows.with_only_columns(Observation.folded_content, Observation.area_id, Observation.on_day)
    return wanted & {(words, area, day) for words, area, day in db.session.execute(columns)}


def occasions(unit_id: int | None, lines: Iterable[Line]) -> Sequence[Occasion]:
    """Return the unit's meetings on the days from which these rows come."""
    days = {line.facts["on_day"] for line in lines if line.meeting}
    query = select(Occasion).where(Occasion.unit_id == unit_id, Occasion.on_day.in_(days))
    return db.session.scalars(query.order_by(Occasion.id)).all() if days else ()
