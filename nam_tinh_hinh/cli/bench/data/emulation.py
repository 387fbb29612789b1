"""Ten years of "Dân vận khéo": a campaign a year, its exemplars in all stages, those of before at their end."""

from datetime import date, timedelta
from random import Random

from nam_tinh_hinh.cli.bench.data.copying import Copier, Moving, Swap
from nam_tinh_hinh.cli.bench.data.land import Commune
from nam_tinh_hinh.cli.bench.data.stock import Bundle, Row, Stock
from nam_tinh_hinh.cli.bench.data.words import zipf
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.kernel.text import fold

OF_CAMPAIGN = (
    "registration_round", "quota", "campaign_deadline", "committee_member", "committee_charge", "assignment_notice",
    "recognition", "notice_receipt",
)  # fmt: skip
OF_EXEMPLAR = (
    "preparation", "action_plan", "helper", "progress_entry", "interim_review", "result_report", "lesson",
    "change_request",
)  # fmt: skip
OVER = frozenset({Stage.RECOGNISED, Stage.NOT_RECOGNISED, Stage.STOPPED, Stage.DECLINED, Stage.WITHDRAWN})


class Emulated:
    """Makes the campaigns of past years, and exemplars in any year."""

    def __init__(self, stock: Stock, copier: Copier, chance: Random) -> None:
        self.stock, self.copier, self.chance = stock, copier, chance
        self.last, self.this = stock.rows["campaign"]
        self.bundles = {row["id"]: self._bundle(row) for row in stock.rows["exemplar"]}
        self._number = 0

    def _bundle(self, row: Row) -> Bundle:
        lists = [
            ("registration_list", one) for one in self.stock.rows["registration_list"] if one["id"] == row["list_id"]
        ]
        return self.stock.bundle([*lists, ("exemplar", row)], OF_EXEMPLAR)

    def year(self, ago: int, number: int, communes: list[Commune]) -> None:
        """Make ``number`` exemplars of the campaign of ``ago`` years before this year's, and that campaign."""
        days, opened = timedelta(0), self._same()
        if ago > 1:
            days = date(self.last["year"] + 1 - ago, 1, 1) - date(self.last["year"], 1, 1)
            opened = self._campaign(days, self.last["year"] + 1 - ago)
        rows = [row for row in self.stock.rows["exemplar"] if self._fits(row, ago)]
        for place in range(number):
            row = rows[place % len(rows)]
            further = (
                timedelta(0) if ago == 0 or row["campaign_id"] == self.last["id"] else days_between(row, self.last)
            )
            back = timedelta(days=self.chance.randint(0, 14)) if ago != 1 else timedelta(0)
            self._exemplar(row, Moving(days - further - back, dict(opened)), self.chance.choice(communes))

    def _fits(self, row: Row, ago: int) -> bool:
        if ago == 0:
            return bool(row["campaign_id"] == self.this["id"])
        return row["stage"] in OVER and (ago > 1 or row["campaign_id"] == self.last["id"])

    def _same(self) -> Swap:
        return {}

    def _campaign(self, days: timedelta, year: int) -> Swap:
        """Make the campaign of ``year`` and return where the rows of the pattern's two campaigns are in it."""
        bundle, moving = self.stock.bundle([("campaign", self.last)], OF_CAMPAIGN), Moving(days)
        self.copier.copy(bundle, moving, {"campaign": {"year": year}})
        swap = moving.swap
        swap["campaign", self.this["id"]] = swap["campaign", self.last["id"]]
        for name in ("registration_round", "assignment_notice"):
            mine = {row["campaign_id"]: row["id"] for row in self.stock.rows[name]}
            swap[name, mine[self.this["id"]]] = swap[name, mine[self.last["id"]]]
        return swap

    def _exemplar(self, row: Row, moving: Moving, commune: Commune) -> None:
        unit = self.chance.choices(commune.writers, zipf(len(commune.writers)))[0]
        moving.swap |= commune.swap | {("unit", row["unit_id"]): unit}
        moving.names = commune.names
        self._number += 1
        said = {}
        if row["name"]:
            _area, place = self.chance.choice(commune.areas)
            name = f"{row['name'][:200]} ({place}, số {self._number})"
            said = {"name": name, "folded_name": fold(name)[:400], "folded_text": f"{fold(name)} {row['folded_text']}"}
        self.copier.copy(self.bundles[row["id"]], moving, {"exemplar": said})


def days_between(row: Row, last: Row) -> timedelta:
    """Return how much later than in the year of ``last`` the exemplar of another campaign was registered."""
    return date(row["created_at"].year, 1, 1) - date(last["year"], 1, 1)
