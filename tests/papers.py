"""Reads a printed PDF back: which words lie where, in which font and size."""

import io
import re
import shutil
import subprocess
from html import unescape
from typing import NamedTuple

import pypdf
import pytest

needs_pdftotext = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler) is not installed")
PT_PER_MM = 72 / 25.4


class Word(NamedTuple):
    """One word; its box in pt from the page's upper left corner."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


class Run(NamedTuple):
    """One run of text as the PDF sets it."""

    page: int
    text: str
    font: str
    size: float


def words(pdf: bytes) -> list[Word]:
    """Return every word of ``pdf`` with its place, as poppler sees it."""
    page, found = 0, []
    for line in _poppler(pdf, "-bbox-layout").splitlines():
        page += "<page " in line
        if match := re.search(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*)</word>', line):
            *box, text = match.groups()
            found.append(Word(page, unescape(text), *map(float, box)))
    return found


def text(pdf: bytes) -> str:
    """Return the text of ``pdf`` in the order in which it was set: a cell of a table after the other."""
    return _poppler(pdf, "-raw")  # poppler's own guess at columns reads across cells that stand close


def squeezed(text: str) -> str:
    """Return ``text`` without any blanks, to compare what was broken over lines."""
    return "".join(text.split())


def _poppler(pdf: bytes, *options: str) -> str:
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def runs(pdf: bytes) -> list[Run]:
    """Return every run of text of ``pdf`` with its font and its size in pt."""
    found: list[Run] = []
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(pdf)).pages, start=1):

        def keep(text, cm, tm, font, size, number=number):
            if text.strip():
                found.append(Run(number, text.strip(), str((font or {}).get("/BaseFont", "")), size * tm[3] * cm[3]))

        page.extract_text(visitor_text=keep)
    return found


def fonts(pdf: bytes) -> dict[str, bool]:
    """Return the fonts that the pages of ``pdf`` list, each with whether its file is inside."""
    found = {}
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            details = font.get_object().get("/FontDescriptor", {})
            found[font.get_object()["/BaseFont"].split("+")[-1]] = "/FontFile2" in details
    return found


def pages(pdf: bytes) -> int:
    """Return how many pages ``pdf`` has."""
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
