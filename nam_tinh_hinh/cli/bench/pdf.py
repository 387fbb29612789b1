"""``bench pdf``: pages a second of our drawing, held against others' in the same run."""

import gc
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from time import perf_counter

import click

from nam_tinh_hinh.cli.bench import papers, rivals
from nam_tinh_hinh.kernel.paper.prose import ProsePaper
from nam_tinh_hinh.kernel.paper.table import TablePaper
from nam_tinh_hinh.kernel.pdf import page_count, render
from nam_tinh_hinh.kernel.pdf.limits import NICENESS

SIZES = (1, 5, 35, 100, 170, 500)
SECONDS, MEGABYTES = 900.0, 4096
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
    """A paper that somebody drew: how long it took, and its pages."""

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
    stand_behind()
    others = None
    try:
        others = rivals.weasyprint()
    except rivals.Missing as missing:
        click.echo(f"Không so được với WeasyPrint: {missing}.")
    for name, make in (("Danh sách đăng ký", papers.listed), ("Báo cáo", papers.written)):
        click.echo(f"\n{name}\n")
        for line in table(measured(make, pages or SIZES, others)):
            click.echo(line)


def stand_behind() -> None:
    """Let everybody else's work on this machine go before the others' drawing too, as it goes before ours."""
    _ours("<p>trang</p>")  # whose process is begun before: the libraries are loaded, and it stands behind by itself
    if hasattr(os, "nice"):
        os.nice(NICENESS)


def measured(
    make: Callable[[int], TablePaper | ProsePaper], sizes: tuple[int, ...], others: Callable[..., bytes] | None
) -> Iterator[Line]:
    """Yield what drawing a paper of each of ``sizes`` takes: all of one size before the next one."""
    for size in sizes:
        paper = make(size)
        html = papers.as_html(paper)
        yield Line(
            _drawn(lambda html=html: _ours(html)),
            _drawn(lambda html=html, paper=paper: others(html, paper.layout)) if others else None,
            _drawn(lambda paper=paper: rivals.long_table(paper)) if isinstance(paper, TablePaper) else None,
        )


def _ours(html: str) -> bytes:
    return render(html, timeout=SECONDS, memory_mb=MEGABYTES)


def _drawn(draw: Callable[[], bytes]) -> Drawn:
    """Return the middle time of some drawings: five small papers, one large one."""
    taken: list[float] = []
    while not taken or (len(taken) < TIMES and sum(taken) < QUICK):
        gc.collect()
        began = perf_counter()
        made = draw()
        taken.append(perf_counter() - began)
    return Drawn(median(taken), page_count(made))


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
