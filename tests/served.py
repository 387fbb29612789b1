"""A real Chromium on a real server process."""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from nam_tinh_hinh.cli.bench.server import free_port
from tests.demonstration import PASSWORD, copy_to

# The first draws nothing for a screen: half the work for the same pages.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _absent(why: str) -> None:
    if os.environ.get("NTH_REQUIRE_BROWSER") == "1":
        pytest.fail(f"NTH_REQUIRE_BROWSER=1, but {why}")
    pytest.skip(why)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        _absent("no Chromium on this machine (Debian: apt install chromium-headless-shell)")
    with sync_api.sync_playwright() as play:
        sync_api.expect.set_options(timeout=30_000)  # as the browser waits for what it acts upon: the machine is busy
        running = play.chromium.launch(executable_path=found, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def prepared() -> Callable[[Path], None]:
    """Return what fills the folder before the demonstration starts there."""
    return copy_to


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, prepared: Callable[[Path], None]) -> Iterator[str]:
    """The address of a demonstration running in a process of its own."""
    folder = tmp_path_factory.mktemp("minh-hoa")
    prepared(folder)
    with serving(
        folder / "server.log", lambda port: ["nam_tinh_hinh", "demo", "--port", port, "--dir", str(folder)]
    ) as address:
        yield address


@contextmanager
def serving(log: Path, module: Callable[[str], list[str]], **environment: str) -> Iterator[str]:
    """Run the server ``python -m module(port)``, which writes to ``log``, and give its address once it answers."""
    port = str(free_port())
    said = {"NTH_DEMO_PASSWORD": PASSWORD, "PYTHONPATH": os.pathsep.join(one for one in sys.path if one)}
    with log.open("w") as out:
        command = [sys.executable, "-m", *module(port)]
        process = subprocess.Popen(command, stdout=out, stderr=out, env=os.environ | said | environment)
        try:
            await_answer(f"http://127.0.0.1:{port}", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)


def await_answer(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(1800):
        with suppress(OSError):
            assert urllib.request.urlopen(f"{address}/healthz", timeout=2).read() == b"ok"
            return
        assert process.poll() is None, log.read_text("utf-8")
        time.sleep(0.1)
    raise AssertionError("the demonstration did not answer in 180 s")


@pytest.fixture
def person(chromium: Any, server: str) -> Iterator[Callable[[str], Any]]:
    """Return a function that gives the page of a signed-in person, each in a browser profile of his own."""
    complaints: list[str] = []
    contexts = []

    def sign_in(username: str, **options: Any) -> Any:
        context = chromium.new_context(base_url=server, locale="vi-VN", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{username}: {error}"))
        page.on(
            "console", lambda line: complaints.append(f"{username}: {line.text}") if "Content" in line.text else None
        )
        page.goto("/dang-nhap")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.get_by_role("heading", name="Việc của tôi").wait_for()
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert complaints == []
