"""What a written paper is made of, as its composer says it: plain text, no measures, no numbers of headings."""

from dataclasses import dataclass

from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup


@dataclass(frozen=True)
class Heading:
    """The heading of a part (level 1), a section (2) or a point (3). Its number is the paper's to give."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Article:
    """ "Điều 1." of a decision, numbered by the paper; ``title`` is set in bold before the text."""

    text: str
    title: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Running text; each line of it begins a paragraph of its own."""

    text: str
    italic: bool = False
    bold: bool = False
    centred: bool = False
    first_line: bool = True


@dataclass(frozen=True)
class Item:
    """One line of a list, after a dash."""

    text: str


@dataclass(frozen=True)
class PaperTable:
    """A table as wide as the text; ``total_line`` is said under it."""

    columns: tuple[GridColumn, ...]
    groups: tuple[GridGroup, ...]
    total_line: str = ""


@dataclass(frozen=True)
class Drawing:
    """A drawing in the middle of the page: ``src`` is kernel.drawing.data_uri of a chart drawn without links."""

    src: str
    width_mm: float


@dataclass(frozen=True)
class Blanks:
    """Room to write by hand: a label, and dotted lines (1 or more) of which the first begins after it."""

    label: str
    lines: int = 1


@dataclass(frozen=True)
class Signer:
    """One who signs beside others. ``authority`` stands above the post, as "TM. ĐOÀN KIỂM TRA"; ``note`` under it."""

    authority: str
    post: str
    name: str
    note: str = ""


Written = Heading | Article | Paragraph | Item | PaperTable | Drawing | Blanks


@dataclass(frozen=True)
class Appendix:
    """A part that begins a page of its own after the signatures. Several are numbered by the paper."""

    title: str
    subject: str
    blocks: tuple[Written, ...]


Block = Written | Appendix
