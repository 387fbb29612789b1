"""``bench``: measuring the program on this very machine, in a folder of its own; the office's data is never touched."""

import click

from nam_tinh_hinh.cli.bench.data import data
from nam_tinh_hinh.cli.bench.load import load
from nam_tinh_hinh.cli.bench.pages import pages
from nam_tinh_hinh.cli.bench.pdf import pdf
from nam_tinh_hinh.cli.bench.starting import start


@click.group()
def bench() -> None:
    """Đo phần mềm trên chính máy này (thư mục tạm riêng, không đụng dữ liệu thật)."""


bench.add_command(load)
bench.add_command(pdf)
bench.add_command(start)
bench.add_command(data)
bench.add_command(pages)
