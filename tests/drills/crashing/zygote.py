"""A process that has loaded the program once and does each order in a fork: ``python -m … FOLDER``.

An order is a line of JSON on stdin; its answer is a line on stdout: how the fork ended and what it could say before.
The application works on FOLDER; nobody has opened its database before the fork does.
"""

import json
import os
import signal
import sys
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask

from nam_tinh_hinh import create_app
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import clock, passwords
from tests.drills.crashing.steps import CONTACTS, SECRET, Steps


def main(folder: Path) -> None:
    """Serve orders until stdin ends."""
    passwords.configure(time_cost=1, memory_cost=8, parallelism=1)
    app = create_app(Settings(folder=folder, secret_key=SECRET, contact_key=CONTACTS, testing=True))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    for line in sys.stdin:
        print(json.dumps(_forked(app, json.loads(line))), flush=True)


def _forked(app: Flask, order: dict[str, Any]) -> dict[str, Any]:
    hears, says = os.pipe()
    child = os.fork()
    if not child:
        os.close(hears)
        _work(app, order, says)
    os.close(says)
    with os.fdopen(hears) as pipe:
        said = pipe.read()
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return {"ended": ended, "said": [json.loads(line) for line in said.splitlines()]}


def _work(app: Flask, order: dict[str, Any], says: int) -> None:
    """Do the order, say what came of it, and end without tidying up: what is not on the disk by now is lost."""
    os.dup2(2, 1)
    code = 1
    try:
        steps = Steps(order["fatal"]) if "fatal" in order else None
        if order.get("attended"):
            os.kill(os.getpid(), signal.SIGSTOP)  # whoever looks on from outside says when to go on
        with clock.stopped_at(datetime.fromisoformat(order["moment"])):
            found = _verb(order["verb"])(app, steps, **order["with"])
        _say(says, {"answer": found, "steps": steps.names if steps else []})
        code = 0
    except BaseException as error:
        _say(says, {"error": f"{type(error).__name__}: {error}"[:20_000]})
    finally:
        os._exit(code)


def _say(pipe: int, what: dict[str, Any]) -> None:
    with os.fdopen(os.dup(pipe), "w") as out:
        out.write(json.dumps(what) + "\n")


def _verb(place: str) -> Any:
    module, name = place.split(":")
    return getattr(import_module(module), name)


# Loaded before the first fork, so that no fork has to.
import_module("tests.drills.crashing.inside")

if __name__ == "__main__":
    main(Path(sys.argv[1]))
