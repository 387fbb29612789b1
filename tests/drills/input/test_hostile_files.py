"""Files that mean harm, through every door for files: refused in words or made harmless, in time, leaving nothing."""

import io
import json
import subprocess
import sys
import tempfile
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from nam_tinh_hinh.kernel import uploads
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.uploads import store
from nam_tinh_hinh.people.tables import Area, Roster, Unit
from nam_tinh_hinh.situation.tables import Observation
from tests.drills.hostile_files import FILES, NAMES
from tests.kernel.uploads import given

pytestmark = pytest.mark.sqlite

MEGABYTES, SECONDS = 300, 5
TABLES = [label for label, hostile in FILES.items() if hostile.is_table]
# Who imports where, the field of the file, and what else the form says.
DOORS = {
    "/to-chuc/nhap": ("quantri", "file", {"day": "01/01/2026", "buoc": "kiem"}),
    "/dia-ban/nhap": ("quantri", "file", {"buoc": "kiem"}),
    "/danh-sach-can-bo/lap": ("lanhdao", "tep", {"buoc": "tep"}),
    "/phan-anh/nhap": ("canbo", "file", {"buoc": "kiem"}),
}


@cache
def content_of(label: str) -> bytes:
    return FILES[label].make()


@pytest.fixture(scope="module")
def costs():
    """What each file costs a process of its own, and what is said of it."""
    command = [sys.executable, "-m", "tests.drills.hostile_files"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])
    return [json.loads(line) for line in ran.stdout.splitlines()]


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """Where the server puts what it has not taken in yet."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_there_are_forty_and_more():
    assert len(FILES) + len(NAMES) >= 80


@pytest.mark.drill
def test_each_is_refused_in_words_or_taken_in(costs):
    wanted = {(label, "kept"): one.kept for label, one in FILES.items()}
    wanted |= {(label, "read"): one.read for label, one in FILES.items() if one.is_table}
    assert {(one["label"], one["way"]) for one in costs} == set(wanted)
    wrong = {
        (one["label"], one["way"]): one["said"]
        for one in costs
        if (one["said"] is None) != ((said := wanted[one["label"], one["way"]]) is None)
        or (said or "") not in (one["said"] or "")
    }
    assert wrong == {}


@pytest.mark.drill
def test_none_takes_much_time_or_memory(costs):
    """Processor seconds, for a busy machine is no fault of the file."""
    assert [one for one in costs if one["seconds"] > SECONDS or one["megabytes"] > MEGABYTES] == []


@pytest.mark.drill
def test_every_file_at_the_door_of_attachments(clerk, world, scratch):
    exemplar_id, wrong = world.saved_draft().id, {}
    for label, hostile in FILES.items():
        sent = {"tep": [(io.BytesIO(content_of(label)), hostile.name)], "next": "/"}
        answer = clerk.post(f"/tep/them/exemplar/{exemplar_id}", sent, headers={"HX-Request": "true"})
        said = hostile.kept or "Đã thêm"
        if answer.status_code != (422 if hostile.kept else 200) or said not in unescape(answer.text):
            wrong[label] = answer.status_code
        _take_all_off(exemplar_id)
    assert wrong == {}
    assert list(scratch.rglob("*")) == []
    assert store.orphans() == []


def _take_all_off(exemplar_id):
    """Make room for the next one."""
    db.session.rollback()
    for row in uploads.attached("exemplar", [exemplar_id])[exemplar_id]:
        row.removed_at = row.added_at
    db.session.commit()


@pytest.mark.drill
@pytest.mark.parametrize("door", DOORS)
def test_every_table_at_the_door_of_an_import(sign_in, world, scratch, door):
    who, field, more = DOORS[door]
    person, before, wrong = sign_in(who), counts(), {}
    for label in TABLES:
        hostile = FILES[label]
        answer = person.post(door, more | {field: (io.BytesIO(content_of(label)), hostile.name)})
        refused = hostile.read is None or hostile.read in unescape(answer.text)
        if answer.status_code not in (200, 422) or not refused:
            wrong[label] = answer.status_code
    assert wrong == {}
    assert counts() == before
    assert list(scratch.rglob("*")) == []


def counts():
    db.session.rollback()
    return [db.session.scalar(db.select(db.func.count()).select_from(row)) for row in (Unit, Area, Roster, Observation)]


def test_pictures_keep_nothing_but_the_picture(world):
    for label in ("png that speaks a script", "jpeg that is a page", "jpeg that is an archive"):
        kept = uploads.inspect(content_of(label), FILES[label].name).content
        assert [word for word in (b"<script", b"<?php", b"PK\x03\x04") if word in kept] == [], label
    taken = uploads.inspect(content_of("jpeg that knows where it was taken"), "a.jpg").content
    assert (b"Exif" in taken, b"GPS" in taken) == (False, False)


def test_every_name_is_made_harmless(clerk, world, stranger):
    exemplar_id, wrong = world.saved_draft().id, {}
    for name, wanted in NAMES.items():
        sent = {"tep": [(io.BytesIO(given.pdf()), name)], "next": "/"}
        answer = clerk.post(f"/tep/them/exemplar/{exemplar_id}", sent, headers={"HX-Request": "true"})
        db.session.rollback()
        rows = uploads.attached("exemplar", [exemplar_id])[exemplar_id]
        if [row.name for row in rows] != ([wanted] if wanted else []) or "<img src=x" in answer.text:
            wrong[name] = answer.status_code, [row.name for row in rows]
        if rows:
            given_back = clerk.get(f"/tep/{rows[0].id}")
            said = given_back.headers["Content-Disposition"]
            wrong |= {} if given_back.data == given.pdf() and said.startswith("attachment; filename") else {name: said}
            assert stranger.get(f"/tep/{rows[0].id}").status_code == 404
        _take_all_off(exemplar_id)
    assert wrong == {}
