"""What the room puts on "Việc của tôi", one module a matter."""

from collections.abc import Callable, Iterator

from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.reporting.tasks import reminders, signing
from nam_tinh_hinh.situation.queries import reach_of
from nam_tinh_hinh.situation.reach import Reach

PARTS: tuple[Callable[[Reach], Iterator[Task]], ...] = (
    signing.signing_tasks,
    reminders.of_writers,
    reminders.of_receivers,
)


def tasks_for(actor: Actor) -> Iterator[Task]:
    """Yield what ``actor`` has to do in this room now, matter by matter."""
    person = reach_of(actor)
    for part in PARTS:
        yield from part(person)
