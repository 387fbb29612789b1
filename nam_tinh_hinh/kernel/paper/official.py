"""What every official paper has: a letterhead above, a number, a day, and who signs below."""

from dataclasses import dataclass
from datetime import date

from nam_tinh_hinh.kernel.paper.grid import A4_MM, PT_PER_MM
from nam_tinh_hinh.kernel.paper.heading import Heading
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.layout import Layout
from nam_tinh_hinh.kernel.paper.letterhead import Letterhead
from nam_tinh_hinh.kernel.paper.lines import authority_line, date_line, number_line, recipient_lines
from nam_tinh_hinh.kernel.typeface import text_width

DRAFT_MARK = "print/du-thao.png"
"""The picture behind the text of a draft, as base.html names it."""


@dataclass(frozen=True, kw_only=True)
class OfficialPaper:
    """The frame of a paper; ``number`` and ``day`` None leave room to write them by hand.

    ``title`` is printed instead of the kind's own word; ``draft_mark`` is the picture behind a draft's text.
    """

    subject: str
    letterhead: Letterhead
    layout: Layout
    kind: PaperKind = PaperKind.LIST
    title: str = ""
    number: int | None = None
    day: date | None = None
    draft: bool = False
    draft_mark: str = DRAFT_MARK
    landscape: bool = False

    @property
    def text_mm(self) -> float:
        """The width of the text in mm: all that the margins leave."""
        return A4_MM[self.landscape] - self.layout.margin_left_mm - self.layout.margin_right_mm

    @property
    def heading(self) -> Heading:
        """The top of the first page."""
        return Heading(
            layout=self.layout,
            letterhead=self.letterhead,
            number=number_line(self.layout, self.number, self.kind.symbol, self.letterhead.symbol),
            date=self._date,
            title=self.title or self.kind.label,
            subject=self.subject,
        )

    @property
    def _date(self) -> str:
        written = date_line(self.layout, self.letterhead.place, self.day)
        return written if self.letterhead.place else written.lstrip(", ").capitalize()

    @property
    def heading_share(self) -> float:
        """The right half's share of the letterhead: on an upright page just what the words there take on one line."""
        if self.landscape:
            return 0.55
        layout, room_pt = self.layout, self.text_mm * PT_PER_MM
        heading = text_width(layout.heading, layout.heading_pt, bold=True)
        dated = text_width(self.heading.date, layout.date_pt, italic=True)
        return min(0.65, max(heading, dated) / room_pt + 0.02)

    @property
    def authority(self) -> str:
        """The line above the signer's post; empty when he signs in person."""
        return authority_line(self.layout, self.letterhead)

    @property
    def recipients(self) -> tuple[str, ...]:
        """The lines under "Nơi nhận:"."""
        return recipient_lines(self.layout, self.letterhead)
