"""The locks of a data folder: one holder at a time, and none after a kill."""

import os
import subprocess
import sys

import pytest

from nam_tinh_hinh.kernel import running

CHILD = """
import sys, time
from pathlib import Path
from nam_tinh_hinh.kernel import running
with running.hold(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_one_at_a_time_even_in_one_process(tmp_path):
    assert not running.is_held(tmp_path)
    with running.hold(tmp_path):
        assert running.is_held(tmp_path)
        assert not running.is_held(tmp_path, running.BACKUP)
        with pytest.raises(running.Taken), running.hold(tmp_path):
            pass
        assert running.is_held(tmp_path)
    assert not running.is_held(tmp_path)


def test_a_killed_holder_holds_nothing(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path)], stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert process.stdout
    assert process.stdout.readline() == b"held\n"
    assert running.is_held(tmp_path)
    process.kill()
    process.communicate()
    assert not running.is_held(tmp_path)
