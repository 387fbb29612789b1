"""The slip that tells a person how to sign in for the first time: four on one A4 page (requirement R151)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.paper import PARTY, Layout
from nam_tinh_hinh.kernel.paper.wrapping import Measure, pieces
from nam_tinh_hinh.people.queries.rosters import Newcomer
from nam_tinh_hinh.people.services.accounts import CODE_LASTS, OneTimeCode

PER_PAGE = 4
AT_ONCE = 40
"""The slips of one printing: the time to draw them grows with the square of their pages."""
TEXT_MM = 180
"""The width of a slip's text: A4 without 15 mm on either side."""
_PT_PER_MM = 72 / 25.4


@dataclass(frozen=True, kw_only=True)
class Slip:
    """One person's slip. ``code`` stands here and on paper, nowhere else."""

    name: str
    unit: str
    address: str
    username: str
    code: str


@dataclass(frozen=True, kw_only=True)
class SlipSheet:
    """All slips of one printing, good until ``until``."""

    slips: tuple[Slip, ...]
    until: datetime
    layout: Layout = PARTY
    draft: bool = False

    @property
    def pages(self) -> list[tuple[Slip, ...]]:
        """The slips, four by four."""
        return [self.slips[start : start + PER_PAGE] for start in range(0, len(self.slips), PER_PAGE)]

    @property
    def hours(self) -> int:
        """How long a code is good for."""
        return int(CODE_LASTS.total_seconds() // 3600)

    @property
    def until_text(self) -> str:
        """The moment until which the codes are good."""
        return moment_text(self.until)


def batches(people: Sequence[Newcomer]) -> list[tuple[int, int, int]]:
    """Return the printings that ``people`` need: first row, last row and how many people, at most 40 in each."""
    groups = [people[start : start + AT_ONCE] for start in range(0, len(people), AT_ONCE)]
    return [(group[0].row, group[-1].row, len(group)) for group in groups]


def slip_sheet(
    people: Sequence[Newcomer], codes: Mapping[int, OneTimeCode], *, unit_name: str, address: str, at: datetime
) -> SlipSheet:
    """Return the slips of ``people``; ``codes`` by user id, ``address`` is the server's in a browser."""
    slips = [
        Slip(
            name=_within(person.name, 15), unit=_within(unit_name, 11), address=_within(address, 11),
            username=person.username, code=codes[person.user_id].clear,
        )
        for person in people
    ]  # fmt: skip
    return SlipSheet(slips=tuple(slips), until=at + CODE_LASTS)


def _within(text: str, size_pt: float) -> str:
    """Return ``text``, cut with an ellipsis to two printed lines: a slip is never taller than a quarter page."""
    room = Measure(0.7 * TEXT_MM * _PT_PER_MM, size_pt, bold=True)
    parts = pieces(text, room, lines=2)
    return parts[0] if len(parts) == 1 else f"{parts[0][:-1]}…"
