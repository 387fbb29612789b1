"""``user`` and ``unit``: accounts and units from the server's own command line."""

from pathlib import Path

import click

from nam_tinh_hinh.cli.base import at_work, folder_option, stop
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.people import queries, services
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.services import second_factor
from nam_tinh_hinh.people.tables import Unit, UnitKind, User


@click.group()
def user() -> None:
    """Thêm, khóa tài khoản, cấp lại mã."""


@user.command("add")
@folder_option
@click.argument("username")
@click.option("--name", required=True, help="Họ và tên.")
@click.option("--unit", "unit_name", required=True, help="Tên đơn vị (xem: nam-tinh-hinh unit list).")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True, help="Vai trò.")
@click.option("--title", default="", help="Chức vụ in trên màn hình.")
def add(folder: Path | None, username: str, name: str, unit_name: str, role: str, title: str) -> None:
    """Thêm tài khoản USERNAME, hoặc giao thêm vị trí cho tài khoản đã có."""
    with at_work(folder):
        unit, account = _unit(unit_name), queries.user_by_name(username)
        code = None
        if account is None:
            account, code = services.add_user(actor=Machine(), username=username, name=name)
        services.appoint(user=account, unit=unit, role=Role(role), title=title)
        click.echo(f"{account.username}: {Role(role).label}, {unit.name}.")
        if code:
            click.echo(f"Mã dùng một lần (72 giờ): {code}")


@user.command("disable")
@folder_option
@click.argument("username")
def disable(folder: Path | None, username: str) -> None:
    """Khóa tài khoản USERNAME; mọi nơi đang đăng nhập bị đăng xuất ngay."""
    with at_work(folder):
        services.disable(actor=Machine(), user=_user(username))
        click.echo(f"Đã khóa tài khoản {username}.")


@user.command("reset")
@folder_option
@click.argument("username")
def reset(folder: Path | None, username: str) -> None:
    """Cấp mã dùng một lần mới cho USERNAME (mở lại nếu đang khóa)."""
    with at_work(folder):
        code = services.reset_password(actor=Machine(), user=_user(username))
        click.echo(f"Mã dùng một lần (72 giờ): {code}")


@user.command("second-factor-off")
@folder_option
@click.argument("username")
def second_factor_off(folder: Path | None, username: str) -> None:
    """Tắt xác thực hai bước của USERNAME (mất điện thoại mà không còn quản trị nào khác)."""
    with at_work(folder):
        second_factor.switch_off(actor=Machine(), user=_user(username))
        click.echo(f"Đã tắt xác thực hai bước của {username}.")


def _user(username: str) -> User:
    if found := queries.user_by_name(username):
        return found
    raise stop(f"Không có tài khoản “{username}”.")


def _unit(name: str) -> Unit:
    found = [unit for unit in queries.units_in_force(clock.today()) if unit.name.casefold() == name.casefold()]
    if found:
        return found[0]
    raise stop(f"Không có đơn vị “{name}”. Xem: nam-tinh-hinh unit list.")


@click.group()
def unit() -> None:
    """Thêm và xem đơn vị."""


@unit.command("add")
@folder_option
@click.argument("name")
@click.option("--kind", required=True, help="Mã loại đơn vị (xem: nam-tinh-hinh unit kinds).")
@click.option("--parent", help="Tên đơn vị cấp trên.")
@click.option("--symbol", default="", help="Ký hiệu dùng trong số văn bản.")
def add_unit(folder: Path | None, name: str, kind: str, parent: str | None, symbol: str) -> None:
    """Thêm đơn vị NAME."""
    with at_work(folder):
        row = db.session.scalar(db.select(UnitKind).filter_by(code=kind))
        if row is None:
            raise stop(f"Không có loại đơn vị “{kind}”. Xem: nam-tinh-hinh unit kinds.")
        services.add_unit(kind=row, name=name, parent=_unit(parent) if parent else None, symbol=symbol)
        click.echo(f"Đã thêm đơn vị {name}.")


@unit.command("list")
@folder_option
def list_units(folder: Path | None) -> None:
    """Liệt kê các đơn vị đang hoạt động."""
    with at_work(folder):
        for row in queries.units_in_force(clock.today()):
            click.echo(row.name)


@unit.command("kinds")
@folder_option
def list_kinds(folder: Path | None) -> None:
    """Liệt kê mã các loại đơn vị."""
    with at_work(folder):
        for row in db.session.scalars(db.select(UnitKind).order_by(UnitKind.position)):
            click.echo(f"{row.code:20} {row.label}")
