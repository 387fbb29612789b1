"""What a server and the processes it started take of the machine, as Linux says it; elsewhere nothing is known."""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
DRAWING = "kernel.pdf.forking"


@dataclass(frozen=True)
class Held:
    """What one process holds in MB (2**20 bytes): all of it, and with what it shares counted by shares."""

    name: str
    whole: float
    shared_out: float


def held(pid: int) -> tuple[Held, ...]:
    """Return what the server ``pid`` and its lasting children hold, the server first; nothing where none can tell."""
    found = []
    for one in (pid, *_children(pid)):
        with suppress(OSError, KeyError):  # a child that drew a paper may just have ended
            found.append(_held(one, "máy chủ" if one == pid else _name(one)))
    return tuple(found)


def worked(pid: int) -> float | None:
    """Return the seconds of a processor that ``pid`` has used; None where none can tell."""
    with suppress(OSError):
        said = (PROC / str(pid) / "stat").read_text("utf-8", errors="replace").rpartition(")")[2].split()
        return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")
    return None


def _held(pid: int, name: str) -> Held:
    lines = (PROC / str(pid) / "smaps_rollup").read_text("ascii").splitlines()[1:]
    kilobytes = {key.rstrip(":"): int(number) for key, number, _unit in map(str.split, lines)}
    return Held(name, kilobytes["Rss"] / 1024, kilobytes["Pss"] / 1024)


def _name(pid: int) -> str:
    command = (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return "tiến trình vẽ bản in" if DRAWING in command else command[:40].strip()


def _children(pid: int) -> list[int]:
    found = []
    for path in PROC.glob("[0-9]*/stat"):
        with suppress(OSError):
            said = path.read_text("utf-8", errors="replace").rpartition(")")[2].split()  # its state, its parent
            if int(said[1]) == pid and said[0] != "Z":
                found.append(int(path.parent.name))
    return sorted(found)


def words(processes: Sequence[Held]) -> str:
    """Return it in a sentence."""
    if not processes:
        return "Bộ nhớ: chỉ đo được trên Linux."
    each = (f"{one.name} {one.whole:.0f} MB (PSS {one.shared_out:.0f} MB)" for one in processes)
    return f"Bộ nhớ: {'; '.join(each)}."
