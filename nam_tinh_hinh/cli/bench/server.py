"""A server of its own to be measured: the demonstration's, in a process and on a port of its own."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

STARTS_WITHIN = 120.0
LOG = "server.log"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Run a server on a filled ``folder`` as ``begun`` does; give its address."""
    with begun(folder) as (address, _pid):
        yield address


@contextmanager
def begun(folder: Path) -> Iterator[tuple[str, int]]:
    """Run a server on a filled ``folder``; give its address and its process. It says what it says in ``server.log``.

    Raises ``ConnectionError`` when it does not answer within two minutes.
    """
    port = free_port()
    command = [sys.executable, "-m", "nam_tinh_hinh", "demo", "--port", str(port), "--dir", str(folder)]
    with (folder / LOG).open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603 - our own command
        try:
            await_answer(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()
            process.wait(30)


def await_answer(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the server of ``process`` answers. Raises ``ConnectionError`` when it does not within two minutes."""
    ends = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < ends and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"{address}/healthz", timeout=2):  # noqa: S310 - our own address
            return
        time.sleep(0.1)
    raise ConnectionError(f"no server at {address}")
