"""Horizontal bars: a label, its bar, its number."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from nam_tinh_hinh.kernel.counts import count_text
from nam_tinh_hinh.kernel.drawing import ink, marks

_THICK, _GAP, _LABEL_LINES = 14, 12, 2
_ROOM = 6


@dataclass(frozen=True)
class Bar:
    """A row of a chart: ``part`` of ``value`` is drawn full and the rest pale; ``href`` opens what was counted."""

    label: str
    value: int
    part: int | None = None
    href: str = ""

    @property
    def number(self) -> str:
        """The number as it is written behind the bar: "12", or "8/12" with a part."""
        whole = count_text(self.value)
        return whole if self.part is None else f"{count_text(self.part)}/{whole}"

    @property
    def words(self) -> str:
        """The row as it is read aloud."""
        return f"{self.label}: {self.number}"


def bars(rows: Sequence[Bar], *, title: str, parts: tuple[str, str] = ("", ""), width: int = marks.WIDTH) -> Markup:
    """Return ``rows`` as bars under each other in the order given, the longest value as long as there is room.

    ``title`` names the chart for who cannot see it; ``parts`` are the words for the full and the pale piece of a bar
    ("đã trả lời", "chưa trả lời"), shown where a row has a part. ``width`` is in the chart's own units, of which the
    letters are 13 high: keep 320 where phones look. Labels take two lines at most and end in "…".

    Raises ``ValueError`` for a part greater than its value, or a number below 0.
    """
    if any(not 0 <= (row.part or 0) <= row.value for row in rows):
        raise ValueError("a bar's part lies between 0 and its value")
    scale = _Scale(rows, width)
    split = any(row.part is not None for row in rows)
    keys = [marks.Key(parts[0], ink.FULL, ink.FULL), marks.Key(parts[1], ink.PALE, ink.FULL)]
    drawn, top = marks.legend(keys if split else [], top=0, width=width)
    top += _ROOM if split else 0
    for row in rows:
        one, height = _row(row, scale, top)
        drawn, top = drawn + one, top + height
    links = any(row.href for row in rows)
    said = f"{'; '.join(row.words for row in rows)}."
    return marks.frame(drawn, title=title, said=said, width=width, height=top, links=links)


class _Scale:
    """How long the bars are: the numbers keep their room at the right."""

    def __init__(self, rows: Sequence[Bar], width: int) -> None:
        self.width = width
        numbers = max((marks.length(row.number) for row in rows), default=0)
        self._unit = (width - numbers - _ROOM - 2) / max([row.value for row in rows] + [1])

    def length(self, value: int) -> float:
        return max(value * self._unit, 1.5)  # nothing is a thin line: the place where a bar would begin


def _row(row: Bar, scale: _Scale, top: float) -> tuple[Markup, float]:
    """Return the row drawn from ``top`` on, and its height."""
    fill = ink.FULL if row.href else ink.TEXT
    under = "underline" if row.href else None
    lines = marks.fitted(row.label, scale.width, lines=_LABEL_LINES)
    drawn = Markup("")
    for nth, line in enumerate(lines):
        drawn += marks.words(line, 0, top + nth * marks.LINE + marks.SIZE, fill=fill, text_decoration=under)
    place = top + len(lines) * marks.LINE + 1
    end = scale.length(row.value)
    drawn += _piece(0, place, end, ink.FULL if row.part is None else ink.PALE)
    if row.part:
        drawn += _piece(0, place, scale.length(row.part), ink.FULL)
    drawn += marks.words(row.number, end + _ROOM, place + _THICK - 2, font_weight="bold")
    height = place + _THICK + _GAP - top
    whole = marks.linked(drawn, label=row.words, href=row.href, left=0, top=top, width=scale.width, height=height)
    return whole, height


def _piece(left: float, top: float, length: float, fill: str) -> Markup:
    return marks.element(
        "rect", x=left + 0.5, y=top, width=length, height=_THICK, fill=fill, stroke=ink.FULL, stroke_width=1
    )
