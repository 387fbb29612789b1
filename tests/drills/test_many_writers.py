"""Sixteen who write at one moment, in threads, in processes, over HTTP: all are let in, and nothing is there twice."""

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from nam_tinh_hinh.cli.bench.person import Forms, Person
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.queries.issuing import broken_papers
from nam_tinh_hinh.people.tables import IssuedPaper, NumberRegister
from tests.browser import PASSWORD
from tests.drills import moved

pytestmark = pytest.mark.drill

WRITERS, TIMES = 16, 25
PROCESSES = 4
FORM = "/dan-van-kheo/dang-ky"
TYPED = {"name": "Con đường hoa", "content": "Trồng hoa.", "kind": "paragon", "owner_kind": "individual"}
TYPED |= {"buoc": "nhap"}


def rows(folder: Path, question: str):
    with sqlite3.connect(folder / "nam-tinh-hinh.db") as line:
        return line.execute(question).fetchall()


def together(*jobs):
    """Do all jobs at one moment, each in a thread; return what they return."""
    ready = Barrier(len(jobs))

    def run(job):
        ready.wait()
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def signed_in(address, username, number=WRITERS):
    people = [Person(address) for _ in range(number)]
    assert [one.sign_in(username, PASSWORD) for one in people] == [True] * number
    return people


def test_four_processes_of_four_threads_read_then_write(world, folder, database):
    db.session.remove()
    db.engine.dispose()
    command = [sys.executable, "-m", "tests.drills.writer", str(folder), str(WRITERS // PROCESSES), str(TIMES)]
    environ = os.environ | {"PYTHONPATH": os.pathsep.join([os.getcwd(), *sys.path]), "NTH_DATABASE_URL": database.url}
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ)
        for _ in range(PROCESSES)
    ]
    said = [process.communicate(timeout=300) for process in running]
    assert [out.strip() for out, _err in said] == ["100"] * PROCESSES, "\n".join(err[-1500:] for _out, err in said)
    numbers = db.session.scalars(db.select(IssuedPaper.number).order_by(IssuedPaper.number)).all()
    assert numbers == list(range(1, WRITERS * TIMES + 1))
    assert db.session.scalars(db.select(NumberRegister.last)).all() == [WRITERS * TIMES]
    assert (list(history.broken_links()), list(broken_papers())) == ([], [])


@pytest.mark.sqlite
def test_sixteen_browsers_write_all_is_kept_and_a_key_counts_once(served):
    address, folder = served()
    people = signed_in(address, "canbo")
    for person in people:
        person.get(FORM)

    def write(person, mine):
        token = Forms(person.page.text).forms[FORM]
        keys = [f"{mine:04x}{time:028x}" for time in range(TIMES)]
        asked = [person.post(FORM, token | TYPED | {"form_key": key}).code for key in keys]
        # The answer to the last one got lost: it is sent once more. All send one and the same key, too.
        return asked + [person.post(FORM, token | TYPED | {"form_key": key}).code for key in (keys[-1], "f" * 32)]

    codes = together(*(lambda one=one, mine=mine: write(one, mine) for mine, one in enumerate(people)))
    assert Counter(code for mine in codes for code in mine) == {303: WRITERS * (TIMES + 2)}
    assert rows(folder, "SELECT count(*) FROM exemplar") == [(WRITERS * TIMES + 1,)]
    keys = rows(folder, "SELECT count(*), count(DISTINCT key) FROM event WHERE key IS NOT NULL")
    assert keys == [(WRITERS * TIMES + 1,) * 2]


@pytest.mark.sqlite
def test_a_decision_is_taken_once_however_many_press(served, reporting):
    report_id = reporting.written().id
    address, folder = served()
    people = signed_in(address, "lanhdao", 8)
    press = f"/bao-cao/{report_id}/buoc/ky-gui"
    for person in people:
        person.get(f"/bao-cao/{report_id}/kiem-tra")
    codes = together(*(lambda one=one: one.send(press).code for one in people))
    assert Counter(codes) == {303: 1, 409: 7}
    assert rows(folder, "SELECT round FROM sending") == [(1,)]
    assert rows(folder, "SELECT count(*) FROM event WHERE subject = 'report' AND action = 'send'") == [(1,)]


@pytest.mark.sqlite
def test_two_servers_on_one_folder_share_the_sign_ins_and_take_turns(served):
    """The second server is refused (see the lock of ``cli``); were it there all the same, nothing would be lost."""
    address, folder = served()
    with moved.running(folder) as other:
        here, there = signed_in(address, "canbo", 4), []
        for person in here:  # the same sign-in, at the other server
            there.append(Person(other, cookies=person.cookies))
            assert there[-1].get(FORM).code == person.get(FORM).code == 200

        def write(person, mine):
            token = Forms(person.page.text).forms[FORM]
            return [person.post(FORM, token | TYPED | {"form_key": f"{mine:04x}{n:028x}"}).code for n in range(5)]

        codes = together(*(lambda one=one, mine=mine: write(one, mine) for mine, one in enumerate(here + there)))
    assert codes == [[303] * 5] * 8
    assert rows(folder, "SELECT count(*) FROM exemplar") == [(40,)]
    assert rows(folder, "SELECT count(*) - count(DISTINCT previous) FROM event") == [(0,)]
