"""Whom inspecting lets do what, and the order of visiting: pure."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.emulation import rules, visits
from nam_tinh_hinh.emulation.enums import Purpose, Stage
from nam_tinh_hinh.people.actor import Actor, Hat
from nam_tinh_hinh.people.enums import Role

TEAM = SimpleNamespace(members=[SimpleNamespace(user_id=7), SimpleNamespace(user_id=None)])
EXEMPLAR = SimpleNamespace(unit_id=3)


def someone(role: Role, unit_id: int = 1, user_id: int | None = 1, also: int | None = None) -> Actor:
    hat = Hat(1, unit_id, "", role, "")
    hats = (hat,) if also is None else (hat, Hat(2, also, "", Role.LEADER, ""))
    return Actor(user_id, "", "", 0, "", False, hat, hats)


@pytest.mark.parametrize("role", Role)
def test_who_watches_and_who_records(role):
    actor = someone(role)
    serves = role in {Role.COMMITTEE, Role.CHAIR, Role.STANDING}
    assert visits.records(actor, TEAM, EXEMPLAR) == serves
    assert rules.oversees(actor) == (serves or role in {Role.COMPILER, Role.VIEWER})
    assert visits.reads(actor, TEAM, EXEMPLAR) == rules.oversees(actor)


@pytest.mark.parametrize("role", Role)
def test_whom_the_team_names_records_whatever_hat_he_wears_but_never_at_his_own_unit(role):
    assert visits.records(someone(role, user_id=7), TEAM, EXEMPLAR)
    for actor in (someone(role, unit_id=3, user_id=7), someone(role, user_id=7, also=3)):
        assert not visits.records(actor, TEAM, EXEMPLAR)
        assert not visits.reads(actor, TEAM, EXEMPLAR)


def test_one_without_an_account_is_not_everybody_without_one():
    assert not visits.belongs(someone(Role.CLERK, user_id=None), TEAM)


def test_each_purpose_has_its_stages():
    assert {
        Purpose.REGISTRATION: {Stage.SUBMITTED, Stage.AGREE_PENDING, Stage.DECLINE_PENDING, Stage.AGREED},
        Purpose.INTERIM: {Stage.UNDERWAY},
        Purpose.FINAL: {Stage.UNDERWAY, Stage.REPORTED, Stage.RECOGNISE_PENDING, Stage.REFUSE_PENDING},
    } == visits.FITTING


@pytest.mark.parametrize(
    ("one", "steps", "order"),
    [(30, -1, [10, 30, 20, 40]), (20, 1, [10, 30, 20, 40]), (10, -1, [10, 20, 30, 40]), (40, 1, [10, 20, 30, 40])],
)
def test_up_and_down(one, steps, order):
    assert visits.moved([10, 20, 30, 40], one, steps) == order


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ({40: 1}, [40, 10, 20, 30]),
        ({10: 3}, [20, 30, 10, 40]),
        ({10: 4, 40: 1}, [40, 20, 30, 10]),
        ({}, [10, 20, 30, 40]),
        ({10: 999, 20: 0}, [20, 30, 40, 10]),
    ],
)
def test_numbers_typed(typed, order):
    assert visits.renumbered([10, 20, 30, 40], typed) == order


@given(st.lists(st.integers(1, 99), unique=True), st.dictionaries(st.integers(1, 99), st.integers(0, 999)))
def test_an_order_never_loses_a_visit(order, typed):
    assert sorted(visits.renumbered(order, typed)) == sorted(order)
