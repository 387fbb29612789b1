"""The server dies in the middle of an issue: a number is given once, the paper is there whole or not at all."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.queries.issuing import broken_papers
from nam_tinh_hinh.people.tables import IssuedPaper, NumberRegister
from nam_tinh_hinh.reporting.tables import Sending

pytestmark = pytest.mark.sqlite

# Signs the leader in on the same database in a process of its own, and kills that at one moment of the issue.
CHILD = """
import json, os, signal, sys
from pathlib import Path
from sqlalchemy import event
from nam_tinh_hinh import create_app
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import IssuedPaper
from tests.browser import Browser
from tests.reporting.test_issuing import typed
folder, report_id, moment = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]

class Report:
    id = report_id

def die(*_given):
    os.kill(os.getpid(), signal.SIGKILL)

app = create_app(Settings(folder=folder, secret_key="t" * 48, testing=True))
browser = Browser(app)
browser.sign_in("lanhdao")
path, given = typed(browser, Report)
print(json.dumps(given), flush=True)
if moment == "the paper is in":
    event.listen(IssuedPaper, "after_insert", die)
else:
    with app.app_context():
        engine = db.engine
    session = db.session.session_factory.class_
    inside = []
    event.listen(IssuedPaper, "after_insert", lambda *_given: inside.append(1))
    name = "commit" if moment == "about to commit" else "after_commit"
    if name == "commit":
        event.listen(engine, "commit", lambda _connection: inside and die())
    else:
        event.listen(session, "after_commit", lambda _session: inside and die())
browser.post(path, given)
print("still alive")
"""


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is of POSIX systems")
@pytest.mark.parametrize(("moment", "stays"), [
    ("the paper is in", False), ("about to commit", False), ("committed", True),
])  # fmt: skip
def test_killed_in_the_middle(reporting, sign_in, moment, stays):
    report = reporting.sent()
    report_id, folder = report.id, Path(db.engine.url.database).parent
    db.session.remove()
    db.engine.dispose()
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder), str(report_id), moment], capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stdout.count("\n")) == (-9, 1), done.stderr
    found = db.session.execute(db.select(IssuedPaper.id, IssuedPaper.number, Sending.paper_id).outerjoin(
        Sending, Sending.paper_id == IssuedPaper.id)).all()  # fmt: skip
    assert [(number, paper_id == key) for key, number, paper_id in found] == ([(1, True)] if stays else [])
    assert db.session.scalars(db.select(NumberRegister.last)).all() == ([1] if stays else [])
    assert (list(history.broken_links()), list(broken_papers())) == ([], [])
    leader = sign_in("lanhdao")
    said = "Đã ban hành Báo cáo số 01/BC-CCB" in leader.get(f"/bao-cao/{report_id}/ban-hanh").text
    assert said == stays
    for _press in range(2):  # the page that was open all the time sends the same form again, and once more
        given = json.loads(done.stdout) | {"csrf_token": leader.token}
        answer = leader.post(f"/bao-cao/{report_id}/ban-hanh", given)
        assert (answer.status_code, answer.location) == (303, f"/bao-cao/{report_id}/ban-hanh")
    db.session.rollback()
    assert db.session.scalars(db.select(IssuedPaper.number)).all() == [1]
    assert db.session.scalars(db.select(NumberRegister.last)).all() == [1]
