"""What emulation puts on "Việc của tôi", one module a matter."""

from collections.abc import Iterator

from nam_tinh_hinh.emulation.tasks import campaign, carrying, changing, inspecting, recognising, registration, sitting
from nam_tinh_hinh.kernel.matters import Matter
from nam_tinh_hinh.people.actor import Actor

PARTS = (registration, campaign, changing, inspecting, sitting, carrying, recognising)


def matters(actor: Actor) -> Iterator[Matter]:
    """Yield what ``actor`` may have to do in emulation, matter by matter."""
    for part in PARTS:
        yield from part.matters(actor)
