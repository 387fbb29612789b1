"""An installation to back up."""

from pathlib import Path

import pytest

from tests.kernel.backup.given import Installation, installation


@pytest.fixture
def commune(tmp_path: Path) -> Installation:
    return installation(tmp_path / "du-lieu")
