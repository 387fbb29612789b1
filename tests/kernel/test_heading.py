"""The top of a paper: its lines as they are set."""

import pytest

from nam_tinh_hinh.kernel.paper import PARTY
from nam_tinh_hinh.kernel.paper.heading import Heading
from tests.kernel import prose


@pytest.mark.parametrize(
    ("subject", "line"), [("kết quả năm 2026", "kết quả năm\u00a02026"), ("rà soát", "rà\u00a0soát"), ("", "")]
)
def test_no_year_stands_alone_on_a_line_of_the_subject(subject, line):
    made = Heading(layout=PARTY, letterhead=prose.COMMITTEE, number="", date="", title="", subject=subject)
    assert made.subject_line == line
