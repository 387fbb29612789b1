"""Asking the search as people of the demonstration, and one thing of every kind that speaks of one word."""

from typing import Any

from flask import url_for

from nam_tinh_hinh.kernel import searching
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import services as people
from tests.reporting.given import Reporting
from tests.situation import casework
from tests.situation.given import Situation
from tests.situation.guiding import Guiding
from tests.world import World

POINT = {"name": "Lê Văn Hòa", "post": "Chủ tịch", "phone": "0900 000 123", "email": "", "zalo": "", "facebook": ""}


def kind(code: str) -> searching.Indexed:
    return next(one for one in searching.indexed() if one.code == code)


def ids_found(world: World, who: str, typed: str, code: str = "noi-dung") -> set[int]:
    """Return the rows of a kind that somebody finds, whatever page they stand on."""
    db.session.rollback()
    one, terms = kind(code), searching.read(typed)
    actor = world.actor(who)
    seen = one.visible(actor)
    if seen is None:
        return set()
    found = searching.candidates(one, seen, terms, of_few=one.few(actor))
    return {row.row_id for row in db.session.execute(found)}


def counts(world: World, who: str, typed: str) -> dict[str, int]:
    db.session.rollback()
    return searching.find(world.actor(who), searching.read(typed)).counts


def in_step() -> bool:
    db.session.rollback()
    return not list(searching.differences())


def one_of_each(world: World, word: str) -> dict[str, int]:
    """Make one row of every kind that speaks of ``word``, of Hội CCB; return the ids by kind."""
    situation = Situation(world)
    row = situation.confirmed(content=f"Người dân nói về {word} ở khu phố.")
    case = casework.opened(situation, row, title=f"Vụ {word}")
    guidance = Guiding(situation).sent(title=f"Về {word}", audience=Guiding(situation).audience("ccb"))
    reporting = Reporting(world)
    report = reporting.sent(done=f"Đã tuyên truyền về {word}.")
    point = people.add_contact(
        actor=world.actor("lanhdao"), unit_id=world.unit("ccb").id, facts=POINT | {"post": f"Phụ trách {word}"}
    )
    unit = people.add_unit(kind=world.unit("ccb").kind, name=f"Chi hội {word}", parent=world.unit("ccb"))
    exemplar = world.sent(name=f"Mô hình {word}")
    db.session.commit()
    sending = searching.find(world.actor("lanhdao"), searching.read(word), code="bao-cao").cards[0]
    assert sending.page_id == report.id
    return {
        "noi-dung": row.id, "vu-viec": case.id, "chi-dao": guidance.id, "bao-cao": sending.row_id, "danh-ba": point.id,
        "don-vi": unit.id, "mo-hinh": exemplar.id,
    }  # fmt: skip


def page_of(world: World, code: str, row_id: int) -> str:
    """Return the address of the page of a found row."""
    card = next(searching.Card(*row) for row in db.session.execute(kind(code).cards([row_id])))
    endpoint, params = kind(code).place(card)
    with world.app.test_request_context():
        return url_for(endpoint, **params)


def facts_of(point: Any) -> dict[str, str]:
    return {name: getattr(point, name) for name in POINT}
