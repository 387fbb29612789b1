"""When a request arrived: one moment for all that it does, whatever the line and the queue before the program took.

The server (``cli.serving``) notes when the first byte of a request came in. No header can say it: a browser's clock
counts for nothing.
"""

import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from nam_tinh_hinh.kernel import clock

FIRST_BYTE = "nam_tinh_hinh.first_byte"
"""Where the server puts what ``time.monotonic()`` said at the first byte."""

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Stamped:
    """A WSGI application in which ``clock.now()`` is the moment at which the request arrived."""

    def __init__(self, app: Application) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        with clock.arrived(on_the_way(environ)):
            return self.app(environ, start_response)


def on_the_way(environ: dict[str, Any]) -> timedelta:
    """Return how long ago the request's first byte came in; at most ``clock.SLACK``, so that nobody sends a first line
    before the deadline and the rest in the evening. Nothing under a server that does not say.
    """
    began = environ.get(FIRST_BYTE)
    elapsed = time.monotonic() - began if isinstance(began, float) else 0.0
    return min(timedelta(seconds=max(elapsed, 0.0)), clock.SLACK)
