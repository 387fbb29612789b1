"""How long finding takes as data grow: ``python -m tests.bench_search [observations] [database URL]``.

Fills an own database with the demonstration's words, then asks as four people of different reach: the median and the
slowest of some usual questions, the whole page and the statements that find, against a page that finds nothing (ratio).
"""

import random
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from flask import Flask
from sqlalchemy import insert, select, text

from nam_tinh_hinh import create_app
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.demo import build as demonstration
from nam_tinh_hinh.kernel import clock, passwords, schema, searching
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.situation.tables import Observation
from tests.browser import PASSWORD, Browser

ASKED = (
    "đường", "thoat nuoc", "vệ sinh môi trường", '"đèn chiếu sáng"', "hội phụ nữ", "kenh muong b", "giá điện giá xăng",
)  # fmt: skip
NOTHING = "xyzzy"
PEOPLE = ("tonghop", "lanhdao", "canbo2", "phutrach")
BATCH, TIMES = 5000, 5


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    url = sys.argv[2] if len(sys.argv) > 2 else ""
    with tempfile.TemporaryDirectory() as folder:
        passwords.configure(time_cost=1, memory_cost=8, parallelism=1)
        app = create_app(
            Settings(folder=Path(folder), secret_key="t" * 48, contact_key="c" * 48, testing=True, database_url=url)
        )
        with app.app_context():
            _fill(Path(folder), many)
        for person in PEOPLE:
            _ask(app, person)


def _fill(folder: Path, many: int) -> None:
    schema.migrate(folder)
    demonstration.build(PASSWORD)
    db.session.commit()
    pattern = db.session.scalars(select(Observation).where(Observation.stage == "confirmed")).all()
    rows = [{column.key: getattr(one, column.key) for column in Observation.__table__.columns} for one in pattern]
    words = " ".join(row["content"] for row in rows).split()
    dice = random.Random(8)
    for begun in range(0, many, BATCH):
        some = [_another(dice, rows, words) for _ in range(min(BATCH, many - begun))]
        db.session.execute(insert(Observation.__table__), some)
    began = perf_counter()
    made = searching.reindex()
    db.session.commit()
    if db.engine.dialect.name != "sqlite":
        with db.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))
    print(f"{made} entries made in {perf_counter() - began:.1f} s")


def _another(dice: random.Random, rows: list[dict[str, object]], words: list[str]) -> dict[str, object]:
    """Return an observation like one of the demonstration's, with half of its words from anywhere."""
    row = dict(dice.choice(rows))
    del row["id"]
    own, start = str(row["content"]).split(), dice.randrange(len(words) - 20)
    row["content"] = " ".join(own[: len(own) // 2] + words[start : start + dice.randint(6, 20)])
    row["folded_content"] = fold(str(row["content"]))
    row["on_day"] = clock.today() - timedelta(days=dice.randint(1, 3650))
    return row


def _ask(app: Flask, person: str) -> None:
    browser = Browser(app)
    browser.sign_in(person)
    floor = median(_seconds(browser, NOTHING) for _ in range(TIMES))
    found = {asked: [_seconds(browser, asked) for _ in range(TIMES)] for asked in ASKED}
    all_of = [one for times in found.values() for one in times]
    middle, most = median(all_of) * 1000, max(all_of) * 1000
    print(f"{person:<10} floor {floor * 1000:.1f} ms, median {middle:.1f}, most {most:.1f}, ", end="")
    print(f"ratio {middle / floor / 1000:.1f}")
    for asked, times in found.items():
        print(f"    {asked:<24} {median(times) * 1000:7.1f} ms")


def _seconds(browser: Browser, asked: str) -> float:
    began = perf_counter()
    assert browser.client.get("/tim", query_string={"q": asked}).status_code == 200
    return perf_counter() - began


if __name__ == "__main__":
    main()
