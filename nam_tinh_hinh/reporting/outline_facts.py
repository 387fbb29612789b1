"""What an outline says, as it is edited: its numbers, its faults in words, what two editions differ in. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from difflib import SequenceMatcher
from typing import Any

from nam_tinh_hinh.reporting.enums import FigureSource, HeadingKind, Part
from nam_tinh_hinh.reporting.numbering import numbers
from nam_tinh_hinh.reporting.tables import Outline, OutlineFigure, OutlineHeading

MOST_HEADINGS, MOST_FIGURES = 60, 30
NAMELESS = "Ghi tên đề cương."


@dataclass(frozen=True)
class FigureFacts:
    """One line of a figures table."""

    code: str
    label: str
    measure: str = ""
    source: FigureSource | None = None
    adds_up: bool = True


@dataclass(frozen=True)
class HeadingFacts:
    """One heading; a blank ``code`` gets one when it is saved."""

    code: str
    level: int
    title: str
    kind: HeadingKind = HeadingKind.TEXT
    part: Part | None = None
    hint: str = ""
    compulsory: bool = False
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    hot_only: bool = False
    figures: tuple[FigureFacts, ...] = ()

    @property
    def tidy(self) -> "HeadingFacts":
        """The heading without what another kind than its own would say."""
        kept = self if self.kind is HeadingKind.OBSERVATIONS else replace(self, topics=(), kinds=(), hot_only=False)
        kept = kept if self.kind is HeadingKind.FIGURES else replace(kept, figures=())
        return kept if self.kind.is_written else replace(kept, compulsory=False, hint="")


@dataclass(frozen=True)
class OutlineFacts:
    """An edition of an outline."""

    label: str
    source: str
    headings: tuple[HeadingFacts, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: the place of the heading (None: the whole), its field, the sentence."""

    place: int | None
    field: str
    sentence: str


@dataclass(frozen=True)
class Difference:
    """One heading that two editions have differently: what happened to it, its title, and (what, before, after)."""

    happened: str
    title: str
    changes: tuple[tuple[str, str, str], ...] = ()


def facts_of(outline: Outline) -> OutlineFacts:
    """Return what an edition says."""
    return OutlineFacts(outline.label, outline.source, tuple(_heading(one) for one in outline.headings))


def _heading(row: OutlineHeading) -> HeadingFacts:
    same = {one.name: getattr(row, one.name) for one in fields(HeadingFacts)}
    figures = tuple(_figure(one) for one in row.figures)
    return HeadingFacts(**same | {"topics": tuple(row.topics), "kinds": tuple(row.kinds), "figures": figures})


def _figure(row: OutlineFigure) -> FigureFacts:
    return FigureFacts(row.code, row.label, row.measure, row.source, row.adds_up)


def faults(facts: OutlineFacts) -> list[Fault]:
    """Return what is wrong with an outline, in words for whoever writes it."""
    return [*_of_whole(facts), *(fault for place, _ in enumerate(facts.headings) for fault in _of_one(facts, place))]


def _of_whole(facts: OutlineFacts) -> Iterator[Fault]:
    if not facts.label:
        yield Fault(None, "label", NAMELESS)
    if not any(one.kind.is_written for one in facts.headings):
        words = "Đề cương cần ít nhất một mục để viết: thêm một mục, hoặc đổi loại của một mục thành “Lời văn”."
        yield Fault(None, "", words)
    if len(facts.headings) > MOST_HEADINGS:
        yield Fault(None, "", f"Đề cương có nhiều nhất {MOST_HEADINGS} mục.")


def _of_one(facts: OutlineFacts, place: int) -> Iterator[Fault]:
    one, before = facts.headings[place], facts.headings[place - 1] if place else None
    after = facts.headings[place + 1] if place + 1 < len(facts.headings) else None
    if not one.title:
        yield Fault(place, "title", "Ghi tên mục.")
    if one.level > (before.level if before else 0) + 1:
        above = "I." if one.level == 2 else "1."
        yield Fault(place, "level", f"Mục này phải nằm dưới một mục {above} Đổi cấp, hoặc thêm mục {above} ở trên.")
    if not one.kind.is_written and (after is None or after.level <= one.level):
        words = "Mục loại “Chỉ là đề mục” cần có mục con ngay bên dưới. Thêm mục con, hoặc đổi loại."
        yield Fault(place, "kind", words)
    if one.kind is HeadingKind.FIGURES:
        yield from _of_figures(one, place)


def _of_figures(one: HeadingFacts, place: int) -> Iterator[Fault]:
    if not one.figures:
        yield Fault(place, "kind", "Bảng số liệu cần ít nhất một dòng số liệu.")
    if len(one.figures) > MOST_FIGURES:
        yield Fault(place, "kind", f"Một bảng số liệu có nhiều nhất {MOST_FIGURES} dòng.")


_WORDS = {
    "title": "tên", "level": "cấp", "kind": "loại", "part": "phần", "hint": "gợi ý", "compulsory": "bắt buộc",
    "topics": "lĩnh vực", "kinds": "loại nội dung", "hot_only": "chỉ việc cần chú ý", "figures": "dòng số liệu",
}  # fmt: skip


def differences(old: OutlineFacts, new: OutlineFacts) -> list[Difference]:
    """Return what ``new`` says otherwise than ``old``, heading by heading, in the order of the new one."""
    before, after = ({one.code: one for one in facts.headings} for facts in (old, new))
    moved = _moved(list(before), list(after))
    found = [Difference("Bỏ", one.title) for code, one in before.items() if code not in after]
    for code, one in after.items():
        if code not in before:
            found.append(Difference("Thêm", one.title))
        elif changes := tuple(_changes(before[code], one)):
            found.append(Difference("Sửa, đổi chỗ" if code in moved else "Sửa", one.title, changes))
        elif code in moved:
            found.append(Difference("Đổi chỗ", one.title))
    return found


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    common = [[code for code in codes if code in other] for codes, other in ((before, after), (after, before))]
    kept = {
        code
        for block in SequenceMatcher(None, *common, autojunk=False).get_matching_blocks()
        for code in common[0][block.a : block.a + block.size]
    }
    return set(common[0]) - kept


def _changes(old: HeadingFacts, new: HeadingFacts) -> Iterator[tuple[str, str, str]]:
    for name, words in _WORDS.items():
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield words, said(was), said(now)


def said(value: Any) -> str:
    """Return one fact of a heading in words."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, tuple):
        return "; ".join(said(one) for one in value) or "(trống)"
    if isinstance(value, FigureFacts):
        return f"{value.label} ({value.measure})" if value.measure else value.label
    return str(getattr(value, "label", value) or "(trống)")


def listed(facts: OutlineFacts) -> list[str]:
    """Return the headings with their numbers, a line each, as the history keeps them."""
    marks = numbers(one.level for one in facts.headings)
    return [f"{mark} {one.title}" for mark, one in zip(marks, facts.headings, strict=True)]
