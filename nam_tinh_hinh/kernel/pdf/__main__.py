"""The child's side: ``python -m nam_tinh_hinh.kernel.pdf SECONDS MEGABYTES``, HTML on stdin, PDF on stdout."""

import sys

from nam_tinh_hinh.kernel.pdf.exits import Exit
from nam_tinh_hinh.kernel.pdf.limits import be_modest


def main(seconds: float, megabytes: int) -> Exit:
    """Draw stdin to stdout within ``seconds`` and ``megabytes``; return how that ended, with reasons on stderr."""
    be_modest(megabytes)
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # a library's stray print must not land inside the PDF
    try:
        # Here and not above: memory is limited before the libraries load, and out of memory has its own exit code.
        from nam_tinh_hinh.kernel.pdf.drawing import Refusal, draw

        out.write(draw(sys.stdin.buffer.read().decode(), seconds=seconds))
    except MemoryError:
        return Exit.OUT_OF_MEMORY
    except TimeoutError:
        return Exit.OUT_OF_TIME
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return Exit.REFUSED
    return Exit.DRAWN


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2])))
