"""``due``: which reports are being waited for, what opens next; and opening by hand what the running server opens."""

from datetime import timedelta
from pathlib import Path

import click

from nam_tinh_hinh.cli.base import at_work, folder_option
from nam_tinh_hinh.cli.scheduler import open_now
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.reporting.queries import schedule
from nam_tinh_hinh.reporting.standing import countdown_words

LONG_AGO = timedelta(days=60)
MOST_COMING = 10


@click.command("due")
@folder_option
@click.option("--open", "opens", is_flag=True, help="Mở ngay các kỳ đã đến lúc mở (máy chủ đang chạy tự làm mỗi phút).")
def due(folder: Path | None, opens: bool) -> None:
    """Xem kỳ báo cáo đang mở, còn bao nhiêu đơn vị chưa nộp, kỳ nào sắp mở."""
    with at_work(folder):
        if opens:
            _say_opened(list(open_now()))
        _say_open()
        _say_coming()


def _say_opened(titles: list[str]) -> None:
    click.echo(f"Đã mở {len(titles)} kỳ báo cáo." if titles else "Không có kỳ nào đến lúc mở mà chưa mở.")
    for title in titles:
        click.echo(f"  {title}")


def _say_open() -> None:
    now = clock.now()
    found = schedule.open_periods(now - LONG_AGO)
    click.echo("Đang chờ nộp:" if found else "Không có kỳ báo cáo nào đang chờ nộp.")
    for one in found:
        when = f"hạn {clock.moment_text(one.period.due_at)}" if one.period.due_at else "không đặt hạn"
        left = countdown_words(one.period.due_at, now)
        click.echo(f"  {one.period.title}: {when}{f' ({left})' if left else ''}")
        click.echo(f"    {one.owed} đơn vị: {one.sent} đã nộp, {one.missing} chưa nộp, {one.exempt} được miễn.")


def _say_coming() -> None:
    found = schedule.coming_openings(clock.now())
    click.echo("Sắp mở:" if found else "Chưa áp dụng chế độ báo cáo nào có lịch: chưa có kỳ nào sắp mở.")
    for regime, slot in found[:MOST_COMING]:
        plan = f" ({regime.plan}, {regime.clause})" if regime.plan else ""
        opens = clock.moment_text(slot.opens_at)
        click.echo(f"  {regime.label}, {slot.span.label}{plan}: mở {opens}, hạn {clock.moment_text(slot.due_at)}")
