"""Columns of weekly counts, each before the range that was to be expected of it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from nam_tinh_hinh.kernel.counts import count_text
from nam_tinh_hinh.kernel.drawing import ink, marks
from nam_tinh_hinh.kernel.expected import Expected, Standing, standing

_HEAD = 30  # room over the highest column: its number and the mark over that
_WIDEST = 36.0
_APART = 2.0
_USUAL = marks.Key("Mức thường", ink.USUAL, ink.USUAL_EDGE, dashes="3 2")


@dataclass(frozen=True)
class Week:
    """A week's count under its short ``label`` ("02/6"), its ``usual`` range if one is known, a list to open."""

    label: str
    value: int
    usual: Expected | None = None
    href: str = ""

    @property
    def standing(self) -> Standing | None:
        """Where the count stands to the usual range."""
        return standing(self.value, self.usual) if self.usual else None

    @property
    def words(self) -> str:
        """The week as it is read aloud: "02/6: 9, thường từ 2 đến 7"."""
        said = f"{self.label}: {count_text(self.value)}"
        return f"{said}, {self.usual.words}" if self.usual else said


def weeks(points: Sequence[Week], *, title: str, width: int = marks.WIDTH, height: int = 120) -> Markup:
    """Return ``points`` as columns from left to right, the usual range as a band behind each that has one.

    A count above its range carries a triangle and is darker. Where columns stand close, the labels are those of every
    second, third … week counted from the last, and the numbers those of the last, the greatest and the marked ones.
    ``height`` is that of the columns' ground, ``width`` as in ``bars``; both in units of which letters are 13 high.
    """
    plot = _Plot(points, width, height)
    drawn = Markup("").join([*map(plot.band, range(len(points))), *map(plot.column, range(len(points)))])
    drawn += marks.element("path", d=f"M0 {plot.base:g}H{width}", stroke=ink.EDGE, fill="none")
    drawn += Markup("").join(map(plot.label, plot.labelled))
    keys = [_USUAL] if any(point.usual for point in points) else []
    if any(point.standing is Standing.ABOVE for point in points):
        keys.append(marks.Key(f"▲ {Standing.ABOVE.label}", ink.FULL_MARKED, ink.FULL_MARKED))
    key, end = marks.legend(keys, top=plot.base + marks.LINE + 8, width=width)
    said = f"{'; '.join(point.words for point in points)}."
    return marks.frame(
        drawn + key,
        title=title,
        said=said,
        width=width,
        height=end if points else 0,
        links=any(point.href for point in points),
    )


class _Plot:
    """Where everything stands."""

    def __init__(self, points: Sequence[Week], width: int, height: int) -> None:
        self.points, self._width = points, width
        self.base = float(_HEAD + height)
        self._slot = width / max(len(points), 1)
        tallest = max((max(point.value, point.usual.high if point.usual else 0) for point in points), default=0)
        self._unit = height / max(tallest, 1)
        close = any(marks.length(count_text(point.value)) + _APART > self._slot for point in points)
        most = max((point.value for point in points), default=0)
        worth = [
            nth
            for nth, point in enumerate(points)
            if not close or nth == len(points) - 1 or point.value == most or point.standing is Standing.ABOVE
        ]
        self._numbered = set(self._apart(reversed(worth), [count_text(point.value) for point in points]))

    @property
    def labelled(self) -> list[int]:
        """The weeks whose labels are shown: every n-th, so that none touches the next, and always the last."""
        labels = [point.label for point in self.points]
        step = max(1, math.ceil((max(map(marks.length, labels), default=0) + _APART) / self._slot))
        return self._apart(range(len(labels) - 1, -1, -step), labels)

    def _apart(self, chosen: Iterable[int], texts: Sequence[str]) -> list[int]:
        """Return those of ``chosen``, given from right to left, whose ``texts`` do not touch one kept before."""
        kept, free = [], float(self._width)
        for nth in chosen:
            left, right = marks.span(texts[nth], self._middle(nth), within=self._width)
            if right <= free:
                kept.append(nth)
                free = left - _APART
        return kept

    def band(self, nth: int) -> Markup:
        """The usual range of week ``nth``."""
        usual = self.points[nth].usual
        if usual is None:
            return Markup("")
        high, low = self._y(usual.high), self._y(usual.low)
        left, right = nth * self._slot, (nth + 1) * self._slot
        ground = marks.element("rect", x=left, y=high, width=self._slot + 0.3, height=low - high, fill=ink.USUAL)
        edges = f"M{left:.1f} {high:.1f}H{right:.1f}" + (f"M{left:.1f} {low:.1f}H{right:.1f}" if usual.low else "")
        return ground + marks.element("path", d=edges, stroke=ink.USUAL_EDGE, stroke_dasharray="3 2", fill="none")

    def column(self, nth: int) -> Markup:
        """Week ``nth``: its column, its number, its mark."""
        point, middle = self.points[nth], self._middle(nth)
        above = point.standing is Standing.ABOVE
        top, wide = self._y(point.value), min(self._slot * 0.6, _WIDEST)
        fill = ink.FULL_MARKED if above else ink.FULL
        drawn = marks.element("rect", x=middle - wide / 2, y=top, width=wide, height=self.base - top, fill=fill)
        if nth in self._numbered:
            number = count_text(point.value)
            weight = "bold" if above else None
            drawn += marks.centred(number, middle, top - 4, within=self._width, font_weight=weight)
        if above:
            tip = top - 4 - marks.SIZE - 9
            corners = f"{middle - 5:.1f},{tip + 8:.1f} {middle + 5:.1f},{tip + 8:.1f} {middle:.1f},{tip:.1f}"
            drawn += marks.element("polygon", points=corners, fill=ink.FULL_MARKED)
        return marks.linked(
            drawn, label=point.words, href=point.href,
            left=nth * self._slot, top=0, width=self._slot, height=self.base + marks.LINE,
        )  # fmt: skip

    def label(self, nth: int) -> Markup:
        """The label under week ``nth``."""
        label, y = self.points[nth].label, self.base + marks.SIZE + 2
        return marks.centred(label, self._middle(nth), y, within=self._width, fill=ink.FAINT_TEXT)

    def _middle(self, nth: int) -> float:
        return (nth + 0.5) * self._slot

    def _y(self, value: int) -> float:
        return self.base - value * self._unit
