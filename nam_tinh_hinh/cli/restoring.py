"""``restore``: an archive looked at first, then put in place; what was there is kept whole."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from secrets import token_urlsafe

import click
from flask import Flask

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli.base import folder_option, in_words, stop
from nam_tinh_hinh.cli.install import reference_rows
from nam_tinh_hinh.config import CONTACT_FILE, Settings
from nam_tinh_hinh.kernel import backup, clock, history, schema, searching
from nam_tinh_hinh.kernel.backup import placing, snapshot
from nam_tinh_hinh.kernel.backup.manifest import DATABASE
from nam_tinh_hinh.kernel.backup.refusing import NEWER
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import services as people

SHOWN = {
    "unit": "Đơn vị", "user": "Tài khoản", "exemplar": "Mô hình, điển hình", "observation": "Thông tin nắm được",
    "report": "Báo cáo", "issued_paper": "Văn bản đã ban hành", "attachment": "Tệp đính kèm", "event": "Dòng nhật ký",
}  # fmt: skip


@click.command()
@folder_option
@click.argument("archive", type=click.Path(path_type=Path))
@click.option("--identity", type=click.Path(path_type=Path), help="Tệp có khóa riêng, cho bản sao lưu đã mã hóa.")
@click.option("--yes", is_flag=True, help="Không hỏi lại.")
def restore(folder: Path | None, archive: Path, identity: Path | None, yes: bool) -> None:
    """Khôi phục từ bản sao lưu ARCHIVE; dữ liệu đang có được giữ nguyên dưới tên khác."""
    if not archive.is_file():
        raise stop(f"Không thấy tệp {archive}.")
    settings = _settings(folder)
    target = settings.folder
    with in_words(), backup.opened(archive, identity) as found:
        if found.manifest.schema not in schema.known():
            raise backup.BackupRefused(NEWER)
        placing.refuse_running(target)
        _say_preview(archive, found.manifest, target)
        if not yes and not click.confirm("Khôi phục?"):
            raise stop("Chưa làm gì.")
        with placing.unpacked(found, target) as staging:
            _bring_up(staging, found.manifest, archive.name)
            aside = placing.move_in(staging, target, settings.backups)
    _say_done(target, aside, found.manifest)


def _settings(folder: Path | None) -> Settings:
    """Return the settings of the place; one whose settings are broken is what a restore is for."""
    try:
        settings = Settings.read(folder)
    except (ValueError, TypeError, OSError):
        settings = Settings(folder=Settings.place(folder))
    # Another name for the folder is no other folder: it is the real one that is moved aside.
    return replace(settings, folder=settings.folder.resolve())


def _say_preview(archive: Path, said: backup.Manifest, target: Path) -> None:
    made = clock.moment_text(said.made_at)
    click.echo(f"Bản sao lưu {archive.name}, làm lúc {made} (chương trình {said.program}, dữ liệu {said.schema}).")
    now, aside = _counts_of(target), placing.aside_of(target)
    click.echo(f"  {'':22} {'bản sao lưu':>12} {'đang có':>12}")
    for table, label in SHOWN.items():
        click.echo(f"  {label:22} {_number(said.counts, table):>12} {_number(now, table):>12}")
    if said.missing:
        click.echo(f"Lưu ý: {len(said.missing)} tệp đính kèm đã mất hoặc hỏng từ trước khi sao lưu.")
    if aside:
        click.echo(f"Dữ liệu đang có ở {target} được giữ nguyên, chuyển sang tên {aside.name}.")
    else:
        click.echo(f"Chưa có gì ở {target}.")


def _counts_of(target: Path) -> dict[str, int]:
    try:
        return snapshot.facts_of(target / DATABASE).counts
    except sqlite3.Error:  # nothing there, or nothing that can be read
        return {}


def _number(counts: dict[str, int], table: str) -> str:
    return f"{counts[table]:,}".replace(",", ".") if table in counts else "-"


def _bring_up(staging: Path, said: backup.Manifest, name: str) -> None:
    """Bring what was unpacked to the schema of this program, end its sign-ins and record the restore."""
    app = _app_on(staging)
    with app.app_context():
        try:
            if said.schema != schema.head():
                schema.migrate(None)
                reference_rows()
                searching.fill_if_empty()
                click.echo(f"Đã nâng dữ liệu từ phiên bản {said.schema} lên {schema.head()}.")
            people.end_every_sign_in()
            details = {"name": name, "made_at": said.made_at.isoformat(), "schema": said.schema}
            history.record(actor=history.Machine(), action="restore", subject="backup", details=details)
            db.session.commit()
        finally:
            db.session.remove()
            db.engine.dispose()


def _app_on(staging: Path) -> Flask:
    """Return an application on the unpacked database alone, whatever its settings or the environment say."""
    return create_app(Settings(folder=staging, secret_key=token_urlsafe(48), hosts=("localhost",), https=False))


def _say_done(target: Path, aside: Path | None, said: backup.Manifest) -> None:
    click.echo(f"Đã khôi phục vào {target}.")
    click.echo("Tài khoản và mật khẩu trở lại như lúc sao lưu; mọi người phải đăng nhập lại.")
    click.echo(
        f"Khóa liên hệ không nằm trong bản sao lưu: tự chép tệp {CONTACT_FILE} vào {target} trước khi chạy máy chủ."
    )
    if aside and (aside / CONTACT_FILE).is_file():
        click.echo(f"Khóa đang dùng trước đó: {aside / CONTACT_FILE}.")
    click.echo("Thiếu khóa ấy thì không đọc được liên hệ để trả lời người dân; mọi thứ khác vẫn dùng được.")
    if "secret_key" not in said.members:
        click.echo(
            "Khóa bí mật không nằm trong bản sao lưu: đặt lại NTH_SECRET_KEY như trước; "
            "khóa khác thì phải bật lại xác thực hai bước."
        )
    if _settings(target).database != Settings(folder=target).database:
        click.echo("Lưu ý: cấu hình (database_url) đang chỉ tới một cơ sở dữ liệu khác, không phải bản vừa khôi phục.")
    click.echo(f"Kiểm tra: nam-tinh-hinh doctor --dir {target}")
