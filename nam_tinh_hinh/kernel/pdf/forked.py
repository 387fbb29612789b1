"""The parent's side of the fork server, which is begun with the first paper and begun again when it is gone."""

import atexit
import socket
import subprocess
import time
from contextlib import suppress
from threading import Lock

from nam_tinh_hinh.kernel.pdf.exits import Answer, Task
from nam_tinh_hinh.kernel.pdf.line import Asked, ask, await_answer
from nam_tinh_hinh.kernel.pdf.starting import environment, module


class ForkServer:
    """A process that forks a child for every task; it ends with this one, whatever ends this one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def answer(self, task: Task, given: bytes, *, seconds: float, memory_mb: int) -> Answer:
        """Return what a forked child answers. Raises ``TimeoutError`` after ``seconds``, when the child ends too."""
        if seconds <= 0:
            raise TimeoutError
        ends_at = time.monotonic() + seconds
        with self._line() as line:
            line.settimeout(seconds)
            with suppress(ConnectionError):  # it has ended already; its answer says how
                ask(line, Asked(task, given, seconds, memory_mb))
            return await_answer(line, ends_at=ends_at)

    def _line(self) -> socket.socket:
        """Return a line to a new child."""
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            control = self._control or self._begun()
            try:
                socket.send_fds(control, [b"."], [theirs.fileno()])
            except ConnectionError:  # killed, or out of memory
                socket.send_fds(self._begun(), [b"."], [theirs.fileno()])
        return ours

    def _begun(self) -> socket.socket:
        self.end()
        self._control, theirs = socket.socketpair()
        with theirs:
            command = module(".forking", str(theirs.fileno()))
            self._process = subprocess.Popen(  # noqa: S603 - a fixed command
                command, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()], env=environment()
            )
        atexit.register(self.end)
        return self._control

    def end(self) -> None:
        """Let the server end, as it does by itself when this process has ended."""
        atexit.unregister(self.end)
        if self._control is not None and self._process is not None:
            self._control.close()
            self._process.wait()
