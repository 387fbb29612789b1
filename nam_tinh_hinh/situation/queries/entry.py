"""What quick entry offers: places with one's own first, what one chose last, and what was said before."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.queries import AreaFilters, area_tree
from nam_tinh_hinh.people.tables import Area
from nam_tinh_hinh.situation.enums import Stage
from nam_tinh_hinh.situation.queries import similar
from nam_tinh_hinh.situation.queries.observing import visible_to
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Observation

Place = tuple[int, str]
SHOWN = 3
SAID_BEFORE = (Stage.WAITING, Stage.CONFIRMED, Stage.PASSED_UP)


@dataclass(frozen=True)
class Places:
    """The areas in force: those a person is in charge of, and the others, each in the order of the tree."""

    mine: Sequence[Place]
    others: Sequence[Place]


def places(person: Reach, also: int | None = None) -> Places:
    """Return the areas to choose from; ``also`` is kept although it has ended. Namesakes carry the area above them."""
    nodes = area_tree(AreaFilters(), clock.today())
    names = {node.id: node.name for node in nodes}
    times = Counter(names.values())
    shown = {
        node.id: f"{node.name} ({names[node.parent_id]})" if times[node.name] > 1 and node.parent_id in names
        else node.name
        for node in nodes
    }  # fmt: skip
    if also is not None and also not in shown and (ended := db.session.get(Area, also)):
        shown[also] = ended.name
    own = person.areas
    return Places([one for one in shown.items() if one[0] in own], [one for one in shown.items() if one[0] not in own])


@dataclass(frozen=True)
class Usual:
    """Where a person writes from most likely: the channel and the area he chose last."""

    channel_id: int | None = None
    area_id: int | None = None


def usual(person: Reach, offered: Places) -> Usual:
    """Return what to choose for ``person`` beforehand; of several areas of his own, the one he wrote of last."""
    # The greatest of his is looked up in an index; the first of his among all, from the newest, may lie years back.
    newest = select(func.max(Observation.id)).where(Observation.recorded_by_id == person.user_id).scalar_subquery()
    query = select(Observation.channel_id, Observation.area_id).where(Observation.id == newest)
    last = db.session.execute(query).one_or_none()
    own = [area_id for area_id, _name in offered.mine]
    if last is None:
        return Usual(area_id=own[0] if own else None)
    return Usual(last.channel_id, last.area_id if last.area_id in own or not own else own[0])


def said_before(person: Reach, *, text: str, area_id: int | None, topic_id: int | None) -> list[Observation]:
    """Return what ``person`` may see of the last ``Code.SIMILAR_DAYS`` days that says much the same, the likest first.

    Only of the same area, and of the same main topic with all below it; what was not chosen yet narrows nothing.
    """
    query = visible_to(person).where(similar.recent(), Observation.stage.in_(SAID_BEFORE))
    if area_id is not None:
        query = query.where(Observation.area_id == area_id)
    if topic_id is not None:
        query = query.where(similar.same_field(topic_id))
    return similar.similar(query, text, most=SHOWN, names=(Observation.unit, Observation.topic))
