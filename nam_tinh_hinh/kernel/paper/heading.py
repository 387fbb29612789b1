"""The top of a paper, ready to print: cased lines and the lengths of the rules under them."""

from dataclasses import dataclass

from nam_tinh_hinh.kernel.paper.layout import Layout
from nam_tinh_hinh.kernel.paper.letterhead import Letterhead
from nam_tinh_hinh.kernel.paper.lines import cased
from nam_tinh_hinh.kernel.typeface import text_width


@dataclass(frozen=True, kw_only=True)
class Heading:
    """Everything above the body. ``number`` and ``date`` are whole lines, as ``lines`` writes them."""

    layout: Layout
    letterhead: Letterhead
    number: str
    date: str
    title: str
    subject: str

    @property
    def subject_line(self) -> str:
        """The subject with its last two words kept together: no year stands alone on a line."""
        head, _space, tail = self.subject.rpartition(" ")
        return f"{head}\u00a0{tail}" if head else tail

    @property
    def parent_lines(self) -> tuple[str, ...]:
        """The body above the issuer, cased as the layout asks."""
        return self._issuing(self.letterhead.parent_lines)

    @property
    def issuer_lines(self) -> tuple[str, ...]:
        """The issuing body, cased as the layout asks."""
        return self._issuing(self.letterhead.issuer_lines)

    @property
    def heading_rule_pt(self) -> float:
        """Length in pt of the rule under "ĐẢNG CỘNG SẢN VIỆT NAM"; 0 for none."""
        return self.layout.heading_share * text_width(self.layout.heading, self.layout.heading_pt, bold=True)

    @property
    def motto_rule_pt(self) -> float:
        """Length in pt of the rule under "Độc lập - Tự do - Hạnh phúc"; 0 for none."""
        return self.layout.motto_share * text_width(self.layout.motto, self.layout.motto_pt, bold=True)

    @property
    def issuer_rule_pt(self) -> float:
        """Length in pt of the rule under the issuer, a share of its longest line; 0 for none."""
        lines = [text_width(line, self.layout.issuer_pt, bold=True) for line in self.issuer_lines]
        return self.layout.issuer_share * max(lines, default=0)

    @property
    def subject_rule_pt(self) -> float:
        """Length in pt of the rule under the subject; 0 for none."""
        return self.layout.subject_share * text_width(self.subject, self.layout.subject_pt, bold=True)

    def _issuing(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(cased(line, caps=self.layout.issuer_caps) for line in lines)
