"""A small Thursday: officers send, papers are drawn, connections are held for nothing; all is there afterwards."""

import importlib

import pytest

load = importlib.import_module("nam_tinh_hinh.cli.bench.load")


@pytest.mark.drill
def test_everybody_sends_while_papers_are_drawn_and_lines_are_held(tmp_path):
    found = load.measured(tmp_path, 10, 10, 2, 40)
    assert (found.failures, found.broken, found.server_errors) == ({}, (), 0)
    assert (found.acknowledged, found.lost, found.doubled, found.held) == (10, 0, 0, 40)
    assert found.is_good
    assert load.words(found)[-1] == "Đạt: không lỗi, không mất báo cáo nào."
