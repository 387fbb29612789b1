"""Who may do what, judged without a database."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import (
    ASSIGNED,
    AWARDED,
    DECIDED,
    ENDED,
    JUDGED,
    LISTED,
    OPEN,
    PENDING,
    PUBLISHED,
    RELEASED,
    REPORTED_ONCE,
    UNSENT,
    WITH_FACTS,
    Stage,
)
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.people.enums import Role
from tests.emulation.people import OURS, PEOPLE, THEIRS, person

NOON = clock.now()
OURS_DECIDED = SimpleNamespace(unit_id=OURS, decided_by_id=3, decided_at=NOON, edited_at=NOON, judged_by_id=3)


@pytest.mark.parametrize(
    ("rule", "people"),
    [
        (rules.edits, {"our clerk", "our leader"}),
        (rules.leads, {"our leader"}),
        (rules.assists, {"our clerk"}),
        (rules.decides, {"decider", "member", "chair"}),
        (rules.takes_back, {"decider"}),
        (rules.takes_judgement_back, {"decider", "chair"}),
        (rules.releases, {"standing office"}),
        (rules.issues, {"standing office", "chair", "chair from our unit"}),
        (rules.settles, {"decider", "member", "standing office", "chair"}),
        (rules.sees_decision, {"decider", "member", "standing office", "chair"}),
    ],
)
def test_a_rule_holds_for_these_and_for_nobody_else(rule, people):
    assert {name for name, actor in PEOPLE.items() if rule(actor, OURS_DECIDED)} == people


@pytest.mark.parametrize("worn", [Role.COMMITTEE, Role.CLERK])
def test_nobody_decides_on_his_own_unit_whatever_hat_he_wears(worn):
    hats = sorted([(Role.COMMITTEE, THEIRS), (Role.CLERK, OURS)], key=lambda hat: hat[0] is not worn)
    assert not rules.decides(person(1, *hats), OURS_DECIDED)


@pytest.mark.parametrize(("minutes", "may"), [(-1, True), (0, True), (1, False)])
def test_a_decision_is_taken_back_only_while_the_unit_has_not_begun_to_write(minutes, may):
    item = SimpleNamespace(**vars(OURS_DECIDED) | {"edited_at": NOON + timedelta(minutes=minutes)})
    assert rules.takes_back(PEOPLE["decider"], item) is may


@pytest.mark.parametrize(
    ("opens", "closes", "day", "is_open"),
    [
        (None, None, 15, True),
        (15, None, 14, False),
        (15, None, 15, True),
        (None, 15, 15, True),
        (None, 15, 16, False),
        (15, 15, 15, True),
    ],
)
def test_a_campaign_takes_registrations_on_its_first_and_last_day_too(opens, closes, day, is_open):
    march = {n: date(2026, 3, n) for n in (14, 15, 16)} | {None: None}
    campaign = SimpleNamespace(year=2026, rounds=[SimpleNamespace(opens_on=march[opens], closes_on=march[closes])])
    assert rules.is_open(campaign, march[day]) is is_open


def test_without_a_campaign_nothing_is_registered():
    assert not rules.is_open(None, date(2026, 3, 15))


@pytest.mark.parametrize("lacking", ["name", "address", "starts_on", "ends_on", "content", "owner"])
def test_each_of_the_facts_of_the_plan_is_missed_by_name(lacking):
    whole = dict.fromkeys(("name", "address", "content", "owner"), "x") | dict.fromkeys(("starts_on", "ends_on"), NOON)
    words = [rules.missing_facts(SimpleNamespace(**whole | {name: ""})) for name in ("lead", lacking)]
    assert (words[0], len(words[1])) == ([], 1)


def test_outside_the_committee_a_pending_decision_is_still_being_judged():
    shown = dict.fromkeys(PENDING, Stage.SUBMITTED) | dict.fromkeys(JUDGED - PUBLISHED, Stage.REPORTED)
    assert {stage: stage.open_stage for stage in Stage if stage.open_stage is not stage} == shown


FIRST, SUPPLEMENT = (
    SimpleNamespace(opens_on=date(2026, 1, 5), closes_on=date(2026, 3, 1)),
    SimpleNamespace(opens_on=date(2026, 7, 1), closes_on=date(2026, 8, 1)),
)


@pytest.mark.parametrize(
    ("day", "found", "said"),
    [
        (date(2026, 1, 4), None, "mở từ ngày 05/01/2026"),
        (date(2026, 1, 5), FIRST, ""),
        (date(2026, 4, 1), None, "mở từ ngày 01/07/2026"),
        (date(2026, 8, 1), SUPPLEMENT, ""),
        (date(2026, 8, 2), None, "đã đóng từ sau ngày 01/08/2026"),
    ],
)
def test_two_rounds_a_year_each_with_its_days(day, found, said):
    season = SimpleNamespace(year=2026, rounds=[FIRST, SUPPLEMENT])
    assert rules.round_on(season.rounds, day) is found
    assert said in rules.why_closed(season, 2026, day)
    assert bool(rules.why_closed(season, 2026, day)) is (found is None)


def test_the_groups_of_stages_hang_together():
    assert PENDING < DECIDED
    assert RELEASED < DECIDED
    assert not UNSENT & DECIDED
    assert JUDGED < REPORTED_ONCE < ASSIGNED < RELEASED < WITH_FACTS
    assert AWARDED | {Stage.REFUSE_PENDING, Stage.NOT_RECOGNISED} == JUDGED
    assert not ENDED & OPEN
    assert set(LISTED) == set(Stage) - PENDING - (JUDGED - PUBLISHED) - {Stage.DISCARDED}
