"""``python -m tests.drills.hostile_files``: what each file costs and what is said of it, a line of JSON each.

Every file is judged in a child of its own, so that its memory is its own.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable

from nam_tinh_hinh.kernel.sheets import SheetRefused, read_file
from nam_tinh_hinh.kernel.uploads import UploadRefused, inspect
from tests.drills.hostile_files import FILES

WAYS: dict[str, tuple[Callable[[bytes, str], object], type[Exception]]] = {
    "kept": (inspect, UploadRefused),
    "read": (read_file, SheetRefused),
}


def said_of(judge: Callable[[bytes, str], object], refusal: type[Exception], content: bytes, name: str) -> str | None:
    try:
        judge(content, name)
    except refusal as refused:
        return str(refused)
    except BaseException as error:
        return f"!! {type(error).__name__}: {error}"[:300]
    return None


def cost(way: str, content: bytes, name: str) -> dict[str, object]:
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    said = said_of(*WAYS[way], content, name)
    helped = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    seconds = time.process_time() - began + helped.ru_utime + helped.ru_stime
    return {"said": said, "megabytes": max(peak, helped.ru_maxrss) // 1024, "seconds": round(seconds, 2)}


def main() -> None:
    for label, hostile in FILES.items():
        content = hostile.make()
        for way in WAYS if hostile.is_table else ("kept",):
            sys.stdout.flush()
            if os.fork() == 0:
                print(json.dumps({"label": label, "way": way, **cost(way, content, hostile.name)}), flush=True)
                os._exit(0)
            os.wait()


if __name__ == "__main__":
    main()
