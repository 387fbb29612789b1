"""Who is how far from his quota, judged without a database."""

import pytest

from nam_tinh_hinh.emulation import quotas
from nam_tinh_hinh.emulation.enums import UNSENT, RoundKind, Stage
from nam_tinh_hinh.emulation.quotas import Sent, Tally, Total

FIRST, LATER = RoundKind.FIRST, RoundKind.SUPPLEMENT
NEITHER = {Stage.DECLINED, Stage.WITHDRAWN} | UNSENT
ONLY_REGISTERED = {
    Stage.SUBMITTED, Stage.RETURNED, Stage.REPROPOSED, Stage.AGREE_PENDING, Stage.DECLINE_PENDING,
}  # fmt: skip


@pytest.mark.parametrize("stage", Stage)
def test_each_stage_counts_as_registered_and_as_agreed_or_not(stage):
    found = quotas.tally(3, [Sent(stage, FIRST, 2)], counts_supplements=True)
    registered, agreed = (0 if stage in NEITHER else 2), (0 if stage in NEITHER | ONLY_REGISTERED else 2)
    assert found == Tally(3, registered, agreed)


def test_what_is_decided_and_not_made_known_looks_like_what_waits():
    def seen(stage):
        return quotas.tally(1, [Sent(stage, FIRST, 1)], counts_supplements=True)

    assert seen(Stage.AGREE_PENDING) == seen(Stage.DECLINE_PENDING) == seen(Stage.SUBMITTED)


@pytest.mark.parametrize(
    ("required", "first", "later", "counts", "missing"),
    [
        (5, 0, 0, True, 5),
        (5, 2, 0, True, 3),
        (5, 2, 2, True, 1),
        (5, 2, 2, False, 3),
        (5, 5, 0, False, 0),
        (5, 9, 0, True, 0),
        (1, 0, 1, True, 0),
        (1, 0, 1, False, 1),
        (0, 0, 0, True, 0),
    ],
)
def test_missing_is_what_lacks_to_the_quota_and_never_less_than_nothing(required, first, later, counts, missing):
    sent = [Sent(Stage.SUBMITTED, FIRST, first), Sent(Stage.SUBMITTED, LATER, later)]
    assert quotas.tally(required, sent, counts_supplements=counts).missing == missing


def test_one_units_surplus_does_not_fill_anothers_gap():
    assert quotas.total([Tally(5, 2, 1), Tally(1, 4, 0), Tally(1, 1, 1)]) == Total(
        units=3, required=7, registered=7, agreed=2, missing=3, lacking=1
    )


def test_an_empty_board_adds_up_to_nothing():
    assert quotas.total([]) == Total(0, 0, 0, 0, 0, 0)
