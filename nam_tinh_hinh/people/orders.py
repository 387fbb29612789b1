"""What a decision on units orders: plain data, from the wizard to the one transaction that carries it out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from nam_tinh_hinh.people.enums import Change


@dataclass(frozen=True)
class NewUnit:
    """A unit to be made; for a change of name only the first three count."""

    name: str
    short_name: str = ""
    symbol: str = ""
    kind_id: int | None = None
    level_id: int | None = None
    parent_id: int | None = None
    committee_id: int | None = None


Heir = int | NewUnit


@dataclass(frozen=True)
class Order:
    """One decision. ``heirs`` are units that are there (by id) or new ones.

    Merge: several sources, one heir. Split: one source, several heirs, the first of which is the chosen one. Rename:
    one source and a ``name``. Close: sources and, for what is still open, at most one heir. ``choices`` says for
    (kind, row id) which heir, by its place, takes the row; None is nobody; what is not said goes to the first.
    ``knows_who_is_left`` says that the person has read who stays without a position.
    """

    change: Change
    source_ids: tuple[int, ...]
    day: date
    decision: str
    heirs: tuple[Heir, ...] = ()
    name: NewUnit | None = None
    choices: Mapping[tuple[str, int], int | None] = field(default_factory=dict)
    knows_who_is_left: bool = False


class UnitRefused(Exception):
    """A change to units that did not happen; ``problems`` gives for each field a sentence with the way out."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)
