"""The child's side: one task, within its limits."""

import traceback

from nam_tinh_hinh.kernel.pdf.exits import Answer, Exit, Task, Unreadable
from nam_tinh_hinh.kernel.pdf.limits import be_modest


def answered(task: Task, given: bytes, *, seconds: float, memory_mb: int) -> Answer:
    """Do ``task`` with what is ``given`` in ``seconds`` and ``memory_mb`` (2**20 bytes); return how that ended.

    This process keeps those limits from then on: it is to end with its answer.
    """
    be_modest(memory_mb)
    try:
        return _answered(task, given, seconds)
    except MemoryError:
        return Answer(Exit.OUT_OF_MEMORY)
    except TimeoutError:
        return Answer(Exit.OUT_OF_TIME)
    except Unreadable as unreadable:
        return Answer(Exit.UNREADABLE, words=" ".join(str(unreadable).split()))
    except Exception:
        return Answer(Exit.BROKEN, words=traceback.format_exc())


def _answered(task: Task, given: bytes, seconds: float) -> Answer:
    # Here and not above: memory is limited before the libraries load, and out of memory has its own answer.
    from nam_tinh_hinh.kernel.pdf.drawing import Refusal, draw

    try:
        if task is Task.DRAW:
            return Answer(Exit.DRAWN, draw(given.decode(), seconds=seconds))
        from nam_tinh_hinh.kernel.pdf.joining import joined

        return Answer(Exit.DRAWN, joined(given, seconds=seconds))
    except Refusal as refusal:
        return Answer(Exit.REFUSED, words=str(refusal))
