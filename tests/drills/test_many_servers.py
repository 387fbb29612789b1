"""Four servers on one PostgreSQL database, as behind a proxy of a province: one truth, whoever is asked."""

from collections import Counter
from contextlib import ExitStack

import pytest
from sqlalchemy import func, select

from nam_tinh_hinh.cli.bench.person import Forms, Person
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting.tables import Sending
from tests.databases import Postgresql
from tests.drills.test_many_writers import FORM, TYPED, signed_in, together
from tests.served import serving

pytestmark = pytest.mark.drill

SERVERS, PEOPLE, TIMES = 4, 4, 6


@pytest.fixture
def servers(world, folder, database, tmp_path):
    """Return a function that starts four servers on the tests' commune and gives their addresses."""
    if not isinstance(database, Postgresql):
        pytest.skip("runs with --database postgresql: on SQLite a second server is refused")
    said = {"NTH_DATABASE_URL": database.url, "NTH_SECRET_KEY": "t" * 48, "NTH_HOSTS": "127.0.0.1", "NTH_HTTPS": "0"}
    words = ["nam_tinh_hinh", "serve", "--host", "127.0.0.1", "--dir", str(folder), "--port"]
    with ExitStack() as stack:

        def start() -> list[str]:
            db.session.commit()
            db.session.remove()
            logs = [tmp_path / f"server{n}.log" for n in range(SERVERS)]
            return [stack.enter_context(serving(log, lambda port: [*words, port], **said)) for log in logs]

        yield start


def test_all_is_kept_and_a_key_counts_once(servers):
    addresses = servers()
    first = signed_in(addresses[0], "canbo", PEOPLE)
    # Who signed in at one server is known to all of them.
    people = [Person(address, cookies=one.cookies) for one in first for address in addresses]
    assert [person.get(FORM).code for person in people] == [200] * SERVERS * PEOPLE

    def write(person, mine):
        token = Forms(person.page.text).forms[FORM]
        keys = [f"{mine:04x}{time:028x}" for time in range(TIMES)] + ["f" * 32]  # the last one all of them send
        return [person.post(FORM, token | TYPED | {"form_key": key}).code for key in keys]

    codes = together(*(lambda one=one, mine=mine: write(one, mine) for mine, one in enumerate(people)))
    assert Counter(code for mine in codes for code in mine) == {303: SERVERS * PEOPLE * (TIMES + 1)}
    assert db.session.scalar(select(func.count(Exemplar.id))) == SERVERS * PEOPLE * TIMES + 1
    assert list(history.broken_links()) == []


def test_a_report_is_sent_once_however_many_press(servers, reporting):
    report_id = reporting.written().id
    people = [signed_in(address, "lanhdao", 1)[0] for address in servers()]
    press = f"/bao-cao/{report_id}/buoc/ky-gui"
    for person in people:
        person.get(f"/bao-cao/{report_id}/kiem-tra")
    assert Counter(together(*(lambda one=one: one.send(press).code for one in people))) == {303: 1, 409: SERVERS - 1}
    assert db.session.scalars(select(Sending.round).filter_by(report_id=report_id)).all() == [1]
