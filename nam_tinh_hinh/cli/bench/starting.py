"""``bench start``: from the command to the first page, beside a web server that has nothing to do; memory in use."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click

from nam_tinh_hinh.cli.base import stop
from nam_tinh_hinh.cli.bench import crowd, memory, office
from nam_tinh_hinh.cli.bench.person import Person
from nam_tinh_hinh.cli.bench.server import LOG, STARTS_WITHIN, free_port

PAGE = "/dang-nhap"
PATHS = ("/", "/dan-van-kheo/", "/bao-cao/", "/phan-anh/", "/tong-quan", "/huong-dan")
PAPERS = 4
BARE = f"""
import sys, waitress
from flask import Flask
app = Flask("bare")
app.add_url_rule("{PAGE}", view_func=lambda: "trang")
waitress.serve(app, host="127.0.0.1", port=int(sys.argv[1]))
"""


@dataclass(frozen=True)
class Start:
    """A server's first page: after so many seconds by the clock, and by the processor where that is known."""

    seconds: float
    work: float | None


@dataclass(frozen=True)
class Started:
    """Each start, of ours and of an empty server; what is held then and after ``asked`` answers."""

    ours: tuple[Start, ...]
    bare: tuple[Start, ...]
    fresh: tuple[memory.Held, ...]
    used: tuple[memory.Held, ...]
    asked: int


@click.command()
@click.option("--times", default=5, show_default=True, type=click.IntRange(1, 100), help="Số lần khởi động.")
@click.option("--requests", default=500, show_default=True, type=click.IntRange(1), help="Số trang hỏi để đo bộ nhớ.")
def start(times: int, requests: int) -> None:
    """Đo khởi động: bao lâu từ lệnh “serve” đến trang đầu tiên, và bộ nhớ sau khi dùng."""
    with tempfile.TemporaryDirectory(prefix="nam-tinh-hinh-do-") as folder:
        click.echo("Đang tạo phường minh họa…")
        try:
            result = measured(Path(folder), times, requests)
        except OSError as error:
            raise stop(f"Không đo được: {error}") from error
    for line in words(result):
        click.echo(line)


def measured(folder: Path, times: int, requests: int) -> Started:
    """Fill ``folder`` and start servers on it, one after the other; the last one is asked for ``requests`` pages."""
    return started(folder, office.build(folder, 1).password, times, requests)


def started(folder: Path, password: str, times: int, requests: int) -> Started:
    """Start servers on a filled ``folder``, whose people have ``password``."""
    with _server(folder, _ours(folder)):
        pass  # the sources are compiled, as an installer does
    ours: list[Start] = []
    bare: list[Start] = []
    while True:
        with _server(folder, [sys.executable, "-c", BARE]) as (_address, pid, seconds):
            bare.append(Start(seconds, memory.worked(pid)))
        with _server(folder, _ours(folder)) as (address, pid, seconds):
            ours.append(Start(seconds, memory.worked(pid)))
            if len(ours) == times:
                fresh = memory.held(pid)
                asked = _use(address, password, requests)
                return Started(tuple(ours), tuple(bare), fresh, memory.held(pid), asked)


def _ours(folder: Path) -> list[str]:
    return [sys.executable, "-m", "nam_tinh_hinh", "serve", "--host", "127.0.0.1", "--dir", str(folder), "--port"]


@contextmanager
def _server(folder: Path, command: Sequence[str]) -> Iterator[tuple[str, int, float]]:
    """Run ``command``, which is given a port at its end; give its address, its process, and the seconds it took.

    Raises ``ConnectionError`` when it does not answer within two minutes.
    """
    port = free_port()
    with (folder / LOG).open("w") as log:
        began = time.monotonic()
        process = subprocess.Popen([*command, str(port)], stdout=log, stderr=log, env=_environment(folder))  # noqa: S603
        try:
            seconds = _until_answered(f"http://127.0.0.1:{port}", process) - began
            yield f"http://127.0.0.1:{port}", process.pid, seconds
        finally:
            process.terminate()
            process.wait(30)


def _environment(folder: Path) -> dict[str, str]:
    ours = {"NTH_HOSTS": "127.0.0.1", "NTH_HTTPS": "0", "PYTHONPYCACHEPREFIX": str(folder / "bien-dich")}
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | ours


def _until_answered(address: str, process: "subprocess.Popen[bytes]") -> float:
    """Return the moment at which the first page had come."""
    ends = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < ends and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(address + PAGE, timeout=30) as page:  # noqa: S310 - our own
            page.read()
            return time.monotonic()
        time.sleep(0.02)
    raise ConnectionError(f"no server at {address}")


def _use(address: str, password: str, requests: int) -> int:
    """Let one person open pages and some papers; return how many answers came."""
    person = Person(address)
    person.sign_in(office.PRINTER, password)
    for turn in range(requests):
        person.get(PATHS[turn % len(PATHS)])
    for _turn in range(PAPERS):
        person.get(crowd.PAPER)
    return sum(one.code < 400 for one in person.asked)


def words(one: Started) -> list[str]:
    """Return what was measured in sentences, one a line."""
    ours, bare = (median(start.seconds for start in starts) for starts in (one.ours, one.bare))
    return [
        f"Từ lệnh “serve” đến trang đầu tiên: {_said(one.ours)} (giữa {len(one.ours)} lần).",
        f"Flask và waitress trống, cùng lúc: {_said(one.bare)}; của ta gấp {ours / bare:.1f} lần.",
        f"Lúc mới chạy. {memory.words(one.fresh)}",
        f"Sau {one.asked} câu trả lời. {memory.words(one.used)}",
    ]


def _said(starts: Sequence[Start]) -> str:
    seconds = sorted(start.seconds for start in starts)
    known = [start.work for start in starts if start.work is not None]
    work = f", trong đó bộ xử lý làm {median(known):.2f} s" if known else ""
    return f"{median(seconds):.2f} s, từ {seconds[0]:.2f} đến {seconds[-1]:.2f} s{work}"
