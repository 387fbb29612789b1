"""What a fork of the zygote does: prepare the ground, act, look at what is there."""

import base64
import io
import re
from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask

from nam_tinh_hinh.cli import group
from nam_tinh_hinh.kernel import history, schema
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.uploads import store
from nam_tinh_hinh.people.queries.issuing import broken_papers
from tests.browser import Browser
from tests.drills.crashing.steps import Steps
from tests.world import World

COOKIE = "nth"
MOMENT = re.compile(r"\d{8}-\d{6}(-\d+)?")
# What is made by chance, or holds the moment at which a page was drawn.
CHANCE = {
    "sign_in": {"token_hash"},
    "issued_paper": {"content", "sha256", "size"},
    "event": {"details", "previous", "hash"},  # a backup's size is told; that the chain holds is asked apart
}


def prepare(app: Flask, _steps: Steps | None, place: str) -> dict[str, Any]:
    """Make the rows an act needs; return what is asked in it."""
    module, name = place.split(":")
    with app.app_context():
        asked: dict[str, Any] = getattr(import_module(module), name)(World(app))
        db.session.remove()
        db.engine.dispose()
    return asked


def asks(browser: Browser, path: str, data: dict[str, Any], files: dict[str, tuple[str, bytes]] | None = None) -> Any:
    """Return a request as a child may send it: with the browser's cookie, form token and all."""
    sent = {field: [name, base64.b64encode(content).decode()] for field, (name, content) in (files or {}).items()}
    cookie = browser.client.get_cookie(COOKIE)
    assert cookie
    typed = {"csrf_token": browser.token} | {name: str(value) for name, value in data.items()}
    return {"path": path, "data": typed, "files": sent, "cookie": cookie.value}


def act(app: Flask, steps: Steps | None, asked: dict[str, Any]) -> Any:
    """Do what is asked; every write on the way is a step, and so is the moment before the answer is given."""
    if steps:
        steps.armed = True
    answer = _sent(app, asked) if "path" in asked else _called(app, asked)
    if steps:
        steps.take("answered")
        steps.armed = False
    return answer


def _sent(app: Flask, asked: dict[str, Any]) -> Any:
    client = app.test_client()
    client.set_cookie(COOKIE, asked["cookie"])
    files = {field: (io.BytesIO(base64.b64decode(body)), name) for field, (name, body) in asked["files"].items()}
    answer = client.post(asked["path"], data=asked["data"] | files)
    return [answer.status_code, answer.location or ""]


def _called(app: Flask, asked: dict[str, Any]) -> str:
    if "command" in asked:
        group.main(args=asked["command"], standalone_mode=False)
        return "done"
    module, name = asked["call"].split(":")
    with app.app_context():
        getattr(import_module(module), name)()
    return "done"


def look(app: Flask, steps: Steps | None, asks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Tell what a fresh process finds, and then after each of ``asks``, of whose first the steps are counted."""
    with app.app_context():
        found = [_found()]
    for number, asked in enumerate(asks):
        answer = act(app, None if number else steps, asked)
        with app.app_context():
            found.append({"answer": answer} | _found())
    return found


def _found() -> dict[str, Any]:
    return {"wrong": wrong(), "picture": _picture()} | _files()


def wrong() -> list[str]:
    """Return what the doctor's checks of the data say."""
    session = db.session
    found = [str(line) for line in session.scalars(db.text("PRAGMA integrity_check")) if line != "ok"]
    found += [f"no parent: {row}" for row in session.execute(db.text("PRAGMA foreign_key_check"))]
    session.remove()
    if schema.revision() == schema.head():
        found += [*history.broken_links(), *store.problems(), *broken_papers()]
    session.remove()
    return found


def _picture() -> dict[str, list[str]]:
    """Return every row of every table, but for what is made by chance."""
    with db.engine.connect() as connection:
        names = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).scalars()
        return {name: _rows(connection, name) for name in names.all()}


def _rows(connection: Any, table: str) -> list[str]:
    found = connection.exec_driver_sql(f'SELECT * FROM "{table}"')
    hidden = CHANCE.get(table, set())
    return sorted(
        str([value for name, value in zip(found.keys(), row, strict=True) if name not in hidden]) for row in found
    )


def _files() -> dict[str, list[str]]:
    base = Path(str(db.engine.url.database)).parent
    there = {path.relative_to(base).as_posix() for path in base.rglob("*") if path.is_file()}
    named = {path.relative_to(base).as_posix() for path in _orphans()}
    # An archive is called by the moment at which it was made.
    return {"files": sorted({MOMENT.sub("…", name) for name in there - named}), "orphans": sorted(named)}


def _orphans() -> list[Path]:
    """Return the files that the doctor calls harmless."""
    if schema.revision() != schema.head():
        return []
    found = store.orphans()
    db.session.remove()
    return found
