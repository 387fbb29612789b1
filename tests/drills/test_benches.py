"""What the benches measure is there, in the words and tables that docs/performance.md repeats."""

import importlib
import os
import sys
from dataclasses import replace

import pytest

from nam_tinh_hinh.cli.bench import memory, papers
from nam_tinh_hinh.kernel.pdf import page_count, render
from tests.demonstration import PASSWORD, copy_to
from tests.papers import squeezed, text

# The commands have the names of their modules.
pdf = importlib.import_module("nam_tinh_hinh.cli.bench.pdf")
rivals = importlib.import_module("nam_tinh_hinh.cli.bench.rivals")
starting = importlib.import_module("nam_tinh_hinh.cli.bench.starting")


@pytest.mark.parametrize("make", [papers.listed, papers.written])
def test_a_paper_has_about_the_pages_asked_for(make):
    assert [page_count(render(papers.as_html(make(pages)))) for pages in (1, 5)] == [1, 5]


def test_the_long_table_has_the_very_same_cells():
    paper = papers.listed(5)
    drawn = squeezed(text(rivals.long_table(paper)))
    said = [cell for group in paper.groups for row in group.rows for cell in row]
    assert len(said) == 7 * 35
    assert [cell for cell in set(said) if squeezed(cell) not in drawn] == []


def test_others_are_given_a_page_that_they_understand():
    html = papers.as_html(papers.written(1))
    given = rivals._for_weasyprint(html, papers.written(1).layout)
    assert "<pdf:" in html
    assert "<pdf:" not in given
    assert given.count("@font-face") == 4


def test_the_table_says_growth_from_five_pages_on():
    one, five = pdf.Line(pdf.Drawn(0.1, 1)), pdf.Line(pdf.Drawn(0.5, 5), pdf.Drawn(1.0, 5), pdf.Drawn(0.25, 5))
    ten = replace(five, ours=pdf.Drawn(2.0, 10))
    rows = list(pdf.table(iter([one, five, ten])))[2:]
    assert rows == [
        "| 1 | 0.10 | 10 | – | – | – | – | – |",
        "| 5 | 0.50 | 10 | 1.00 | 1.00 | 2.00 | 0.25 | 2.00 |",
        "| 10 | 2.00 | 5 | 2.00 | 1.00 | 0.50 | 0.25 | 8.00 |",
    ]


def test_without_weasyprint_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(rivals.Missing, match="pip install"):
        rivals.weasyprint()


@pytest.mark.skipif(not memory.PROC.is_dir(), reason="Linux alone says what a process holds")
def test_what_this_process_holds():
    ours = memory.held(os.getpid())[0]
    assert ours.name == "máy chủ"
    assert 10 < ours.shared_out <= ours.whole < 5000
    assert memory.words((memory.Held("máy chủ", 120.4, 99.6),)) == "Bộ nhớ: máy chủ 120 MB (PSS 100 MB)."
    assert memory.held(2**22 + 1) == ()
    assert memory.worked(os.getpid()) > 0.1
    assert memory.worked(2**22 + 1) is None


@pytest.mark.drill
def test_a_start_is_measured_beside_a_bare_one(tmp_path):
    copy_to(tmp_path)
    found = starting.started(tmp_path, PASSWORD, times=1, requests=6)
    assert found.asked == 6 + starting.PAPERS + 2  # signing in asks twice
    assert 0 < found.bare[0].seconds < found.ours[0].seconds
    assert 0 < found.bare[0].work < found.ours[0].work
    assert [one.name for one in found.used] == ["máy chủ", "tiến trình vẽ bản in"]
    assert len(starting.words(found)) == 4
