"""Areas, rows and files for the tests of the officers' lists."""

import io
import re
from typing import Any

from flask import Flask
from openpyxl import Workbook
from werkzeug.test import TestResponse

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.rostering.comparing import digest
from nam_tinh_hinh.people.rostering.lines import FIELDS, LABELS, RawLine
from nam_tinh_hinh.people.services import add_user, appoint
from nam_tinh_hinh.people.services import rosters as services
from nam_tinh_hinh.people.tables import Area, AreaKind, Posting, Roster, User
from tests.browser import Browser
from tests.world import World

AREAS = ("Khu phố Phúc Ninh", "Thôn Đồng Lân", "Khu dân cư số 2")
BINH = {"name": "Vũ Văn Bình", "post": "Chi hội phó", "phone": "0987654321", "areas": "Thôn Đồng Lân"}
LAN = {"name": "Lê Thị Lan", "post": "Hội viên", "email": "lan@gmail.com", "areas": "phuc ninh; Thôn Đồng Lân"}
KEY = "a" * 32
LISTS = "/danh-sach-can-bo"
PAGE = f"{LISTS}/lap"


def add_areas() -> None:
    kind = db.session.scalars(db.select(AreaKind).filter_by(code="quarter")).one()
    day = clock.today().replace(month=1, day=1)
    db.session.add_all(Area(kind=kind, name=name, valid_from=day) for name in AREAS)
    db.session.commit()


def rows(*people: dict[str, str]) -> list[RawLine]:
    return [RawLine(number, person) for number, person in enumerate(people, start=1)]


def table(*people: dict[str, str], **more: str) -> dict[str, Any]:
    """Return the fields of the page's table as a browser sends them."""
    columns = {name: [person.get(name, "") for person in people] for name in FIELDS}
    return {**columns, "dong": [""] * len(people), **more}


def sheet(*people: dict[str, str]) -> io.BytesIO:
    """Return an xlsx file with a title, the headings and the people."""
    book = Workbook()
    book.active.append(["DANH SÁCH CÁN BỘ"])
    book.active.append(["TT", *LABELS.values()])
    for number, person in enumerate(people, start=1):
        book.active.append([number, *(person.get(name, "") for name in FIELDS)])
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def hidden(answer: TestResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.text)
    assert found, f"no {name}"
    return found[1]


def send(browser: Browser, *people: dict[str, str], **more: str) -> TestResponse:
    """Check a list, then send it from the review page, as a person does."""
    before = hidden(browser.get(PAGE), "dang-mo")
    review = browser.post(PAGE, table(*people, buoc="kiem", **{"dang-mo": before}))
    assert review.status_code == 200, review.text
    seen = {"dang-mo": hidden(review, "dang-mo"), "form_key": KEY} | more
    return browser.post(PAGE, table(*people, buoc="gui", **seen))


def sent(world: World, *people: dict[str, str], username: str = "lanhdao", hat: int = 0) -> Roster:
    actor = world.actor(username, hat)
    seen = services.seen_now(actor.unit_id or 0)
    roster = services.send(actor=actor, rows=rows(*people), seen=seen)
    db.session.commit()
    return roster


def approved(world: World, *people: dict[str, str]) -> Roster:
    roster = sent(world, *people)
    _checked, differences = services.judge(roster.unit_id, rows(*people))
    services.approve(actor=world.actor("quantri"), roster=roster, seen=digest(differences))
    db.session.commit()
    return roster


def user(username: str) -> User:
    db.session.expire_all()
    return db.session.scalars(db.select(User).filter_by(username=username)).one()


def postings(username: str) -> list[tuple[str, Any, Any]]:
    """Return (area, from, to) of every posting of a person, in the order they began."""
    held = db.select(Area.name, Posting.valid_from, Posting.valid_to).join(Posting, Posting.area_id == Area.id)
    held = held.join(User, User.id == Posting.user_id).where(User.username == username).order_by(Posting.id)
    return [tuple(row) for row in db.session.execute(held)]


def second_account(world: World, app: Flask, username: str, unit: str, role: Role) -> Browser:
    """Return the signed-in browser of a further person with a position in a unit."""
    known = user("lanhdao").password_hash
    person, _code = add_user(actor=history.Machine(), username=username, name="Người thứ hai")
    person.password_hash, person.must_change, person.code_expires_at = known, False, None
    appoint(user=person, unit=world.unit(unit), role=role)
    db.session.commit()
    browser = Browser(app)
    browser.sign_in(username)
    return browser
