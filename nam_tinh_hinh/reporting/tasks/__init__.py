"""What the room puts on "Việc của tôi", one module a matter."""

from collections.abc import Iterator

from nam_tinh_hinh.kernel.matters import Matter
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.reporting.tasks import reminders, signing
from nam_tinh_hinh.situation.queries import reach_of


def matters(actor: Actor) -> Iterator[Matter]:
    """Yield what ``actor`` may have to do in this room, matter by matter."""
    person = reach_of(actor)
    yield from signing.matters(person)
    yield from reminders.matters(person)
