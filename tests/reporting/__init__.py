"""Tests of the reporting room."""

from importlib import import_module
from pathlib import Path
from types import ModuleType


def reporting_routes() -> list[ModuleType]:
    """Return the modules of this folder that hold rows for tests.test_access: each part has its own ``…_routes``."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*_routes.py"))
    return [import_module(f"tests.reporting.{name}") for name in names]
