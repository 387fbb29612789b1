"""How old the newest copy of all data is, and since when there should be one."""

from datetime import datetime, timedelta

from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import backup, clock, history
from nam_tinh_hinh.kernel.backup import Kept
from nam_tinh_hinh.kernel.db import asked_once, db

OLDEST = timedelta(hours=24)
TO_COPY = "Chạy “nam-tinh-hinh backup”, hoặc ở trang Quản trị mở “Sao lưu”, bấm “Sao lưu ngay”."


def copies_itself() -> bool:
    """Tell whether this program makes the copies: of SQLite it does, of PostgreSQL its own tools do."""
    return bool(db.engine.dialect.name == "sqlite")


def late_since(settings: Settings) -> datetime | None:
    """Return the moment of the newest copy, or of the first row when there is none, if it is over 24 hours ago.

    None: the newest copy is young enough, the installation is not a day old yet, or this program makes no copies.
    """
    if not copies_itself():
        return None
    newest = backup.newest(settings.backups)
    first = db.select(history.Event.at).order_by(history.Event.id).limit(1)
    since = newest.made_at if newest else asked_once("first event", lambda: db.session.scalar(first))
    return since if since and clock.now() - since > OLDEST else None


def alarm(settings: Settings) -> str:
    """Return the sentence that is said while the newest copy is too old; empty when all is well."""
    since = late_since(settings)
    if since is None:
        return ""
    if not backup.newest(settings.backups):
        return "Chưa có bản sao lưu nào. Máy hỏng lúc này là mất hết."
    return f"Bản sao lưu mới nhất đã cũ: {clock.moment_text(since)}. Máy hỏng lúc này là mất những gì ghi sau đó."


def newest_first(settings: Settings) -> list[Kept]:
    """Return the copies that are kept, the newest first."""
    return backup.kept(settings.backups)
