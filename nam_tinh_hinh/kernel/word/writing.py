"""A paper as the bytes of a Word file: the same paper gives the same bytes."""

import io
from datetime import UTC, datetime, time
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from nam_tinh_hinh.kernel.paper.layout import Layout
from nam_tinh_hinh.kernel.paper.prose import ProsePaper
from nam_tinh_hinh.kernel.word.body import annex, pieces
from nam_tinh_hinh.kernel.word.ending import ending
from nam_tinh_hinh.kernel.word.looks import FONT, looks
from nam_tinh_hinh.kernel.word.markup import gap, safe
from nam_tinh_hinh.kernel.word.page import set_page
from nam_tinh_hinh.kernel.word.top import top

_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_MOST = 255
"""Characters that a property of a file may have."""


def docx_of(paper: ProsePaper) -> bytes:
    """Return ``paper`` as a Word file: the words of its PDF in the same order, and the same measures.

    A drawing is left out; its title and figures stand there in words. A row that the PDF cuts over a page is whole.
    Headings are Word's own, so that they show beside the text. The file names no person as its author, only the body.
    """
    document = docx.Document()
    _set_styles(document, paper.layout)
    _set_compatibility(document)
    set_page(document, paper)
    _write(document, paper)
    _name(document, paper)
    return _packed(document)


def _write(document: Document, paper: ProsePaper) -> None:
    """Put the whole text before the section's measures, which Word wants last."""
    sheets = paper.sheets
    parts = [*top(paper), *pieces(sheets.written, stays=True), *ending(paper)]
    for one in sheets.annexes:
        parts += annex(one)
    body = parse_xml(f"<w:body {nsdecls('w')}>{''.join(parts)}{gap(1)}</w:body>")
    sheet = document.element.body.sectPr
    for element in list(body):
        sheet.addprevious(element)


def _set_styles(document: Document, layout: Layout) -> None:
    """Replace what the empty document says of every text, and its headings, with the layout's."""
    root = document.styles.element
    written = {key: look.markup(key) for key, look in looks(layout).items()}
    for old in [style for style in root.style_lst if style.styleId in written]:
        root.remove(old)
    root.replace(root.find(qn("w:docDefaults")), parse_xml(_defaults(layout)))
    for markup in written.values():
        root.append(parse_xml(markup.replace("<w:style ", f"<w:style {nsdecls('w')} ", 1)))


def _defaults(layout: Layout) -> str:
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    half_points = round(layout.body_pt * 2)
    return (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>"
    )


def _set_compatibility(document: Document) -> None:
    """Ask for the Word of today, whose tables begin at the margin and not a cell's padding before it."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _name(document: Document, paper: ProsePaper) -> None:
    """Say what the file is and whose; the empty document came with others' words and a picture of itself."""
    facts = document.core_properties
    day = datetime.combine(paper.day, time(), UTC) if paper.day else _NO_DAY
    facts.title = safe(f"{paper.heading.title} {paper.subject}")[:_MOST]
    facts.author = safe(" ".join(paper.letterhead.issuer_lines))[:_MOST]
    facts.comments = facts.keywords = facts.last_modified_by = ""
    facts.created = facts.modified = day
    facts.language, facts.revision = "vi-VN", 1
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]


def _packed(document: Document) -> bytes:
    """Return the file with the same day on every part, whenever and wherever it is packed."""
    loose, packed = io.BytesIO(), io.BytesIO()
    document.save(loose)
    with ZipFile(loose) as given, ZipFile(packed, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            entry = ZipInfo(name, _ZIP_DAY)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            made.writestr(entry, given.read(name))
    return packed.getvalue()
