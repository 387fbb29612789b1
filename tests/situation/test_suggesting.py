"""When one matter has come so often that a case is suggested, and what the suggestion says: real sentences, no rows."""

from datetime import date, timedelta
from itertools import count
from time import perf_counter

import pytest

from nam_tinh_hinh.situation.suggesting import Heard, Rule, suggest

RULE = Rule(areas=3, times=5, days=30)
DAY = date(2026, 6, 1)
# Real opinions of voters, and the same matters in other words.
DRAIN = (
    "Cống thoát nước tổ 3 bị tắc, mưa là ngập vào nhà dân, đề nghị nạo vét trước mùa mưa.",
    "Đề nghị nạo vét cống thoát nước bị tắc, mưa xuống nước ngập vào nhà.",
    "Mưa to là ngập vào nhà do cống thoát nước tắc, đã lâu chưa nạo vét.",
    "Cống thoát nước tắc gây ngập nhà dân khi mưa, đề nghị nạo vét.",
    "Bà con phản ánh cống thoát nước bị tắc, ngập nhà khi mưa, mong nạo vét.",
)
OTHERS = (
    "Nguồn điện thường xuyên nhảy áp gây mất điện ảnh hưởng sinh hoạt.",
    "Vấn nạn thanh thiếu niên chạy xe quá tốc độ.",
    "Đề nghị sớm lắp đặt hệ thống cáp quang, kết nối mạng Internet để người dân sử dụng.",
)


def heard(*said, **changes):
    """Rows of (area, words), numbered from 1, a day after another."""
    ids = count(1)
    return tuple(
        Heard(n, n, None, ord(area), f"Thôn {area}", DAY + timedelta(days=n), 1, words)._replace(**changes)
        for n, (area, words) in ((next(ids), one) for one in said)
    )


def found(rows, rule=RULE):
    return [(one.ids, one.reason) for one in suggest(rows, rule)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([("A", DRAIN[0]), ("B", DRAIN[1])], []),
        ([("A", DRAIN[0]), ("B", DRAIN[1]), ("A", DRAIN[2])], []),
        (
            [("A", DRAIN[0]), ("B", DRAIN[1]), ("C", DRAIN[2])],
            [((1, 2, 3), "nêu ở 3 địa bàn: Thôn A, Thôn B, Thôn C")],
        ),
        ([("A", words) for words in DRAIN], [((1, 2, 3, 4, 5), "5 lần trong 30 ngày")]),
        (
            [(area, words) for area, words in zip("ABCAB", DRAIN, strict=True)],
            [((1, 2, 3, 4, 5), "nêu ở 3 địa bàn: Thôn A, Thôn B, Thôn C; 5 lần trong 30 ngày")],
        ),
        ([("A", DRAIN[0]), ("B", OTHERS[0]), ("C", OTHERS[1])], []),
        (
            [("A", DRAIN[0]), ("D", OTHERS[1]), ("B", DRAIN[1]), ("C", DRAIN[2])],
            [((1, 3, 4), "nêu ở 3 địa bàn: Thôn A, Thôn B, Thôn C")],
        ),
    ],
)
def test_a_matter_is_suggested_from_three_areas_or_five_times(said, expected):
    assert found(heard(*said)) == expected


def test_words_alike_under_another_main_topic_are_another_matter():
    rows = heard(("A", DRAIN[0]), ("B", DRAIN[1]), ("C", DRAIN[2]))
    assert found((*rows[:2], rows[2]._replace(topic_id=2))) == []


def test_what_was_joined_or_came_again_is_one_matter_whatever_its_words():
    first, joined, again = heard(("A", DRAIN[0]), ("B", OTHERS[1]), ("C", OTHERS[2]))
    rows = (first, joined._replace(root_id=1), again._replace(earlier_id=1))
    assert found(rows) == [((1, 2, 3), "nêu ở 3 địa bàn: Thôn A, Thôn B, Thôn C")]


def test_two_that_came_again_after_the_same_old_one_are_one_matter():
    rows = heard(("A", DRAIN[0]), ("B", OTHERS[1]), ("C", OTHERS[2]), earlier_id=900)
    assert [one.ids for one in suggest(rows, RULE)] == [(1, 2, 3)]


def test_a_matter_of_which_something_is_in_an_open_case_is_not_suggested_again():
    rows = heard(*zip("ABC", DRAIN, strict=False))
    assert found((*rows[:2], rows[2]._replace(in_case=True))) == []


def test_each_row_is_in_one_suggestion_and_the_commonest_comes_first():
    said = [(area, words) for area, words in zip("ABCD", DRAIN, strict=False)]
    said += [(area, OTHERS[0]) for area in "ABCDE"]
    assert [one.ids for one in suggest(heard(*said), RULE)] == [(5, 6, 7, 8, 9), (1, 2, 3, 4)]


def test_the_rows_numbers_are_the_communes():
    rows = heard(("A", DRAIN[0]), ("B", DRAIN[1]))
    assert found(rows, Rule(2, 5, 10)) == [((1, 2), "nêu ở 2 địa bàn: Thôn A, Thôn B")]
    assert found(rows, Rule(3, 2, 10)) == [((1, 2), "2 lần trong 10 ngày")]
    assert Rule(3, 5, 30).words == "một việc được nêu ở từ 3 địa bàn hoặc từ 5 lần, trong 30 ngày"


def test_many_areas_are_named_in_part():
    (only,) = suggest(heard(*((area, DRAIN[0]) for area in "ABCDEFGH")), RULE)
    assert only.reason.startswith("nêu ở 8 địa bàn: Thôn A, Thôn B, Thôn C, Thôn D, Thôn E, Thôn F và 2 nơi khác")


def test_the_order_of_the_rows_does_not_matter():
    rows = heard(*zip("ABCAB", DRAIN, strict=True), *zip("ABC", OTHERS, strict=True))
    assert suggest(rows, RULE) == suggest(tuple(reversed(rows)), RULE)


def test_two_thousand_rows_take_a_moment():
    words = [*DRAIN, *OTHERS]
    said = [("ABCDEFGH"[n % 8], f"{words[n % 8]} Ngõ {n}, nhà {n + 7}, tổ {n * 3}.") for n in range(2000)]
    rows = tuple(row._replace(topic_id=row.id % 5) for row in heard(*said))
    begun = perf_counter()
    assert {one.times for one in suggest(rows, RULE)} == {50, 250}
    assert perf_counter() - begun < 10  # measured: about half a second
