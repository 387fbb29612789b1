"""``reindex``: the index of search made anew from the rows."""

from pathlib import Path

import click

from nam_tinh_hinh.cli.base import at_work, folder_option
from nam_tinh_hinh.kernel import searching
from nam_tinh_hinh.kernel.counts import count_text


@click.command("reindex")
@folder_option
def reindex(folder: Path | None) -> None:
    """Lập lại chỉ mục tìm kiếm từ dữ liệu (khi “doctor” báo chỉ mục sai, hoặc sau khi nạp dữ liệu hàng loạt)."""
    with at_work(folder):
        made = searching.reindex()
    click.echo(f"Đã lập chỉ mục tìm kiếm: {count_text(made)} mục.")
