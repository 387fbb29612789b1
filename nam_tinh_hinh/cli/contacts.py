"""``erase-contacts``, and the key of the contacts for replies: made once."""

from pathlib import Path

import click
from flask import Flask

from nam_tinh_hinh.cli.base import at_work, folder_option
from nam_tinh_hinh.config import CONTACT_FILE, make_key
from nam_tinh_hinh.situation.queries import contacts as queries
from nam_tinh_hinh.situation.services import contacts


def keep_contact_key(app: Flask) -> None:
    """Make the key of an installation that has none yet.

    While contacts lie sealed under a lost key none is made: the old one may still be put back.
    """
    if not app.config["CONTACT_KEY"] and not queries.sealed_ids():
        app.config["CONTACT_KEY"] = make_key(app.config["FOLDER"] / CONTACT_FILE)


@click.command("erase-contacts")
@folder_option
@click.option("--unreadable", is_flag=True, help="Xóa cả liên hệ không đọc được nữa vì mất khóa.")
def erase_contacts(folder: Path | None, unreadable: bool) -> None:
    """Xóa liên hệ để trả lời đã hết hạn giữ (máy chủ đang chạy tự làm mỗi ngày)."""
    with at_work(folder) as app:
        number = contacts.erase_due()
        if unreadable:
            number += contacts.erase_unreadable(key=app.config["CONTACT_KEY"])
        click.echo(f"Đã xóa {number} liên hệ.")
