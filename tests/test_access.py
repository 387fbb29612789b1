"""Who gets which answer: every route by every account, written down row by row. A new route needs a new row."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask, url_for
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError
from werkzeug.routing import Rule

from nam_tinh_hinh import create_app
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.tables import Campaign
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from tests.accounts import ACCOUNTS, COMMITTEE, LOOKERS, OUTSIDE, SEERS, STRANGERS, UNITS
from tests.browser import Browser
from tests.drawn import drawn_once  # noqa: F401 - a fixture
from tests.emulation import (
    campaign_routes,
    carrying_routes,
    inspecting_routes,
    preparing_routes,
    recognising_routes,
    sitting_routes,
)
from tests.people import holiday_routes, paper_routes, place_routes
from tests.people import routes as people_routes
from tests.people.rosters import given as rosters
from tests.reporting import reporting_routes
from tests.situation import situation_routes
from tests.upkeep import upkeep_routes
from tests.web import file_routes, search_routes
from tests.world import World

pytestmark = pytest.mark.usefixtures("drawn_once")

EVERYONE, SIGNED_IN = [*ACCOUNTS, OUTSIDE], ACCOUNTS
STANDING, WATCHERS = ["thuongtruc"], [who for who in SEERS if who not in COMMITTEE]
LEADERS, ROSTERS = ["lanhdao", "lanhdao2"], ["lanhdao", "quantri"]

# Each has a TABLE of its own, and ``given(world, waiting)``: what fills its addresses, by argument or by endpoint.
PARTS = (
    campaign_routes, carrying_routes, file_routes, holiday_routes, inspecting_routes, paper_routes, preparing_routes,
    sitting_routes, recognising_routes, *situation_routes(), *reporting_routes(), upkeep_routes,
    search_routes,
)  # fmt: skip

# method, endpoint: who gets which answer about a registration of canbo's unit that waits in the queue.
# The others are refused: 403 signed in, 303 (to the sign-in page) or 401 (words kept) signed out.
TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "static"): {200: EVERYONE},
    ("GET", "bootstrap.static"): {200: EVERYONE},
    ("GET", "web.htmx_js"): {200: EVERYONE},
    ("GET", "web.healthz"): {200: EVERYONE},
    ("GET", "web.home"): {200: SIGNED_IN},
    ("GET", "web.help_index"): {200: SIGNED_IN},
    ("GET", "web.help_page"): {200: SIGNED_IN},
    ("GET", "people.sign_in"): {200: [OUTSIDE], 303: SIGNED_IN},
    ("GET", "people.change_password"): {200: SIGNED_IN},
    ("GET", "emulation.index"): {200: LOOKERS},
    ("GET", "emulation.list_pdf"): {200: LOOKERS},
    ("GET", "emulation.list_xlsx"): {200: LOOKERS},
    ("GET", "emulation.show"): {200: [*WATCHERS, *COMMITTEE], 404: STRANGERS},
    ("GET", "emulation.new"): {200: UNITS},
    ("GET", "emulation.edit"): {303: ["canbo", "lanhdao"], 404: ["canbo2", "lanhdao2"]},
    ("GET", "emulation.queue"): {200: COMMITTEE},
    ("GET", "emulation.release"): {200: STANDING},
    ("GET", "people.rosters"): {200: [*ROSTERS, "lanhdao2"]},
    ("GET", "people.roster"): {200: ROSTERS, 404: ["lanhdao2"]},
    ("GET", "people.roster_pdf"): {200: ROSTERS, 404: ["lanhdao2"]},
    ("GET", "people.roster_xlsx"): {200: ROSTERS, 404: ["lanhdao2"]},
    ("GET", "people.roster_sample"): {200: LEADERS},
    ("GET", "people.compose_roster"): {200: LEADERS},
    ("POST", "people.compose_roster"): {422: LEADERS},
    ("POST", "people.approve_roster"): {409: ["quantri"]},  # without the mark of what was read
    ("POST", "people.return_roster"): {422: ["quantri"]},
    ("POST", "people.roster_slips"): {409: ["quantri"]},
    ("POST", "people.sign_in_post"): {422: EVERYONE},
    ("POST", "people.change_password"): {422: SIGNED_IN},
    ("POST", "people.switch_hat"): {303: SIGNED_IN},
    ("POST", "emulation.new"): {303: UNITS},
    ("POST", "emulation.edit"): {409: ["canbo", "lanhdao"], 404: ["canbo2", "lanhdao2"]},
    ("POST", "emulation.act"): {409: COMMITTEE, 403: WATCHERS, 404: STRANGERS},
    ("POST", "emulation.mark"): {303: COMMITTEE},
    ("POST", "emulation.release_post"): {409: STANDING},
    **place_routes.TABLE,
    **people_routes.TABLE,
    **{row: codes for part in PARTS for row, codes in part.TABLE.items()},
    ("POST", "people.sign_out"): {303: SIGNED_IN},
}
PARAMS = {
    "static": {"filename": "css/app.css"},
    "bootstrap.static": {"filename": "css/bootstrap.min.css"},
    "web.help_page": {"slug": "dang-nhap"},
    **sitting_routes.PARAMS,
    "emulation.act": {"slug": "can-bo-sung"},  # without the version seen, so that nothing comes of it
}


def expected(method: str, who: str) -> dict[str, int]:
    refusal = 403 if who in ACCOUNTS else 303 if method == "GET" else 401
    rows = {endpoint: codes for (verb, endpoint), codes in TABLE.items() if verb == method}
    return {
        endpoint: next((c for c, people in codes.items() if who in people), refusal) for endpoint, codes in rows.items()
    }


@pytest.fixture
def addresses(world: World) -> dict[str, str]:
    """The address of every endpoint, about one waiting registration; another one is decided and not released."""
    waiting = world.staged(Stage.SUBMITTED)
    world.staged(Stage.AGREE_PENDING, name="Ngõ xóm tự quản")
    rosters.add_areas()
    given: dict[str, Any] = {"exemplar_id": waiting.id, "roster_id": rosters.sent(world, rosters.BINH).id}
    for part in PARTS:
        given |= part.given(world, waiting)
        world.save()
    with world.app.test_request_context():
        found = {rule.endpoint: _address(rule, given) for rule in world.app.url_map.iter_rules()}
    db.session.rollback()
    return found


def _address(rule: Rule, given: dict[str, Any]) -> str:
    known = given | given.get(rule.endpoint, {}) | PARAMS.get(rule.endpoint, {})
    params = {name: value for name, value in known.items() if name in rule.arguments}
    params |= place_routes.params(rule.endpoint, rule.arguments) | people_routes.params(rule.endpoint, rule.arguments)
    return url_for(rule.endpoint, **params)


@pytest.fixture
def browser(fresh: Flask, request: pytest.FixtureRequest) -> Browser:
    who, browser = request.param, Browser(fresh)
    if who == OUTSIDE:
        browser.get("/dang-nhap")
    else:
        browser.sign_in(who)
    browser.who = who
    return browser


def stored() -> dict[str, list[str]]:
    """Return every row of every table, but not the history and not when a sign-in was last used."""
    tables = [table for table in db.metadata.sorted_tables if table.name != "event"]
    columns = {table.name: [c for c in table.columns if c.name != "seen_at"] for table in tables}
    rows = {name: [repr(row) for row in db.session.execute(db.select(*wanted))] for name, wanted in columns.items()}
    db.session.rollback()
    return rows


def test_every_route_has_its_row(app: Flask):
    verbs = {"GET", "POST", "PUT", "PATCH", "DELETE"}
    routes = {(verb, rule.endpoint) for rule in app.url_map.iter_rules() for verb in (rule.methods or set()) & verbs}
    assert routes == set(TABLE)


@pytest.mark.parametrize("browser", EVERYONE, indirect=True)
def test_asking_gives_each_his_answer_and_changes_nothing(addresses, browser):
    wanted, before = expected("GET", browser.who), stored()
    with clock.stopped_at(clock.now() + timedelta(minutes=2)):
        assert {endpoint: browser.get(addresses[endpoint]).status_code for endpoint in wanted} == wanted
    assert stored() == before


@pytest.mark.parametrize("browser", EVERYONE, indirect=True)
def test_sending_gives_each_his_answer(addresses, browser):
    wanted = expected("POST", browser.who)
    assert {endpoint: browser.post(addresses[endpoint]).status_code for endpoint in wanted} == wanted


@pytest.mark.parametrize("browser", ["canbo", "banchidao", "thuongtruc", OUTSIDE], indirect=True)
def test_nothing_is_sent_without_the_form_token(addresses, browser):
    before = stored()
    endpoints = [endpoint for verb, endpoint in TABLE if verb == "POST"]
    codes = {endpoint: browser.post(addresses[endpoint], {"csrf_token": ""}).status_code for endpoint in endpoints}
    assert codes == dict.fromkeys(endpoints, 400)
    assert stored() == before


def test_a_question_cannot_write_even_if_the_program_tried(fresh: Flask):
    for method, refused in (("GET", True), ("POST", False)):
        with fresh.test_request_context(method=method):
            if refused:
                with pytest.raises(DBAPIError, match=r"readonly|read-only"):
                    db.session.execute(insert(Campaign).values(year=1999))
            else:
                db.session.execute(insert(Campaign).values(year=1999))


@pytest.fixture
def unguarded(tmp_path) -> Iterator[Flask]:
    """An application of its own with a page that somebody forgot to guard."""
    app = create_app(Settings(folder=tmp_path, secret_key="t" * 48, testing=True))
    app.add_url_rule("/quen", "quen", lambda: "something secret")
    yield app
    with app.app_context():
        db.engine.dispose()


def test_a_page_without_a_guard_is_closed(unguarded: Flask):
    answer = unguarded.test_client().get("/quen")
    assert answer.status_code == 403
    assert "something secret" not in answer.text
