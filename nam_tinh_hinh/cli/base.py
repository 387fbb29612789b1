"""What the commands share: the data folder, the application, and words for what goes wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click
from flask import Flask

from nam_tinh_hinh import create_app
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import running, schema
from nam_tinh_hinh.kernel.backup import BackupRefused
from nam_tinh_hinh.kernel.db import db

folder_option = click.option(
    "--dir",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục dữ liệu (mặc định: NTH_DIR, hoặc ./du-lieu).",
)


def stop(sentence: str) -> click.ClickException:
    """Return the error that ends a command with a sentence and exit code 1."""
    return click.ClickException(sentence)


def office_app(folder: Path | None) -> Flask:
    """Return the application for work on the server itself, where browsers' names and TLS do not matter."""
    settings = Settings.read(folder)
    if not settings.folder.is_dir() and not settings.database_url:
        raise stop(f"Chưa có thư mục dữ liệu {settings.folder}. Chạy “nam-tinh-hinh init” trước.")
    return create_app(replace(settings, hosts=settings.hosts or ("localhost",), https=False))


@contextmanager
def at_work(folder: Path | None) -> Iterator[Flask]:
    """Work in the application on a database that is up to date; commit at the end."""
    app = office_app(folder)
    with app.app_context():
        refuse_old_schema()
        yield app
        db.session.commit()


@contextmanager
def in_words() -> Iterator[None]:
    """End the command with the sentence of a backup or a restore that is refused."""
    try:
        yield
    except BackupRefused as refused:
        raise stop(str(refused)) from refused


@contextmanager
def alone(app: Flask) -> Iterator[None]:
    """Be the only server, or the only one who changes the schema, on the SQLite database of ``app``."""
    folder = app.config["FOLDER"]
    if not app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite") or not folder.is_dir():
        yield
        return
    try:
        with running.hold(folder):
            yield
    except running.Taken as taken:
        raise stop(f"Đang có máy chủ chạy trên thư mục {folder}. Hãy dừng nó rồi làm lại.") from taken


def refuse_old_schema() -> None:
    """End the command when the database is not at the program's schema."""
    if schema.revision() != schema.head():
        raise stop("Cơ sở dữ liệu chưa đúng phiên bản chương trình. Chạy “nam-tinh-hinh migrate” trước.")
