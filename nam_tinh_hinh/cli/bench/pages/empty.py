"""An office with units and people, and nothing else, kept by the same kind of database as the data that is measured."""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from flask import Flask
from sqlalchemy.schema import DropSchema

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli.demonstrate import demo_settings
from nam_tinh_hinh.demo import people as demo
from nam_tinh_hinh.kernel import passwords, schema
from nam_tinh_hinh.kernel.db import db


@contextmanager
def empty_office(url: str = "") -> Iterator[Flask]:
    """Return the application on an empty office: in a file of its own, or beside what is in the database ``url``.

    In a shared database it is one commune more, which is gone when the block ends.
    """
    commune = f"trong_{secrets.token_hex(4)}" if url else ""
    with tempfile.TemporaryDirectory(prefix="nam-tinh-hinh-trong-") as folder:
        app = create_app(replace(demo_settings(Path(folder), "127.0.0.1"), database_url=url, commune=commune))
        try:
            _fill(app)
            yield app
        finally:
            _clear(app, commune)


def _fill(app: Flask) -> None:
    from nam_tinh_hinh.cli.install import reference_rows

    with app.app_context():
        schema.migrate(None)
        reference_rows()
        password = passwords.make_one_time_code()
        demo.add_more(password, demo.build(password))
        db.session.commit()
        db.session.remove()


def _clear(app: Flask, commune: str) -> None:
    with app.app_context():
        db.session.remove()
        if commune:
            with db.engine.begin() as connection:
                connection.execute(DropSchema(commune, cascade=True, if_exists=True))
        db.engine.dispose()
