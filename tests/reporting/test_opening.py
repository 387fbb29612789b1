"""Opening a period: its name, its deadline, who owes a report."""

from datetime import date

import pytest

from nam_tinh_hinh.kernel.periods import Cadence, period_of
from nam_tinh_hinh.reporting.services.opening import titled


@pytest.mark.parametrize(
    ("label", "cadence", "wanted"),
    [
        ("Báo cáo nhanh tuần", Cadence.WEEK, "Báo cáo nhanh tuần 16/11 - 22/11/2026"),
        ("Báo cáo tháng", Cadence.MONTH, "Báo cáo tháng 11 năm 2026"),
        ("Báo cáo 6 tháng", Cadence.HALF_YEAR, "Báo cáo 6 tháng cuối năm 2026"),
        ("Báo cáo nhanh", Cadence.WEEK, "Báo cáo nhanh tuần 16/11 - 22/11/2026"),
        ("Báo cáo Tháng", Cadence.MONTH, "Báo cáo Tháng 11 năm 2026"),
    ],
)
def test_a_word_that_ends_the_one_and_begins_the_other_is_said_once(label, cadence, wanted):
    assert titled(label, period_of(cadence, date(2026, 11, 20))) == wanted


def test_who_owes_is_frozen_with_the_deadline(reporting):
    period = reporting.week
    owed = [reporting.report(key).obligation for key in ("ccb", "phu_nu", "nong_dan")]
    assert {one.receiver_id for one in owed} == {reporting.unit("mttq").id}
    assert {one.due_at for one in owed} == {period.due_at} == {reporting.at(3, 13, 30)}
    period.regime.due_number = 4
    reporting.save()
    assert {one.due_at for one in owed} == {reporting.at(3, 13, 30)}


def test_a_period_opens_once(reporting):
    first = reporting.week
    with pytest.raises(AssertionError):
        reporting.open(first.regime)
