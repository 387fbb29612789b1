"""A contact is kept with consent, read for a reason to tell the answer, and gone when its purpose has ended."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.enums import Outcome, ToldBy
from nam_tinh_hinh.situation.services import contacts
from nam_tinh_hinh.situation.tables import Petition
from nam_tinh_hinh.situation.workflow import petition_workflow
from tests.demonstration import demonstration
from tests.situation.given import Situation
from tests.world import World

pytestmark = pytest.mark.journey

SAID = "Gọi 0912 345 678 sau 17 giờ"
TITLE = "Liên hệ để trả lời"


@pytest.fixture(scope="module")
def office():
    """The demonstration's own application on the folder that the server will have, to do what other pages do."""
    return {}


@pytest.fixture(scope="module")
def prepared(office):
    """Fill the demonstration and put one petition into it."""

    def prepare(folder: Path) -> None:
        with demonstration(folder) as app:
            office.update(app=app, petition=Situation(World(app)).petition(area="Thôn Đồng Lân").id)

    return prepare


def in_the_office(office, do):
    """Work on the same database from beside the server; the connection is closed again."""
    with office["app"].app_context():
        done = do()
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return done


def answer_and_tell(office):
    """What the page of the petition does: the result, then that the people were told."""
    situation = Situation(World(office["app"]))
    actor, petition = situation.reach("lanhdao"), db.session.get_one(Petition, office["petition"])
    steps = (
        ("answer", {"outcome": Outcome.EXPLAINED, "answer": "Đã nạo vét.", "answered_on": clock.today()}),
        ("tell", {"told_on": clock.today(), "told_by": ToldBy.PHONE}),
    )
    for action, facts in steps:
        for name, value in facts.items():
            setattr(petition, name, value)
        petition_workflow.apply(petition_workflow.actions[action], actor, petition)


def open_page(person, who, address, **options):
    page = person(who, **options)
    page.goto(address)
    return page


def test_from_consent_to_erasure(office, server, person):
    address = f"/phan-anh/{office['petition']}/lien-he"
    clerk = open_page(person, "canbo", address)
    clerk.get_by_label("Cách liên hệ để trả lời").fill(SAID)
    clerk.get_by_role("button", name="Ghi liên hệ").click()
    clerk.get_by_role("alert").get_by_text("Chỉ ghi khi người phản ánh đồng ý").wait_for()
    expect(clerk.get_by_label("Cách liên hệ để trả lời")).to_have_value(SAID)
    clerk.get_by_label("Người phản ánh đồng ý").check()
    clerk.get_by_role("button", name="Ghi liên hệ").click()
    clerk.get_by_text("Đã ghi liên hệ.").wait_for()
    assert "0912" not in clerk.content()
    assert "0912" not in clerk.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")

    leader = open_page(person, "lanhdao", address, viewport={"width": 360, "height": 740})
    assert leader.evaluate("document.documentElement.scrollWidth") <= 360
    leader.get_by_label("Lý do cần xem").fill("Báo kết quả trả lời")
    leader.get_by_role("button", name="Xem liên hệ").click()
    leader.get_by_text(SAID).wait_for()
    leader.get_by_role("link", name="Cất đi").click()
    leader.get_by_role("button", name="Xem liên hệ").wait_for()
    assert "0912" not in leader.content()
    expect(leader.locator(".dong").get_by_text("Báo kết quả trả lời")).to_have_count(1)
    with pytest.raises(Exception, match="ERR_CACHE_MISS"):  # no-store: the browser keeps no copy of the answer
        leader.go_back()

    in_the_office(office, lambda: answer_and_tell(office))
    clerk.goto(address)
    erased_on = re.search(r"Tự xóa\s+(\d\d/\d\d/\d{4})", clerk.locator(".so-lieu").inner_text())[1]
    assert erased_on == clock.day_text(clock.today() + timedelta(30))
    assert in_the_office(office, lambda: contacts.erase_due(clock.today() + timedelta(29))) == 0
    assert in_the_office(office, lambda: contacts.erase_due(clock.today() + timedelta(30))) == 1
    clerk.goto(address)
    clerk.get_by_text("Liên hệ đã xóa lúc").wait_for()
    expect(clerk.get_by_text("Hết hạn giữ, tự xóa")).to_have_count(1)
    expect(clerk.get_by_role("button", name="Xem liên hệ")).to_have_count(0)


def test_a_stranger_finds_no_such_page(office, server, person):
    page = person("canbo2")
    answer = page.goto(f"/phan-anh/{office['petition']}/lien-he")
    assert (answer.status, TITLE in page.content()) == (404, False)
