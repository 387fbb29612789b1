"""How each kind of line looks in a layout, as Word's own paragraph styles: the same measures as templates/print.

Headings are Word's headings, so that a long report shows its parts beside the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nam_tinh_hinh.kernel.paper.layout import Layout
from nam_tinh_hinh.kernel.word.markup import MM, PT, twips

FONT = "Times New Roman"
"""The office's own font. Tinos, which the PDF is set in, has the very same widths."""
PLACE_MM = 2


@dataclass(frozen=True, kw_only=True)
class Look:
    """One style: sizes and distances in pt, indents in mm. ``level`` 1 to 3 is a heading's."""

    name: str
    size: float
    line: float
    align: str = "both"
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    before: float = 0
    after: float = 0
    first_mm: float = 0
    left_mm: float = 0
    stays: bool = False  # with what follows
    level: int = 0

    def markup(self, key: str) -> str:
        """Return the style called ``key`` as WordprocessingML."""
        ours = "" if self.level else ' w:customStyle="1"'
        return (
            f'<w:style w:type="paragraph"{ours} w:styleId="{key}">'
            f'<w:name w:val="{self.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
            f"<w:pPr>{'<w:keepNext/>' if self.stays else ''}{self._spacing}"
            f'<w:ind w:left="{twips(self.left_mm, MM)}" w:firstLine="{twips(self.first_mm, MM)}"/>'
            f'<w:jc w:val="{self.align}"/>{self._outline}</w:pPr>'
            f"<w:rPr>{''.join(self._ways())}</w:rPr></w:style>"
        )

    @property
    def _spacing(self) -> str:
        before, after, line = (twips(length, PT) for length in (self.before, self.after, self.line))
        return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'

    @property
    def _outline(self) -> str:
        return f'<w:outlineLvl w:val="{self.level - 1}"/>' if self.level else ""

    def _ways(self) -> Iterator[str]:
        if self.bold:
            yield "<w:b/>"
        if self.italic:
            yield "<w:i/>"
        half_points = round(self.size * 2)
        yield f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        if self.underlined:
            yield '<w:u w:val="single"/>'


def looks(layout: Layout) -> dict[str, Look]:
    """Return every style of a paper in ``layout`` by its key."""
    return _top(layout) | _title(layout) | _body(layout) | _annex(layout) | _table(layout) | _ending(layout)


def _centred(name: str, size: float, line: float, **more: Any) -> Look:
    return Look(name=name, size=size, line=line, align="center", **more)


def _top(layout: Layout) -> dict[str, Look]:
    row = layout.date_pt * 1.4
    return {
        "Parent": _centred("Cơ quan cấp trên", layout.parent_pt, layout.parent_pt * 1.2),
        "Issuer": _centred("Cơ quan ban hành", layout.issuer_pt, layout.issuer_pt * 1.2, bold=True),
        "IssuerMark": _centred("Dấu dưới cơ quan", layout.issuer_pt, layout.issuer_pt),
        "Top": _centred("Tiêu đề", layout.heading_pt, layout.heading_pt * 1.2, bold=True),
        "Motto": _centred("Tiêu ngữ", layout.motto_pt, layout.motto_pt * 1.2, bold=True),
        "Number": _centred("Số văn bản", layout.number_pt, row, before=9),
        "Date": _centred("Nơi và ngày", layout.date_pt, row, italic=True, before=9),
        "PageNumber": _centred("Số trang", layout.page_number_pt, layout.page_number_pt * 1.2),
        "Line": Look(name="Đường kẻ", size=1, line=3, align="center"),
    }


def _title(layout: Layout) -> dict[str, Look]:
    body, line = layout.body_pt, layout.body_line_pt
    return {
        "Kind": _centred("Tên loại", layout.title_pt, layout.title_pt * 1.3, bold=True, before=12),
        "Subject": _centred("Trích yếu", layout.subject_pt, layout.subject_pt * 1.3, bold=True),
        "SubjectMark": _centred("Dấu dưới trích yếu", layout.subject_pt, layout.subject_pt),
        "OnePlace": _centred("Kính gửi", body, line, before=8, after=4),
        "PlaceWord": Look(name="Kính gửi, chữ đầu", size=body, line=line, align="right"),
        "Place": Look(name="Kính gửi, nơi gửi", size=body, line=line, align="left", left_mm=PLACE_MM),
        "Decider": _centred("Người quyết định", body, line, bold=True, before=8),
        "Decides": _centred("Quyết định", body, line, bold=True, before=8, after=4),
    }


def _body(layout: Layout) -> dict[str, Look]:
    size, line, gap, first = layout.body_pt, layout.body_line_pt, layout.paragraph_gap_pt, layout.first_line_mm

    def text(name: str, **more: Any) -> Look:
        given = {"size": size, "line": line, "before": gap, "first_mm": first} | more
        return Look(name=name, **given)

    return {
        "Body": text("Nội dung"),
        "Flush": text("Nội dung, không thụt", first_mm=0),
        "Centred": text("Nội dung, giữa", first_mm=0, align="center"),
        "Blank": text("Dòng để viết", first_mm=0, align="left", before=0, line=max(line, 24)),
        "Basis": text("Căn cứ", italic=layout.basis_italic),
        "Heading1": text("heading 1", bold=True, stays=True, level=1),
        "Heading2": text("heading 2", bold=True, stays=True, level=2),
        "Heading3": text("heading 3", italic=True, stays=True, level=3),
        "Total": text("Dưới bảng", align="left"),
        "Caption": text("Chú thích hình", first_mm=0, align="center", italic=True),
    }


def _annex(layout: Layout) -> dict[str, Look]:
    size, close = layout.body_pt, layout.body_pt * 1.3
    return {
        "AnnexWord": _centred("Phụ lục", size, layout.body_line_pt, bold=True),
        "AnnexTitle": _centred("Tên phụ lục", size, close, bold=True, before=2),
        "AnnexSubject": _centred("Trích yếu phụ lục", size, close, bold=True),
        "Attached": _centred("Kèm theo", size, layout.body_line_pt, italic=True, before=2, after=10),
    }


def _table(layout: Layout) -> dict[str, Look]:
    size, line = layout.table_pt, layout.table_line_pt
    return {
        "CellHead": _centred("Bảng, đầu cột", size, line, bold=True),
        "Cell": Look(name="Bảng", size=size, line=line, align="left"),
        "CellCentred": _centred("Bảng, giữa", size, line),
        "CellGroup": Look(name="Bảng, nhóm", size=size, line=line, align="left", bold=True, stays=True),
    }


def _ending(layout: Layout) -> dict[str, Look]:
    line, small = layout.body_line_pt, layout.recipients_pt
    return {
        "Authority": _centred("Quyền hạn", layout.authority_pt, line, bold=True, stays=True),
        "Post": _centred("Chức vụ", layout.post_pt, line, bold=layout.post_bold, stays=True),
        "Note": _centred("Ghi chú chức vụ", layout.body_pt - 1, line, italic=True, stays=True),
        "Signer": _centred("Người ký", layout.signer_pt, line, bold=True, before=layout.signature_gap_mm * MM / PT),
        "RecipientsHeading": Look(
            name="Nơi nhận", size=layout.recipients_heading_pt, line=line, align="left",
            bold=layout.recipients_heading_bold_italic, italic=layout.recipients_heading_bold_italic,
            underlined=layout.recipients_heading_underlined,
        ),
        "Recipient": Look(name="Nơi nhận, dòng", size=small, line=small * 1.2, align="left"),
    }  # fmt: skip
