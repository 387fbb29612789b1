"""The power fails while reports go out: what was acknowledged is there once, nothing twice, and the chain holds."""

import http.client
import http.cookiejar
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli.bench.server import free_port
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting import queries, services
from nam_tinh_hinh.reporting.enums import SectionStage, Stage
from nam_tinh_hinh.reporting.tables import Report
from tests.browser import PASSWORD
from tests.reporting.given import WORDS, Reporting
from tests.world import World

pytestmark = pytest.mark.sqlite

REPORTS, KILLS = 14, 2
SECRET = "t" * 48


class Away(Exception):
    """The server died before it answered."""


class Person:
    """The leader's browser, over a real connection."""

    def __init__(self, address: str) -> None:
        self.address = address
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar, _Stays())

    def ask(self, path: str, data: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Return the code, where it leads, and the page."""
        body = urllib.parse.urlencode(data).encode() if data else None
        try:
            with self.opener.open(f"{self.address}{path}", body, timeout=10) as answer:
                return answer.status, answer.headers.get("Location", ""), answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.headers.get("Location", ""), refused.read().decode()
        except (OSError, http.client.HTTPException) as error:
            raise Away from error

    def sign_in(self) -> None:
        _code, _place, page = self.ask("/dang-nhap")
        said = {"username": "lanhdao", "password": PASSWORD, "csrf_token": hidden(page, "csrf_token")}
        assert self.ask("/dang-nhap", said)[0] == 303


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_said: object) -> None:
        return None


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


class Server:
    """A real server process on a folder, killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        said = {"NTH_DIR": str(self.folder), "NTH_SECRET_KEY": SECRET, "NTH_HOSTS": "127.0.0.1", "NTH_HTTPS": "0"}
        command = [sys.executable, "-c", "import waitress; from wsgi import app; "
                   f"waitress.serve(app, host='127.0.0.1', port={self.port}, threads=4)"]  # fmt: skip
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=os.environ | said, stdout=log, stderr=log)
        for _ in range(300):
            with suppress(OSError):
                urllib.request.urlopen(f"{self.address}/healthz", timeout=2)
                return
            assert self.process.poll() is None, (self.folder / "server.log").read_text("utf-8")
            time.sleep(0.05)
        raise AssertionError("the server did not answer in 15 s")

    def kill(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(10)


@pytest.fixture
def server(commune, tmp_path):
    shutil.copy(commune.kept, tmp_path / "nam-tinh-hinh.db")
    made = Server(tmp_path)
    yield made
    made.kill()


@pytest.fixture
def owed(server):
    """The database of that server, with many written reports of the same unit; their ids."""
    app = create_app(Settings(folder=server.folder, secret_key=SECRET, testing=True))
    with app.app_context():
        reporting = Reporting(World(app))
        regime, leader = reporting.regime(("ccb",), "dang_uy"), reporting.of("ccb")
        for week in range(REPORTS):
            reporting.open(regime, clock.today() - timedelta(weeks=week))
        for report in db.session.scalars(db.select(Report)).all():
            for section in queries.sections(report.id):
                services.save_section(actor=leader, section=section, text=WORDS, figures={})
                services.finish(actor=leader, section=section, stage=SectionStage.DONE)
        reporting.save()
        ids = list(db.session.scalars(db.select(Report.id).order_by(Report.id)))
    yield app, ids
    with app.app_context():
        db.engine.dispose()


def send_all(server, waiting, acknowledged, death):
    """Send what waits until the server is gone; what it could not answer stays first in line with the same key.

    After the first good answer ``death`` begins to count, so that it comes in the middle on slow machines too.
    """
    with suppress(Away):
        person = Person(server.address)
        person.sign_in()
        while waiting:
            report_id, key = waiting[0]
            page = person.ask(f"/bao-cao/{report_id}/kiem-tra")[2]
            if 'name="da-xem"' in page:
                said = {name: hidden(page, name) for name in ("csrf_token", "version", "da-xem")}
                key = key or hidden(page, "form_key")
                waiting[0] = (report_id, key)
            else:  # it went out, only the answer was lost: the page that is still open sends the same again
                said = {"csrf_token": hidden(page, "csrf_token"), "version": "1", "da-xem": ""}
            code, place, _page = person.ask(f"/bao-cao/{report_id}/buoc/ky-gui", said | {"form_key": key})
            assert (code, place) == (303, f"/bao-cao/{report_id}/bien-nhan")
            acknowledged.append(report_id)
            waiting.pop(0)
            if death and not death.ident:
                death.start()


def test_killed_in_the_middle_of_sending_it_loses_and_doubles_nothing(server, owed):
    app, ids = owed
    rng, waiting, acknowledged = random.Random(), [(one, "") for one in ids], list[int]()
    deaths = [threading.Timer(rng.random() * 0.4, server.kill) for _ in range(KILLS)]
    while waiting:
        server.start()
        death = deaths.pop() if deaths else None
        send_all(server, waiting, acknowledged, death)
        if death:
            death.join()
        server.kill()
        with app.app_context():
            rounds = {one: [row.round for row in queries.sendings(one)] for one in ids}
            assert {one: rounds[one] for one in acknowledged} == {one: [1] for one in acknowledged}
            assert {len(found) for found in rounds.values()} <= {0, 1}
            assert list(history.broken_links()) == []
    with app.app_context():
        assert sorted(acknowledged) == ids
        assert set(db.session.scalars(db.select(Report.stage))) == {Stage.SENT}
        sent = db.select(history.Event.subject_id).filter_by(subject="report", action="send")
        assert sorted(db.session.scalars(sent)) == ids
