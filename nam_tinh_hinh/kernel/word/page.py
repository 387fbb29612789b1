"""The sheet itself: A4 and margins, the page number above every page but the first, "DỰ THẢO" behind a draft."""

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import _Header
from docx.shared import Mm

from nam_tinh_hinh.kernel.paper.grid import A4_MM
from nam_tinh_hinh.kernel.paper.prose import ProsePaper
from nam_tinh_hinh.kernel.word.looks import FONT
from nam_tinh_hinh.kernel.word.markup import paragraph

_NAMES = (
    nsdecls("w") + ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
_NUMBER = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
# The shape that Word itself writes for a watermark of letters: LibreOffice and Word both know it by its number, 136.
_LETTERS = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
    '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>'
    '<v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"'
    ' o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
)
_DRAFT = (
    "<w:r><w:rPr><w:noProof/></w:rPr><w:pict>" + _LETTERS + '<v:shape id="PowerPlusWaterMarkObject{number}"'
    ' o:spid="_x0000_s{spid}" type="#_x0000_t136" o:allowincell="f" fillcolor="silver" stroked="f"'
    ' style="position:absolute;margin-left:0;margin-top:0;width:430pt;height:150pt;rotation:315;z-index:-251658752;'
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin"><v:fill opacity=".5"/>'
    f'<v:textpath style="font-family:&quot;{FONT}&quot;;font-size:1pt" string="DỰ THẢO"/></v:shape></w:pict></w:r>'
)


def set_page(document: Document, paper: ProsePaper) -> None:
    """Give ``document`` the paper's sheet, margins, page numbers and, for a draft, the word behind the text."""
    section, layout = document.sections[0], paper.layout
    section.page_width, section.page_height = Mm(A4_MM[0]), Mm(A4_MM[1])
    section.top_margin, section.bottom_margin = Mm(layout.margin_top_mm), Mm(layout.margin_bottom_mm)
    section.left_margin, section.right_margin = Mm(layout.margin_left_mm), Mm(layout.margin_right_mm)
    section.header_distance, section.footer_distance = Mm(layout.page_number_top_mm), Mm(0)
    section.different_first_page_header_footer = True
    _head(section.first_page_header, "", draft=paper.draft, number=1)
    _head(section.header, _NUMBER, draft=paper.draft, number=2)


def _head(header: _Header, shown: str, *, draft: bool, number: int) -> None:
    header.is_linked_to_previous = False
    behind = _DRAFT.format(number=number, spid=2048 + number) if draft else ""
    line = paragraph("PageNumber", behind, shown).replace("<w:p>", f"<w:p {_NAMES}>", 1)
    root = header._element
    for old in list(root):
        root.remove(old)
    root.append(parse_xml(line))
