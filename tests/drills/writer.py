"""Some of sixteen writers, in a process of their own: ``python -m tests.drills.writer FOLDER THREADS TIMES``.

Each writer issues papers of one unit: reads the next number, takes it, commits. What went wrong is printed.
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flask import Flask

from nam_tinh_hinh import create_app
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel.db import db
from tests.people.issuing import issued
from tests.world import World


def write(app: Flask, times: int) -> int:
    """Issue so many papers, each in a transaction of its own; return how many."""
    with app.app_context():
        for _time in range(times):
            issued(World(app))
            db.session.remove()
    return times


def main(folder: Path, threads: int, times: int) -> None:
    url = os.environ.get("NTH_DATABASE_URL", "")
    app = create_app(Settings(folder=folder, database_url=url, secret_key="t" * 48, contact_key="c" * 48, testing=True))
    with ThreadPoolExecutor(threads) as pool:
        print(sum(pool.map(write, [app] * threads, [times] * threads)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
