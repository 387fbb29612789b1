"""The web server, waitress, told what this program needs of it: when a request began, and who is too slow.

A request is stamped at its first byte. Whoever sends a byte now and then only to hold a connection is let go: the head
of a request is here within half a minute, the whole of it within five.
"""

import ctypes
import select
import time
from contextlib import suppress
from typing import Any

from flask import Flask
from waitress import create_server
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer
from waitress.task import WSGITask

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.arrival import FIRST_BYTE

IDLE_SECONDS = 30
HEAD_SECONDS, WHOLE_SECONDS = 30.0, clock.SLACK.total_seconds()
HAS_POLL = hasattr(select, "poll")
# Without poll() the system's select() stands in, which on Windows knows no more than 512 connections.
MOST_CONNECTIONS = 1000 if HAS_POLL else 450
# Beside each connection there are the database, uploads and the pipes to the children that draw PDFs.
FILES_WANTED = 4096
# glibc keeps memory apart for each thread, half of it empty; two such heaps are enough for work that takes turns.
M_ARENA_MAX, HEAPS = -8, 2


class Request(HTTPRequestParser):
    """A request that knows when its first byte came in."""

    def __init__(self, adj: Any) -> None:
        super().__init__(adj)
        self.first_byte = time.monotonic()

    @property
    def is_too_slow(self) -> bool:
        """Tell whether it has been on its way for longer than an honest one is."""
        return time.monotonic() - self.first_byte > (WHOLE_SECONDS if self.headers_finished else HEAD_SECONDS)


class Task(WSGITask):
    """One request's work; the application learns when that arrived."""

    def get_environment(self) -> dict[str, Any]:
        """Return the WSGI environment."""
        return super().get_environment() | {FIRST_BYTE: self.request.first_byte}


class Channel(HTTPChannel):
    """A connection. A byte of a request that is too slow counts for nothing, so it is closed as one left idle."""

    parser_class = Request
    task_class = Task

    def handle_read(self) -> None:
        """Take in what has come."""
        before = self.last_activity
        super().handle_read()
        if self.request is not None and self.request.is_too_slow:
            self.last_activity = before


def serve(app: Flask, *, host: str, port: int, threads: int) -> None:
    """Answer requests until stopped. Raises ``OSError`` when ``port`` cannot be opened."""
    _allow_many_files()
    _share_memory()
    sockets: dict[int, Any] = {}
    server = create_server(
        app, map=sockets, host=host, port=port, threads=threads, ident=None, connection_limit=MOST_CONNECTIONS,
        channel_timeout=IDLE_SECONDS, clear_untrusted_proxy_headers=False, asyncore_use_poll=HAS_POLL,
    )  # fmt: skip
    for one in sockets.values():
        if isinstance(one, BaseWSGIServer):
            one.channel_class = Channel
    server.run()


def _allow_many_files() -> None:
    """Ask the system for as many open files as connections and work need, where it has such a limit."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = FILES_WANTED if hard == resource.RLIM_INFINITY else min(FILES_WANTED, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _share_memory() -> None:
    """Let threads share what memory they have been given, where the system's library can be told so (glibc)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").mallopt(M_ARENA_MAX, HEAPS)
