"""What a backup is called, and which lie in a folder: all of it said by the names, no file is opened."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.enums import Labelled

PLAIN, SEALED, UNFINISHED = ".nth", ".nth.age", ".tam"
STAMP = "%Y%m%d-%H%M%S"


class Kind(Labelled):
    """What a backup was made for."""

    HAND = "tay", "Làm bằng tay"
    NIGHTLY = "dem", "Hằng đêm"
    UPGRADE = "nang-cap", "Trước khi nâng cấp"


NAME = re.compile(rf"nam-tinh-hinh-(\d{{8}}-\d{{6}})-\w{{1,40}}-({'|'.join(Kind)})\.nth(\.age)?", re.ASCII)


@dataclass(frozen=True)
class Kept:
    """A backup in a folder. ``size`` in bytes; ``sealed`` says that only the owner of a private key opens it."""

    path: Path
    size: int
    made_at: datetime
    kind: Kind
    sealed: bool

    @property
    def name(self) -> str:
        return self.path.name


def name_for(moment: datetime, revision: str, kind: Kind, *, sealed: bool) -> str:
    """Return the name of a backup made at ``moment`` (aware) of a database at ``revision``."""
    return f"nam-tinh-hinh-{clock.local(moment):{STAMP}}-{revision}-{kind}{SEALED if sealed else PLAIN}"


def kept(into: Path) -> list[Kept]:
    """Return the backups in the folder ``into``, newest first; none when there is no such folder."""
    try:
        found = [one for path in into.iterdir() if (one := _read(path))]
    except OSError:
        return []
    return sorted(found, key=lambda one: (one.made_at, one.name), reverse=True)


def newest(into: Path) -> Kept | None:
    """Return the newest backup in ``into``.

    One of the future, made while the clock was wrong, counts as none: it would hide that the next is due.
    """
    now = clock.now()
    return next((one for one in kept(into) if one.made_at <= now), None)


def throw_away(into: Path, keep: int) -> list[Kept]:
    """Delete all but the newest ``keep`` backups of each kind, so that none pushes out another; return those gone."""
    all_of = kept(into)
    gone = [one for kind in Kind for one in [one for one in all_of if one.kind is kind][keep:]]
    for one in gone:
        one.path.unlink(missing_ok=True)
    return gone


def _read(path: Path) -> Kept | None:
    said = NAME.fullmatch(path.name)
    if not said:
        return None
    try:
        made_at = datetime.strptime(said[1], STAMP).replace(tzinfo=clock.VIETNAM)
        return Kept(path, path.stat().st_size, made_at, Kind(said[2]), sealed=bool(said[3]))
    except (ValueError, OSError):  # the thirtieth of February; gone meanwhile
        return None
