"""The lines of a paper that are written by rule from a layout and a letterhead. Pure: text in, text out."""

from datetime import date

from nam_tinh_hinh.kernel.paper.layout import Layout
from nam_tinh_hinh.kernel.paper.letterhead import Letterhead, Signing

_ROOM = " " * 5
"""Where a clerk writes a number or a day by hand. Plain spaces: whoever prints them must keep them from collapsing."""


def number_line(layout: Layout, number: int | None, kind_symbol: str, symbol: str) -> str:
    """Return "Số 05-BC/ĐU" or "Số: 05/BC-UBND"; with ``number`` None there is room to write it in.

    A number below 10 gets a leading zero (Nghị định 30, ô 3; Hướng dẫn 05-HD/VPTW). Raises ``ValueError`` below 1.
    """
    if number is not None and number < 1:
        raise ValueError(f"a document number starts from 1, not {number}")
    shown = _ROOM if number is None else f"{number:02d}"
    return layout.number_pattern.format(number=shown, kind=kind_symbol, symbol=symbol)


def number_words(layout: Layout, number: int | None, kind_symbol: str, symbol: str) -> str:
    """Return the number as it stands inside a sentence, after "số": "05-BC/ĐU" or "05/BC-UBND"."""
    before = len(layout.number_pattern[: layout.number_pattern.index("{number}")])
    return number_line(layout, number, kind_symbol, symbol)[before:]


def date_line(layout: Layout, place: str, day: date | None) -> str:
    """Return "Thuận Thành, ngày 05 tháng 01 năm 2026"; with ``day`` None there is room to write the day, month, year.

    Days below 10 and the months 1 and 2 get a leading zero, "tháng 3" does not (Nghị định 30, ô 4).
    """
    if day is None:
        return layout.date_pattern.format(place=place, day=_ROOM, month=_ROOM, year=_ROOM).rstrip()
    return layout.date_pattern.format(
        place=place,
        day=_padded(day.day, layout.pad_day_below),
        month=_padded(day.month, layout.pad_month_below),
        year=day.year,
    )


def date_words(layout: Layout, day: date | None) -> str:
    """Return the day as it stands inside a sentence: "ngày 05 tháng 01 năm 2026"."""
    return date_line(layout, "", day).lstrip(", ")


def _padded(number: int, below: int) -> str:
    return f"{number:02d}" if number < below else str(number)


def authority_line(layout: Layout, letterhead: Letterhead) -> str:
    """Return "T/M BAN THƯỜNG VỤ" or "TM. ỦY BAN NHÂN DÂN"; empty when the signer signs in person."""
    prefixes = {
        Signing.ON_BEHALF: layout.on_behalf,
        Signing.FOR_CHIEF: layout.for_chief,
        Signing.BY_ORDER: layout.by_order,
    }
    if letterhead.signing not in prefixes:
        return ""
    return f"{prefixes[letterhead.signing]} {cased(letterhead.authority, caps=layout.authority_caps)}"


def recipient_lines(
    layout: Layout, letterhead: Letterhead, recipients: tuple[str, ...] | None = None
) -> tuple[str, ...]:
    """Return the lines under "Nơi nhận:": each "- …;", the last, where the file copy stays, "- Lưu ….".

    ``recipients`` are named instead of the letterhead's.
    """
    archive = layout.archive_pattern.format(archive=letterhead.archive)
    named = letterhead.recipients if recipients is None else recipients
    places = [*named, *([archive] if letterhead.archive else [])]
    return (*(f"- {place};" for place in places[:-1]), *(f"- {place}." for place in places[-1:]))


def cased(text: str, *, caps: bool) -> str:
    """Return ``text`` in capitals where the layout asks for IN HOA."""
    return text.upper() if caps else text
