"""However many tables, pages or slips a paper has, its elements do not come to stand in each other."""

import re

import pytest

from nam_tinh_hinh.kernel import pdf
from nam_tinh_hinh.kernel.paper.blocks import Paragraph
from nam_tinh_hinh.kernel.shipped import shipped
from tests.kernel.reports import figures, report, template
from tests.papers import text

TEMPLATES = sorted(shipped("templates").glob("print/*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_what_is_the_engines_own_is_closed_where_it_stands(path):
    """HTML knows no ``<pdf:spacer>``, so one that is left open holds everything after it."""
    written = path.read_text("utf-8")
    assert len(re.findall(r"<pdf:", written)) == len(re.findall(r"<(pdf:[a-z]+)[^>]*></\1>", written))


def test_a_report_of_sixty_tables_is_drawn():
    blocks = [block for place in range(60) for block in (Paragraph(f"Biểu số {place + 1}."), figures(1))]
    drawn = pdf.render(template().render(paper=report(blocks=tuple(blocks))))
    assert "Biểu số 60." in text(drawn)


def test_elements_too_deep_in_each_other_are_no_matter_of_time():
    with pytest.raises(pdf.PdfRefused) as refused:
        pdf.render("<div>" * 300 + "sâu" + "</div>" * 300)
    assert type(refused.value) is pdf.PdfRefused
    assert "200 levels" in refused.value.detail
