"""A running demonstration for others' tools, and what fills it with hostile words."""

from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.routing import Map

from tests.drills.crawling import Walker
from tests.journeys.conftest import PASSWORD, chromium, prepared, server

__all__ = ["chromium", "prepared", "server"]


@pytest.fixture(scope="module")
def routes(app: Flask) -> Map:
    return app.url_map


@pytest.fixture(scope="module")
def walker(server: str, routes: Map) -> Callable[[str], Walker]:
    """Return a function that gives the walk of a signed-in person."""
    return lambda who: Walker(server, routes, who).sign_in(PASSWORD)
