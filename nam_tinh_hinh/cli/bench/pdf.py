"""``bench pdf``: pages a second of our drawing, held against others' in the same run.

Counted are seconds of a processor, not of the clock: what else the machine has to do meanwhile is not the drawing's.
"""

import gc
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

import click

from nam_tinh_hinh.cli.base import stop
from nam_tinh_hinh.cli.bench import papers, rivals
from nam_tinh_hinh.kernel.paper.prose import ProsePaper
from nam_tinh_hinh.kernel.paper.table import TablePaper
from nam_tinh_hinh.kernel.pdf import page_count

SIZES = (1, 5, 35, 100, 170, 500)
SECONDS = 900.0
"""More than the server gives a paper: here it is measured, not refused."""
QUICK, TIMES = 4.0, 5
"""A drawing is repeated while all of them together are quick, so often at most; the middle one counts."""
NOTHING = "–"
HEADS = (
    "Trang", "Giây", "Trang/giây", "Một trang so với bản 5 trang", "WeasyPrint: giây", "Ta nhanh gấp",
    "Bảng dài của reportlab: giây", "Ta chậm gấp",
)  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """A paper that somebody drew: the seconds of a processor that it took, and its pages if they can be read."""

    seconds: float
    pages: int

    @property
    def pace(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds


@dataclass(frozen=True)
class Line:
    """One size of paper: ours, and the others' that are here."""

    ours: Drawn
    weasyprint: Drawn | None = None
    long_table: Drawn | None = None


@click.command()
@click.option("--pages", multiple=True, type=click.IntRange(1, 2000), help="Số trang (dùng được nhiều lần).")
def pdf(pages: tuple[int, ...]) -> None:
    """Đo tốc độ in PDF: danh sách và báo cáo, từ 1 đến 500 trang, cạnh WeasyPrint và bảng dài của reportlab."""
    if not hasattr(os, "fork"):
        raise stop("Chỉ đo được trên Linux, macOS: ở đây không tách được tiến trình để đếm giây xử lý.")
    others = None
    try:
        others = rivals.weasyprint()
    except rivals.Missing as missing:
        click.echo(f"Không so được với WeasyPrint: {missing}.")
    for name, make in (("Danh sách đăng ký", papers.listed), ("Báo cáo", papers.written)):
        click.echo(f"\n{name}\n")
        try:
            for line in table(measured(make, pages or SIZES, others)):
                click.echo(line)
        except OSError as error:
            raise stop(f"Không đo được: {error}") from error


def measured(
    make: Callable[[int], TablePaper | ProsePaper], sizes: tuple[int, ...], others: Callable[..., bytes] | None
) -> Iterator[Line]:
    """Yield what drawing a paper of each of ``sizes`` takes: all of one size before the next one."""
    from nam_tinh_hinh.kernel.pdf.drawing import draw  # xhtml2pdf is loaded when it is measured, not with the commands

    draw("<p>Ằ</p>", seconds=SECONDS)
    rivals.long_table(papers.listed(1))
    gc.enable()  # a drawing of ours goes without, in a process that ends with it; the others are to choose themselves
    for size in sizes:
        paper = make(size)
        html = papers.as_html(paper)
        yield Line(
            _drawn(lambda html=html: draw(html, seconds=SECONDS)),
            _drawn(lambda html=html, paper=paper: others(html, paper.layout)) if others else None,
            _drawn(lambda paper=paper: rivals.long_table(paper)) if isinstance(paper, TablePaper) else None,
        )


def _drawn(draw: Callable[[], bytes]) -> Drawn:
    """Return the middle one of some drawings: of five small papers, of one large one."""
    found: list[Drawn] = []
    while not found or (len(found) < TIMES and sum(one.seconds for one in found) < QUICK):
        found.append(_in_a_child(draw))
    return Drawn(median(one.seconds for one in found), found[0].pages)


def _in_a_child(draw: Callable[[], bytes]) -> Drawn:
    """Draw in a fork of this process, where the libraries are loaded, as the server does for every paper.

    Raises ``OSError`` when nothing was drawn.
    """
    read, write = os.pipe()
    if (child := os.fork()) == 0:
        try:
            os.write(write, b"%d" % page_count(draw()))
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as line:
        pages = line.read()
    usage = os.wait4(child, 0)[2]
    if not pages:
        raise OSError("nothing was drawn")
    return Drawn(usage.ru_utime + usage.ru_stime, int(pages))


def table(lines: Iterator[Line]) -> Iterator[str]:
    """Yield the lines as a table, each when it is measured; growth is the cost of a page against five pages'."""
    yield f"| {' | '.join(HEADS)} |"
    yield f"|{'---:|' * len(HEADS)}"
    small = 0.0
    for one in lines:
        each = one.ours.seconds / one.ours.pages
        small = small or (each if one.ours.pages >= 3 else 0.0)
        yield _row(one, each / small if small else None)


def _row(one: Line, growth: float | None) -> str:
    ours, first, second = one.ours, one.weasyprint, one.long_table
    cells = [
        str(ours.pages), f"{ours.seconds:.2f}", f"{ours.pace:.0f}", _number(growth),
        _number(first and first.seconds), _number(first and first.seconds / ours.seconds),
        _number(second and second.seconds), _number(second and ours.seconds / second.seconds),
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _number(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.2f}"
