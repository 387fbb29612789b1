"""The child's side: ``python -m nam_tinh_hinh.kernel.pdf SECONDS MEGABYTES TASK``, from stdin to stdout."""

import sys

from nam_tinh_hinh.kernel.pdf.exits import Exit, Task, Unreadable
from nam_tinh_hinh.kernel.pdf.limits import be_modest


def main(seconds: float, megabytes: int, task: Task) -> Exit:
    """Turn stdin into stdout within ``seconds`` and ``megabytes``; return how that ended, with reasons on stderr."""
    be_modest(megabytes)
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # a library's stray print must not land inside the PDF
    try:
        # Here and not above: memory is limited before the libraries load, and out of memory has its own exit code.
        from nam_tinh_hinh.kernel.pdf.drawing import Refusal

        out.write(_made(task, sys.stdin.buffer.read(), seconds))
    except MemoryError:
        return Exit.OUT_OF_MEMORY
    except TimeoutError:
        return Exit.OUT_OF_TIME
    except Unreadable as unreadable:
        sys.stderr.buffer.write(f"\n{' '.join(str(unreadable).split())}".encode())
        return Exit.UNREADABLE
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return Exit.REFUSED
    return Exit.DRAWN


def _made(task: Task, given: bytes, seconds: float) -> bytes:
    if task is Task.BIND:
        from nam_tinh_hinh.kernel.pdf.joining import joined

        return joined(given, seconds=seconds)
    from nam_tinh_hinh.kernel.pdf.drawing import draw

    return draw(given.decode(), seconds=seconds)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]), Task(sys.argv[3])))
