"""``demo``: one command from nothing to a filled, running program."""

import os
import tempfile
from pathlib import Path

import click
from flask import Flask

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli.base import alone, stop
from nam_tinh_hinh.cli.run import listen
from nam_tinh_hinh.config import CONTACT_FILE, SECRET_FILE, Settings, make_key
from nam_tinh_hinh.demo import build
from nam_tinh_hinh.demo.people import ACCOUNTS, MORE
from nam_tinh_hinh.kernel import passwords, schema, searching
from nam_tinh_hinh.kernel.db import db

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ lắng nghe.")
@click.option("--port", default=8000, show_default=True, help="Cổng.")
@click.option(
    "--dir", "folder", type=click.Path(file_okay=False, path_type=Path), help="Thư mục dữ liệu (mặc định: thư mục tạm)."
)
def demo(host: str, port: int, folder: Path | None) -> None:
    """Chạy thử ngay với một phường minh họa và các mô hình thật đã công bố."""
    folder = folder or Path(tempfile.mkdtemp(prefix="nam-tinh-hinh-"))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    app = create_app(demo_settings(folder, host))
    with alone(app):
        _say(fill(app, folder), host, port)
        listen(app, host, port)


def demo_settings(folder: Path, host: str) -> Settings:
    """Return the settings of a demonstration in ``folder``, reachable by the names of ``host``."""
    hosts = (host, *LOOPBACK) if host in LOOPBACK else ()
    return Settings(folder=folder.absolute(), demo=True, hosts=hosts, **_keys(folder))


def _keys(folder: Path) -> dict[str, str]:
    # Kept with the data: what was sealed under them (a second factor, a contact) is readable after a restart.
    return {name: make_key(folder / name) for name in (SECRET_FILE, CONTACT_FILE)}


def fill(app: Flask, folder: Path) -> str | None:
    """Migrate and fill the demonstration's database; return its password, None when it was filled earlier."""
    password = os.environ.get("NTH_DEMO_PASSWORD") or passwords.make_one_time_code()
    with app.app_context():
        if schema.revision() is not None and not (folder / "minh-hoa").exists():
            raise stop(f"{folder} đã có cơ sở dữ liệu thật. Chọn thư mục khác cho bản minh họa.")
        schema.migrate(app.config["BACKUPS"])
        (folder / "minh-hoa").touch()
        if not build.is_empty():
            searching.fill_if_empty()  # a demonstration made by a program without search
            db.session.commit()
            return None
        build.build(password)
    return password


def _say(password: str | None, host: str, port: int) -> None:
    click.echo(f"Bản minh họa: http://{host}:{port}/")
    click.echo("Tài khoản:")
    for username, (name, positions) in (ACCOUNTS | MORE).items():
        roles = ", ".join(role.label for _unit, role, _title in positions)
        click.echo(f"  {username:11} {name} ({roles})")
    click.echo(f"Mật khẩu chung: {password}" if password else "Mật khẩu: như lần chạy đầu ở thư mục này.")
    click.echo("Ctrl+C để dừng.")
