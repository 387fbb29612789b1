"""Tests of kernel.pdf.bind: a pack read back page by page."""

import hashlib
import io
import re
import subprocess
import sys
import unicodedata

import pypdf
import pytest

from nam_tinh_hinh.kernel.pdf import Bound, MissingCharacters, PackHeading, PdfRefused, PdfTooSlow, bind, render
from tests import papers
from tests.kernel import prose

HEADING = PackHeading(
    title="HỒ SƠ HỌP", subject="Hội nghị giao ban công tác dân vận quý II năm 2026", day="Ngày 26 tháng 6 năm 2026",
    issuer_lines=("ĐẢNG ỦY PHƯỜNG MINH HỌA",),
)  # fmt: skip
MM = papers.PT_PER_MM
pytestmark = papers.needs_pdftotext


def one(pages, number):
    """Return a paper of ``pages`` pages that says its own name."""
    return render("<pdf:nextpage>".join(f"<p>Văn bản {number}, trang riêng {page}</p>" for page in range(1, pages + 1)))


@pytest.fixture(scope="module")
def pack():
    """Return forty papers of one to three pages, and the pack of them."""
    made = [one(pages, name) for pages, name in ((1, "một"), (2, "hai"), (3, "ba"))]
    given = [
        Bound(prose.LONG if n % 5 == 0 else f"Báo cáo của chi bộ số {n}", f"{n:02d}-BC/CB{n}", made[n % 3])
        for n in range(1, 41)
    ]
    return given, bind(given, heading=HEADING)


def texts(pdf):
    return papers.text(pdf).rstrip("\f").split("\f")


def begins(given, front):
    """Return the page on which each paper ought to begin."""
    lengths = [papers.pages(one.content) for one in given]
    return [front + 1 + sum(lengths[:place]) for place in range(len(given))]


def test_every_page_is_there_and_says_its_number(pack):
    given, pdf = pack
    front = 2
    whole = front + sum(papers.pages(one.content) for one in given)
    assert papers.pages(pdf) == whole
    assert [re.findall(r"Trang \d+/\d+", text) for text in texts(pdf)] == [
        [f"Trang {n}/{whole}"] for n in range(1, whole + 1)
    ]


def test_numbers_stand_small_in_the_middle_of_the_foot(pack):
    found = [run for run in papers.runs(pack[1]) if run.text.startswith("Trang ") and "/" in run.text]
    assert {(run.size, run.font.split("-")[-1]) for run in found} == {(9, "Regular")}
    feet = [word for word in papers.words(pack[1]) if word.text == "Trang" and word.top > 270 * MM]
    assert len(feet) == papers.pages(pack[1])
    assert all(80 * MM < word.left < 130 * MM and word.bottom < 293 * MM for word in feet)


def test_the_contents_say_where_each_paper_begins(pack):
    given, pdf = pack
    listed = papers.squeezed("".join(texts(pdf)[:2]))
    starts = begins(given, 2)
    for n, (paper, start) in enumerate(zip(given, starts, strict=True), start=1):
        line = re.escape(papers.squeezed(f"{n}{paper.number_words}{paper.title}")) + r"\.*" + str(start)
        assert re.search(line, listed), line
    pages = texts(pdf)
    assert all("trang riêng 1" in pages[start - 1] for start in starts)
    for word in (HEADING.title, HEADING.day, *HEADING.issuer_lines):
        assert word in pages[0]


def test_dots_lead_from_title_to_page_and_no_line_is_broken_by_them(pack):
    dotted = [word for word in papers.words(pack[1]) if word.page <= 2 and re.search(r"\.{3}$", word.text)]
    assert len(dotted) == 40
    assert all(170 * MM < word.right <= 177 * MM + 0.5 for word in dotted)


def test_every_paper_has_its_bookmark(pack):
    given, pdf = pack
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    marks = [(mark.title, reader.get_destination_page_number(mark) + 1) for mark in reader.outline]
    names = [f"{one.number_words} {one.title}" for one in given]
    assert marks == [("Mục lục", 1), *zip(names, begins(given, 2), strict=True)]
    assert reader.metadata.title == HEADING.title


def test_a_real_paper_keeps_its_words_its_fonts_and_its_bytes():
    given = prose.printed(prose.paper())
    before = hashlib.sha256(given).digest()
    pdf = bind([Bound("Thông báo", "", given)], heading=HEADING)
    own = [text.removesuffix(f"Trang {n}/3\n").split() for n, text in enumerate(texts(pdf)[1:], start=2)]
    assert own == [text.split() for text in texts(given)]
    assert hashlib.sha256(given).digest() == before
    assert all(papers.fonts(pdf).values())
    assert {name.split("-")[0] for name in papers.fonts(pdf)} == {"Tinos"}


def test_a_page_on_its_side_or_turned_has_its_number_at_the_foot_as_it_is_looked_at():
    writer = pypdf.PdfWriter()
    writer.add_blank_page(842, 595)
    writer.add_blank_page(595, 842).rotate(90)
    cut = writer.add_blank_page(700, 900)
    cut.cropbox = pypdf.generic.RectangleObject((50, 40, 645, 882))
    made = io.BytesIO()
    writer.write(made)
    pdf = bind([Bound("Bản quét", "", made.getvalue())], heading=HEADING)
    shown = [(round(float(page.cropbox.width)), page.rotation) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert shown == [(595, 0), (842, 0), (842, 0), (595, 0)]
    assert [text.split() for text in texts(pdf)[1:]] == [["Trang", f"{n}/4"] for n in (2, 3, 4)]
    feet = [word for word in papers.words(pdf) if word.text == "Trang" and word.page > 1]
    assert all(abs(word.left - 842 / 2) < 40 for word in feet[:2])
    assert all(word.bottom > 0.9 * height for word, height in zip(feet, (595, 595, 842), strict=True))


def test_words_of_the_contents_that_cannot_be_printed_are_named():
    with pytest.raises(MissingCharacters) as caught:
        bind([Bound("Báo cáo 😀", "", b"")], heading=HEADING)
    assert caught.value.characters == ("😀",)


def test_decomposed_words_are_composed():
    pdf = bind([Bound(unicodedata.normalize("NFD", "Hằng & <b>"), "", one(1, "x"))], heading=HEADING)
    assert "Hằng & <b>" in texts(pdf)[0]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 no more", b"\x89PNG"], ids=["empty", "cut", "picture"])
def test_a_paper_that_is_no_pdf_is_named(content):
    with pytest.raises(PdfRefused, match="“Báo cáo hỏng”"):
        bind([Bound("Tốt", "", one(1, "x")), Bound("Báo cáo hỏng", "02-BC/CB", content)], heading=HEADING)


def test_a_locked_paper_is_named():
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt("khoa", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    with pytest.raises(PdfRefused, match="“Có khóa”"):
        bind([Bound("Có khóa", "", made.getvalue())], heading=HEADING)


def test_binding_ends_at_its_limit_and_wants_a_paper():
    with pytest.raises(PdfTooSlow):
        bind([Bound("Một", "", one(1, "x"))], heading=HEADING, timeout=0.05)
    with pytest.raises(ValueError, match="one paper"):
        bind([], heading=HEADING)


def test_only_the_child_loads_pypdf():
    said = subprocess.run(
        [sys.executable, "-c", "import sys, nam_tinh_hinh.kernel.pdf; print(*sys.modules)"],
        capture_output=True, check=True, text=True,
    ).stdout.split()  # fmt: skip
    assert "nam_tinh_hinh.kernel.pdf.binding" in said
    assert not [name for name in said if name.split(".")[0] in ("pypdf", "jinja2")]
