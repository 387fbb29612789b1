"""The command line: ``nam-tinh-hinh …``, and the same commands under ``flask``."""

import sys
from typing import Any

import click

from nam_tinh_hinh import __version__
from nam_tinh_hinh.cli.accounts import unit, user
from nam_tinh_hinh.cli.backing_up import backup_command, backup_key
from nam_tinh_hinh.cli.base import stop
from nam_tinh_hinh.cli.bench import bench
from nam_tinh_hinh.cli.contacts import erase_contacts
from nam_tinh_hinh.cli.copying import copy_to
from nam_tinh_hinh.cli.demonstrate import demo
from nam_tinh_hinh.cli.doctor import doctor
from nam_tinh_hinh.cli.due import due
from nam_tinh_hinh.cli.install import init, migrate
from nam_tinh_hinh.cli.reindex import reindex
from nam_tinh_hinh.cli.restoring import restore
from nam_tinh_hinh.cli.run import serve
from nam_tinh_hinh.config import UnsafeSettings
from nam_tinh_hinh.kernel.schema import Unfit

COMMANDS = (
    demo, init, serve, user, unit, doctor, migrate, erase_contacts, due, backup_command, backup_key, restore, copy_to,
    bench,
    reindex,
)  # fmt: skip


class Commands(click.Group):
    """The commands; settings that no command can go by end each of them in words."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UnsafeSettings as unsafe:
            raise stop(f"Chưa làm được vì cấu hình:\n{unsafe}") from unsafe
        except Unfit as unfit:
            raise stop(str(unfit)) from unfit
        except ModuleNotFoundError as missing:
            if missing.name != "psycopg":
                raise
            raise stop("Để dùng PostgreSQL, cài thêm: pip install 'nam-tinh-hinh[postgres]'") from missing


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="nam-tinh-hinh")
def group() -> None:
    """Nắm tình hình: “Dân vận khéo” và tình hình Nhân dân cho một xã, phường."""


for command in COMMANDS:
    group.add_command(command)


def main() -> None:
    """Run the command line; a Windows console that knows no Vietnamese gets UTF-8 all the same."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    group()
