"""``init`` and ``migrate``: a new installation, and an existing one brought up to date."""

import json
from dataclasses import replace
from pathlib import Path

import click

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli.base import alone, folder_option, in_words, office_app, stop
from nam_tinh_hinh.cli.contacts import keep_contact_key
from nam_tinh_hinh.config import CONTACT_FILE, SECRET_FILE, SETTINGS_FILE, Settings, make_key
from nam_tinh_hinh.emulation import seed as emulation_seed
from nam_tinh_hinh.emulation import services as emulation
from nam_tinh_hinh.kernel import backup, clock, schema, searching
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.people import seed as people_seed
from nam_tinh_hinh.people import services as people
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.tables import UnitKind, User
from nam_tinh_hinh.reporting import seed as reporting_seed
from nam_tinh_hinh.situation import seed as situation_seed


@click.command()
@folder_option
@click.option("--commune", prompt="Tên xã, phường (ví dụ: Phường Thuận Thành)", help="Tên xã, phường.")
@click.option("--province", prompt="Tên tỉnh, thành phố (ví dụ: Tỉnh Bắc Ninh)", help="Tên tỉnh, thành phố.")
@click.option(
    "--admin", "username", prompt="Tên đăng nhập của quản trị", default="quantri", help="Tên đăng nhập của quản trị."
)
@click.option("--admin-name", prompt="Họ tên quản trị", help="Họ tên quản trị.")
@click.option(
    "--hosts",
    prompt="Tên hoặc địa chỉ máy chủ mà trình duyệt sẽ gõ, cách nhau dấu phẩy",
    help="Tên máy chủ, cách nhau dấu phẩy.",
)
@click.option(
    "--https/--no-https", prompt="Có HTTPS (TLS) phía trước không?", default=False, help="Có TLS phía trước hay không."
)
def init(
    folder: Path | None, commune: str, province: str, username: str, admin_name: str, hosts: str, https: bool
) -> None:
    """Tạo thư mục dữ liệu, đơn vị đầu tiên và tài khoản quản trị; in mã dùng một lần."""
    settings = Settings.read(folder)
    if _is_installed(settings.folder):
        raise stop(f"{settings.folder} đã được cài đặt. Không ghi đè; hãy chọn thư mục khác.")
    names = tuple(host.strip() for host in hosts.split(",") if host.strip())
    _write_files(settings.folder, names, https)
    app = create_app(replace(Settings.read(settings.folder), hosts=names, https=https))
    with app.app_context():
        schema.migrate(settings.backups)
        code = _first_rows(commune.strip(), province.strip(), username, admin_name)
        db.session.commit()
    _say_done(settings.folder, username, code)


def _is_installed(folder: Path) -> bool:
    """Tell whether ``folder`` has an installation; one that was cut off before its first account is begun anew."""
    if not (folder / SETTINGS_FILE).exists():
        return False
    with office_app(folder).app_context():
        return schema.revision() is not None and bool(db.session.scalar(db.select(User.id).limit(1)))


def _write_files(folder: Path, hosts: tuple[str, ...], https: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)  # accounts and people's words lie here: for the server's own account only
    for name in (SECRET_FILE, CONTACT_FILE):
        make_key(folder / name)
    lines = [f"hosts = {json.dumps(list(hosts))}", f"https = {str(https).lower()}"]
    lines += ["proxy_hops = 1"] if https else []
    lines += ["idle_minutes = 15", ""]  # as a system of level 2 has to (docs/security.md)
    (folder / SETTINGS_FILE).write_text("\n".join(lines), "utf-8")


def reference_rows() -> None:
    """Add the reference rows of every room that are missing; those that are there stay as the commune has them."""
    for room in (people_seed, emulation_seed, situation_seed, reporting_seed):
        room.seed()


def _first_rows(commune: str, province: str, username: str, admin_name: str) -> str:
    reference_rows()
    kinds = {kind.code: kind for kind in db.session.scalars(db.select(UnitKind))}
    inside = people_seed.in_a_sentence(commune)
    committee = people.add_unit(kind=kinds["party_committee"], name=f"Đảng ủy {inside}", symbol="ĐU")
    steering = people.add_unit(
        kind=kinds["steering_committee"], parent=committee, symbol="BCĐ",
        name=f"Ban Chỉ đạo phong trào thi đua “Dân vận khéo” {inside}",
    )  # fmt: skip
    place = commune.split(" ", 1)[-1]
    people_seed.print_settings(steering, commune=commune, province=province, place=place)
    emulation.open_campaign(actor=Machine(), year=clock.today().year)
    admin, code = people.add_user(actor=Machine(), username=username, name=admin_name)
    people.appoint(user=admin, unit=committee, role=Role.ADMIN, title="Quản trị hệ thống")
    return code


def _say_done(folder: Path, username: str, code: str) -> None:
    click.echo(f"Đã cài đặt vào {folder}.")
    click.echo(f"Tài khoản quản trị: {username}")
    click.echo(f"Mã dùng một lần (72 giờ, đổi ngay khi đăng nhập): {code}")
    click.echo(f"Chạy máy chủ: nam-tinh-hinh serve --dir {folder}")


@click.command()
@folder_option
def migrate(folder: Path | None) -> None:
    """Đưa cơ sở dữ liệu lên phiên bản của chương trình; sao lưu trước đó."""
    app = office_app(folder)
    with alone(app), app.app_context(), in_words():
        made = schema.migrate(app.config["BACKUPS"])
        reference_rows()
        searching.fill_if_empty()
        keep_contact_key(app)
        if made:
            backup.record(made, actor=Machine())
        db.session.commit()
        click.echo(f"Bản sao lưu trước khi nâng: {made.path}" if made else "Không cần sao lưu trước.")
        click.echo(f"Cơ sở dữ liệu ở phiên bản {schema.revision()}.")
