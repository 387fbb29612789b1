"""Giấy chứng nhận, one on each page: what the template print/certificates.html is given."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from nam_tinh_hinh.kernel.paper.grid import PT_PER_MM
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.lines import number_line
from nam_tinh_hinh.kernel.paper.official import OfficialPaper
from nam_tinh_hinh.kernel.paper.wrapping import Measure, printed_lines

TEXT_MM = 230
"""The width of the words inside the border."""
NAME_SIZES = (24, 22, 20, 18, 16, 14)
UNIT_SIZES = (18, 16, 14, 13)
MOST_LINES = 3
WORDS_MM = 117
"""The height of the words above number and signature; the template's frame."""
FIXED_PT = 150
"""What they always take of it: the title, two sentences, and the gaps between."""
AT_ONCE = 60
"""Certificates of one run: a longer one is issued in parts, so that each is drawn well within its time."""


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """One certificate: what is recognised, as what, whose it is, where, and of which year.

    ``kind_words`` stands before the name: "Mô hình “Dân vận khéo”". ``honour`` is the sentence of recognition; empty:
    one made of the year.
    """

    name: str
    kind_words: str
    unit: str
    place: str
    year: int
    honour: str = ""


@dataclass(frozen=True)
class CertificatePage:
    """One page as it is printed: sizes in pt, chosen so that a long name still takes few lines."""

    certificate: Certificate
    number: str
    name_pt: int
    unit_pt: int
    honour: str


@dataclass(frozen=True, kw_only=True)
class CertificateSheet(OfficialPaper):
    """All certificates of one decision; ``number`` is the first one's, the others count on from it.

    ``decision_words`` names the decision: "Quyết định số 05-QĐ/ĐU ngày 02 tháng 3 năm 2026 của Ban Thường vụ Đảng ủy".
    """

    certificates: tuple[Certificate, ...]
    decision_words: str
    subject: str = ""
    kind: PaperKind = PaperKind.CERTIFICATE
    landscape: bool = True

    @property
    def pages(self) -> Iterator[CertificatePage]:
        """Every page, numbered from the first number on."""
        for place, one in enumerate(self.certificates):
            number = None if self.number is None else self.number + place
            name_pt, unit_pt = self._sizes(one)
            yield CertificatePage(
                certificate=one,
                number=number_line(self.layout, number, self.kind.symbol, self.letterhead.symbol),
                name_pt=name_pt,
                unit_pt=unit_pt,
                honour=one.honour or f"là {one.kind_words[:1].lower()}{one.kind_words[1:]} năm {one.year}",
            )

    def _sizes(self, one: Certificate) -> tuple[int, int]:
        """Return the largest sizes (pt) of name and unit in which both take few lines and leave the foot its place."""
        name, unit = f"“{one.name}”", f"của {one.unit}, {one.place}"
        for name_pt, unit_pt in product(NAME_SIZES, UNIT_SIZES):
            lines = _lines(name, name_pt), _lines(unit, unit_pt)
            tall = lines[0] * name_pt * 1.25 + lines[1] * unit_pt * 1.3
            if max(lines) <= MOST_LINES and tall <= self._room_pt:
                return name_pt, unit_pt
        return NAME_SIZES[-1], UNIT_SIZES[-1]

    @property
    def _room_pt(self) -> float:
        """The height in pt that the letterhead leaves for name and unit."""
        head, layout = self.heading, self.layout
        parent = len(head.parent_lines) * layout.parent_pt
        issuer = (len(head.issuer_lines) + bool(layout.issuer_mark)) * layout.issuer_pt
        return WORDS_MM * PT_PER_MM - FIXED_PT - (parent + issuer) * 1.2


def _lines(text: str, size: int) -> int:
    return len(printed_lines(text, Measure(TEXT_MM * PT_PER_MM, size, bold=True)))
