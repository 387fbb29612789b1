"""Believable data by the hundred thousand: patterns made by the program's own verbs, copied through ten years."""

from nam_tinh_hinh.cli.bench.data.command import bench_app, data, make

__all__ = ["bench_app", "data", "make"]
