"""What the address says of a pack: periods, reports in their order, title and day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import request

from nam_tinh_hinh.kernel import asked, clock
from nam_tinh_hinh.kernel.asked import whole_number

TITLE = "Hồ sơ họp giao ban"
PERIOD, REPORT, ORDER, TITLED, DAY = "ky", "bc", "thu-tu", "tieu-de", "ngay"


@dataclass(frozen=True)
class PackAsked:
    """A pack as it was asked for; ``day_typed`` is shown again where it is no day."""

    period_ids: tuple[int, ...]
    report_ids: tuple[int, ...]
    title: str
    day: date | None
    day_typed: str


def pack_asked() -> PackAsked:
    """Return what the address asks for; numbers that are none are left out."""
    typed = asked.words(DAY) if DAY in request.args else clock.day_text(clock.today())
    title = asked.words(TITLED) if TITLED in request.args else TITLE
    day = asked.day(DAY) if DAY in request.args else clock.today()
    return PackAsked(_numbers(PERIOD), tuple(_in_order(_numbers(REPORT))), title, day, typed)


def _numbers(name: str) -> tuple[int, ...]:
    found = (whole_number(text) for text in request.args.getlist(name)[:500])
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _in_order(report_ids: Iterable[int]) -> list[int]:
    """Return the ticked reports by the numbers typed beside them; one without a number comes after."""
    places = {one: asked.number(f"{ORDER}-{one}") for one in report_ids}
    return sorted(places, key=lambda one: (places[one] is None, places[one] or 0))
