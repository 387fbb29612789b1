"""What the filters of lists offer: many short lists, asked for in one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Text, cast, literal, null, union_all

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.queries.areas import Node, in_tree
from nam_tinh_hinh.people.tables import Area, Unit
from nam_tinh_hinh.situation.queries.observing import heard_of
from nam_tinh_hinh.situation.queries.reference import in_plan, in_use, topic_offered
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Channel, PeopleGroup, Topic

Offers = Sequence[tuple[int, str]]


def offer(
    what: str, key: Any, label: Any, *, position: Any = None, parent: Any = None, among: Sequence[ColumnElement[bool]]
) -> Select[Any]:
    """Return the query of one list, called ``what``: the rows ``among`` which one chooses, by their place."""
    query: Select[Any] = db.select(
        literal(what).label("what"), key.label("id"), cast(label, Text).label("label"),
        (key if position is None else position).label("position"),
        (cast(null(), Integer) if parent is None else parent).label("parent_id"),
    )  # fmt: skip
    return query.where(*among)


def offered(*offers: Select[Any]) -> Mapping[str, Sequence[Any]]:
    """Return the rows of ``offers`` by what they are called, each list in its order: one statement."""
    found: dict[str, list[Any]] = {}
    for row in sorted(db.session.execute(union_all(*offers)), key=lambda row: (row.position, row.id)):
        found.setdefault(row.what, []).append(row)
    return found


def pairs(rows: Sequence[Any]) -> Offers:
    """Return (id, label) of rows of ``offered``."""
    return [(row.id, row.label) for row in rows]


def topic_pairs(rows: Sequence[Any]) -> Offers:
    """Return (id, label) of topics, those below another marked as such."""
    return [(row.id, f"– {row.label}" if above else row.label) for row, above in in_plan(rows)]


def topics_of(unit_ids: Sequence[int], also: int | None) -> Select[Any]:
    """Return the offer of the topics that ``reference.topics`` returns."""
    return all_topics(topic_offered(unit_ids, also))


def all_topics(*among: ColumnElement[bool]) -> Select[Any]:
    """Return the offer of the topics ``among`` which one chooses, of all when nothing is said."""
    return offer("topic", Topic.id, Topic.label, position=Topic.position, parent=Topic.parent_id, among=among)


@dataclass(frozen=True)
class Offered:
    """What lists and figures can be narrowed to; the areas in the order of the tree, those of before too."""

    topics: Offers
    areas: Sequence[Node]
    units: Offers
    channels: Offers
    groups: Offers


def for_lists(
    person: Reach, *, topic_id: int | None = None, channel_id: int | None = None, group_id: int | None = None
) -> Offered:
    """Return what ``person`` may narrow a list to: one statement; what is chosen already stays although switched off.

    The units are those of which he may see anything.
    """
    found = offered(
        topics_of(sorted(person.speaks | person.tops), topic_id),
        offer("area", Area.id, Area.name, parent=Area.parent_id, among=()),
        offer("unit", Unit.id, Unit.name, among=[heard_of(person)]),
        *(
            offer(what, table.id, table.label, position=table.position, among=[in_use(table, chosen)])
            for what, table, chosen in (("channel", Channel, channel_id), ("group", PeopleGroup, group_id))
        ),
    )
    areas = in_tree(Node(row.id, row.parent_id, row.label, None, None) for row in found.get("area", ()))
    units, channels, groups = (pairs(found.get(what, ())) for what in ("unit", "channel", "group"))
    return Offered(topic_pairs(found.get("topic", ())), areas, units, channels, groups)
