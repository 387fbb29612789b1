"""A paper to try a letterhead on: the rooms above people know their papers, and one lends its own for the trial."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nam_tinh_hinh.people.tables import PrintSetting


@dataclass(frozen=True)
class Specimen:
    """A print template, and the paper to fill it with under a print setting that may not be saved yet."""

    template: str
    paper: Callable[[PrintSetting], Any]


SPECIMENS: list[Specimen] = []


def register(specimen: Specimen) -> None:
    """Make a room's paper the one for trials."""
    SPECIMENS[:] = [specimen]
