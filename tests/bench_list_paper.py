"""How the registration list's drawing grows: ``python -m tests.bench_list_paper``.

Prints seconds and milliseconds a page for 50, 500 and 2,000 rows, and the ratio of each page's cost to the smallest
list's, in one run: near 1 means that time grows in step with pages.
"""

from time import perf_counter

from jinja2 import Environment, FileSystemLoader

from nam_tinh_hinh.kernel import pdf
from nam_tinh_hinh.kernel.shipped import shipped
from tests.emulation.lists import paper
from tests.papers import pages

SIZES = (50, 500, 2000)


def main() -> None:
    template = Environment(loader=FileSystemLoader(shipped("templates")), autoescape=True).get_template(
        "print/table.html"
    )
    empty = _seconds(template, 0)[0]
    print(f"Start of the child, taken off: {empty:.2f} s")
    print(f"{'rows':>6}{'pages':>7}{'seconds':>9}{'ms/page':>9}{'ratio':>7}")
    first = 0.0
    for rows in SIZES:
        seconds, drawn = _seconds(template, rows)
        each = (seconds - empty) / drawn
        first = first or each
        print(f"{rows:>6}{drawn:>7}{seconds:>9.2f}{each * 1000:>9.1f}{each / first:>7.2f}")


def _seconds(template, rows: int) -> tuple[float, int]:
    began = perf_counter()
    printed = pdf.render(template.render(paper=paper(rows)), timeout=120)
    return perf_counter() - began, pages(printed)


if __name__ == "__main__":
    main()
