"""What emulation puts on "Việc của tôi", one module a matter."""

from collections.abc import Iterator

from nam_tinh_hinh.emulation.tasks import campaign, carrying, changing, inspecting, recognising, registration, sitting
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.people.actor import Actor

PARTS = (registration, campaign, changing, inspecting, sitting, carrying, recognising)


def tasks_for(actor: Actor) -> Iterator[Task]:
    """Yield what ``actor`` has to do in emulation now, matter by matter."""
    for part in PARTS:
        yield from part.tasks_for(actor)
