"""No page, file, log line, history or copy of the database reveals a contact: one marker goes through everything.

Every GET address of every account is asked for as tests.test_access fills it, so that what other parts add is crawled
too. "Dân vận khéo" is left out: the import contract keeps that room from knowing this one.
"""

import io
import logging
import zipfile
from functools import cache

import pytest
from pypdf import PdfReader
from sqlalchemy import text

from nam_tinh_hinh.kernel import history, sealing
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.queries import contacts as queries
from nam_tinh_hinh.situation.services import contacts
from nam_tinh_hinh.situation.tables import Observation, ReplyContact
from tests.accounts import ACCOUNTS
from tests.browser import Browser
from tests.drawn import drawn_once  # noqa: F401 - a fixture
from tests.situation.contact_routes import KEY
from tests.test_access import TABLE, addresses, expected  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("drawn_once")

CONTACT = "0912 345 678 - MARKERLIENHE"
MARKS = ("MARKERLIENHE", "markerlienhe", "0912 345 678", "0912345678")
OTHER_ROOMS = ("emulation.", "static", "bootstrap.")
REFUSED = "canbo2"  # of another unit: to him most is shut


def words(answer) -> str:
    """Everything that an answer says: its headers and its text, the text of a PDF, every part of an xlsx."""
    return f"{answer.headers}\n{said_in(answer.data)}"


@cache
def said_in(content: bytes) -> str:
    said = [content.decode("utf-8", "replace")]
    if content.startswith(b"%PDF") and b"%%EOF" in content[-1024:]:  # samples of other tests are no whole PDF
        said += [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            said += [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
    return "\n".join(said)


def found_in(said: str) -> list[str]:
    return [mark for mark in MARKS if mark in said]


@pytest.fixture
def marked(addresses, situation) -> list[int]:  # noqa: F811 - the fixture imported above
    """The marker kept on every observation that there is."""
    rows = db.session.scalars(db.select(Observation)).all()
    for row in rows:
        actor = next(a for a in map(situation.reach, ACCOUNTS) if rules.handles_contact(a, row))
        contacts.write(actor=actor, observation=row, contact=CONTACT, secret_key=KEY)
    situation.save()
    assert rows
    return [row.id for row in rows]


def pages(addresses, who) -> list[str]:  # noqa: F811
    """Every address of the house that opens to ``who``; to one of them also all that are shut, to hear the refusals."""
    ours = [end for verb, end in TABLE if verb == "GET" and not end.startswith(OTHER_ROOMS)]
    wanted = expected("GET", who)
    return [addresses[endpoint] for endpoint in ours if wanted[endpoint] < 400 or who == REFUSED]


def test_no_page_paper_or_sheet_shows_it_to_anyone(addresses, marked, fresh, caplog):  # noqa: F811
    leaks, papers = {}, 0
    for who in ACCOUNTS:
        browser = Browser(fresh)
        browser.sign_in(who)
        for path in pages(addresses, who):
            answer = browser.get(path)
            leaks[who, path] = found_in(words(answer))
            papers += answer.status_code == 200 and answer.data.startswith(b"%PDF")
    assert {where: found for where, found in leaks.items() if found} == {}
    assert papers > len(ACCOUNTS)
    assert found_in(caplog.text) == []


def test_only_the_answer_to_a_reading_shows_it(addresses, situation, clerk, caplog):  # noqa: F811
    caplog.set_level(logging.DEBUG)
    page = addresses["situation.contact"]
    assert clerk.post(page, {"reply_contact": CONTACT, "consent": "y"}).status_code == 303
    assert found_in(clerk.get(page).text) == []
    assert CONTACT in clerk.post(f"{page}/xem", {"reason": "Báo kết quả trả lời"}).text
    assert found_in(words(clerk.get(page))) == []
    assert found_in(words(clerk.get("/"))) == []
    assert found_in(caplog.text) == []
    said = db.session.execute(db.select(*history.Event.__table__.columns)).all()
    assert [event.action for event in history.of("reply_contact", int(page.split("/")[2]))][-1] == "read"
    assert found_in(repr(said)) == []


@pytest.mark.sqlite
def test_neither_the_database_nor_its_copy_holds_it_in_clear(marked, folder, fresh, tmp_path):
    db.session.rollback()
    copy = tmp_path / "ban-sao.db"
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("COMMIT"))
        connection.execute(text("VACUUM INTO :copy"), {"copy": str(copy)})
    for file in (folder / "nam-tinh-hinh.db", copy):
        data = file.read_bytes()
        assert [mark for mark in MARKS if mark.encode() in data or mark.encode("utf-16-le") in data] == []
        assert KEY.encode() not in data
    # Whoever holds the copy and the server's other secret still reads nothing.
    assert set(queries.unreadable_ids(fresh.config["SECRET_KEY"])) == set(marked)
    sealed = db.session.get(ReplyContact, marked[0]).sealed
    with pytest.raises(sealing.SealBroken):
        sealing.unseal(sealed, key=fresh.config["SECRET_KEY"], purpose=queries.purpose(marked[0]))


def test_no_table_has_a_column_for_a_citizen():
    """Search and lists read columns: there is none that could hold a contact but the sealed one."""
    kept = {column.name for column in ReplyContact.__table__.columns}
    assert kept == {"observation_id", "sealed", "written_at", "erased_at"}
