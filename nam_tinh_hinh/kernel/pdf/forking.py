"""The fork server: ``python -m nam_tinh_hinh.kernel.pdf.forking FD``, where the system can fork (not on Windows).

It loads the libraries once and draws one page, then forks a child for every task: a child begins where the server
stands, so that each paper is drawn in the same fresh state, without the 0.4 s of loading. ``FD`` is its end of a pair
of sockets; over it comes, for every task, one end of another pair, the line between that child and who asked.
"""

import gc
import os
import signal
import socket
import sys

from nam_tinh_hinh.kernel.pdf.child import answered
from nam_tinh_hinh.kernel.pdf.drawing import draw
from nam_tinh_hinh.kernel.pdf.line import answer, hear

_FIRST_PAGE = "<p>Ằ <b>ằ</b> <i>Ế</i> <b><i>ế</i></b></p><table><tr><td>1</td></tr></table>"


def main(control: socket.socket) -> None:
    """Fork a child for every line that comes over ``control``, until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server; we end when it does
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a child: its answer says how it ended
    from nam_tinh_hinh.kernel.pdf import joining  # noqa: F401 - loaded here once

    draw(_FIRST_PAGE, seconds=60)
    gc.freeze()
    while line := _next_line(control):
        if os.fork() == 0:
            _serve_and_end(control, line)
        line.close()


def _next_line(control: socket.socket) -> socket.socket | None:
    _said, given, _flags, _from = socket.recv_fds(control, 1, 1)
    return socket.socket(fileno=given[0]) if given else None


def _serve_and_end(control: socket.socket, line: socket.socket) -> None:
    try:
        control.close()
        _serve(line)
    finally:
        os._exit(0)  # never back into the server's loop


def _serve(line: socket.socket) -> None:
    """Answer the one question that comes over ``line``, or be ended by the system when its time is over."""
    asked = hear(line)
    signal.setitimer(signal.ITIMER_REAL, asked.seconds)  # ends it inside a library's C code too
    answer(line, answered(asked.task, asked.given, seconds=asked.seconds, memory_mb=asked.memory_mb))


if __name__ == "__main__":
    sys.stdout = sys.stderr  # a library's stray print belongs into the log
    main(socket.socket(fileno=int(sys.argv[1])))
