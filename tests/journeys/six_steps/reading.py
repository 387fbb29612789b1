"""Opening every paper of the year: valid, frozen, numbered without gaps, with the right words, sizes and margins."""

import hashlib
import io
import re
from collections import defaultdict
from typing import Any, NamedTuple

import pypdf

from nam_tinh_hinh.kernel.paper import LAYOUTS, Layout
from tests import papers
from tests.journeys.six_steps import cast
from tests.journeys.six_steps.cast import Desks
from tests.journeys.six_steps.paper_table import CERTIFICATES, LIST, PAPERS, PROSE, Paper
from tests.papers import PT_PER_MM as MM
from tests.papers import squeezed

UPRIGHT, LYING = (210, 297), (297, 210)
# Of a certificate: the frame inside its border, and the sizes that are its own.
CERTIFICATE_BOX, CERTIFICATE_PT, HONOUR_PT = (28, 20, 269, 197), 34, 16


class Row(NamedTuple):
    """One line of the register as the standing office reads it."""

    number: str
    last: str
    day: str
    name: str
    address: str
    issuer: str
    digest: str


def open_every_paper(desks: Desks) -> None:
    """Find each paper of the table in the register, fetch it twice, and look at it; nothing else was issued."""
    office = desks["thuongtruc"]
    rows = register(office)
    assert len(rows) == len(PAPERS)
    for paper in PAPERS:
        row = found(rows, paper)
        content = fetch_twice(office, row)
        look_at(paper, content, row)
    check_numbers(rows)


def register(office: Any) -> list[Row]:
    """Read all lines of "Sổ văn bản"."""
    office.goto("/so-van-ban")
    return [_row(line) for line in office.get_by_role("table").locator("tbody tr").all()]


def _row(line: Any) -> Row:
    number, day, issuer = (
        line.locator(f'[data-label="{name}"]') for name in ("Số, ký hiệu", "Ngày", "Cơ quan ban hành")
    )
    first, *more = number.inner_text().split("\n")
    link = line.get_by_role("rowheader").get_by_role("link").first
    last = re.findall(r"\d+", " ".join(more)) or re.findall(r"\d+", first)
    return Row(
        first, last[0], day.inner_text(), link.inner_text(), link.get_attribute("href"), issuer.inner_text(),
        line.locator("code").inner_text(),
    )  # fmt: skip


def found(rows: list[Row], paper: Paper) -> Row:
    """Return the one line of the register that is this paper's."""
    wanted = (paper.name, cast.day(paper.day))
    same = [row for row in rows if (row.name, row.day) == wanted and row.number.endswith(paper.symbol)]
    assert len(same) == 1, (wanted, rows)
    return same[0]


def fetch_twice(office: Any, row: Row) -> bytes:
    """Return a paper's bytes: the same each time, and those of the mark in the register."""
    first, second = (office.request.get(row.address) for _ in range(2))
    assert first.headers["content-type"] == "application/pdf"
    assert first.body() == second.body()
    assert hashlib.sha256(first.body()).hexdigest().startswith(row.digest)
    assert len(row.digest) >= 12
    return bytes(first.body())


def look_at(paper: Paper, content: bytes, row: Row) -> None:
    """Check one issued paper: it opens, says what it must, and lies as its layout asks."""
    check_opens(content, UPRIGHT if paper.shape == PROSE else LYING)
    assert not any(page.images for page in pypdf.PdfReader(io.BytesIO(content)).pages), f"{paper.name}: DỰ THẢO"
    said = squeezed(papers.text(content))
    wanted = (*paper.words, row.number, f"ngày {paper.day:%d} tháng")
    assert [words for words in wanted if squeezed(words) not in said] == [], paper.name
    assert [words for words in paper.absent if squeezed(words) in said] == [], paper.name
    check_sizes(paper, content)
    check_margins(paper, content)
    if paper.shape == CERTIFICATES:
        check_one_on_a_page(paper, content)


def check_opens(content: bytes, size: tuple[int, int]) -> None:
    """Check that a PDF opens, has pages of A4, and carries its fonts."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    assert {(round(page.mediabox.width / MM), round(page.mediabox.height / MM)) for page in pages} == {size}
    fonts = papers.fonts(content)
    assert fonts
    assert all(fonts.values()), fonts


def check_sizes(paper: Paper, content: bytes) -> None:
    """Check the print of national or Party heading, of the title, and of the text, in pt."""
    layout = LAYOUTS[paper.layout]
    runs = papers.runs(content)
    own = paper.shape == CERTIFICATES
    title = "GIẤY CHỨNG NHẬN" if own else " ".join(paper.name.split()[:2]).upper()
    assert _sizes(runs, layout.heading) == {layout.heading_pt}, paper.name
    # A decision says "QUYẾT ĐỊNH" again before its articles, in the size of the text.
    assert next(run for run in runs if title in run.text).size == (CERTIFICATE_PT if own else layout.title_pt)
    assert _sizes(runs, paper.body) == {HONOUR_PT if own else layout.body_pt}, paper.name
    if paper.shape == LIST:
        assert _sizes(runs, "Tên mô hình") == {layout.table_pt}, paper.name


def _sizes(runs: list[papers.Run], words: str) -> set[float]:
    return {round(run.size, 1) for run in runs if words in run.text}


def check_margins(paper: Paper, content: bytes) -> None:
    """Check that every word lies inside the layout's margins, and that the text begins at the left one."""
    left, top, right, bottom = _box(LAYOUTS[paper.layout], paper.shape)
    words = [word for word in papers.words(content) if not _is_page_number(word, top)]
    assert min(word.left for word in words) >= left * MM - 0.1, paper.name
    assert max(word.right for word in words) <= right * MM + 0.1, paper.name
    assert min(word.top for word in words) >= top * MM - 0.1, paper.name
    assert max(word.bottom for word in words) <= bottom * MM + 0.1, paper.name
    assert min(word.left for word in words) <= (left + 0.5) * MM, paper.name


def _box(layout: Layout, shape: str) -> tuple[float, float, float, float]:
    if shape == CERTIFICATES:
        return CERTIFICATE_BOX
    width, height = UPRIGHT if shape == PROSE else LYING
    ends = width - layout.margin_right_mm, height - layout.margin_bottom_mm
    return (layout.margin_left_mm, layout.margin_top_mm, *ends)


def _is_page_number(word: papers.Word, top: float) -> bool:
    return word.page > 1 and word.text == str(word.page) and word.top < top * MM - 5


def check_one_on_a_page(paper: Paper, content: bytes) -> None:
    """Check that each certificate has a page of its own, with its number, in the order of the register."""
    pages = [squeezed(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    assert len(pages) == len(paper.words)
    for number, page in enumerate(pages, start=1):
        assert f"{number:02d}/GCN-BCĐ" in page
        assert sum(squeezed(f"“{name}”") in page for name in paper.words) == 1


def check_numbers(rows: list[Row]) -> None:
    """Check that each issuer's numbers of a kind run on from 01 without a gap, in every year."""
    taken: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for row in rows:
        first = re.search(r"\d+", row.number)
        assert first
        kind = (re.findall(r"DS|QĐ|BB|TB|BC(?!Đ)|GCN", row.number) or [""])[0]
        taken[row.issuer, kind, row.day[-4:]] += range(int(first[0]), int(row.last) + 1)
    for register_of, numbers in taken.items():
        assert sorted(numbers) == list(range(1, len(numbers) + 1)), register_of


def open_every_draft(desks: Desks) -> None:
    """Each paper was read before it went out: "DỰ THẢO" lies behind every page of it, and no number stands on it."""
    assert len(desks.drafts) >= 15
    for name, content in desks.drafts.items():
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        assert [len(page.images) for page in pages] == [1] * len(pages), name
        assert all(papers.fonts(content).values()), name
        assert not re.search(r"Số:? ?\d+[-/](DS|QĐ|BB|TB|BC|GCN)\b", papers.text(content).split("Căn cứ")[0]), name
