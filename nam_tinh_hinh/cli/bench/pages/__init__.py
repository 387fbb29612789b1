"""How fast the pages are: statements, time, bytes, and the ratio to a floor page measured in the same run."""

from nam_tinh_hinh.cli.bench.pages.command import pages

__all__ = ["pages"]
