"""``copy-to``: a commune that grows moves from its SQLite file to PostgreSQL."""

from dataclasses import replace
from pathlib import Path

import click
from flask import Flask
from sqlalchemy.exc import DBAPIError

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli.base import alone, folder_option, office_app, refuse_old_schema, stop
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import copying, schema
from nam_tinh_hinh.kernel.db import db


@click.command("copy-to")
@folder_option
@click.option("--commune", default="", help="Tên của xã trong cơ sở dữ liệu mà nhiều xã dùng chung.")
@click.argument("url")
def copy_to(folder: Path | None, url: str, commune: str) -> None:
    """Chép dữ liệu từ SQLite sang PostgreSQL ở URL (postgresql://…), đối chiếu từng bảng; tệp SQLite giữ nguyên."""
    source = office_app(folder)
    said = replace(Settings.read(folder), database_url=url, commune=commune, hosts=("localhost",), https=False)
    target = create_app(said)
    with alone(source):
        _refuse_others(source, target)
        try:
            rows = _copy(source, target)
        except copying.CopyRefused as refused:
            raise stop(str(refused)) from refused
        except DBAPIError as error:
            raise stop(f"PostgreSQL không nhận: {error.orig}") from error
    click.echo(f"Đã chép và đối chiếu {rows} dòng. Tệp đính kèm vẫn ở thư mục uploads.")
    if commune:
        click.echo(f'Ghi commune = "{commune}" vào settings.toml, hoặc đặt NTH_COMMUNE={commune}.')
    click.echo("Từ nay ghi địa chỉ này vào NTH_DATABASE_URL hoặc database_url của settings.toml, rồi chạy “serve”.")


def _refuse_others(source: Flask, target: Flask) -> None:
    kinds = []
    for app in (source, target):
        with app.app_context():
            kinds.append(db.engine.dialect.name)
    if kinds != ["sqlite", "postgresql"]:
        raise stop("Lệnh này chỉ chép từ SQLite sang PostgreSQL (URL bắt đầu bằng postgresql://).")
    with source.app_context():
        refuse_old_schema()


def _copy(source: Flask, target: Flask) -> int:
    """Copy everything in one transaction; return the number of rows."""
    with target.app_context():
        schema.migrate(None)
        engine = db.engine
    rows = 0
    with source.app_context(), db.engine.connect() as old, engine.begin() as new:
        for one in copying.copy(old, new, db.metadata.sorted_tables):
            click.echo(f"{one.table}: {one.rows} dòng, khớp")
            rows += one.rows
    return rows
