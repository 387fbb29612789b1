"""What travels between who asks for a paper and a forked child: a line of JSON, then bytes, then nothing more."""

import json
import socket
import time
from dataclasses import dataclass
from typing import Any

from nam_tinh_hinh.kernel.pdf.exits import Answer, Exit, Task

_PIECE = 2**18


@dataclass(frozen=True)
class Asked:
    """A task, what it is given, and its limits."""

    task: Task
    given: bytes
    seconds: float
    memory_mb: int


def ask(line: socket.socket, asked: Asked) -> None:
    """Say what is ``asked``. Raises ``OSError`` when nobody listens."""
    _say(line, {"task": asked.task, "seconds": asked.seconds, "memory_mb": asked.memory_mb}, asked.given)


def hear(line: socket.socket) -> Asked:
    """Return what is asked."""
    head, given = _hear(line)
    return Asked(Task(head["task"]), given, head["seconds"], head["memory_mb"])


def answer(line: socket.socket, given: Answer) -> None:
    """Say the answer. Raises ``OSError`` when nobody waits for it any more."""
    _say(line, {"exit": given.exit, "words": given.words}, given.made)


def await_answer(line: socket.socket, *, ends_at: float) -> Answer:
    """Return the answer, or one without words when the child ended with none.

    Raises ``TimeoutError`` when ``time.monotonic()`` comes to ``ends_at`` before.
    """
    try:
        head, made = _hear(line, ends_at=ends_at)
    except (EOFError, ConnectionError):
        if time.monotonic() >= ends_at:  # its own clock ended it, and was heard before ours
            raise TimeoutError from None
        return Answer(Exit.BROKEN, words="the child ended without an answer")
    return Answer(Exit(head["exit"]), made, head["words"])


def _say(line: socket.socket, head: dict[str, Any], body: bytes) -> None:
    line.sendall(json.dumps(head).encode() + b"\n" + body)
    line.shutdown(socket.SHUT_WR)


def _hear(line: socket.socket, *, ends_at: float | None = None) -> tuple[dict[str, Any], bytes]:
    pieces = []
    while piece := _piece(line, ends_at):
        pieces.append(piece)
    head, end, body = b"".join(pieces).partition(b"\n")
    if not end:
        raise EOFError
    return json.loads(head), body


def _piece(line: socket.socket, ends_at: float | None) -> bytes:
    if ends_at is not None:
        line.settimeout(max(ends_at - time.monotonic(), 0.001))
    return line.recv(_PIECE)
