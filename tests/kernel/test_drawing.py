"""Tests of nam_tinh_hinh.kernel.drawing: what is drawn where, what is read aloud, and that it prints."""

import re
from html import escape
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.kernel.drawing import Bar, Week, bars, data_uri, ink, marks, weeks
from nam_tinh_hinh.kernel.expected import Expected
from nam_tinh_hinh.kernel.pdf import MissingCharacters, PdfRefused, render
from nam_tinh_hinh.kernel.shipped import shipped
from tests import pagelint, papers

NS = "{http://www.w3.org/2000/svg}"
LONG = "Đất đai, giải phóng mặt bằng, bồi thường, hỗ trợ và tái định cư khi thu hồi đất mở rộng đường giao thông"
ROWS = [Bar("Hạ tầng", 12, 8, "/y-kien?linh-vuc=1&nam=2026"), Bar(LONG, 6, 6), Bar("Khác", 0, 0)]
PARTS = ("đã trả lời", "chưa trả lời")
USUAL = Expected(4.0, 2, 7)
POINTS = [Week("01/6", 3, USUAL), Week("08/6", 9, USUAL, "/y-kien?tuan=24"), Week("15/6", 0)]
ANY_ROW = st.integers(0, 9999).flatmap(
    lambda value: st.builds(
        Bar, st.text(max_size=80), st.just(value), st.none() | st.integers(0, value), st.text(max_size=9)
    )
)


def read(svg):
    return ElementTree.fromstring(svg)


def shown(svg):
    return [text.text for text in read(svg).iter(f"{NS}text")]


def contrast(one, other):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted([light(one), light(other)], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_bars_show_their_labels_and_numbers():
    assert shown(bars(ROWS, title="Theo lĩnh vực", parts=PARTS)) == [
        "đã trả lời", "chưa trả lời", "Hạ tầng", "8/12",
        "Đất đai, giải phóng mặt bằng, bồi thường, hỗ", "trợ và tái định cư khi thu hồi đất mở rộng…", "6/6",
        "Khác", "0/0",
    ]  # fmt: skip


def test_bars_are_as_long_as_their_numbers():
    drawn = list(read(bars([Bar("a", 10, 5), Bar("b", 5)], title="x")).iter(f"{NS}rect"))
    lengths = [float(rect.get("width")) for rect in drawn if rect.get("height") == "14"]
    assert lengths == [pytest.approx(lengths[0] / part, abs=0.1) for part in (1, 2, 2)]


def test_a_chart_is_read_aloud():
    svg = read(bars([Bar("Hạ tầng", 1200), Bar("Khác", 3)], title="Theo lĩnh vực"))
    assert (svg.get("role"), svg[0].tag, svg[0].text) == ("img", f"{NS}title", "Theo lĩnh vực")
    assert (svg[1].tag, svg[1].text) == (f"{NS}desc", "Hạ tầng: 1.200; Khác: 3.")


def test_links_can_be_reached():
    svg = read(bars(ROWS, title="x", parts=PARTS))
    links = [(link.get("href"), link[0].tag, link[0].text) for link in svg.iter(f"{NS}a")]
    assert (svg.get("role"), links) == ("group", [("/y-kien?linh-vuc=1&nam=2026", f"{NS}title", "Hạ tầng: 8/12")])


def test_weeks_say_their_range_and_mark_what_is_above_it():
    svg = weeks(POINTS, title="Từng tuần")
    assert shown(svg) == ["3", "9", "0", "15/6", "08/6", "01/6", "Mức thường", "▲ Trên mức thường"]
    assert read(svg)[1].text == "01/6: 3, thường từ 2 đến 7; 08/6: 9, thường từ 2 đến 7; 15/6: 0."
    assert [link.get("href") for link in read(svg).iter(f"{NS}a")] == ["/y-kien?tuan=24"]
    assert len(list(read(svg).iter(f"{NS}polygon"))) == 1


@pytest.mark.parametrize("count", [1, 8, 26, 53])
def test_no_label_of_a_week_touches_the_next_and_the_last_is_there(count):
    svg = weeks([Week(f"{n:02d}/12", n) for n in range(count)], title="x")
    places = [(float(t.get("x")), t.text) for t in read(svg).iter(f"{NS}text") if "/" in t.text]
    assert places[0][1] == f"{count - 1:02d}/12"
    edges = [(x - marks.length(text) / 2, x + marks.length(text) / 2) for x, text in sorted(places)]
    assert all(end <= begin + 0.1 for (_, end), (begin, _) in pairwise(edges))
    assert (edges[0][0] >= -0.1, edges[-1][1] <= marks.WIDTH + 0.1) == (True, True)


@pytest.mark.parametrize("svg", [bars([], title="x"), weeks([], title="x")])
def test_a_chart_of_nothing_says_so(svg):
    assert shown(svg) == ["Chưa có số liệu."]


def test_a_part_greater_than_the_whole_is_refused():
    with pytest.raises(ValueError, match="between 0 and its value"):
        bars([Bar("x", 1, 2)], title="x")


@pytest.mark.parametrize(
    "svg", [bars(ROWS, title='<script>"', parts=PARTS), weeks(POINTS, title="</svg><img onerror=1>")]
)
def test_text_is_escaped_and_a_page_may_hold_it(svg):
    assert pagelint.faults(f"<div>{svg}</div>") == []
    assert {element.tag.removeprefix(NS) for element in read(svg).iter()} <= {
        "svg", "title", "desc", "g", "a", "rect", "path", "polygon", "text",
    }  # fmt: skip


@given(st.lists(ANY_ROW, max_size=5), st.text(max_size=20))
def test_whatever_is_typed_the_page_stays_whole(rows, title):
    svg = bars(rows, title=title)
    assert (svg.count("<svg "), svg.count("</svg>"), svg.count("<text"), " style=" in svg) == (
        1, 1, svg.count("</text>"), False,
    )  # fmt: skip


@given(st.text(st.sampled_from("abưỡ n "), max_size=200), st.integers(40, 400), st.integers(1, 3))
def test_words_stay_within_their_room(text, width, lines):
    found = marks.fitted(text, width, lines=lines)
    assert 1 <= len(found) <= lines
    assert max(map(marks.length, found)) <= width + 0.001


def test_the_colours_are_those_of_the_style_sheet():
    sheets = "".join((shipped("static") / "css" / name).read_text("utf-8") for name in ("app.css", "parts.css"))
    colours = {name: value for name, value in vars(ink).items() if name.isupper()}
    assert [name for name, value in colours.items() if value not in sheets] == []


@pytest.mark.parametrize(
    ("mark", "ground", "least"),
    [
        (ink.TEXT, "#ffffff", 4.5),
        (ink.FAINT_TEXT, "#ffffff", 4.5),
        (ink.FULL, "#ffffff", 4.5),
        (ink.TEXT, ink.USUAL, 4.5),
        (ink.FULL, ink.PALE, 3),
        (ink.FULL, ink.USUAL, 3),
        (ink.USUAL_EDGE, "#ffffff", 3),
        (ink.EDGE, "#ffffff", 3),
    ],
)
def test_what_must_be_told_apart_differs_in_tone(mark, ground, least):
    assert contrast(mark, ground) >= least


def paper(svg):
    return f'<p>Đầu trang</p><p><img src="{escape(data_uri(svg))}" style="width: 120mm"></p><p>Cuối trang</p>'


@papers.needs_pdftotext
@pytest.mark.parametrize("svg", [bars(ROWS, title="x", parts=PARTS), weeks(POINTS, title="x")])
def test_the_words_of_a_drawing_are_words_on_paper(svg):
    pdf = render(paper(svg))
    found = papers.squeezed(papers.text(pdf))
    assert [text for text in shown(svg) if papers.squeezed(text) not in found] == []
    assert set(papers.fonts(pdf)) <= {"Tinos-Regular", "Tinos-Bold"}


@papers.needs_pdftotext
def test_a_drawing_is_as_wide_as_asked():
    wide = [word for word in papers.words(render(paper(bars(ROWS, title="x", parts=PARTS)))) if word.text == "8/12"]
    begin = next(word.left for word in papers.words(render(paper(bars(ROWS, title="x")))) if word.text == "Khác")
    assert 110 <= (wide[0].right - begin) / papers.PT_PER_MM <= 121


def test_a_character_the_printing_font_lacks_is_named_before_a_drawing_is_printed():
    with pytest.raises(MissingCharacters) as caught:
        render(paper(bars([Bar("漢", 1)], title="x")))
    assert caught.value.characters == ("漢",)


@pytest.mark.parametrize("inside", ['<image href="print/du-thao.png" width="9" height="9"/>', "<g"])
def test_a_drawing_brings_nothing_along_and_a_broken_one_is_refused(inside):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50">{inside}'
    with pytest.raises(PdfRefused):
        render(paper(svg if inside == "<g" else f"{svg}</svg>"))


def test_a_data_address_holds_no_sign_of_html():
    assert re.search("[<>\"'& #]", data_uri(weeks(POINTS, title="Mức & thường"))) is None
