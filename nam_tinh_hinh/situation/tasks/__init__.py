"""What the room puts on "Việc của tôi", one module a matter."""

from collections.abc import Callable, Iterator

from nam_tinh_hinh.kernel.matters import Matter
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.situation.queries import reach_of
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tasks import casework, desk, entry, guiding, petitions

PARTS: tuple[Callable[[Reach], Iterator[Matter]], ...] = (
    desk.matters,
    entry.matters,
    petitions.matters,
    casework.matters,
    guiding.matters,
)


def matters(actor: Actor) -> Iterator[Matter]:
    """Yield what ``actor`` may have to do in this room, matter by matter."""
    person = reach_of(actor)
    for part in PARTS:
        yield from part(person)
