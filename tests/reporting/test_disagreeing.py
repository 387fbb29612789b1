"""The plans disagree about their own deadlines; the program says which clause says what."""

from dataclasses import replace
from datetime import date, time

import pytest

from nam_tinh_hinh.kernel.periods import Cadence
from nam_tinh_hinh.reporting.calendar import Rule
from nam_tinh_hinh.reporting.disagreeing import Disagreement, InForce, disagreements
from nam_tinh_hinh.reporting.enums import DueRule, HolidayRule, RegimeKind

THURSDAY = Rule(Cadence.WEEK, DueRule.WEEKDAY, 3, 0, time(14, 0), HolidayRule.BEFORE, 3, 30)
MONTHLY = Rule(Cadence.MONTH, DueRule.DAY_OF_MONTH, 15, 0, time(17, 0), HolidayRule.SAME, 5, 0)
EIGHT = frozenset(range(1, 9))
FIRST = InForce(1, "Kế hoạch Thuận Thành", "", "II.5.1", RegimeKind.FLASH, THURSDAY, EIGHT, date(2026, 1, 1), None)
SECOND = replace(FIRST, id=2, clause="III.2", rule=replace(THURSDAY, time=time(13, 30)))
THIRD = replace(FIRST, id=3, kind=RegimeKind.PERIODIC, rule=MONTHLY)
FOURTH = replace(
    THIRD,
    id=4,
    plan="Kế hoạch Hà Tĩnh",
    clause="IV.2",
    rule=replace(MONTHLY, number=20),
    owner_ids=frozenset({7, 8, 9}),
)


def test_two_hours_within_one_plan():
    assert disagreements([FIRST, SECOND]) == [
        Disagreement(
            FIRST,
            SECOND,
            EIGHT,
            "Báo cáo nhanh tuần: mục II.5.1 ghi trước 14 giờ 00 thứ Năm, mục III.2 ghi trước 13 giờ 30 thứ Năm "
            "(Kế hoạch Thuận Thành). 8 đơn vị phải nộp theo cả hai.",
        )
    ]


def test_two_days_of_two_plans():
    (found,) = disagreements([THIRD, FOURTH])
    assert (found.first.id, found.second.id, found.owner_ids) == (3, 4, {7, 8})
    assert found.words == (
        "Báo cáo định kỳ tháng: mục II.5.1 (Kế hoạch Thuận Thành) ghi ngày 15 hằng tháng, trước 17 giờ 00; "
        "mục IV.2 (Kế hoạch Hà Tĩnh) ghi ngày 20 hằng tháng, trước 17 giờ 00. 2 đơn vị phải nộp theo cả hai."
    )


@pytest.mark.parametrize(
    "other",
    [
        replace(SECOND, rule=THURSDAY),
        replace(SECOND, rule=replace(THURSDAY, holiday=HolidayRule.AFTER, opens_days=1, grace_minutes=0)),
        replace(SECOND, rule=MONTHLY),
        replace(SECOND, rule=None, kind=RegimeKind.AD_HOC),
        replace(SECOND, owner_ids=frozenset({99})),
        replace(SECOND, valid_from=None),
        replace(SECOND, valid_from=date(2025, 1, 1), valid_to=date(2025, 12, 31)),
    ],
)
def test_these_do_not_disagree(other):
    assert disagreements([FIRST, other]) == disagreements([other, FIRST]) == []


def test_one_day_in_common_is_enough():
    ended = replace(SECOND, valid_from=date(2025, 1, 1), valid_to=date(2026, 1, 1))
    assert len(disagreements([FIRST, ended])) == 1
    assert len(disagreements([FIRST, ended], today=date(2026, 1, 1))) == 1
    assert disagreements([FIRST, ended], today=date(2026, 1, 2)) == []


def test_the_31st_is_the_last_day():
    last, the_31st = (replace(MONTHLY, due=due, number=31) for due in (DueRule.LAST_DAY, DueRule.DAY_OF_MONTH))
    assert disagreements([replace(THIRD, rule=replace(last, number=0)), replace(FOURTH, rule=the_31st)]) == []


def test_what_if_it_were_applied():
    idle = replace(SECOND, valid_from=None)
    assert disagreements([FIRST, idle], if_applied={9}) == []
    assert [one.second for one in disagreements([FIRST, idle], if_applied=[2])] == [idle]


def test_every_pair_is_named_once_in_the_order_given():
    third = replace(FIRST, id=5, rule=replace(THURSDAY, number=4))
    assert [(one.first.id, one.second.id) for one in disagreements([FIRST, SECOND, third, THIRD])] == [
        (1, 2), (1, 5), (2, 5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "begins"),
    [
        ({"label": "Báo cáo nhanh hằng tuần"}, "Báo cáo nhanh hằng tuần: mục II.5.1 ghi"),
        ({"label": "Phản ánh tuần", "clause": ""}, "Phản ánh tuần: “Phản ánh tuần” ghi"),
        ({"clause": "điểm a mục 2"}, "Báo cáo nhanh tuần: điểm a mục 2 ghi"),
    ],
)
def test_how_the_sides_are_named(changed, begins):
    (found,) = disagreements([replace(FIRST, **changed), replace(SECOND, **changed)])
    assert found.words.startswith(begins)


def test_two_kinds_of_the_same_cadence_and_a_regime_without_a_plan():
    (found,) = disagreements([FIRST, replace(SECOND, kind=RegimeKind.PERIODIC, plan="")])
    assert found.words == (
        "Báo cáo tuần: mục II.5.1 (Kế hoạch Thuận Thành) ghi trước 14 giờ 00 thứ Năm, "
        "mục III.2 ghi trước 13 giờ 30 thứ Năm. 8 đơn vị phải nộp theo cả hai."
    )
