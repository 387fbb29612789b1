"""A written paper - notice, decision, minutes, report: what the template print/prose.html is given."""

from dataclasses import dataclass
from functools import cached_property

from nam_tinh_hinh.kernel.paper.blocks import (
    Appendix,
    Article,
    Blanks,
    Block,
    Drawing,
    Heading,
    Item,
    PaperTable,
    Paragraph,
    Signer,
)
from nam_tinh_hinh.kernel.paper.grid import Grid
from nam_tinh_hinh.kernel.paper.lines import cased, date_words, number_words, recipient_lines
from nam_tinh_hinh.kernel.paper.numerals import roman
from nam_tinh_hinh.kernel.paper.official import OfficialPaper
from nam_tinh_hinh.kernel.paper.typeset import Piece, Table, Typesetter

__all__ = [
    "Appendix",
    "Article",
    "Blanks",
    "Block",
    "Drawing",
    "Heading",
    "Item",
    "PaperTable",
    "Paragraph",
    "ProsePaper",
    "Signer",
]  # fmt: skip


@dataclass(frozen=True)
class Annex:
    """An appendix as it is printed: its word and title, what it belongs to, its text."""

    word: str
    title: str
    subject: str
    attached: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class _Sheets:
    """The whole paper, set: ``written`` is the text as one, ``body`` and ``closing`` the same parted for the page."""

    written: tuple[Piece, ...]
    body: tuple[Piece, ...]
    closing: tuple[Piece, ...]
    annexes: tuple[Annex, ...]


@dataclass(frozen=True, kw_only=True)
class ProsePaper(OfficialPaper):
    """A paper in running text.

    ``basis`` are the "Căn cứ …" lines, without their marks. ``addressed_to`` is printed where the layout has a word
    for it ("Kính gửi"). ``decider`` makes it a decision: "TRƯỞNG BAN CHỈ ĐẠO", and "QUYẾT ĐỊNH:" before the articles.
    Without ``signers`` the letterhead's signer and "Nơi nhận" stand at the end; one signer takes his place; two or more
    stand two in a row, and then "Nơi nhận" is printed only for ``sent_to``. ``sent_to`` None are the letterhead's
    recipients. ``issuer`` is named after "của" in "(Kèm theo …)" of an appendix.
    """

    blocks: tuple[Block, ...]
    basis: tuple[str, ...] = ()
    addressed_to: str | tuple[str, ...] = ()
    decider: str = ""
    signers: tuple[Signer, ...] = ()
    sent_to: tuple[str, ...] | None = None
    issuer: str = ""

    @cached_property
    def sheets(self) -> _Sheets:
        """Everything between the heading and the signatures, and the appendices after them."""
        setter = Typesetter(self.layout, self.text_mm, landscape=self.landscape)
        written = setter.closed(tuple(setter.pieces(b for b in self.blocks if not isinstance(b, Appendix))))
        before, closing = setter.parted(written)
        appendices = [block for block in self.blocks if isinstance(block, Appendix)]
        words = [f"Phụ lục {roman(n)}" if len(appendices) > 1 else "Phụ lục" for n in range(1, len(appendices) + 1)]
        return _Sheets(
            written,
            before,
            closing,
            tuple(self._annex(*pair, setter) for pair in zip(appendices, words, strict=True)),
        )

    def _annex(self, block: Appendix, word: str, setter: Typesetter) -> Annex:
        title = cased(block.title, caps=self.layout.title_caps)
        return Annex(word, title, block.subject, self._attached, tuple(setter.pieces(block.blocks)))

    @property
    def _attached(self) -> str:
        number = number_words(self.layout, self.number, self.kind.symbol, self.letterhead.symbol)
        issuer = f" của {self.issuer}" if self.issuer else ""
        return f"(Kèm theo {self.title or self.kind.label} số {number} {date_words(self.layout, self.day)}{issuer})"

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, in order: each has pages of its own, with its column heads above."""
        pieces = [*self.sheets.body, *(piece for annex in self.sheets.annexes for piece in annex.pieces)]
        return tuple(piece for piece in pieces if isinstance(piece, Table) and piece.blocks)

    @property
    def grid(self) -> Grid:
        """The measures that all its tables share."""
        return Grid(self.layout, (), self.landscape)

    @property
    def basis_lines(self) -> tuple[str, ...]:
        """The "Căn cứ" lines with their marks: a semicolon after each but the last."""
        mark = f"{self.layout.basis_mark} " if self.layout.basis_mark else ""
        ends = [";"] * (len(self.basis) - 1) + ["," if self._names_decider_last else "."]
        return tuple(f"{mark}{line.strip().rstrip('.;,')}{end}" for line, end in zip(self.basis, ends, strict=False))

    @property
    def _names_decider_last(self) -> bool:
        return bool(self.decider) and not self.layout.decider_first

    @property
    def places(self) -> tuple[str, ...]:
        """Whom the paper is addressed to; nobody where the layout has no word for it."""
        named = (self.addressed_to,) if isinstance(self.addressed_to, str) else self.addressed_to
        return tuple(place for place in named if place) if self.layout.address_word else ()

    @property
    def recipients(self) -> tuple[str, ...]:
        """The lines under "Nơi nhận:"; none beside several signers unless they are given."""
        if self.sent_to is not None:
            return recipient_lines(self.layout, self.letterhead, self.sent_to)
        return recipient_lines(self.layout, self.letterhead) if len(self.signers) < 2 else ()

    @property
    def signer_rows(self) -> tuple[tuple[Signer, ...], ...]:
        """Two or more signers, two in a row."""
        if len(self.signers) < 2:
            return ()
        return tuple(self.signers[start : start + 2] for start in range(0, len(self.signers), 2))

    @property
    def signer(self) -> Signer:
        """The one who signs beside "Nơi nhận"."""
        if self.signers:
            return self.signers[0]
        return Signer(self.authority, self.letterhead.post, self.letterhead.signer)
