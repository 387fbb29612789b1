"""A tiny program full of holes, so that a scanner that finds nothing in ours is known to see. Never served but here."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, request
from werkzeug.serving import make_server

BAD_PAGE = """<!doctype html><html><head><title>x</title></head><body>
<p style="color:#ccc;background:#fff">Chữ nhạt</p><input name="q"><img src="/a.png">
<a href="/find?q=a">find</a> <a href="/say?name=a">say</a><span><form action="/say"><input name="name"></form></span>
</body></html>"""
LOUD_PAGE = """<!doctype html><html lang="vi"><head><title>x</title></head><body><h1>x</h1>
<img src="http://elsewhere.invalid/a.png" alt=""><script>alert(1)</script><script>missing()</script></body></html>"""


def make() -> Flask:
    """Return the program: an SQL injection at /find, a reflected script at /say, a page that breaks rules at /."""
    app = Flask("planted", template_folder=None)
    rows = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    rows.executescript("CREATE TABLE t (id INTEGER, name TEXT); INSERT INTO t VALUES (1, 'a'), (2, 'b')")
    turn = threading.Lock()

    def find() -> tuple[str, int]:
        with turn:
            try:
                found = rows.execute(f"SELECT name FROM t WHERE name = '{request.values.get('q', '')}'").fetchall()
            except sqlite3.Error as error:
                return f"sqlite3.OperationalError: {error}", 500
        return f"<p>{len(found)} dòng</p>" + "".join(f"<p>{name}</p>" for (name,) in found), 200

    app.add_url_rule("/", "home", lambda: BAD_PAGE)
    app.add_url_rule("/loud", "loud", lambda: LOUD_PAGE)
    app.add_url_rule("/find", "find", find, methods=["GET", "POST"])
    app.add_url_rule("/say", "say", lambda: f"<html><body>{request.args.get('name', '')}</body></html>")
    return app


@contextmanager
def served() -> Iterator[str]:
    """Serve it meanwhile; yield its address."""
    server = make_server("127.0.0.1", 0, make(), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
