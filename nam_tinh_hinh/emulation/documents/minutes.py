"""The papers of a sitting: its programme, with room to write by hand, and its minutes (requirement R123)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.paper import Layout, Letterhead
from nam_tinh_hinh.kernel.paper.blocks import Blanks, Block, Heading, Item, Paragraph, Signer
from nam_tinh_hinh.kernel.paper.heading import Heading as Top
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.prose import ProsePaper

BY_HAND = "(Ký, ghi rõ họ tên)"
CLOSED_WORDS = "(Nội dung này bạn không tham gia xét.)"


@dataclass(frozen=True, kw_only=True)
class DealtWith:
    """One item as the minutes tell it; ``outcome`` empty: left for the next sitting."""

    name: str
    unit: str
    aside: tuple[str, ...] = ()
    discussion: str = ""
    outcome: str = ""
    reason: str = ""
    hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class Held:
    """A sitting as its papers tell it. ``away`` are names with their reasons."""

    subject: str
    year: int
    held_on: date
    begins: str
    ends: str
    place: str
    chair: tuple[str, str]
    secretary: tuple[str, str]
    there: tuple[str, ...]
    away: tuple[str, ...]
    guests: str
    items: tuple[DealtWith, ...]
    conclusion: str


@dataclass(frozen=True, kw_only=True)
class Unnumbered(ProsePaper):
    """A paper of the house's own use: it goes into no register, so no number stands on it."""

    @cached_property
    def _top(self) -> Top:
        return replace(super().heading, number="")

    @property
    def heading(self) -> Top:
        """The top of the first page, without a number."""
        return self._top


def minutes_paper(
    held: Held, *, number: int | None, day: date | None, letterhead: Letterhead, layout: Layout
) -> ProsePaper:
    """Return "Biên bản họp"; without a ``number`` it is a draft and says so on every page."""
    return ProsePaper(
        kind=PaperKind.MINUTES, subject=f"{held.subject} mô hình, điển hình “Dân vận khéo” năm {held.year}",
        letterhead=letterhead, layout=layout, number=number, day=day, draft=number is None,
        blocks=tuple(_told(held)),
        signers=(
            Signer("", "Thư ký", held.secretary[0], BY_HAND), Signer("", "Chủ trì", held.chair[0], BY_HAND),
        ),
    )  # fmt: skip


def _told(held: Held) -> Iterator[Block]:
    yield from _when_and_who(held)
    if aside := [(item, who) for item in held.items for who in item.aside]:
        yield Heading("Thành viên không tham gia xét")
        yield Paragraph("Trước khi xét, các thành viên sau không tham gia xét nội dung có liên quan:")
        for item, who in aside:
            yield Item(f"{who}, đối với mô hình “{item.name}” của {item.unit}.")
    yield Heading("Nội dung")
    yield Paragraph(f"Phiên họp xem xét {len(held.items)} mô hình, điển hình:")
    for item in held.items:
        yield from _dealt_with(item)
    yield Heading("Kết luận")
    yield Paragraph(held.conclusion or "…")
    until = f"kết thúc lúc {held.ends} cùng ngày" if held.ends else "kết thúc cùng ngày"
    yield Paragraph(f"Phiên họp {until}. Biên bản đã được đọc lại cho những người dự họp nghe và thống nhất.")


def _when_and_who(held: Held) -> Iterator[Block]:
    yield Heading("Thời gian, địa điểm")
    begins = f"{held.begins}, " if held.begins else ""
    yield Item(f"Thời gian: {begins}ngày {day_text(held.held_on)}.")
    yield Item(f"Địa điểm: {held.place}." if held.place else "Địa điểm: …")
    yield Heading("Thành phần")
    yield Item(f"Chủ trì: {_with_post(held.chair)}.")
    yield Item(f"Thư ký: {_with_post(held.secretary)}.")
    total = len(held.there) + len(held.away)
    there = f": {'; '.join(held.there)}" if held.there else ""
    yield Item(f"Thành viên Ban Chỉ đạo có mặt {len(held.there)}/{total}{there}.")
    if held.away:
        yield Item(f"Vắng mặt: {'; '.join(held.away)}.")
    if held.guests:
        yield Item(f"Khách mời: {'; '.join(line.strip(' -;.') for line in held.guests.splitlines() if line.strip())}.")


def _with_post(who: tuple[str, str]) -> str:
    return ", ".join(part for part in who if part) or "…"


def _dealt_with(item: DealtWith) -> Iterator[Block]:
    yield Heading(f"“{item.name}” - {item.unit}", 2)
    if item.hidden:
        yield Paragraph(CLOSED_WORDS, italic=True)
        return
    if item.discussion:
        yield Paragraph(f"Thảo luận: {item.discussion}")
    if not item.outcome:
        yield Paragraph("Quyết định: chưa quyết định, chuyển phiên họp sau.")
        return
    reason = f" Lý do: {_sentence(item.reason)}" if item.reason else ""
    yield Paragraph(f"Quyết định: {_sentence(item.outcome[:1].lower() + item.outcome[1:])}{reason}")


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def programme_paper(held: Held, *, letterhead: Letterhead, layout: Layout) -> ProsePaper:
    """Return the programme of a sitting: what will be dealt with, with room for the words and decisions."""
    return Unnumbered(
        kind=PaperKind.MINUTES, title="Chương trình",
        subject=f"{held.subject} mô hình, điển hình “Dân vận khéo” năm {held.year}", letterhead=letterhead,
        layout=layout, day=held.held_on, blocks=tuple(_planned(held)), sent_to=(),
        signers=(Signer("", "Người chuẩn bị", held.secretary[0]),),
    )  # fmt: skip


def _planned(held: Held) -> Iterator[Block]:
    yield from _when_and_who(held)
    yield Heading("Nội dung")
    for item in held.items:
        yield Heading(f"“{item.name}” - {item.unit}", 2)
        if item.aside:
            yield Paragraph(f"Không tham gia xét: {'; '.join(item.aside)}.", italic=True)
        yield Blanks("Thảo luận:", 2)
        yield Blanks("Quyết định, lý do:", 1)
    yield Heading("Kết luận")
    yield Blanks("", 3)


def usual_conclusion(outcomes: Sequence[str], words: dict[str, str]) -> str:
    """Return the conclusion that the decisions speak for; ``words`` names each kind, "" counts what is left over."""
    parts = [
        f"{words[name][:1].lower()}{words[name][1:]}: {outcomes.count(name)} mô hình"
        for name in words
        if name in outcomes
    ]
    if not parts:
        return "Phiên họp chưa quyết định nội dung nào; các nội dung chuyển phiên họp sau."
    left = outcomes.count("")
    over = f"\nChuyển phiên họp sau: {left} mô hình." if left else ""
    return f"Phiên họp thống nhất {'; '.join(parts)}.{over}"
