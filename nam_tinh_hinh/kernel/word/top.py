"""The top of the first page: letterhead, title, whom it goes to, on what it rests. As print/_letterhead, _prose."""

from collections.abc import Iterator

from nam_tinh_hinh.kernel.paper.grid import PT_PER_MM
from nam_tinh_hinh.kernel.paper.heading import Heading
from nam_tinh_hinh.kernel.paper.lines import cased
from nam_tinh_hinh.kernel.paper.prose import ProsePaper
from nam_tinh_hinh.kernel.word.markup import MM, PT, cell, gap, row, rule, table, twips, written

_WORD_SHARE = 0.32
"""The share of the width that "Kính gửi:" takes before several places."""


def top(paper: ProsePaper) -> Iterator[str]:
    """Yield everything above the text."""
    yield _letterhead(paper)
    yield from _title(paper.heading, paper.text_mm * PT_PER_MM)
    yield gap(6)
    yield from _addressed(paper)
    yield from _rested(paper)


def unbroken(text: str) -> str:
    """Return ``text`` with the room for handwriting kept open."""
    return text.replace("  ", "\u00a0\u00a0")


def _letterhead(paper: ProsePaper) -> str:
    heading, room_pt = paper.heading, paper.text_mm * PT_PER_MM
    right_pt = round(paper.heading_share, 3) * room_pt
    left_pt = room_pt - right_pt
    widths = twips(left_pt, PT), twips(right_pt, PT)
    upper = "".join(_issuer(heading, left_pt)), "".join(_country(heading, right_pt))
    lower = written("Number", unbroken(heading.number)), written("Date", unbroken(heading.date))
    return table(widths, [row(map(cell, contents, widths)) for contents in (upper, lower)])


def _issuer(heading: Heading, room_pt: float) -> Iterator[str]:
    for line in heading.parent_lines:
        yield written("Parent", line)
    for line in heading.issuer_lines:
        yield written("Issuer", line)
    if heading.layout.issuer_mark:
        yield written("IssuerMark", heading.layout.issuer_mark)
    yield rule(heading.issuer_rule_pt, room_pt)


def _country(heading: Heading, room_pt: float) -> Iterator[str]:
    yield written("Top", heading.layout.heading)
    yield rule(heading.heading_rule_pt, room_pt)
    if heading.layout.motto:
        yield written("Motto", heading.layout.motto)
        yield rule(heading.motto_rule_pt, room_pt)


def _title(heading: Heading, room_pt: float) -> Iterator[str]:
    yield written("Kind", cased(heading.title, caps=heading.layout.title_caps))
    yield written("Subject", heading.subject_line)
    if heading.layout.subject_mark:
        yield written("SubjectMark", heading.layout.subject_mark)
    yield rule(heading.subject_rule_pt, room_pt)


def _addressed(paper: ProsePaper) -> Iterator[str]:
    word, places = paper.layout.address_word, paper.places
    if len(places) == 1:
        yield written("OnePlace", f"{word}: {places[0]}")
    elif places:
        whole = twips(paper.text_mm, MM)
        widths = round(whole * _WORD_SHARE), whole - round(whole * _WORD_SHARE)
        ends = [";"] * (len(places) - 1) + ["."]
        named = "".join(written("Place", f"- {place}{end}") for place, end in zip(places, ends, strict=True))
        yield gap(8)
        yield table(widths, [row(map(cell, (written("PlaceWord", f"{word}:"), named), widths))])
        yield gap(4)


def _rested(paper: ProsePaper) -> Iterator[str]:
    decider = [written("Decider", paper.decider.upper())] if paper.decider else []
    first = paper.layout.decider_first
    yield from decider if first else []
    for line in paper.basis_lines:
        yield written("Basis", line)
    yield from [] if first else decider
    if paper.decider:
        yield written("Decides", f"QUYẾT ĐỊNH{':' if first else ''}")
