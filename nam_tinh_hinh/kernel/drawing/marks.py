"""The pieces that a chart is put together from: escaped elements, words that fit, the frame and the legend."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from nam_tinh_hinh.kernel.drawing import ink
from nam_tinh_hinh.kernel.paper.wrapping import Measure, printed_lines

SIZE: Final = 13
"""The size of a chart's words, in its own units."""
LINE: Final = 17
WIDTH: Final = 320
"""As wide as a phone's page in CSS pixels: the letters stay 13 pixels high there."""

_ON_A_DESK = 1.3  # so much larger where there is room: letters of 17 pixels
_NOTHING = "Chưa có số liệu."

_SCREEN_TO_PRINT = 1.28
"""How much wider the screen's fonts (Segoe UI, Roboto, Noto Sans) run than Tinos, whose widths we know."""
_SWATCH = 12
_BETWEEN = 16


def element(name: str, *inside: str, **attributes: str | float | None) -> Markup:
    """Return an SVG element; attributes of None are left out, ``_`` in their names is a hyphen.

    Text and values are escaped unless they are ``Markup`` already; numbers keep one decimal.
    """
    given = ((key.replace("_", "-"), _said(value)) for key, value in attributes.items() if value is not None)
    head = "".join(f' {key}="{escape(value)}"' for key, value in given)
    return Markup(f"<{name}{head}>{''.join(map(escape, inside))}</{name}>")  # noqa: S704 - escaped


def words(text: str, x: float, y: float, *, fill: str = ink.TEXT, **more: str | None) -> Markup:
    """Return ``text`` set on one line whose base is at ``y``."""
    return element("text", text, x=x, y=y, fill=fill, font_size=SIZE, **more)


def length(text: str) -> float:
    """Return about how long ``text`` is at ``SIZE``, rather too long than too short."""
    return Measure(0, SIZE).length(text) * _SCREEN_TO_PRINT


def fitted(text: str, width: float, *, lines: int) -> list[str]:
    """Return ``text`` broken into at most ``lines`` lines of ``width``, with "…" where more had to be left out."""
    measure = Measure(width / _SCREEN_TO_PRINT, SIZE)
    broken = [line.strip() for line in printed_lines(" ".join(text.split()), measure)]
    if len(broken) <= lines:
        return broken or [""]
    last = broken[lines - 1]
    while not measure.holds(f"{last}…") and last:
        last = last.rpartition(" ")[0] or last[:-1]
    return [*broken[: lines - 1], f"{last}…"]


def linked(drawn: Markup, *, label: str, href: str, left: float, top: float, width: float, height: float) -> Markup:
    """Return ``drawn`` with its whole ``label`` as a tooltip and, with an ``href``, as a link over all of its box.

    The tooltip is also the link's name when it is read aloud.
    """
    ground = element("rect", x=left, y=top, width=width, height=height, fill="none", pointer_events="all")
    inside = element("title", label) + ground + drawn
    return element("a", inside, href=href) if href else element("g", inside)


def frame(drawn: Markup, *, title: str, said: str, width: float, height: float, links: bool) -> Markup:
    """Return the whole drawing, which shrinks with its page (css: .hinh-ve); without a ``height`` it says so in words.

    A picture's parts are hidden from screen readers; one with links is a group, so that they can be reached.
    """
    named = element("title", title) + element("desc", said if height else _NOTHING)
    if not height:
        drawn, height = words(_NOTHING, 0, SIZE, fill=ink.FAINT_TEXT), LINE
    return element(
        "svg",
        named + drawn,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_said(width)} {_said(height)}",
        width=width * _ON_A_DESK,
        height=height * _ON_A_DESK,
        **{"class": "hinh-ve"},
        role="group" if links else "img",
    )


@dataclass(frozen=True)
class Key:
    """One entry of a legend: a small square, its colours, and what they mean."""

    label: str
    fill: str
    stroke: str
    dashes: str | None = None


def legend(keys: list[Key], *, top: float, width: float) -> tuple[Markup, float]:
    """Return the legend set from ``top`` on, in as many lines as ``width`` asks for, and where it ends."""
    drawn, left = Markup(""), 0.0
    for key in keys:
        (label,) = fitted(key.label, width - _SWATCH - 6, lines=1)
        reach = _SWATCH + 6 + length(label)
        if left and left + reach > width:
            left, top = 0.0, top + LINE
        square = element("rect", x=left + 1, y=top + 3, width=_SWATCH, height=_SWATCH - 2, fill=key.fill,
                         stroke=key.stroke, stroke_dasharray=key.dashes)  # fmt: skip
        drawn += square + words(label, left + _SWATCH + 6, top + SIZE, fill=ink.FAINT_TEXT)
        left += reach + _BETWEEN
    return drawn, top + LINE if keys else top


def span(text: str, middle: float, *, within: float) -> tuple[float, float]:
    """Return from where to where ``centred`` sets ``text``."""
    long = length(text)
    left = max(0.0, min(middle - long / 2, within - long))
    return left, left + long


def centred(text: str, middle: float, y: float, *, within: float, fill: str = ink.TEXT, **more: str | None) -> Markup:
    """Return ``text`` about ``middle``, moved where it would stand out of a chart ``within`` wide."""
    left, right = span(text, middle, within=within)
    return words(text, (left + right) / 2, y, fill=fill, text_anchor="middle", **more)


def _said(value: str | float) -> str:
    return value if isinstance(value, str) else f"{round(value, 1):g}"
