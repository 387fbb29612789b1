"""Which subjects carry files, and who may see and change them. What nobody registered is closed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Holder:
    """A subject that carries files.

    ``may_see(actor, subject_id)`` and ``may_change(actor, subject_id)`` read the database and judge by the room's own
    rules; ``most`` is how many files one row carries at a time.
    """

    subject: str
    may_see: Callable[[Any, int], bool]
    may_change: Callable[[Any, int], bool]
    most: int = 20


HOLDERS: dict[str, Holder] = {}


def register(holder: Holder) -> None:
    """Open a subject for files; the same subject again replaces its holder."""
    HOLDERS[holder.subject] = holder


def holder_of(subject: str) -> Holder | None:
    """Return the holder of ``subject``, None when it is closed."""
    return HOLDERS.get(subject)
