"""``serve`` and ``doctor``: running for real, and asking whether all is well."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import waitress
from flask import Flask
from sqlalchemy import text

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli import scheduler
from nam_tinh_hinh.cli.base import alone, folder_option, office_app, refuse_old_schema, stop
from nam_tinh_hinh.cli.contacts import contact_problems, keep_contact_key
from nam_tinh_hinh.config import Settings, UnsafeSettings
from nam_tinh_hinh.kernel import clock, history, schema
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.shipped import FONTS
from nam_tinh_hinh.kernel.uploads import store
from nam_tinh_hinh.people.queries.issuing import broken_papers

LEAST_FREE = 500 * 1024 * 1024
FONT_FILES = ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf")


@click.command()
@folder_option
@click.option("--host", default="0.0.0.0", show_default=True, help="Địa chỉ lắng nghe.")  # noqa: S104 - a LAN server
@click.option("--port", default=8000, show_default=True, help="Cổng.")
@click.option("--threads", default=8, show_default=True, help="Số luồng xử lý.")
def serve(folder: Path | None, host: str, port: int, threads: int) -> None:
    """Chạy máy chủ thật; từ chối khi cấu hình không an toàn và nói rõ vì sao."""
    settings = Settings.read(folder)
    try:
        app = create_app(settings)
    except UnsafeSettings as unsafe:
        raise stop(f"Chưa chạy được vì cấu hình chưa an toàn:\n{unsafe}") from unsafe
    with alone(app):
        with app.app_context():
            refuse_old_schema()
            keep_contact_key(app)
        click.echo(f"Đang chạy ở http://{host}:{port}/ (Ctrl+C để dừng).")
        listen(app, host, port, threads)


def listen(app: Flask, host: str, port: int, threads: int = 8) -> None:
    """Serve ``app`` until stopped, with its own work beside it; a taken port is said in words."""
    scheduler.start(app)
    try:
        waitress.serve(
            app, host=host, port=port, threads=threads, ident=None, connection_limit=1000, channel_timeout=30,
            clear_untrusted_proxy_headers=False,
        )  # fmt: skip
    except OSError as error:
        raise stop(f"Không mở được cổng {port}: {error.strerror or error}. Chọn cổng khác bằng --port.") from error


@click.command()
@folder_option
def doctor(folder: Path | None) -> None:
    """Kiểm tra dữ liệu, nhật ký, văn bản đã ban hành, phông chữ, chỗ trống, cấu hình; mã thoát khác 0 khi có lỗi."""
    settings = Settings.read(folder)
    found = settings.problems()
    app = office_app(folder)
    with app.app_context():
        if schema.revision() == schema.head():
            found += _database_problems()
            found += contact_problems(app)
            _say_orphans()
        else:
            found.append("Cơ sở dữ liệu chưa đúng phiên bản chương trình: chạy “nam-tinh-hinh migrate”.")
        found += _machine_problems(settings.folder)
    for sentence in found:
        click.echo(f"LỖI: {sentence}")
    if found:
        raise SystemExit(1)
    click.echo("Mọi thứ đều ổn.")


def _say_orphans() -> None:
    """List files without a row: they harm nothing, so they are no fault."""
    for path in store.orphans():
        click.echo(f"Lưu ý: tệp không thuộc hồ sơ nào, có thể xóa: {path}")


def _database_problems() -> Iterator[str]:
    if db.engine.dialect.name == "sqlite":
        said = db.session.scalars(text("PRAGMA integrity_check")).all()
        yield from (f"Cơ sở dữ liệu hỏng: {line}" for line in said if line != "ok")
        strays = db.session.execute(text("PRAGMA foreign_key_check")).all()
        yield from (f"Dòng mồ côi trong bảng {row[0]} (dòng {row[1]})." for row in strays)
    yield from history.broken_links()
    yield from store.problems()
    yield from broken_papers()
    newest = db.session.scalar(db.select(history.Event).order_by(history.Event.id.desc()).limit(1))
    if newest and newest.at > clock.now():
        yield f"Đồng hồ máy chủ chạy lùi: dòng nhật ký mới nhất ghi {clock.moment_text(newest.at)}."


def _machine_problems(folder: Path) -> Iterator[str]:
    yield from (f"Thiếu phông chữ in {name}." for name in FONT_FILES if not (FONTS / name).is_file())
    if folder.is_dir() and (free := shutil.disk_usage(folder).free) < LEAST_FREE:
        yield f"Sắp hết chỗ trống: còn {free // 1024 // 1024} MB ở {folder}."
