"""Giấy chứng nhận, one on each page: what the template print/certificates.html is given."""

from collections.abc import Iterator
from dataclasses import dataclass

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
            yield CertificatePage(
                certificate=one,
                number=number_line(self.layout, number, self.kind.symbol, self.letterhead.symbol),
                name_pt=_fitting(f"“{one.name}”", NAME_SIZES),
                unit_pt=_fitting(f"{one.unit} {one.place}", UNIT_SIZES),
                honour=one.honour or f"là {one.kind_words[:1].lower()}{one.kind_words[1:]} năm {one.year}",
            )


def _fitting(text: str, sizes: tuple[int, ...]) -> int:
    """Return the largest of ``sizes`` (pt) in which ``text`` takes at most ``MOST_LINES`` lines, else the smallest."""
    room = TEXT_MM * PT_PER_MM
    fitting = (size for size in sizes if len(printed_lines(text, Measure(room, size, bold=True))) <= MOST_LINES)
    return next(fitting, sizes[-1])
