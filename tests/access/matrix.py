"""Asking every route about every object as everybody, and writing the answers down as text that people can read.

A cell is the code of the answer; ``·`` is closed at the door whatever the object (tests.test_access proves that by
asking). What is sent carries the form token and nothing else: 409 (not read), 422 (not filled in) and 303 mean that the
person might; such an answer's effect is undone before the next question. A paper is asked for only by those to whom its
page is not there, who must not have the paper either; ``+`` are the others, for whom tests.test_access prints one.
"""

from collections.abc import Iterator
from pathlib import Path

from flask import Flask, url_for
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from nam_tinh_hinh.emulation.workflow import WORKFLOW
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.actor import Actor
from tests.access.objects import CHIEF, KINDS, PAGES, SENT, Thing
from tests.accounts import ACCOUNTS
from tests.browser import Browser
from tests.databases import Database
from tests.world import World

FOLDER = Path(__file__).parent / "matrix"
# The member who is also the leader of MTTQ, under that hat.
FRONT_HAT = "banchidao/mttq"
PEOPLE = (*ACCOUNTS, FRONT_HAT)
CLOSED, READER = "·", "+"
# Done by a slug: which action is whose stands in actions.txt, and the chance test sends them.
BY_SLUG = frozenset({"emulation.act", "situation.act", "situation.queue_act", "situation.case_act", "reporting.act"})
CHIEFS = frozenset({"emulation.show", "emulation.edit"})
PAGE_OF = {
    "situation.petition_paper_pdf": "situation.petition_paper", "situation.case_pdf": "situation.case",
    "situation.receipts_pdf": "situation.edit_guidance", "situation.receipts_xlsx": "situation.edit_guidance",
    "reporting.pdf": "reporting.sent", "reporting.docx": "reporting.sent",
}  # fmt: skip


class Plain(Browser):
    """A browser that trusts its pages once it is in: they are checked elsewhere, and here there are thousands."""

    trusting = False

    def _seen(self, answer: TestResponse) -> TestResponse:
        return answer if self.trusting else super()._seen(answer)


def signed_in(app: Flask, who: str, actor: Actor) -> Plain:
    """Return a browser of a person under his hat."""
    browser = Plain(app)
    browser.sign_in(who.split("/")[0])
    assert actor.hat
    assert browser.post("/vi-tri", {"hat": actor.hat.id}).status_code == 303
    browser.trusting = True
    return browser


def actors(world: World) -> dict[str, Actor]:
    """Return everybody, by account; a second hat by account and unit."""
    return {who: world.actor(who.split("/")[0], int("/" in who)) for who in PEOPLE}


class Matrix:
    """Everybody signed in, one kind of objects made, and a way back to the database as it was then."""

    def __init__(self, world: World, database: Database, kind: str) -> None:
        self.app, self.kind = world.app, KINDS[kind]
        self.things, self.actors = self.kind.make(world), actors(world)
        self.browsers = {who: signed_in(self.app, who, actor) for who, actor in self.actors.items()}
        self._leave()
        self._restore = database.saved()

    def _leave(self) -> None:
        db.session.rollback()
        db.session.remove()
        db.engine.dispose()

    def _undo(self) -> None:
        self._leave()
        self._restore()

    def text(self) -> str:
        """Return the matrix as text: a heading with the people, then a block of lines for every route."""
        blocks = [self._block(method, rule) for method, rule in self.routes()]
        return line("", PEOPLE) + "".join(f"\n{name}\n" + "".join(rows) for name, rows in blocks if rows)

    def routes(self) -> list[tuple[str, Rule]]:
        """Return (method, rule) of all routes about this kind, those that ask first."""
        rules = [one for one in self.app.url_map.iter_rules() if self.kind.covers(one.endpoint, one.arguments)]
        found = [(way, rule) for rule in rules for way in ("GET", "POST") if way in (rule.methods or ())]
        return sorted(
            (one for one in found if one[1].endpoint not in BY_SLUG),
            key=lambda one: (one[0], one[1].endpoint, one[1].rule),
        )

    def _block(self, method: str, rule: Rule) -> tuple[str, list[str]]:
        least = SENT if method == "POST" else CHIEF if rule.endpoint in CHIEFS else PAGES
        rows = []
        for thing in self.things:
            if thing.depth >= least and set(rule.arguments) <= set(thing.params):
                rows.append(line(thing.label, [self._cell(method, rule, thing, who) for who in PEOPLE]))
        return f"{method} {rule.endpoint} {rule.rule}", rows

    def _cell(self, method: str, rule: Rule, thing: Thing, who: str) -> str:
        if not self.app.view_functions[rule.endpoint].guard(self.actors[who]):  # type: ignore[attr-defined]
            return CLOSED
        page = PAGE_OF.get(rule.endpoint)
        if page and method == "GET" and self._ask("GET", page, thing, who) in {"200", "303"}:
            return READER
        return self._ask(method, rule.endpoint, thing, who, rule)

    def _ask(self, method: str, endpoint: str, thing: Thing, who: str, rule: Rule | None = None) -> str:
        known = rule.arguments if rule else {self.kind.argument}
        with self.app.test_request_context():
            path = url_for(endpoint, **{name: thing.params[name] for name in known})
        answer = self.browsers[who].get(path) if method == "GET" else self.browsers[who].post(path)
        if method == "POST" and answer.status_code < 400:
            self._undo()
        return str(answer.status_code)


def line(label: str, cells: list[str] | tuple[str, ...]) -> str:
    """Return one line: what is asked about, then a cell under each person."""
    wide = [max(len(who), 3) for who in PEOPLE]
    return f"{label:<34}" + " ".join(f"{cell:>{width}}" for cell, width in zip(cells, wide, strict=True)) + "\n"


def actions_text(world: World) -> str:
    """Return who may do which action of the six steps with whose exemplar in which stage, from the workflow itself."""
    things, people = KINDS["exemplars"].make(world), actors(world)
    return "".join(_actions_of(world, thing, people) for thing in things)


def _actions_of(world: World, thing: Thing, people: dict[str, Actor]) -> str:
    row = world.again(thing.params["exemplar_id"])
    offered: dict[str, Iterator[str] | list[str]] = {}
    for who, actor in people.items():
        for action in WORKFLOW.available(actor, row):
            offered.setdefault(action.name, []).append(who)  # type: ignore[union-attr]
    lines = [f"  {name:<20}{' '.join(whose)}\n" for name, whose in offered.items()]
    return f"{thing.label}\n" + "".join(lines)


def kept(name: str) -> Path:
    """Return the file in which the expected text lies."""
    return FOLDER / f"{name}.txt"
