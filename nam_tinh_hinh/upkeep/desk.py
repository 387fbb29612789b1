"""What this room keeps for the running application: its settings, and the two kinds of long work."""

from dataclasses import dataclass, field

from flask import Flask, current_app

from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import backup
from nam_tinh_hinh.kernel.backup import BackupRefused, Kept
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Doer
from nam_tinh_hinh.upkeep.background import Job, Tell
from nam_tinh_hinh.upkeep.checks import CHECKS
from nam_tinh_hinh.upkeep.doctor import Examined, examine

NAME = "upkeep"


@dataclass
class Desk:
    """The settings an application was made with, and what runs beside its pages."""

    settings: Settings
    backing_up: Job = field(default_factory=lambda: Job("backup", (BackupRefused,)))
    examining: Job = field(default_factory=lambda: Job("doctor"))


def init_app(app: Flask, settings: Settings) -> None:
    app.extensions[NAME] = Desk(settings)


def desk() -> Desk:
    """Return the desk of the current application."""
    return current_app.extensions[NAME]  # type: ignore[no-any-return]


def back_up(*, actor: Doer, key: str | None) -> Job:
    """Begin a backup by hand beside the pages, unless one is running; return the job."""
    here = desk()

    def work(_tell: Tell) -> Kept:
        made = backup.make_recorded(actor=actor, key=key)
        db.session.commit()
        return made

    here.backing_up.start(current_app._get_current_object(), work)  # type: ignore[attr-defined]
    return here.backing_up


def begin_examination() -> Job:
    """Begin to look at everything beside the pages, unless that is running; return the job."""
    here = desk()

    def work(tell: Tell) -> list[Examined]:
        found: list[Examined] = []
        examination = examine(here.settings)
        for number, check in enumerate(CHECKS):
            tell(check.title, number, len(CHECKS))
            found.append(next(examination))
        return found

    here.examining.start(current_app._get_current_object(), work)  # type: ignore[attr-defined]
    return here.examining
