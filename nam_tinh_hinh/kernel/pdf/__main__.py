"""A child started anew: ``python -m nam_tinh_hinh.kernel.pdf SECONDS MEGABYTES TASK``, from stdin to stdout."""

import sys

from nam_tinh_hinh.kernel.pdf.child import answered
from nam_tinh_hinh.kernel.pdf.exits import Exit, Task


def main(seconds: float, megabytes: int, task: Task) -> Exit:
    """Turn stdin into stdout within ``seconds`` and ``megabytes``; return how that ended, with its words on stderr."""
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # a library's stray print must not land inside the PDF
    answer = answered(task, sys.stdin.buffer.read(), seconds=seconds, memory_mb=megabytes)
    out.write(answer.made)
    sys.stderr.buffer.write(answer.words.encode())
    return answer.exit


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]), Task(sys.argv[3])))
