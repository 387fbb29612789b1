"""The piece of a text that is shown: as it was written, what was found marked, cut where it is long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.kernel.searching import marked, read, snippet

LONG = " ".join(f"chữ{number}" for number in range(100))


def shown(pieces) -> str:
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in pieces)


MARKS = [
    ("Cống thoát nước bị tắc.", "thoat nuoc", "Cống [thoát nước] bị tắc."),
    ("Cống (thoát nước), tắc", '"thoát nước"', "Cống ([thoát nước]), tắc"),
    ("Thoát ra, nước vào", '"thoát nước"', "Thoát ra, nước vào"),
    ("Xã Hoà Bình", "hòa", "Xã [Hoà] Bình"),
    ("cống/mương bị lấp", "muong", "[cống/mương] bị lấp"),
    ("Đường ngõ", "duo", "[Đường] ngõ"),
    ("<script>alert(1)</script>", "script", "<[script>alert(1)</script]>"),
    ("", "gì", ""),
]


@pytest.mark.parametrize(("text", "asked", "wanted"), MARKS)
def test_what_was_found_is_marked_in_the_text_as_it_was_written(text, asked, wanted):
    assert shown(marked(text, read(asked))) == wanted


def test_a_long_text_is_cut_around_what_was_found():
    said = shown(snippet(LONG, read("chu60")))
    assert said.startswith("… chữ52 chữ53 ")
    assert "[chữ60]" in said
    assert said.endswith(" …")
    assert len(said.split()) == 42 + 2


def test_a_long_text_is_shown_where_most_of_the_words_stand():
    text = f"tắc {LONG} cống bị tắc {LONG}"
    assert "[cống] bị [tắc]" in shown(snippet(text, read("cống tắc")))


def test_what_stands_at_the_beginning_or_nowhere_begins_at_the_beginning():
    assert shown(snippet(LONG, read("chu3"))).startswith("chữ0 chữ1 chữ2 [chữ3]")
    assert shown(snippet(LONG, read("không"))).startswith("chữ0 ")


@given(text=st.text(max_size=200), asked=st.text(max_size=30))
def test_the_pieces_are_the_text_again(text, asked):
    assert "".join(piece.text for piece in marked(text, read(asked))) == text


@given(words=st.lists(st.sampled_from(["cống", "tắc", "nước", "Đường,"]), max_size=120), asked=st.text(max_size=9))
def test_a_snippet_is_never_longer_than_told(words, asked):
    assert len(shown(snippet(" ".join(words), read(asked))).split()) <= 44
