"""Nobody finds what he may not see, and nobody can tell from the search that it is there."""

import re

import pytest

from nam_tinh_hinh.emulation.enums import Stage as ExemplarStage
from nam_tinh_hinh.kernel import searching
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.enums import Stage
from tests.accounts import ACCOUNTS
from tests.situation.given import Situation
from tests.web.searching import counts, ids_found, kind, one_of_each, page_of

WORD = "hoàng yến"
# What belongs to one page and to one moment, in every page there is.
OF_THE_PAGE = re.compile(r'(csrf_token" value|form_key" value)="[^"]*"')
OPEN_TO_ALL = {"don-vi", "danh-ba"}


@pytest.fixture
def made(world):
    return one_of_each(world, WORD)


def bare(answer) -> str:
    assert answer.status_code == 200
    return OF_THE_PAGE.sub("", answer.text)


def test_everybody_finds_exactly_what_opens_to_him(world, made, sign_in):
    for who in ACCOUNTS:
        browser = sign_in(who)
        found = {code: ids_found(world, who, WORD, code) == {row_id} for code, row_id in made.items()}
        opens = {code: browser.get(page_of(world, code, row_id)).status_code == 200 for code, row_id in made.items()}
        assert found == opens, who
        assert set(counts(world, who, WORD)) == {code for code, is_found in found.items() if is_found}, who


def test_of_every_stage_people_find_what_opens_to_them_and_stands_in_the_list(world, sign_in):
    situation, aside = Situation(world), {Stage.JOINED, Stage.WITHDRAWN}
    rows = {situation.staged(stage, content=f"{WORD} {stage}").id: stage for stage in Stage}
    for who in ("canbo", "lanhdao", "canbo2", "tonghop", "phutrach", "quantri"):
        browser = sign_in(who)
        opens = {one for one in rows if browser.get(f"/phan-anh/{one}").status_code == 200}
        assert ids_found(world, who, WORD) == {one for one in opens if rows[one] not in aside}, who


def test_exemplars_of_every_stage_are_found_by_those_to_whom_they_open(world, sign_in):
    rows = {stage: row.id for stage, row in world.one_of_each(name="Mô hình hoàng yến").items()}
    discarded = rows.pop(ExemplarStage.DISCARDED, None)
    for who in ("canbo", "lanhdao", "canbo2", "banchidao", "thuongtruc", "phutrach"):
        browser = sign_in(who)
        opens = {one for one in rows.values() if browser.get(page_of(world, "mo-hinh", one)).status_code == 200}
        assert ids_found(world, who, WORD, "mo-hinh") - {discarded} == opens, who


def test_a_strangers_page_is_the_same_to_the_letter_whether_it_is_there_or_not(world, sign_in):
    strangers = {who: sign_in(who) for who in ("canbo2", "phutrach", "quantri")}
    asked = [
        f"/tim?q={typed}{kind}" for typed in ("bí mật riêng", "bi", '"mật riêng"') for kind in ("", "&loai=noi-dung")
    ]
    situation = Situation(world)
    before = {(who, path): bare(browser.get(path)) for who, browser in strangers.items() for path in asked}
    situation.recorded(content="Bí mật riêng của hội")
    world.saved_draft(name="Bí mật riêng")
    after = {(who, path): bare(browser.get(path)) for who, browser in strangers.items() for path in asked}
    assert after == before
    assert "Bí mật riêng" in sign_in("canbo").get("/tim?q=bi+mat+rieng").text.replace("<mark>", "").replace(
        "</mark>", ""
    )


def test_a_count_and_a_rank_know_nothing_of_what_one_may_not_see(world):
    situation = Situation(world)
    mine = situation.recorded("canbo2", content="Chợ đêm ồn ào").id
    for number in range(5):
        situation.recorded("canbo", content=f"Chợ đêm ồn ào {number}")
    db.session.rollback()
    found = searching.find(world.actor("canbo2"), searching.read("chợ đêm"))
    assert (found.counts, [card.row_id for card in found.cards]) == ({"noi-dung": 1}, [mine])


def test_who_has_no_position_finds_nothing(world):
    from dataclasses import replace

    nobody = replace(world.actor("canbo"), hat=None, hats=())
    assert searching.find(nobody, searching.read("hội")).counts == {}
    assert [kind(code).visible(nobody) for code in OPEN_TO_ALL] == [None, None]


def test_the_administrator_finds_units_and_the_directory_only(world, made):
    assert set(counts(world, "quantri", WORD)) == OPEN_TO_ALL
