"""The administrator's pages: copies of all data, and whether all is well."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from flask import Blueprint, Response, redirect, send_file, url_for
from flask_login import current_user

from nam_tinh_hinh.kernel import asked, backup, history
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.backup import Kept
from nam_tinh_hinh.kernel.backup.recording import SUBJECT
from nam_tinh_hinh.kernel.db import db, writing
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.people.rules import is_admin
from nam_tinh_hinh.people.views.administration.start import offer
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.upkeep import copies, desk
from nam_tinh_hinh.upkeep.chronicle import DOWNLOAD

bp = Blueprint("upkeep", __name__, url_prefix="/quan-tri")
offer("upkeep.backups", "Sao lưu", "Bản sao lưu đang giữ, sao lưu ngay, tải về cất nơi khác")
offer("upkeep.examination", "Kiểm tra hệ thống", "Dữ liệu, nhật ký, tệp, sao lưu, đồng hồ, chỗ trống, cấu hình")

A_PAGE = 50
# What ends within it is shown at once; what does not is followed on the page.
AT_ONCE = 1.5  # seconds
OCTETS = "application/octet-stream"


@bp.app_context_processor
def given() -> dict[str, object]:
    """Give the administrator's first pages the sentence about a copy that is too old."""
    return {"backup_alarm": lambda: copies.alarm(desk.desk().settings) if is_admin(current_user) else ""}


@bp.get("/sao-luu")
@allow(is_admin)
def backups() -> Answer:
    settings = desk.desk().settings
    all_of = copies.newest_first(settings)
    pages = max(1, -(-len(all_of) // A_PAGE))
    page = min(asked.page_number(), pages)
    rows = all_of[(page - 1) * A_PAGE : page * A_PAGE]
    return render(
        "upkeep/backups.html", asked.block("content"), rows=rows, page=page, pages=pages, total=len(all_of),
        makers=_makers(rows), run=desk.desk().backing_up.run, free=_free(settings.backups), settings=settings,
        url_for_page=lambda number: url_for(".backups", trang=number),
    )  # fmt: skip


def _free(folder: Path) -> int:
    there = next(one for one in (folder, *folder.parents) if one.is_dir())
    return shutil.disk_usage(there).free


def _makers(rows: Iterable[Kept]) -> dict[str, str]:
    """Return who made which copy, by its name: as far as this history knows."""
    names = {one.name for one in rows}
    events = db.session.scalars(
        db.select(history.Event).filter_by(subject=SUBJECT, action="backup").order_by(history.Event.id.desc())
        .limit(10 * A_PAGE)
    )  # fmt: skip
    made = {str((event.details or {}).get("name")): event.actor_name for event in events}
    return {name: made[name] for name in names & set(made)}


@bp.post("/sao-luu")
@allow(is_admin)
def back_up() -> Answer:
    doer, key = actor(), asked.form_key()
    is_again = history.replayed(key, doer, SUBJECT)
    db.session.rollback()  # the page's own write lock would keep the copy's row in the history waiting
    if not is_again:
        desk.back_up(actor=doer, key=key).wait(AT_ONCE)
    return redirect(url_for(".backups"), 303)


@bp.get("/sao-luu/<name>")
@allow(is_admin)
def download(name: str) -> Answer:
    one = found(next((one for one in backup.kept(desk.desk().settings.backups) if one.name == name), None))
    doer = actor()
    with writing():
        history.record(actor=doer, action=DOWNLOAD, subject=SUBJECT, reason=one.name)
    return _sent(one)


def _sent(one: Kept) -> Response:
    answer = send_file(one.path, OCTETS, as_attachment=True, download_name=one.name, etag=False, conditional=False)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/kiem-tra")
@allow(is_admin)
def examination() -> Answer:
    return render("upkeep/examination.html", asked.block("content"), run=desk.desk().examining.run)


@bp.post("/kiem-tra")
@allow(is_admin)
def examine() -> Answer:
    db.session.rollback()  # nobody waits for the database while everything is looked at
    desk.begin_examination().wait(AT_ONCE)
    return redirect(url_for(".examination"), 303)
