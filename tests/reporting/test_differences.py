"""What changed between two sendings, as a reader sees it; and the numbers before headings."""

import itertools
import random
import time

import pytest

from nam_tinh_hinh.reporting.differences import AROUND, Change, Piece, figures, pieces, shortened
from nam_tinh_hinh.reporting.numbering import numbers

WORDS = ["hộ", "dân", "12", "15", "tổ", "đường", "ngập.", "và", "-", "\n", "\n"]


def marked(before, after):
    """Write the pieces with [-removed-] and [+added+]."""
    look = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "[+{}+]"}
    return " ".join(look[one.change].format(one.words) for one in pieces(before, after)).strip()


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("", "", ""),
        ("Vận động 12 hộ.", "Vận động 12 hộ.", "Vận động 12 hộ."),
        ("Vận động 12 hộ dân.", "Vận động 15 hộ dân.", "Vận động [-12-] [+15+] hộ dân."),
        ("Vận động 12 hộ", "Vận động 12 hộ nghèo", "Vận động 12 hộ [+nghèo+]"),
        ("", "Thêm mới.", "[+Thêm mới.\n+]"),
        ("Bỏ đi.", "", "[-Bỏ đi.\n-]"),
        ("Một.\nHai.", "Một.\nMột rưỡi.\nHai.", "Một.\n [+Một rưỡi.\n+] Hai."),
        ("Một.\nHai.\nBa.", "Một.\nBa.", "Một.\n [-Hai.\n-] Ba."),
        ("Đường tổ 5 ngập.", "Chợ cóc lấn vỉa hè.", "[-Đường tổ 5 ngập.\n-] [+Chợ cóc lấn vỉa hè.\n+]"),
        ("Một.\n\n\nHai.", "Một.\nHai.", "Một.\nHai."),
    ],
)
def test_changes_are_marked_word_by_word(before, after, wanted):
    assert marked(before, after) == wanted


def test_without_what_was_added_it_is_the_first_and_without_what_was_removed_the_second():
    rng = random.Random(7)
    for _ in range(400):
        before, after = (" ".join(rng.choices(WORDS, k=rng.randrange(0, 30))) for _ in range(2))
        found = pieces(before, after)
        for text, other in ((before, Change.ADDED), (after, Change.REMOVED)):
            assert " ".join(one.words for one in found if one.change is not other).split() == text.split()
        assert all(one.change is not two.change for one, two in itertools.pairwise(found))


def test_long_unchanged_stretches_are_left_out_but_for_the_words_beside_a_change():
    long = " ".join(str(n) for n in range(100))
    head, tail = " ".join(long.split()[:AROUND]), " ".join(long.split()[-AROUND:])
    same, new = Piece(Change.SAME, long), Piece(Change.ADDED, "mới")
    assert [one.words for one in shortened([same, new, same, new, same])] == [
        f" […] {tail}", "mới", f"{head} […] {tail}", "mới", f"{head} […] ",
    ]  # fmt: skip
    few = Piece(Change.SAME, "Vận động 12 hộ.")
    assert shortened([few, new, few]) == [few, new, few]


def test_two_long_sections_are_compared_while_one_waits():
    rng = random.Random(8)
    before, after = (" ".join(rng.choices(WORDS[:-2], k=6000)) for _ in range(2))
    begun = time.perf_counter()
    pieces(before, after)
    assert time.perf_counter() - begun < 1


def test_figures_that_changed_came_or_went():
    assert figures({"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 5, "d": 0}) == {"b": (2, 5), "c": (3, None), "d": (None, 0)}


def test_headings_are_numbered_as_an_office_does():
    levels = [1, 2, 2, 3, 3, 3, 3, 3, 1, 2, 3, 1]
    assert numbers(levels) == ["I.", "1.", "2.", "a)", "b)", "c)", "d)", "đ)", "II.", "1.", "a)", "III."]
