"""Whom a guidance is for, as it is chosen: kept with the draft, turned into receipts when it is sent. Pure."""

import json
from dataclasses import asdict, dataclass
from typing import Any

MOST_NAMED = 8


@dataclass(frozen=True)
class Audience:
    """What was ticked: units one by one or by kind, all directly below, officers of areas; or one network."""

    unit_ids: tuple[int, ...] = ()
    kind_ids: tuple[int, ...] = ()
    all_direct: bool = False
    area_ids: tuple[int, ...] = ()
    all_areas: bool = False
    network_id: int | None = None

    @property
    def is_empty(self) -> bool:
        return self == Audience()

    def stored(self) -> str:
        """Return the choice as a draft keeps it; nothing chosen is ""."""
        return "" if self.is_empty else json.dumps(asdict(self))


def read(stored: str) -> Audience:
    """Return the choice that a draft keeps; what is none of ours is an empty one."""
    try:
        said: dict[str, Any] = json.loads(stored or "{}")
        fields: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in said.items()}
        return Audience(**fields)
    except (ValueError, TypeError, AttributeError):
        return Audience()


def several(names: list[str], what: str) -> str:
    """Return names in one line, the first ``MOST_NAMED`` of them: "Hội A; Hội B và 3 đơn vị khác"."""
    rest = len(names) - MOST_NAMED
    return "; ".join(names[:MOST_NAMED]) + (f" và {rest} {what} khác" if rest > 0 else "")
