"""Hanging files on something: kept once, never a row without its file, taken off with a way back."""

import errno
from pathlib import Path

import pytest
from sqlalchemy import event

from nam_tinh_hinh.kernel import history, uploads
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.turns import is_beginning
from nam_tinh_hinh.kernel.uploads import Attachment, Holder, UploadRefused, attach, attached, store
from tests.kernel.uploads import given

ANYBODY = Holder("thu", lambda _actor, _id: True, lambda _actor, _id: True, most=3)
DOER = history.Machine("Nguyễn Thị Hoa")


@pytest.fixture
def hall(world, folder):
    """A subject that anybody may hang files on, and an empty store."""
    uploads.register(ANYBODY)
    for path in files(folder):
        path.unlink()
    yield world
    uploads.holders.HOLDERS.pop("thu")
    db.session.rollback()


def files(folder) -> list[Path]:
    return sorted(path for path in (folder / "uploads").rglob("*") if path.is_file())


def hang(content=None, name="Ảnh 1.jpg", subject_id=1, **kw):
    return attach(actor=DOER, subject="thu", subject_id=subject_id, content=content or given.picture(), name=name, **kw)


def rows():
    return [(row.name, row.subject_id, row.removed_at) for row in db.session.scalars(db.select(Attachment))]


def test_a_file_hangs_with_who_and_when(hall, folder):
    row = hang(caption="  Họp  tổ ")
    assert (row.name, row.caption, row.kind) == ("Ảnh 1.jpg", "Họp tổ", "image/jpeg")
    assert (row.width, row.height, row.is_picture) == (40, 30, True)
    assert (row.added_by_name, row.removed_at) == ("Nguyễn Thị Hoa", None)
    assert files(folder) == [folder / "uploads" / row.sha256[:2] / row.sha256]
    assert row.size == store.path_of(row.sha256).stat().st_size
    done = history.last("thu", 1)
    assert (done.action, done.details) == ("attach_file", {"after": {"file": "Ảnh 1.jpg"}})


def test_the_same_content_is_kept_once(hall, folder):
    names = [hang(subject_id=n, name=f"{n}.jpg").name for n in (1, 2, 3)]
    assert (len(names), len(files(folder))) == (3, 1)


def test_a_second_sending_gets_the_first_ones_row(hall):
    first = hang(key="a" * 32)
    assert hang(key="a" * 32) is first
    assert hang() is first  # the same picture chosen again
    assert len(rows()) == 1


def test_a_key_sent_along_with_another_file_loses_nothing(hall):
    hang(key="a" * 32)
    assert hang(given.pdf(), "Biên bản.pdf", key="a" * 32).name == "Biên bản.pdf"
    assert len(rows()) == 2


def test_only_so_many_hang_at_a_time(hall):
    three = [hang(name=f"{n}.jpg") for n in range(3)]
    with pytest.raises(UploadRefused, match="đủ 3 tệp"):
        hang(name="4.jpg")
    uploads.remove(actor=DOER, attachment=three[0])
    hang(name="4.jpg")
    with pytest.raises(UploadRefused, match="đủ 3 tệp"):
        uploads.restore(actor=DOER, attachment=three[0])


def test_a_subject_that_nobody_registered_is_closed(hall):
    with pytest.raises(UploadRefused, match="không nhận tệp"):
        attach(actor=DOER, subject="khac", subject_id=1, content=given.picture(), name="a.jpg")
    assert rows() == []


def test_a_secrets_caption_is_refused(hall, folder):
    with pytest.raises(UploadRefused, match="bí mật nhà nước"):
        hang(caption="Tài liệu TỐI MẬT")
    assert (rows(), files(folder)) == ([], [])


def test_taking_off_can_be_undone_and_leaves_a_trace(hall):
    row = hang()
    uploads.remove(actor=DOER, attachment=row)
    uploads.remove(actor=DOER, attachment=row)
    assert attached("thu", [1]) == {1: []}
    uploads.restore(actor=DOER, attachment=row)
    uploads.restore(actor=DOER, attachment=row)
    assert attached("thu", [1]) == {1: [row]}
    said = [(done.action, done.details) for done in history.of("thu", 1)]
    name = {"file": "Ảnh 1.jpg"}
    assert said == [
        ("attach_file", {"after": name}), ("remove_file", {"before": name}), ("restore_file", {"after": name}),
    ]  # fmt: skip


def test_what_hangs_on_many_rows_is_one_statement(hall):
    made = {n: [hang(subject_id=n, name=f"{n}-{m}.jpg") for m in range(n)] for n in (1, 2, 3)}
    db.session.commit()
    asked = []

    def note(*said):
        asked.append(said[2])

    event.listen(db.engine, "before_cursor_execute", note)
    found = attached("thu", range(1, 5))
    event.remove(db.engine, "before_cursor_execute", note)
    assert found == {**made, 4: []}
    assert len([line for line in asked if line.startswith("SELECT") and not is_beginning(line)]) == 1


def test_a_crash_between_the_file_and_its_row_leaves_nothing_wrong(hall, folder):
    uploads.take(given.picture(), "Ảnh.jpg")  # and then the power went
    assert (rows(), len(files(folder))) == ([], 1)
    assert (list(store.problems()), store.orphans()) == ([], files(folder))
    row = hang()
    assert (list(store.problems()), store.orphans()) == ([], [])
    assert files(folder) == [store.path_of(row.sha256)]


def test_a_taken_back_row_leaves_only_a_harmless_file(hall, folder):
    hang()
    db.session.rollback()
    assert (rows(), list(store.problems()), store.orphans()) == ([], [], files(folder))


def test_a_full_disk_is_said_and_leaves_no_half_file(hall, folder, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UploadRefused, match="hết chỗ"):
        hang()
    assert (rows(), files(folder)) == ([], [])


def test_a_half_written_file_of_old_is_written_anew(hall):
    taken = uploads.take(given.picture(), "a.jpg")
    store.path_of(taken.sha256).write_bytes(b"half")
    uploads.take(given.picture(), "a.jpg")
    assert store.path_of(taken.sha256).stat().st_size == taken.size


def test_missing_and_changed_files_are_found(hall):
    lost, changed = hang(name="Mất.jpg"), hang(given.pdf(), "Đổi.pdf")
    store.path_of(lost.sha256).unlink()
    store.path_of(changed.sha256).write_bytes(b"x")
    said = list(store.problems())
    assert [sentence.split(":")[0].rpartition(" (")[0] for sentence in said] == [
        "Mất tệp đính kèm “Mất.jpg”",
        "Tệp đính kèm “Đổi.pdf”",
    ]
