"""``bench pages``: what every main page costs on the data of ``bench data``, and beside it in an empty office."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import tee
from pathlib import Path

import click
from flask import Flask, render_template_string

from nam_tinh_hinh.cli.base import refuse_old_schema, stop
from nam_tinh_hinh.cli.bench.data import bench_app
from nam_tinh_hinh.cli.bench.pages.empty import empty_office
from nam_tinh_hinh.cli.bench.pages.places import Place, places
from nam_tinh_hinh.cli.bench.pages.reading import Readers, Reading
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.rules import is_signed_in
from nam_tinh_hinh.people.tables import Unit

FLOOR = Place("Trang sàn", "canbo", "/do-thu/san")
MOST_STATEMENTS, MOST_TIMES = 8, 4.0
# A province works on PostgreSQL, and may be slower than nothing by more than a commune.
MOST_SLOWER = {"sqlite": 1.5, "postgresql": 2.0}
PAGE = (
    "{% extends 'layout/base.html' %}{% block title %}Trang sàn{% endblock %}"
    "{% block content %}<h1>{{ unit.name }}</h1>{% endblock %}"
)
HEADINGS = ("Trang", "SQL", "p50 ms", "p95 ms", "kB", "gấp sàn", "p50 lúc trống", "gấp lúc trống")


@dataclass(frozen=True)
class Line:
    """A page, what it cost, and how that compares: to the floor page, and to the same page of an empty office."""

    place: Place
    reading: Reading
    empty: Reading | None = None
    most_slower: float = MOST_SLOWER["sqlite"]

    @property
    def times(self) -> float:
        """How many times the floor page it takes."""
        return self.reading.half / self.reading.floor

    @property
    def slower(self) -> float | None:
        """How many times longer it takes than where there is no data, each held against its own floor."""
        if not self.empty or self.empty.code != self.reading.code:
            return None
        return self.times / (self.empty.half / self.empty.floor)

    @property
    def misses(self) -> bool:
        """Tell whether it misses one of the aims."""
        late = self.slower is not None and self.slower > self.most_slower
        return late or self.times > MOST_TIMES or self.reading.statements > MOST_STATEMENTS


@click.command()
@click.option(
    "--dir", "folder", type=click.Path(file_okay=False, exists=True, path_type=Path), required=True,
    help="Thư mục mà “bench data” đã tạo.",
)  # fmt: skip
@click.option("--url", default="", help="Cơ sở dữ liệu mà “bench data” đã tạo, nếu không ở trong thư mục.")
@click.option("--only", default="", help="Chỉ đo các trang có chữ này trong tên.")
@click.option("--no-empty", is_flag=True, help="Không đo cùng các trang ấy lúc trống.")
@click.option("--markdown", is_flag=True, help="In thành bảng Markdown.")
def pages(folder: Path, url: str, only: str, no_empty: bool, markdown: bool) -> None:
    """Đo từng trang chính: số câu SQL, thời gian, dung lượng, so với một trang sàn đo cùng lúc."""
    if not (folder / "minh-hoa").exists():
        raise stop("Chỉ đo trên dữ liệu do “bench data” tạo. Chạy “nam-tinh-hinh bench data” trước.")
    empty = {} if no_empty else _empty(only, url)
    app = bench_app(folder, url)
    with app.app_context():
        refuse_old_schema()
        db.session.remove()
    show = as_markdown if markdown else as_table
    lines, again = tee(measured(app, only, empty))
    for text in show(lines):
        click.echo(text)
    click.echo(f"\n{summed(list(again)[1:])}")


def _empty(only: str, url: str) -> dict[str, Reading]:
    with empty_office(url) as app:
        return {line.place.label: line.reading for line in measured(app, only, {})}


def measured(app: Flask, only: str, empty: dict[str, Reading]) -> Iterator[Line]:
    """Yield what every page costs whose label holds ``only``; the floor page comes first."""
    register_floor(app)
    with app.app_context():
        asked = [place for place in places() if only.casefold() in place.label.casefold()]
        most_slower = MOST_SLOWER[db.engine.dialect.name]
        db.session.remove()
    with Readers(app) as readers:
        for place in (FLOOR, *asked):
            reading = readers.measure(place.username, place.path, (FLOOR.username, FLOOR.path))
            yield Line(place, reading, empty.get(place.label), most_slower)


def summed(lines: list[Line]) -> str:
    """Return how many of the pages are within each aim."""
    held = [(one.slower, one.most_slower) for one in lines if one.slower is not None]
    near = sum(one.times <= MOST_TIMES for one in lines)
    short = sum(one.reading.statements <= MOST_STATEMENTS for one in lines)
    return (
        f"{len(lines)} trang; không quá {MOST_TIMES:.0f} lần trang sàn: {near}; "
        f"không quá {MOST_STATEMENTS} câu SQL: {short}; "
        f"{len(held)} trang so được với lúc trống, không chậm quá mức: {sum(slower <= most for slower, most in held)}."
    )


def register_floor(app: Flask) -> None:
    """Give ``app`` the page under which no other can be: the same layout around one row found by its number."""

    @allow(is_signed_in)
    def floor() -> str:
        return render_template_string(PAGE, unit=db.session.get(Unit, 1))

    app.add_url_rule(FLOOR.path, "bench_floor", floor)


def _cells(line: Line) -> list[str]:
    one, empty = line.reading, line.empty
    slower = "" if line.slower is None else f"{line.slower:.1f}"
    name = line.place.label if one.code == 200 else f"{line.place.label} ({one.code})"
    return [
        f"{name}{' *' if line.misses else ''}", str(one.statements), f"{one.half:.1f}", f"{one.most:.1f}",
        f"{one.size / 1024:.0f}", f"{line.times:.1f}", f"{empty.half:.1f}" if empty else "", slower,
    ]  # fmt: skip


def as_table(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the table as a terminal shows it, line by line; "*" marks what misses an aim."""
    yield f"{HEADINGS[0]:34}" + "".join(f"{one:>15}" for one in HEADINGS[1:])
    for line in lines:
        name, *cells = _cells(line)
        yield f"{name:34}" + "".join(f"{one:>15}" for one in cells)


def as_markdown(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the table as Markdown."""
    yield "| " + " | ".join(HEADINGS) + " |"
    yield "|---" + "|---:" * (len(HEADINGS) - 1) + "|"
    for line in lines:
        yield "| " + " | ".join(_cells(line)) + " |"
