"""``bench data``: a commune's ten years, or a province's, in a folder or a database of their own."""

import os
from dataclasses import replace
from pathlib import Path

import click
from flask import Flask

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli.base import stop
from nam_tinh_hinh.cli.bench.data import stock, writing
from nam_tinh_hinh.cli.bench.data.making import Making
from nam_tinh_hinh.cli.bench.data.sizes import SIZES, Size
from nam_tinh_hinh.cli.demonstrate import demo_settings
from nam_tinh_hinh.demo import build
from nam_tinh_hinh.kernel import passwords, schema, searching
from nam_tinh_hinh.kernel.db import db


@click.command()
@click.option("--size", type=click.Choice(list(SIZES)), default="commune", show_default=True, help="Cỡ dữ liệu.")
@click.option(
    "--dir", "folder", type=click.Path(file_okay=False, path_type=Path), required=True,
    help="Thư mục riêng cho dữ liệu đo thử.",
)  # fmt: skip
@click.option("--url", default="", help="Cơ sở dữ liệu trống (PostgreSQL), nếu không dùng SQLite trong thư mục.")
@click.option("--seed", default=1, show_default=True, help="Cùng số này thì ra cùng dữ liệu.")
@click.option("--share", default=1.0, hidden=True, help="Một phần của cỡ ấy, để thử.")
def data(size: str, folder: Path, url: str, seed: int, share: float) -> None:
    """Tạo dữ liệu mẫu lớn như thật trong thư mục riêng: 10 năm của một xã, hoặc của một tỉnh."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    password = os.environ.get("NTH_DEMO_PASSWORD") or passwords.make_one_time_code()
    app = bench_app(folder, url)
    refuse_data(app)
    made = make(app, SIZES[size].scaled(share), seed, stock.demonstration(password))
    for name, number in writing.totals(made.written).items():
        click.echo(f"{name}: {number}")
    click.echo(f"Mật khẩu chung: {password}")


def bench_app(folder: Path, url: str = "") -> Flask:
    """Return the application on the data in ``folder``, or in the database ``url``."""
    return create_app(replace(demo_settings(folder, "127.0.0.1"), database_url=url))


def refuse_data(app: Flask) -> None:
    """End the command when somebody lives in the database of ``app``."""
    with app.app_context():
        if schema.revision() is not None and not build.is_empty():
            raise stop("Cơ sở dữ liệu này đã có dữ liệu. Chọn thư mục hoặc cơ sở dữ liệu trống.")
        db.session.remove()


def make(app: Flask, size: Size, seed: int, patterns: stock.Stock) -> writing.Writer:
    """Fill the empty database of ``app`` with ``size`` of what ``patterns`` show."""
    with app.app_context():
        schema.migrate(None)
        (app.config["FOLDER"] / "minh-hoa").touch()
        click.echo("Đang tạo dữ liệu…")
        with db.engine.connect() as connection:
            made = Making(connection, patterns, size, seed, click.echo).fill()
            connection.commit()
        click.echo("Đang lập chỉ mục tìm kiếm…")
        searching.reindex()
        db.session.commit()
        return made
