"""What a hostile file is: how it is made, what it is called, and what must come of it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Hostile:
    """A file that means harm.

    ``kept`` is part of the sentence by which the upload refuses it, None when it is taken in made harmless; ``read`` is
    the same of the imports, for what is called .xlsx or .csv.
    """

    make: Callable[[], bytes]
    name: str
    kept: str | None = None
    read: str | None = None

    @property
    def is_table(self) -> bool:
        return self.name.casefold().endswith((".xlsx", ".csv"))
