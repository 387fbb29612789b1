"""Fills an empty database: the demonstration's rows in their place in time, and ten years of more like them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from math import cos, pi
from random import Random

from sqlalchemy import Connection

from nam_tinh_hinh.cli.bench.data.copying import Copier
from nam_tinh_hinh.cli.bench.data.emulation import Emulated
from nam_tinh_hinh.cli.bench.data.land import Commune, Settlers, without_moment
from nam_tinh_hinh.cli.bench.data.reporting import Reported
from nam_tinh_hinh.cli.bench.data.situation import WEEK, Said, monday
from nam_tinh_hinh.cli.bench.data.sizes import Size
from nam_tinh_hinh.cli.bench.data.stock import Stock
from nam_tinh_hinh.cli.bench.data.writing import Writer
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.periods import Cadence

# In force since the beginning: what these say of a day on which something began is the demonstration's.
SINCE = frozenset({"unit", "unit_name", "position", "area", "regime"})
# History comes down when nothing older can come: so long after the first row of a matter the last may follow.
LONGEST = timedelta(days=400)


class Making:
    """One filling of one database; the same seed gives the same rows."""

    def __init__(self, connection: Connection, stock: Stock, size: Size, seed: int, say: Callable[[str], None]) -> None:
        self.size, self.stock, self.connection = size, stock, connection
        self.chance = Random(seed)  # noqa: S311 - believable, not secret
        self.now = max(event["at"] for event in stock.rows["event"])
        self.first = monday(clock.local(self.now)) - size.weeks * WEEK
        self.writer = Writer(connection, stock.shapes, say)
        self.copier = Copier(stock, self.writer)

    def fill(self) -> Writer:
        """Write everything, the oldest first, and return the writer, which knows how much it was."""
        self._demonstration()
        begun = self.first - timedelta(days=400)
        communes = Settlers(self.stock, self.writer, self.chance, begun).settle(self.size)
        self._years(communes)
        self._weeks(communes)
        self.writer.finish()
        return self.writer

    def _demonstration(self) -> None:
        self.writer.reserve(self.stock.rows)
        for name, rows in self.stock.rows.items():
            for row in rows:
                if name == "event":
                    self.writer.remember(row)
                else:
                    self.writer.add(name, without_moment(row, self.first) if name in SINCE else row)

    def _years(self, communes: list[Commune]) -> None:
        shares = self.size.years + 1
        for ago in range(self.size.years, -1, -1):
            number = (self.size.exemplars - len(self.stock.rows["exemplar"])) * (ago + 1) // shares
            less = (self.size.exemplars - len(self.stock.rows["exemplar"])) * ago // shares
            Emulated(self.stock, self.copier, self.chance).year(ago, max(0, number - less), communes)

    def _weeks(self, communes: list[Commune]) -> None:
        said = Said(self.stock, self.copier, self.chance, self.now)
        reported = Reported(self.stock, self.copier, self.chance)
        counts, more = self._rhythm(), self._more(reported)
        known = {row["first"] for row in self.stock.rows["period"]}
        reported.now(communes[0], more, self.now)
        for place, number in enumerate(counts):
            week = self.first + place * WEEK
            said.week(week, number, communes)
            turn = self._turn(reported, communes, place)
            if week not in known:
                reported.span(Cadence.WEEK, week, turn, more, said.confirmed)
            if week.day <= 7 and week.replace(day=1) not in known:
                reported.span(Cadence.MONTH, week, turn, 0, said.confirmed)
            self.writer.settle(_moment(week, self.now) - LONGEST)
            if place % 52 == 51:
                self.connection.commit()

    def _rhythm(self) -> list[int]:
        """Return how many observations each week has: more in spring and autumn, few at Tết, never twice the same."""
        weeks = [self.first + place * WEEK for place in range(self.size.weeks + 1)]
        weights = [(1.2 + cos(4 * pi * day.timetuple().tm_yday / 365)) * self.chance.uniform(0.7, 1.3) for day in weeks]
        left, counts = float(self.size.observations - len(self.stock.rows["observation"])), []
        for place, weight in enumerate(weights):
            counts.append(max(0, round(left * weight / sum(weights[place:]))))
            left -= counts[-1]
        return counts

    def _more(self, reported: Reported) -> int:
        """Return how many units more of a commune owe a report each week, so that the number comes out."""
        a_week = self.size.reports / self.size.weeks - 5 * 12 / 52
        return max(0, round(a_week - reported.each_week)) if self.size.communes == 1 else 0

    def _turn(self, reported: Reported, communes: list[Commune], place: int) -> list[Commune]:
        """Return the communes whose reports of a week are there: as many as make the number, each in its turn."""
        each = self.size.reports / self.size.weeks / (reported.each_week + 5 * 12 / 52)
        first, after = round(each * place), round(each * (place + 1))
        number = min(len(communes), max(1, after - first))
        return [communes[(first + one) % len(communes)] for one in range(number)]


def _moment(day: date, like: datetime) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=like.tzinfo)
