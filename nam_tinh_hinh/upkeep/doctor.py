"""The doctor: looks at everything in turn, and goes on when one look fails."""

import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from secrets import token_urlsafe

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from nam_tinh_hinh.config import SHORTEST_SECRET, Settings
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.upkeep.checks import CHECKS, SCHEMA
from nam_tinh_hinh.upkeep.findings import Check, Finding, unknown

log = logging.getLogger(__name__)
UNREADABLE = (SQLAlchemyError, sqlite3.Error, OSError, ValueError, TypeError)


@dataclass(frozen=True)
class Examined:
    """One check and what it found."""

    check: Check
    findings: tuple[Finding, ...]

    @property
    def has_fault(self) -> bool:
        return any(one.is_fault for one in self.findings)


def examine(settings: Settings) -> Iterator[Examined]:
    """Yield what each check finds, in order, inside an application on the data of ``settings``.

    Where the database is not of this program's schema, the checks that read rows say only that they could not.
    """
    legible = True
    for check in CHECKS:
        found = _look(check, settings) if legible or not check.reads_rows else (_could_not(check),)
        one = Examined(check, found)
        legible = legible and not (check is SCHEMA and one.has_fault)
        yield one


def _look(check: Check, settings: Settings) -> tuple[Finding, ...]:
    found = []
    try:
        # Kept one by one: what was found before the look failed is said all the same.
        for one in check.look(settings):
            found.append(one)
    except UNREADABLE as error:
        log.info("the doctor's check %s", check.name, exc_info=True)
        found.append(_failed(check, error))
    finally:
        db.session.rollback()
        db.session.expunge_all()
    return tuple(found)


def _failed(check: Check, error: Exception) -> Finding:
    reason = str(getattr(error, "orig", None) or error).splitlines()[:1]
    return Finding(
        f"Không kiểm được “{check.title}”: {''.join(reason)[:200] or type(error).__name__}.",
        "Dữ liệu ở đó không đọc được: tệp hỏng, bị sửa ngoài chương trình, hoặc đĩa lỗi.",
        "Xem lỗi ở “Cơ sở dữ liệu” trước; nếu hỏng thì khôi phục bản sao lưu: “nam-tinh-hinh restore”.",
    )


def _could_not(check: Check) -> Finding:
    return unknown(
        f"Chưa kiểm được “{check.title}”.", "Cơ sở dữ liệu chưa đúng phiên bản hoặc không đọc được.",
        "Xử lý lỗi ở “Phiên bản dữ liệu” rồi kiểm tra lại.",
    )  # fmt: skip


def able_to_start(settings: Settings) -> Settings:
    """Return settings with which an application starts, however unsafe ``settings`` are: for looking, never serving."""
    return replace(
        settings,
        hosts=settings.hosts or ("localhost",),
        https=bool(settings.https),
        secret_key=settings.secret_key if len(settings.secret_key) >= SHORTEST_SECRET else token_urlsafe(48),
        contact_key=settings.contact_key if len(settings.contact_key) >= SHORTEST_SECRET else "",
    )


def report(examined: list[Examined], app: Flask) -> dict[str, object]:
    """Return the examination for machines: whether all is well, and every finding by check."""
    checks = [
        {
            "name": one.check.name,
            "title": one.check.title,
            "findings": [
                {"severity": f.severity.value, "what": f.what, "why": f.why, "remedy": f.remedy} for f in one.findings
            ],
        }
        for one in examined
    ]
    return {"ok": not any(one.has_fault for one in examined), "version": app.config["VERSION"], "checks": checks}
