"""Lines taken, taken back, replaced; what a second sending of a lower unit changes. Pure."""

import random
import time

from nam_tinh_hinh.reporting import origins
from nam_tinh_hinh.reporting.enums import Fate
from nam_tinh_hinh.reporting.origins import Matched, Said

FLOOD, MARKET = "Đường tổ 5 ngập sau mưa.", "Chợ cóc lấn vỉa hè."


def test_a_line_says_one_passage_or_several():
    assert origins.line([FLOOD], [3]) == "Đường tổ 5 ngập sau mưa [nguồn 3]."
    assert origins.line([FLOOD, MARKET], [3, 7]) == "Đường tổ 5 ngập sau mưa; Chợ cóc lấn vỉa hè [nguồn 3] [nguồn 7]."
    assert origins.line([FLOOD, FLOOD], [3, 7]) == "Đường tổ 5 ngập sau mưa [nguồn 3] [nguồn 7]."
    assert origins.line(["Hai dòng\nmột việc"], [1]) == "Hai dòng một việc [nguồn 1]"


def test_fates_of_all_marks_are_those_of_each():
    texts = [
        "Đường ngập [nguồn 1]. Chợ cóc và cống tắc [nguồn 2] [nguồn 3].",
        "Còn ngập [nguồn 1] [nguồn 3]; đã gộp. Xong.",
    ]
    found = origins.fates_in(texts)
    assert found == {1: Fate.MERGED, 2: Fate.MERGED, 3: Fate.MERGED}
    assert origins.fates_in(["Đường ngập [nguồn 1]."]) == {1: Fate.USED}


def test_a_line_as_taken_goes_with_its_mark_and_a_rewritten_one_stays_without():
    words = {1: FLOOD, 2: MARKET}
    text = f"Mở đầu.\n{origins.line([FLOOD], [1])}\nKết."
    assert origins.without(text, 1, words) == "Mở đầu.\nKết."
    assert origins.without("Tổ 5 bị ngập [nguồn 1], đã bơm.", 1, words) == "Tổ 5 bị ngập, đã bơm."
    same = origins.line([FLOOD, FLOOD], [1, 2])
    assert origins.without(same, 1, {1: FLOOD, 2: FLOOD}) == origins.line([FLOOD], [2])
    assert origins.without(origins.line([FLOOD, MARKET], [1, 2]), 1, words) == origins.line([MARKET], [2])
    assert origins.without("Tổ 5 ngập, chợ lấn [nguồn 1] [nguồn 2].", 1, words) == "Tổ 5 ngập, chợ lấn [nguồn 2]."


def test_new_words_take_the_place_of_old_ones_as_taken_else_they_come_at_the_end():
    words, new = {1: FLOOD, 2: MARKET}, "Đường tổ 5 ngập hai lần."
    merged = origins.line([FLOOD, MARKET], [1, 2])
    assert origins.replaced(merged, 1, words, new) == origins.line([new, MARKET], [1, 2])
    rewritten = "Tổ 5 bị ngập [nguồn 1]."
    assert origins.replaced(rewritten, 1, words, new) == f"{rewritten}\nĐường tổ 5 ngập hai lần [nguồn 1]."


def test_identical_words_go_together_first_under_the_same_heading():
    earlier = [Said(1, 9, "issues", FLOOD), Said(2, 9, "hot", FLOOD), Said(3, 9, "issues", MARKET)]
    new = [Said(11, 9, "hot", FLOOD), Said(12, 9, "done", MARKET), Said(13, 8, "issues", FLOOD)]
    assert origins.match(new, earlier) == Matched({11: 2, 12: 3}, {}, (1,))


def test_words_put_differently_are_told_from_another_matter():
    earlier = [Said(1, 9, "issues", FLOOD), Said(2, 9, "issues", MARKET)]
    new = [Said(11, 9, "issues", "Đường tổ 5 và tổ 6 ngập sau mưa."), Said(12, 9, "issues", "Cấp giấy tờ còn chậm.")]
    assert origins.match(new, earlier) == Matched({}, {11: 1}, (2,))


def test_each_of_two_equal_passages_keeps_its_own():
    earlier = [Said(1, 9, "issues", FLOOD), Said(2, 9, "issues", FLOOD)]
    new = [Said(11, 9, "issues", FLOOD), Said(12, 9, "issues", FLOOD), Said(13, 9, "issues", FLOOD)]
    assert origins.match(new, earlier).same == {11: 1, 12: 2}


def test_anything_sent_again_is_matched_at_most_once_and_nothing_is_lost():
    dice = random.Random(20261121)
    for _ in range(200):
        earlier = [Said(n, dice.randint(1, 2), dice.choice("ab"), dice.choice(SOME)) for n in range(dice.randint(0, 8))]
        new = [
            Said(90 + n, dice.randint(1, 2), dice.choice("ab"), dice.choice(SOME)) for n in range(dice.randint(0, 8))
        ]
        found = origins.match(new, earlier)
        used = [*found.same.values(), *found.changed.values(), *found.gone]
        assert sorted(used) == [one.id for one in earlier]
        assert not found.same.keys() & found.changed.keys()


SOME = (FLOOD, MARKET, "Đường tổ 5 ngập nhiều sau mưa.", "Chợ cóc lấn vỉa hè, lòng đường.", "Cống tắc.")


def test_four_hundred_passages_are_matched_at_once():
    earlier = [Said(n, n // 10, "issues", f"{FLOOD} Việc thứ {n} của đơn vị.") for n in range(400)]
    new = [Said(1000 + n, n // 10, "issues", f"{FLOOD} Việc thứ {n} của đơn vị, đã sửa.") for n in range(400)]
    began = time.perf_counter()
    assert len(origins.match(new, earlier).changed) == 400
    assert time.perf_counter() - began < 2


def test_other_units_are_not_named():
    words = "Hội LHPN và Hội LHPN phường kiến nghị cùng Hội CCB."
    assert origins.masked(words, ["Hội LHPN", "Hội LHPN phường", ""]) == (
        "đơn vị khác và đơn vị khác kiến nghị cùng Hội CCB."
    )
