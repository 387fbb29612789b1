"""``backup`` and ``backup-key``: a copy of everything in one file, and the keys that only its owner keeps."""

from pathlib import Path

import click

from nam_tinh_hinh.cli.base import at_work, folder_option, in_words
from nam_tinh_hinh.kernel import backup
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.kernel.uploads import size_text


@click.command("backup")
@folder_option
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), help="Nơi cất (mặc định: như đã đặt ở backup_dir)."
)
def backup_command(folder: Path | None, into: Path | None) -> None:
    """Sao lưu cơ sở dữ liệu và tệp đính kèm thành một tệp; máy chủ vẫn chạy được."""
    with at_work(folder) as app, in_words():
        made = backup.make_recorded(actor=Machine(), into=into.absolute() if into else None)
        db.session.commit()
        click.echo(f"Đã sao lưu và đọc lại được: {made.path} ({size_text(made.size)}).")
        if made.sealed:
            click.echo("Bản này đã mã hóa: chỉ người giữ khóa riêng mở được.")
        elif not app.config["BACKUP_RECIPIENTS"]:
            click.echo("Bản này chưa mã hóa: ai cầm tệp cũng đọc được. Cách mã hóa: nam-tinh-hinh backup-key.")
        click.echo("Khóa liên hệ (contact_key) không nằm trong bản sao lưu: cất một bản ở nơi khác.")


@click.command("backup-key")
def backup_key() -> None:
    """Tạo một cặp khóa để mã hóa bản sao lưu; chỉ in ra, không lưu ở đâu cả."""
    public, private = backup.new_key()
    click.echo("Khóa công khai, ghi vào settings.toml trên máy chủ:")
    click.echo(f'  backup_recipients = ["{public}"]')
    click.echo("Khóa riêng, chép vào một tệp trên USB cất trong két, không để ở máy chủ:")
    click.echo(f"  {private}")
    click.echo("Mất khóa riêng thì không mở được bản sao lưu nào đã mã hóa. Khóa này không hiện lại lần nữa.")
