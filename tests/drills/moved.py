"""The program as it is served, on a machine whose clock a test moves: ``python -m tests.drills.moved PORT DIR``.

The file ``moved`` of the folder says by how many seconds. The program itself has no such door, nor is a second server
let in beside it as this one is.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli.demonstrate import demo_settings
from nam_tinh_hinh.cli.run import listen
from nam_tinh_hinh.kernel import clock
from tests.served import serving

MOVED = "moved"


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Run such a server on a filled folder; give its address."""
    move(folder, timedelta())
    with serving(folder / "moved.log", lambda port: ["tests.drills.moved", port, str(folder)]) as address:
        yield address


def move(folder: Path, by: timedelta) -> None:
    """Let the server's clock be off by ``by`` from now on."""
    new = folder / f"{MOVED}.new"
    new.write_text(str(by.total_seconds()), "ascii")
    new.replace(folder / MOVED)


def main(port: int, folder: Path) -> None:
    """Serve the filled folder until ended."""
    real = clock.machine

    def machine() -> datetime:
        return real() + timedelta(seconds=float((folder / MOVED).read_text("ascii")))

    clock.machine = machine
    listen(create_app(demo_settings(folder, "127.0.0.1")), "127.0.0.1", port)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
