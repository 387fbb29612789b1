"""How a written report's drawing grows, and what it costs others: ``python -m tests.bench_report``.

Prints pages and seconds for reports of about 5, 35 and 170 pages, and the cost of a page against the smallest report's,
in one run (1 or less: time grows in step with pages, or slower). Then each is drawn again while a small page of the
server is asked for without a pause: how long that page took against before (1: nobody noticed), the middle answer and
the slowest but a tenth, and how long the drawing, which stands behind others, took meanwhile.
"""

import threading
from statistics import median
from time import perf_counter

from flask import Flask

from nam_tinh_hinh.kernel import pdf
from nam_tinh_hinh.kernel.paper import LAYOUTS
from nam_tinh_hinh.kernel.paper.prose import ProsePaper
from tests.kernel.reports import report, template
from tests.papers import pages

PARTS = (1, 9, 45)
"""Parts of a report: each is less than four pages."""
QUIET = 500
"""Answers before the drawing begins."""


def main() -> None:
    began = perf_counter()
    pdf.render("<p>trang</p>")
    start = perf_counter() - began
    print(f"Start of the child, taken off a page's cost: {start:.2f} s")
    for layout in LAYOUTS.values():
        print(layout.name)
        print(f"{'pages':>6}{'seconds':>9}{'ms/page':>9}{'ratio':>7} | {'others':>7}{'slowest':>9}{'busy':>8}")
        first = 0.0
        for parts in PARTS:
            paper = report(parts, layout=layout)
            seconds, drawn = _drawn(paper)
            each = (seconds - start) / drawn
            first = first or each
            others, slowest, busy = _meanwhile(paper)
            print(f"{drawn:>6}{seconds:>9.2f}{each * 1000:>9.1f}{each / first:>7.2f}", end=" | ")
            print(f"{others:>7.2f}{slowest:>9.2f}{busy:>8.2f}")


def _drawn(paper: ProsePaper) -> tuple[float, int]:
    """Return the seconds from a paper to its PDF, and the pages."""
    page = template()
    began = perf_counter()
    printed = pdf.render(page.render(paper=paper), timeout=300)
    return perf_counter() - began, pages(printed)


def _meanwhile(paper: ProsePaper) -> tuple[float, float, float]:
    """Return how much longer answers take while ``paper`` is drawn (middle, ninth tenth), and the drawing's seconds."""
    over, found = threading.Event(), []
    before = _answers(threading.Event(), QUIET)
    other = threading.Thread(target=lambda: found.append(_answers(over)))
    other.start()
    seconds, _pages = _drawn(paper)
    over.set()
    other.join()
    middle, slowest = (after / quiet for after, quiet in zip(found[0], before, strict=True))
    return middle, slowest, seconds


def _answers(over: threading.Event, times: int = 0) -> tuple[float, float]:
    """Return the middle and the ninth tenth of the seconds that answers took, until ``over`` or ``times``."""
    client, taken = _server().test_client(), []
    while not over.is_set() and (not times or len(taken) < times):
        began = perf_counter()
        client.get("/")
        taken.append(perf_counter() - began)
    return median(taken), sorted(taken)[len(taken) * 9 // 10]


def _server() -> Flask:
    """Return a server of one page, a table that takes a few milliseconds as our pages do."""
    server = Flask(__name__, template_folder=None)
    rows = "{% for row in range(400) %}<tr><td>{{ row }}</td><td>{{ 'Hội Cựu chiến binh'|upper }}</td></tr>{% endfor %}"
    page = server.jinja_env.from_string(f"<table>{rows}</table>")
    server.add_url_rule("/", view_func=lambda: page.render())
    return server


if __name__ == "__main__":
    main()
