"""``serve``: running for real."""

from pathlib import Path

import click
from flask import Flask

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli import scheduler, serving
from nam_tinh_hinh.cli.base import alone, folder_option, refuse_old_schema, stop
from nam_tinh_hinh.cli.contacts import keep_contact_key
from nam_tinh_hinh.config import Settings, UnsafeSettings

# Some wait for a paper to be drawn or for their turn to write, and keep nobody else from reading meanwhile.
THREADS = 16


@click.command()
@folder_option
@click.option("--host", help="Địa chỉ lắng nghe (mặc định 0.0.0.0; có máy đứng trước thì 127.0.0.1).")
@click.option("--port", default=8000, show_default=True, help="Cổng.")
@click.option("--threads", default=THREADS, show_default=True, help="Số luồng xử lý.")
def serve(folder: Path | None, host: str | None, port: int, threads: int) -> None:
    """Chạy máy chủ thật; từ chối khi cấu hình không an toàn và nói rõ vì sao."""
    settings = Settings.read(folder)
    try:
        app = create_app(settings)
    except UnsafeSettings as unsafe:
        raise stop(f"Chưa chạy được vì cấu hình chưa an toàn:\n{unsafe}") from unsafe
    # Behind a proxy nobody else may knock: whoever came past it could write himself another address.
    host = host or ("127.0.0.1" if settings.proxy_hops else "0.0.0.0")  # noqa: S104 - a LAN server
    with alone(app):
        with app.app_context():
            refuse_old_schema()
            keep_contact_key(app)
        click.echo(f"Đang chạy ở http://{host}:{port}/ (Ctrl+C để dừng).")
        listen(app, host, port, threads)


def listen(app: Flask, host: str, port: int, threads: int = THREADS) -> None:
    """Serve ``app`` until stopped, with its own work beside it; a taken port is said in words."""
    scheduler.start(app)
    try:
        serving.serve(app, host=host, port=port, threads=threads)
    except OSError as error:
        raise stop(f"Không mở được cổng {port}: {error.strerror or error}. Chọn cổng khác bằng --port.") from error
