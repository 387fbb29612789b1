"""How a written report's drawing grows, and what it costs others: ``python -m tests.bench_report``.

Prints pages and seconds for reports of about 5, 35 and 170 pages; the cost of a page against the smallest report's, in
one run (1 or less: time grows in step with pages, or slower); and how long a small answer of the server took while the
report was being drawn, against before: the middle one, and the slowest but a tenth (1: nobody noticed).
"""

import threading
from statistics import median
from time import perf_counter, sleep

from flask import Flask

from nam_tinh_hinh.kernel import pdf
from nam_tinh_hinh.kernel.paper import LAYOUTS
from nam_tinh_hinh.kernel.paper.prose import ProsePaper
from tests.kernel.reports import report, template
from tests.papers import pages

PARTS = (1, 9, 45)
"""Parts of a report: each is less than four pages."""


def main() -> None:
    began = perf_counter()
    pdf.render("<p>trang</p>")
    start = perf_counter() - began
    print(f"Start of the child, taken off a page's cost: {start:.2f} s")
    for layout in LAYOUTS.values():
        print(f"{layout.name}\n{'pages':>6}{'seconds':>9}{'ms/page':>9}{'ratio':>7}{'others':>8}{'slowest':>9}")
        first = 0.0
        for parts in PARTS:
            quiet = _answers(threading.Event(), 100)
            seconds, drawn, busy = _drawn(report(parts, layout=layout))
            each = (seconds - start) / drawn
            first = first or each
            others = " ".join(f"{after / before:8.2f}" for after, before in zip(busy, quiet, strict=True))
            print(f"{drawn:>6}{seconds:>9.2f}{each * 1000:>9.1f}{each / first:>7.2f}{others}")


def _drawn(paper: ProsePaper) -> tuple[float, int, tuple[float, float]]:
    """Return the seconds from a paper to its PDF, the pages, and how long answers took meanwhile."""
    page, over, found = template(), threading.Event(), []
    other = threading.Thread(target=lambda: found.append(_answers(over)))
    other.start()
    began = perf_counter()
    printed = pdf.render(page.render(paper=paper), timeout=120)
    seconds = perf_counter() - began
    over.set()
    other.join()
    return seconds, pages(printed), found[0]


def _answers(over: threading.Event, times: int = 0) -> tuple[float, float]:
    """Return the middle and the ninth tenth of the seconds that answers took, until ``over`` or ``times``."""
    client, taken = _server().test_client(), []
    while not over.is_set() and (not times or len(taken) < times):
        began = perf_counter()
        client.get("/")
        taken.append(perf_counter() - began)
        sleep(0.02)
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
