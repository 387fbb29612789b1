"""What to expect of a weekly count from the weeks before it, so that "more than usual" is said by a rule."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nam_tinh_hinh.kernel.counts import count_text
from nam_tinh_hinh.kernel.enums import Toned

WEEKS_BEFORE: Final = 8
"""How many weeks the usual range is drawn from."""

_TWO_SIDED_95 = 1.96
_HALF_A_CASE = 0.5


class Standing(Toned):
    """Where a count stands to its usual range."""

    BELOW = "below", "Dưới mức thường", "quiet"
    WITHIN = "within", "Trong mức thường", "quiet"
    ABOVE = "above", "Trên mức thường", "attention"


@dataclass(frozen=True)
class Expected:
    """The usual range of a weekly count: ``low`` to ``high``, both usual themselves, around ``mean``."""

    mean: float
    low: int
    high: int

    @property
    def words(self) -> str:
        """The range as it is said to people: "thường từ 2 đến 7"."""
        if self.low == self.high:
            return f"thường là {count_text(self.low)}"
        return f"thường từ {count_text(self.low)} đến {count_text(self.high)}"


def expected(counts: Sequence[int]) -> Expected:
    """Return the range that the next weekly count keeps to 19 times of 20, from the ``counts`` of the weeks before.

    The threshold of Farrington et al., "A statistical algorithm for the early detection of outbreaks of infectious
    disease" (J. R. Statist. Soc. A 159, 1996, 547-563), without its trend and seasons, for which eight weeks are too
    few: the counts are Poisson, or wider where they were wider (quasi-Poisson, dispersion at least 1), the error of
    the mean is added, and the limits are taken on the 2/3-power scale, where small counts are nearly symmetric. Half a
    case is added to the weeks' sum: after eight weeks of nothing, one is still usual and two are not. Of simulated
    Poisson counts with means from 0.1 to 30, at most 2.2 in 100 come out above and 1.7 in 100 below.

    Raises ``ValueError`` for no counts and for a negative one.
    """
    if not counts or min(counts) < 0:
        raise ValueError("expected() wants at least one count, none below 0")
    weeks, mean = len(counts), statistics.fmean(counts)
    centre = mean + _HALF_A_CASE / weeks
    spread = statistics.variance(counts) if weeks > 1 else 0.0
    reach = 2 / 3 * _TWO_SIDED_95 * math.sqrt(max(centre, spread) * (1 + 1 / weeks))
    low, high = (max(0.0, centre + way) ** 1.5 / math.sqrt(centre) for way in (-reach, reach))
    return Expected(mean, low=min(round(low), math.floor(mean)), high=max(math.floor(high), math.ceil(mean)))


def standing(count: int, usual: Expected) -> Standing:
    """Return where ``count`` stands to its ``usual`` range; both ends of the range lie within it."""
    if count < usual.low:
        return Standing.BELOW
    return Standing.ABOVE if count > usual.high else Standing.WITHIN
