"""Marks of origin: read, lifted, and given to the sentence they belong to."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.reporting.enums import Fate
from nam_tinh_hinh.reporting.marks import (
    LONGEST_PASSAGE,
    Marked,
    mark,
    numbers_in,
    passages,
    plain,
    sentences,
)
from nam_tinh_hinh.reporting.origins import added, fates_in, line

# Four letters or more: shorter ones may be abbreviations, whose full stop ends no sentence.
WORD = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxy", min_size=4, max_size=7)
SENTENCE = st.lists(WORD, min_size=2, max_size=8).map(lambda words: " ".join(words).capitalize() + ".")
LINES = st.lists(SENTENCE, min_size=1, max_size=5)
NUMBER = st.integers(1, 99999)


@pytest.mark.parametrize(
    ("text", "bare", "numbers"),
    [
        ("Đường ngập [nguồn 3].", "Đường ngập.", [3]),
        ("Đường ngập[nguồn 3].", "Đường ngập.", [3]),
        ("Đường ngập [nguồn 3] .", "Đường ngập.", [3]),
        ("Đường ngập. [nguồn 3] Dân lo.", "Đường ngập. Dân lo.", [3]),
        ("Đường ngập [nguồn 3][nguồn 4] [nguồn 3], dân lo.", "Đường ngập, dân lo.", [3, 4]),
        ("[nguồn 2] [nguồn 1] Đường ngập.", "Đường ngập.", [2, 1]),
        ("- [nguồn 2] Đường ngập.", "- Đường ngập.", [2]),
        ("Đường [nguồn 2]ngập.", "Đường ngập.", [2]),
        ("Đường ngập [\u00a0NGUỒN  03\u00a0]\u00a0.", "Đường ngập.", [3]),
        ("Đường ngập.\n[Nguồn 7]\nDân lo.", "Đường ngập.\nDân lo.", [7]),
        ("Đường  ngập , dân lo .", "Đường  ngập , dân lo .", []),
        ("Nguồn 3 [nguồn 0] [nguồn] [nguồn x]", "Nguồn 3 [nguồn 0] [nguồn] [nguồn x]", []),
        ("", "", []),
    ],
)
def test_marks_are_read_and_lifted(text, bare, numbers):
    assert (plain(text), numbers_in(text)) == (bare, numbers)
    assert plain(text, set(numbers)) == bare
    assert plain(text, ()) == text


def test_only_known_marks_go():
    assert plain("Một [nguồn 1] [nguồn 2]. Hai [nguồn 9].", {1, 9}) == "Một [nguồn 2]. Hai."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Một [nguồn 1]. Hai.", [("Một.", (1,)), ("Hai.", ())]),
        ("Một. [nguồn 1] Hai. [nguồn 2]", [("Một.", (1,)), ("Hai.", (2,))]),
        ("Một [nguồn 1], rồi [nguồn 2] hai [nguồn 1].", [("Một, rồi hai.", (1, 2))]),
        ("[nguồn 1] Một. Hai.", [("Một.", (1,)), ("Hai.", ())]),
        ("Ông B. Minh ở TP. Hà Tĩnh nói. Hết.", [("Ông B. Minh ở TP. Hà Tĩnh nói.", ()), ("Hết.", ())]),
        ("1. Kết quả! 5.000 đồng. II.3 nêu?", [("1. Kết quả!", ()), ("5.000 đồng.", ()), ("II.3 nêu?", ())]),
        ("Năm 2026. Nói: “Ngập.” [nguồn 4] Xong… rồi", [("Năm 2026.", ()), ("Nói: “Ngập.”", (4,)), ("Xong… rồi", ())]),
        ("[nguồn 5]", [("", (5,))]),
        ("", []),
    ],
)  # fmt: skip
def test_a_mark_belongs_to_its_sentence(text, found):
    assert [(one.words, one.numbers) for one in sentences(text)] == found


def test_lines_are_told_and_a_line_of_marks_goes_to_the_sentence_before():
    assert sentences("Một.\n\nHai\n[nguồn 3] [nguồn 4]") == [Marked("Một.", (), 0), Marked("Hai", (3, 4), 2)]


@pytest.mark.parametrize(
    ("texts", "fate"),
    [
        ([], None),
        (["Một [nguồn 30]."], None),
        (["Một [nguồn 1].", "Hai [nguồn 3]. Ba [nguồn 1]."], Fate.USED),
        (["Một [nguồn 3] [nguồn 3]."], Fate.USED),
        (["Một [nguồn 3] và hai [nguồn 4]."], Fate.MERGED),
        (["Một [nguồn 3].", "Một và hai. [nguồn 4] [Nguồn 03]"], Fate.MERGED),
    ],
)
def test_what_became_of_a_passage(texts, fate):
    assert fates_in(texts).get(3) is fate


def test_a_section_is_cut_into_passages():
    text = "- Đường ngập.\n  + Dân lo [nguồn 2].\n\n• Chợ vắng\n*Ghi chú\n-5 hộ nghèo\n-\n- \n–  – Hai gạch"
    assert passages(text) == ["Đường ngập.", "Dân lo.", "Chợ vắng", "Ghi chú", "-5 hộ nghèo", "Hai gạch"]


def test_a_long_passage_is_cut_between_sentences():
    short, long = "Nhân dân phấn khởi. ", "dài " * 200
    assert [len(one) for one in passages(short * 60)] == [699, 499]
    assert passages(short + long.strip()) == [short.strip() + " " + long.strip()]
    assert passages(short + long.capitalize()) == [short.strip(), long.capitalize().strip()]


@given(LINES)
def test_cutting_loses_no_word(lines):
    text = " ".join(lines * 30)
    cut = passages(text)
    assert " ".join(cut) == text
    assert all(len(one) <= LONGEST_PASSAGE or len(sentences(one)) == 1 for one in cut)


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("", "Đường ngập.", "Đường ngập [nguồn 3]."),
        ("Một.\n", "Đường ngập", "Một.\nĐường ngập [nguồn 3]"),
        ("Một.", "Đường ngập…", "Một.\nĐường ngập [nguồn 3]…"),
        ("", "Dân nói: “Ngập.”", "Dân nói: “Ngập.” [nguồn 3]"),
        ("", "Đường ngập [nguồn 8].", "Đường ngập [nguồn 3]."),
    ],
)
def test_a_passage_is_taken(text, words, whole):
    assert added(text, line([words], [3])) == whole


@given(LINES, SENTENCE, NUMBER)
def test_what_is_taken_can_be_found_again(lines, words, number):
    text = "\n".join(lines)
    whole = added(text, line([words], [number]))
    assert (plain(whole), numbers_in(whole)) == (f"{text}\n{words}", [number])
    assert sentences(whole)[-1] == Marked(words, (number,), len(lines))
    assert fates_in([text, whole]) == {number: Fate.USED}
    merged = whole.replace(mark(number), f"{mark(number)} {mark(number + 1)}")
    assert fates_in([merged]) == {number: Fate.MERGED, number + 1: Fate.MERGED}


@given(LINES, st.sets(NUMBER, max_size=4))
def test_marks_and_their_sentences_agree(lines, numbers):
    text = " ".join(lines) + "".join(f" {mark(number)}" for number in sorted(numbers))
    assert plain(text) == " ".join(lines)
    assert [one.words for one in sentences(text)] == lines
    assert sentences(text)[-1].numbers == tuple(sorted(numbers))


@given(st.text(st.sampled_from("aA1 .\n[]-“”\u00a0ồ"), max_size=30), st.lists(st.integers(1, 9), max_size=3))
def test_no_text_makes_it_stumble(text, numbers):
    whole = text.join(["", *map(mark, numbers), ""])
    assert numbers_in(whole) == list(dict.fromkeys(numbers))
    assert sorted({n for one in sentences(whole) for n in one.numbers}) == sorted(set(numbers))
    assert (numbers_in(plain(whole)), plain(text)) == ([], text)
    assert "".join("".join(one.words for one in sentences(whole)).split()) == "".join(plain(whole).split())


@pytest.mark.parametrize("piece", ["....", "[   ", "A. ", "    ", "[nguồn ", "Mưa. ", "- ", "[nguồn 3]"])
def test_a_hundred_thousand_letters_are_quick(piece):
    text, begun = piece * (100_000 // len(piece)), perf_counter()
    assert (isinstance(plain(text), str), len(sentences(text)) >= 0, len(passages(text)) >= 0) == (True, True, True)
    assert perf_counter() - begun < 4
