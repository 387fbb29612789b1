"""The middle of what members said: always what one of them said, the more careful of two halves."""

import pytest

from nam_tinh_hinh.emulation.enums import Proposal
from nam_tinh_hinh.emulation.medians import median_proposal

NO, YES, COMMEND, REWARD = Proposal.REFUSE, Proposal.RECOGNISE, Proposal.COMMEND, Proposal.REWARD


@pytest.mark.parametrize(
    ("given", "middle"),
    [
        ([], None),
        ([COMMEND], COMMEND),
        ([NO, REWARD], NO),
        ([REWARD, YES], YES),
        ([YES, REWARD, COMMEND], COMMEND),
        ([REWARD, REWARD, NO], REWARD),
        ([NO, YES, COMMEND, REWARD], YES),
        ([NO, NO, REWARD, REWARD], NO),
        ([NO, COMMEND, COMMEND, REWARD], COMMEND),
    ],
)
def test_the_lower_median_of_proposals(given, middle):
    assert median_proposal(given) is middle
    assert median_proposal(reversed(given)) is middle
