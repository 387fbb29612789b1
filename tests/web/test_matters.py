"""Matters of "Việc của tôi": one statement looks into all, and what it passes over has nothing to say."""

import pytest
from sqlalchemy import func, select

from nam_tinh_hinh.cli.bench.pages.places import HOMES
from nam_tinh_hinh.emulation import tasks as emulation_tasks
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.matters import Matter, asked_of, tasks_of
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.people import tasks as people_tasks
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import user_by_name
from nam_tinh_hinh.people.queries.accounts import hats_of
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.reporting import tasks as reporting_tasks
from nam_tinh_hinh.situation import tasks as situation_tasks
from tests.demonstration import demonstration
from tests.people.statements import counted

ROOMS = (people_tasks, emulation_tasks, situation_tasks, reporting_tasks)


def test_only_what_is_found_is_asked_and_the_order_stays(world):
    some, none = select(Unit.id), select(Unit.id).where(Unit.name == "không có")
    one, two, three = (Task(title, "web.home") for title in ("một", "hai", "ba"))

    def never():
        raise AssertionError("asked although nothing was found")

    with counted(world.app) as statements:
        found = list(tasks_of([Matter(lambda: [one], some), Matter(never, none), Matter(lambda: [two, three])]))
    assert found == [one, two, three]
    assert len(statements) == 1


def test_figures_are_asked_in_the_same_statement_and_given(world):
    number, first = select(func.count(Unit.id)), select(func.count(), func.min(Unit.id)).where(Unit.name == "không có")
    units = db.session.scalar(number)
    some = Matter(lambda: [Task("có", "web.home")], select(Unit.id))
    told = (Matter(lambda *figures: [Task(repr(figures), "web.home")], figures=one) for one in (number, first))
    with counted(world.app) as statements:
        found = [task.title for task in tasks_of([next(told), some, next(told)])]
    assert found == [f"({units},)", "có", "(0, None)"]
    assert len(statements) == 1


def test_who_has_no_matter_costs_no_statement(world):
    with counted(world.app) as statements:
        assert list(tasks_of([])) == []
    assert statements == []


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    with demonstration(tmp_path_factory.mktemp("viec")) as app:
        yield app


def actor(username: str) -> Actor:
    user = user_by_name(username)
    assert user
    hats = hats_of(user.id, clock.today())
    return Actor(user.id, username, user.name, 0, "", must_change=False, hat=hats[0], hats=hats)


@pytest.mark.parametrize("username", HOMES)
def test_what_is_passed_over_has_nothing_to_say(demo, username):
    matters = [matter for room in ROOMS for matter in room.matters(actor(username))]
    passed_over = [one for one, told in zip(matters, asked_of(matters), strict=True) if told is None]
    assert [task for one in passed_over for task in one.rows()] == []
    assert matters, username
    db.session.rollback()
