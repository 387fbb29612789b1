"""What was changed of what the data gave; newer data never cost a word that a person typed."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.reporting import changed
from nam_tinh_hinh.reporting.changed import Difference, Mark, changes, difference, refilled, refilled_figures

A = "- Kinh tế: Cống tổ 3 tắc, mưa là ngập (Phố Phúc Ninh; 1 lượt ý kiến)."
A5 = "- Kinh tế: Cống tổ 3 tắc, mưa là ngập (Phố Phúc Ninh; 5 lượt ý kiến)."
B = "- Văn hóa - xã hội: Trường thiếu phòng học (Thôn Cầu Đá; 2 lượt ý kiến)."
C = "- Kinh tế: Đèn đường hỏng nhiều tháng (Phố Lò; 1 lượt ý kiến)."
B_EDITED = "- Văn hóa - xã hội: Trường tiểu học thiếu phòng học (Thôn Cầu Đá; 2 lượt ý kiến)."
MINE = "Nhân dân phấn khởi trước kỳ bầu cử."


def text(*lines: str) -> str:
    return "\n".join(lines)


def test_each_line_says_what_became_of_it():
    found = changes(text(A, B, C), text(MINE, B_EDITED, A))
    assert [(one.mark, one.words, one.was) for one in found] == [
        (Mark.ADDED, MINE, ""), (Mark.EDITED, B_EDITED, B), (Mark.KEPT, A, ""), (Mark.REMOVED, C, ""),
    ]  # fmt: skip
    assert [one.given for one in found] == ["", B, A, C]


def test_a_copy_of_a_line_is_an_added_one():
    assert [one.mark for one in changes(A, text(A, A))] == [Mark.KEPT, Mark.ADDED]


@pytest.mark.parametrize(
    ("before", "written", "new", "wanted"),
    [
        ("", "", text(A, B), text(A, B)),
        (text(A, B), "", text(A, C), text(A, C)),  # emptied: all comes in again
        (text(A), text(A), text(A, B), text(A, B)),
        (text(A, C), text(A, C), text(A, B, C), text(A, B, C)),  # where it stands in the data
        (text(A, B), text(A, B), text(A), text(A)),
        (text(A, B), text(A, B_EDITED), text(A), text(A, B_EDITED)),  # edited: stays
        (text(A, B), text(A, B_EDITED), text(A, B), text(A, B_EDITED)),
        (text(A, B), text(A), text(A, B, C), text(A, C)),  # taken out: stays out
        (text(A, B), text(B, MINE, A), text(A5, B), text(B, MINE, A5)),  # another number, in its place
        (text(A), text(MINE), text(A, B), text(MINE, B)),
        ("", MINE, text(A), text(MINE, A)),  # written before anything was given
        (text(A), text(A, B), text(A, B), text(A, B)),  # typed by hand what the data now say
        (text(A), text("Mở đầu", "", A, "", "Kết"), text(A, B), text("Mở đầu", "", A, B, "", "Kết")),
    ],
)
def test_newer_data_come_in_line_by_line(before, written, new, wanted):
    assert refilled(before, written, new) == wanted


lines = st.sampled_from([A, A5, B, B_EDITED, C, MINE, "Một dòng.", "Dòng 1", "Dòng 2"])
texts = st.lists(lines, max_size=7).map("\n".join)
data = st.lists(lines, max_size=7, unique=True).map("\n".join)
loose = st.text(alphabet="ab1 \n", max_size=40)


@given(data | loose, texts | loose, data | loose)
def test_nothing_a_person_typed_is_ever_lost(before, written, new):
    """Every line beyond those given stands there as often as he typed it."""
    typed = Counter(changed.lines_of(written)) - Counter(changed.lines_of(before))
    assert typed <= Counter(changed.lines_of(refilled(before, written, new)))


@given(data, texts, data)
def test_refilling_twice_changes_nothing_more(before, written, new):
    once = refilled(before, written, new)
    assert refilled(new, once, new) == once


@given(data, data)
def test_untouched_words_become_the_newer_ones(before, new):
    assert sorted(changed.lines_of(refilled(before, before, new))) == sorted(changed.lines_of(new))


@given(data | loose, texts | loose)
def test_marks_account_for_every_line(before, written):
    found = changes(before, written)
    assert [one.words for one in found if one.mark is not Mark.REMOVED] == changed.lines_of(written)
    assert Counter(one.given for one in found if one.given) == Counter(changed.lines_of(before))


@given(data, data)
def test_a_difference_is_told_completely(before, new):
    found = difference(before, new)
    gone = Counter([*found.gone, *(old for old, _ in found.renumbered)])
    fresh = Counter([*found.fresh, *(new for _, new in found.renumbered)])
    assert Counter(changed.lines_of(before)) - gone + fresh == Counter(changed.lines_of(new))
    assert bool(found) == (Counter(changed.lines_of(before)) != Counter(changed.lines_of(new)))


def test_urgent_word_sent_meanwhile_is_the_same_matter():
    told = A.removesuffix(".") + " (đã báo nhanh lúc 09:15 ngày 18/11/2026)."
    assert difference(A, told) == Difference(renumbered=((A, told),))


numbers = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9))


@given(numbers, numbers, numbers)
def test_figures_changed_by_hand_stay(before, written, new):
    found = refilled_figures(before, written, new)
    for code in "abcd":
        by_hand = written.get(code) != before.get(code)
        assert found.get(code) == (written if by_hand else new).get(code)


def test_figures_say_what_became_of_them():
    found = changed.changes_of_figures({"a": 5, "b": 1, "c": 2}, {"a": 7, "b": 1, "d": 3}, "abcde")
    assert [(one.code, one.mark, one.given, one.now) for one in found] == [
        ("a", Mark.EDITED, 5, 7), ("b", Mark.KEPT, 1, 1), ("c", Mark.REMOVED, 2, None), ("d", Mark.ADDED, None, 3),
    ]  # fmt: skip
