"""Where others' tools are: ``.venv-scan``, as ``.ci/scanners/install`` makes it, or the folder NTH_SCANNERS says."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

TREE = Path(__file__).parents[2]
PLACE = Path(os.environ.get("NTH_SCANNERS") or TREE / ".venv-scan")


def need(*parts: str) -> Path:
    """Return the path of a tool's file; without it the test is skipped, or fails under NTH_REQUIRE_SCANNERS=1."""
    found = PLACE.joinpath(*parts)
    if not found.exists():
        _absent(f"{found} is absent (.ci/scanners/install brings it)")
    return found


def java() -> str:
    """Return the command for Java; without it the test is skipped, or fails under NTH_REQUIRE_SCANNERS=1."""
    found = shutil.which("java")
    if found is None:
        _absent("no Java on this machine (Debian: apt install default-jre-headless)")
    return found or ""


def run(*command: str | Path, seconds: int = 900) -> "subprocess.CompletedProcess[str]":
    """Run a tool to its end and return what it said; its code says little, for each tool means another thing by it."""
    words = [str(part) for part in command]
    return subprocess.run(words, capture_output=True, text=True, timeout=seconds, check=False, stdin=subprocess.DEVNULL)


def _absent(why: str) -> None:
    if os.environ.get("NTH_REQUIRE_SCANNERS") == "1":
        pytest.fail(f"NTH_REQUIRE_SCANNERS=1, but {why}")
    pytest.skip(why)
