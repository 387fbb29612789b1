"""Tests of nam_tinh_hinh.kernel.pdf: real PDFs from real children."""

import itertools
import os
import socket
import subprocess
import sys
import time
import unicodedata

import pytest

from nam_tinh_hinh.kernel.pdf import MissingCharacters, PdfRefused, PdfTooSlow, engine, render
from nam_tinh_hinh.kernel.pdf.exits import Exit, Task
from nam_tinh_hinh.kernel.pdf.forked import ForkServer
from nam_tinh_hinh.kernel.pdf.line import await_answer
from nam_tinh_hinh.kernel.pdf.starting import answer_of_a_new_one
from tests import papers

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
VOWELS = "aăâeêioôơuưy"
LOWER = [unicodedata.normalize("NFC", v + t) for v, t in itertools.product(VOWELS, TONES)]
ACCENTED = sorted({c for c in LOWER if c not in "aeiouy"} | {"đ"})
ACCENTED += [char.upper() for char in ACCENTED]


@pytest.fixture(params=["forked", "begun anew"])
def way(request, monkeypatch):
    """Both ways to get a child: a fork, and where a system cannot fork a new one."""
    server = ForkServer()
    monkeypatch.setattr(engine, "_answer", server.answer if request.param == "forked" else answer_of_a_new_one)
    yield request.param
    server.end()


@papers.needs_pdftotext
def test_all_134_accented_letters_come_back_in_every_style():
    assert len(ACCENTED) == 134
    words = [f"n{char}nh" for char in ACCENTED]  # poppler joins letters that stand alone
    line = " ".join(words)
    pdf = render(f"<p>{line}</p><p><b>{line}</b></p><p><i>{line}</i></p><p><b><i>{line}</i></b></p>")
    assert papers.text(pdf).split() == words * 4


def test_every_font_is_tinos_and_inside_the_file(way):
    pdf = render("<p>thường <b>đậm</b> <i>nghiêng</i> <b><i>cả hai</i></b></p>")
    assert papers.fonts(pdf) == {
        "Tinos-Regular": True, "Tinos-Bold": True, "Tinos-Italic": True, "Tinos-BoldItalic": True,
    }  # fmt: skip


@papers.needs_pdftotext
def test_decomposed_text_is_printed_composed():
    assert papers.text(render(unicodedata.normalize("NFD", "<p>Hằng</p>"))).strip() == "Hằng"


def test_characters_the_font_lacks_are_named():
    with pytest.raises(MissingCharacters) as caught:
        render("<p>Tốt lắm 😀 &#28450; &#xe000;</p>")
    assert caught.value.characters == ("漢", "\ue000", "😀")
    assert "“漢” (U+6F22), U+E000, “😀” (U+1F600)" in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "http://192.0.2.1/a.png",
        "https://example.org/a.png",
        "/etc/passwd",
        "file:///etc/passwd",
        "../LICENSE",
        "fonts/../../pyproject.toml",
    ],
)
def test_a_picture_from_elsewhere_is_refused(address):
    with pytest.raises(PdfRefused) as caught:
        render(f'<p><img src="{address}"></p>')
    assert "Blocked by the resource policy" in caught.value.detail or "Could not get image" in caught.value.detail


@pytest.mark.parametrize(
    "css",
    [
        '@import url("http://192.0.2.1/a.css");',
        '@font-face { font-family: X; src: url("/usr/share/fonts/x.ttf"); }',
        "p { float: left; }",
        'p { font-family: "Courier New"; }',
    ],
)
def test_css_that_cannot_be_obeyed_is_refused(css):
    with pytest.raises(PdfRefused):
        render(f"<style>{css}</style><p>chữ</p>")


def test_a_cell_taller_than_a_page_is_refused_and_not_shrunk():
    with pytest.raises(PdfRefused) as caught:
        render("<table><tr><td>" + "chữ " * 20_000 + "</td></tr></table>")
    assert "too large" in caught.value.detail


def test_an_ordinary_cell_is_never_refused_for_a_rounding_error():
    # With every third of these paddings xhtml2pdf's own check finds the cell higher than itself.
    cell = '<tr><td style="font-size: 12pt; line-height: 14pt; padding: {}pt 0 0 0">chữ</td></tr>'
    rows = "".join(cell.format(tenths / 10) for tenths in range(10, 70))
    assert render(f"<table>{rows}</table>").startswith(b"%PDF-")


def test_the_message_is_for_people_and_hides_the_engine(way):
    with pytest.raises(PdfRefused) as caught:
        render('<p><img src="http://192.0.2.1/a.png"></p>')
    assert "Không tạo được bản in" in str(caught.value)
    assert "192.0.2.1" not in str(caught.value)


def test_a_page_that_takes_too_long_is_killed_in_time(way):
    started = time.monotonic()
    with pytest.raises(PdfTooSlow, match="1,5 giây"):
        render("<p>" + "chữ " * 400_000 + "</p>", timeout=1.5)
    assert time.monotonic() - started < 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no address space limit")
def test_a_page_that_takes_too_much_memory_is_refused(way):
    with pytest.raises(PdfTooSlow, match="160 MB"):
        render("<p>" + "<b>chữ</b> " * 200_000 + "</p>", memory_mb=160)


def test_a_document_waits_for_a_free_place_no_longer_than_its_time(monkeypatch):
    monkeypatch.setattr(engine, "_PLACES", engine.BoundedSemaphore(1))
    with engine._place(1), pytest.raises(PdfTooSlow, match="đang tạo các bản in khác"):
        render("<p>chữ</p>", timeout=0.1)


def test_the_place_is_free_again_after_a_refusal(monkeypatch):
    monkeypatch.setattr(engine, "_PLACES", engine.BoundedSemaphore(1))
    with pytest.raises(PdfRefused):
        render("<p style='float: left'>chữ</p>")
    assert render("<p>chữ</p>", timeout=10).startswith(b"%PDF-")


def test_it_works_from_any_folder_and_obeys_no_file_lying_there(tmp_path, monkeypatch, way):
    (tmp_path / "logging.py").write_text("raise SystemExit('a stranger was imported')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if entry and os.path.isabs(entry)])
    assert render("<p>chữ</p>").startswith(b"%PDF-")


def test_only_the_child_loads_xhtml2pdf():
    drawn = "import sys; from nam_tinh_hinh.kernel.pdf import render; render('<p>chữ</p>'); print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", drawn], capture_output=True, check=True, text=True).stdout.split()
    assert "nam_tinh_hinh.kernel.pdf" in said
    assert not [name for name in said if name.startswith("xhtml2pdf")]


def test_both_ways_draw_the_same_page():
    asked = {"task": Task.DRAW, "given": "<p>Đường hoa</p>".encode(), "seconds": 20.0, "memory_mb": 1024}
    forked, anew = engine._answer(**asked), answer_of_a_new_one(**asked)
    assert (forked.exit, forked.words) == (anew.exit, anew.words) == (Exit.DRAWN, "")
    assert papers.text(forked.made) == papers.text(anew.made) == "Đường hoa\n\f"


def test_a_paper_leaves_nothing_behind_for_the_next():
    with pytest.raises(PdfRefused):
        render("<style>p { float: left; }</style><p>một</p>")
    render("<style>@page { margin: 90mm } p { font-size: 40pt }</style><p>hai</p>")
    plain = "<p>ba</p>"
    assert papers.text(render(plain)) == papers.text(
        answer_of_a_new_one(Task.DRAW, plain.encode(), seconds=20, memory_mb=1024).made
    )


@needs_fork
def test_a_fork_server_that_was_killed_is_begun_again():
    server = ForkServer()
    for _paper in range(2):
        assert server.answer(Task.DRAW, b"<p>x</p>", seconds=20, memory_mb=1024).exit is Exit.DRAWN
        server._process.kill()
        server._process.wait()
    server.end()


@needs_fork
def test_the_fork_server_ends_with_who_began_it_however_that_ends():
    drawn = "import os; from nam_tinh_hinh.kernel.pdf import engine; engine.render('<p>x</p>'); "
    drawn += "print(engine._answer.__self__._process.pid, flush=True); os.kill(os.getpid(), 9)"
    pid = int(subprocess.run([sys.executable, "-c", drawn], capture_output=True, text=True).stdout)
    for _wait in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("it is still there")


def left_alone(seconds):
    """Wait for a child that is gone, ``seconds`` before its time is over."""
    ours, theirs = socket.socketpair()
    theirs.close()
    with ours:
        return await_answer(ours, ends_at=time.monotonic() + seconds)


def test_a_child_that_is_gone_took_too_long_when_its_time_is_over_and_is_broken_before():
    assert left_alone(seconds=5).exit is Exit.BROKEN
    with pytest.raises(TimeoutError):
        left_alone(seconds=0)
