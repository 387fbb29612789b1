"""Putting what is in an archive where an installation is to be; the one that is there is kept whole, aside."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from nam_tinh_hinh.kernel import clock, running

from . import snapshot
from .manifest import DATABASE
from .names import STAMP
from .opening import Archive
from .refusing import BackupRefused, in_words

RESTORING = "khoi-phuc.lock"
TWICE = "Đang có một lần khôi phục khác vào thư mục này. Hãy đợi xong rồi làm lại."
RUNS = "Máy chủ đang chạy trên thư mục này. Hãy dừng máy chủ rồi khôi phục."
NOT_MOVED = (
    "Không đổi được tên thư mục dữ liệu hiện có: có chương trình đang mở nó, hoặc nó là một ổ gắn riêng. "
    "Hãy đóng chương trình ấy, hoặc khôi phục vào một thư mục khác bằng --dir."
)


@contextmanager
def unpacked(archive: Archive, target: Path) -> Iterator[Path]:
    """Unpack ``archive`` beside ``target`` and see that the database is what the manifest says; nothing is moved yet.

    Yields the folder. It is gone after the block unless ``move_in`` has moved it. Raises ``BackupRefused``.
    """
    staging = target.with_name(f".{target.name}-dang-khoi-phuc")
    with in_words(), _alone(target):
        try:
            shutil.rmtree(staging, ignore_errors=True)  # of a restore that was killed
            staging.mkdir(mode=0o700)
            archive.unpack(staging)
            snapshot.refuse_other(staging / DATABASE, archive.manifest)
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    # The lock lies beside: Windows renames no folder in which a file is open.
    name = f".{target.name}-{RESTORING}"
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with running.hold(target.parent, name):
            try:
                yield
            finally:
                with suppress(OSError):  # Windows keeps a file that is open
                    (target.parent / name).unlink()
    except running.Taken as taken:
        raise BackupRefused(TWICE) from taken


def aside_of(target: Path) -> Path | None:
    """Return where the content of ``target`` would be kept; None when there is nothing to keep."""
    if not target.is_dir() or not any(target.iterdir()):
        return None
    return target.with_name(f"{target.name}-truoc-khoi-phuc-{clock.local(clock.now()):{STAMP}}")


def refuse_running(target: Path) -> None:
    """Raise ``BackupRefused`` while a server runs on ``target``."""
    if running.is_held(target):
        raise BackupRefused(RUNS)


def move_in(staging: Path, target: Path, backups: Path) -> Path | None:
    """Let ``staging`` become ``target``; return where its former content now lies whole, None if there was none.

    ``backups``, when they lie in ``target``, stay with it: they are of the place, not of what was there last.
    Raises ``BackupRefused`` with everything as it was.
    """
    refuse_running(target)
    aside = aside_of(target)
    with in_words():
        _out_of_the_way(target, aside)
        try:
            staging.rename(target)
        except OSError:
            if aside:
                aside.rename(target)
            raise
        if aside and backups.is_relative_to(target) and backups != target:
            _move_backups(aside / backups.relative_to(target), backups)
        _settle(target.parent)
    return aside


def _out_of_the_way(target: Path, aside: Path | None) -> None:
    if aside and aside.exists():
        raise BackupRefused(TWICE)
    try:
        if aside:
            target.rename(aside)
        elif target.is_dir():
            target.rmdir()
    except OSError as error:
        raise BackupRefused(NOT_MOVED) from error


def _move_backups(old: Path, new: Path) -> None:
    if old.is_dir():
        new.parent.mkdir(parents=True, exist_ok=True)
        old.rename(new)


def _settle(folder: Path) -> None:
    with suppress(OSError):  # Windows opens no folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
