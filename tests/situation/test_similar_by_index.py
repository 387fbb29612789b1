"""What says the same is found although hundreds were heard since: the index of search knows it."""

import pytest

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.queries import similar, visible_to
from tests.people.statements import counted
from tests.situation.given import WORDS, Situation

OTHERS = ("Đèn đường ngõ 12 hỏng ba bóng", "Loa khu 3 mất tiếng", "Giá lúa giống tăng", "Bãi rác cạnh trạm bơm có mùi")


@pytest.fixture
def heard(world):
    """The drain of WORDS heard first, four other things since; and the drain once more, in a stranger's unit."""
    situation = Situation(world)
    situation.recorded("canbo2", content=WORDS)
    first = situation.recorded("canbo", content=WORDS)
    for words in OTHERS:
        situation.recorded("canbo", content=words)
    return situation, first.id


def found(situation, who, compared):
    db.session.rollback()
    query = visible_to(situation.reach(who))
    return [row.id for row in similar.similar(query, "Cống thoát nước tắc, đề nghị nạo vét", most=5, compared=compared)]


def test_what_is_older_than_the_newest_is_found_by_the_index(heard):
    situation, first = heard
    assert [found(situation, "canbo", compared) for compared in (2, 4, 800)] == [[first]] * 3


def test_it_finds_nothing_that_the_reader_may_not_see(heard):
    situation, first = heard
    assert found(situation, "canbo2", 1) != [first]
    assert first not in found(situation, "canbo2", 1)
    assert found(situation, "phutrach", 1) == []


def test_where_all_were_looked_through_the_index_is_not_asked(world, heard):
    situation, _first = heard
    for compared, times in ((800, 0), (2, 1)):
        with counted(world.app) as statements:
            found(situation, "canbo", compared)
        assert sum("search_words" in one or "search_entry" in one for one in statements) == times


def test_a_text_of_everyday_words_asks_for_nothing(heard):
    situation, _first = heard
    query = visible_to(situation.reach("canbo"))
    assert similar.similar(query, "đề nghị xem xét", most=5, compared=2) == []
