"""Ten years of reports: every past week and month of the demonstration once more, and more units that owe one."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from nam_tinh_hinh.cli.bench.data.copying import Copier, Moving
from nam_tinh_hinh.cli.bench.data.land import Commune
from nam_tinh_hinh.cli.bench.data.stock import Bundle, Row, Stock
from nam_tinh_hinh.kernel.periods import Cadence, period_of
from nam_tinh_hinh.reporting.enums import Fate, Stage

OF_OBLIGATION = ("report", "section", "sending", "sent_section", "passage", "passage_use")
WHY = "Đã có trong báo cáo của đơn vị khác."
TITLES = {Cadence.WEEK: "Báo cáo nhanh ", Cadence.MONTH: "Báo cáo "}


class Reported:
    """Makes the reports of a week or a month."""

    def __init__(self, stock: Stock, copier: Copier, chance: Random) -> None:
        self.stock, self.copier, self.chance = stock, copier, chance
        self.regimes = {row["id"]: row for row in stock.rows["regime"]}
        self.owed: dict[int, list[Row]] = {}
        for row in stock.rows["obligation"]:
            self.owed.setdefault(row["period_id"], []).append(row)
        stages = {row["obligation_id"]: row["stage"] for row in stock.rows["report"]}
        done = [row for row in stock.rows["period"] if self._is_over(row, stages)]
        self.past = {one: [row for row in done if self._cadence(row) is one] for one in TITLES}
        self._bundles: dict[tuple[int, ...], Bundle] = {}

    def _is_over(self, period: Row, stages: dict[int, Any]) -> bool:
        return all(stages[one["id"]] is Stage.ACCEPTED for one in self.owed[period["id"]])

    def _cadence(self, period: Row) -> Cadence:
        cadence: Cadence = self.regimes[period["regime_id"]]["cadence"]
        return cadence

    @property
    def each_week(self) -> int:
        """Return how many reports a commune of the pattern's own sends in a week."""
        return len({one["unit_id"] for row in self.past[Cadence.WEEK] for one in self.owed[row["id"]]})

    def span(self, cadence: Cadence, day: date, communes: Sequence[Commune], more: int, heard: list[int]) -> None:
        """Make the periods of ``cadence`` around ``day`` with the reports of ``communes``, and of ``more`` units more.

        ``heard`` are the observations that were confirmed then.
        """
        span = period_of(cadence, day)
        pattern = self.chance.choice(self.past[cadence])
        twins = [row for row in self.past[cadence] if row["first"] == pattern["first"]]
        days, opened = span.first - pattern["first"], {}
        for row in twins:
            said = {"slot": f"{row['regime_id']}:{span.first}", "first": span.first, "last": span.last}
            bundle = self._bundle(("period", [row]), ())
            made = self.copier.copy(bundle, Moving(days), {"period": said | {"title": TITLES[cadence] + span.label}})
            opened["period", row["id"]] = made[0]["id"]
        for commune in communes:
            moving = Moving(days, commune.swap | opened, commune.names)
            self._reports(twins, moving, heard, commune, more)

    def _bundle(self, roots: tuple[str, list[Row]], kin: Sequence[str]) -> Bundle:
        name, rows = roots
        key = (len(kin), hash(name), *(row["id"] for row in rows))
        if key not in self._bundles:
            self._bundles[key] = self.stock.bundle([(name, row) for row in rows], kin)
        return self._bundles[key]

    def _reports(self, twins: list[Row], moving: Moving, heard: list[int], commune: Commune, more: int) -> None:
        owed = [one for row in twins for one in self.owed[row["id"]]]
        bundle = self._bundle(("obligation", owed), OF_OBLIGATION)
        used = [row["observation_id"] for name, row in bundle.rows if name == "passage_use" and row["observation_id"]]
        fresh = self.chance.sample(heard, min(len(used), len(heard)))
        moving.swap |= {("observation", one): other for one, other in zip(used, fresh, strict=False)}
        made = zip(bundle.rows, self.copier.copy(bundle, moving), strict=True)
        uses = [new for (name, _old), new in made if name == "passage_use"]
        self._more(owed, moving, commune, more, uses)

    def _more(self, owed: list[Row], moving: Moving, commune: Commune, more: int, uses: list[Row]) -> None:
        """Let ``more`` units owe what the lowest of ``owed`` do; their words were not used above."""
        receivers = {one["receiver_id"] for one in owed}
        lower = [one for one in owed if one["unit_id"] not in receivers]
        numbers = count(max((one["number"] for one in uses), default=0) + 1)
        for unit in self.others(commune)[:more]:
            made = self._one_more(self.chance.choice(lower), unit, moving, commune)
            if uses:
                unit_name = next(row["unit_name"] for name, row in made if name == "obligation")
                for name, row in made:
                    if name == "passage":
                        self._not_used(uses[0], row, next(numbers), unit, unit_name)

    def _one_more(self, like: Row, unit: int, moving: Moving, commune: Commune) -> list[tuple[str, Row]]:
        user, name = commune.people[unit]
        names = moving.names | {like["unit_name"]: self.unit_name(unit)}
        to = Moving(moving.days, moving.swap | {("unit", like["unit_id"]): unit}, names)
        bundle = self._bundle(("obligation", [like]), OF_OBLIGATION[:-1])
        senders = {row["sent_by_id"]: row["sent_by_name"] for kind, row in bundle.rows if kind == "sending"}
        to.swap |= {("user", one): user for one in senders if one}
        names |= {one: name for one in senders.values() if one}
        made = self.copier.copy(bundle, to)
        return [(kind, new) for (kind, _old), new in zip(bundle.rows, made, strict=True)]

    def _not_used(self, like: Row, passage: Row, number: int, unit: int, unit_name: str) -> None:
        row = like | {
            "id": self.copier.writer.number("passage_use"), "number": number, "passage_id": passage["id"],
            "observation_id": None, "unit_id": unit, "unit_name": unit_name, "words": passage["words"],
            "fate": Fate.NOT_USED, "why": WHY,
        }  # fmt: skip
        self.copier.writer.add("passage_use", row)

    def unit_name(self, unit: int) -> str:
        """Return the name of a unit of the first commune; those of others go by the pattern's words."""
        return next((row["name"] for row in self.stock.rows["unit"] if row["id"] == unit), "")

    def others(self, commune: Commune) -> list[int]:
        """Return the units of ``commune`` that owe nothing in the pattern."""
        owing = {one["unit_id"] for rows in self.owed.values() for one in rows}
        there = {commune.swap.get(("unit", one), one) for one in owing}
        return [one for one in commune.writers if one not in there]

    def now(self, commune: Commune, more: int, moment: datetime) -> None:
        """Let ``more`` units owe the reports of this very week, and those that open from now on."""
        weekly = [row for row in self.stock.rows["period"] if self._cadence(row) is Cadence.WEEK]
        below = [row for row in weekly if row["due_at"] > moment - timedelta(days=7) and len(self.owed[row["id"]]) > 1]
        for row in below:
            self._more(self.owed[row["id"]], Moving(timedelta(0)), commune, more, [])
        for regime in {row["regime_id"] for row in below}:
            for unit in self.others(commune)[:more]:
                row = {"regime_id": regime, "unit_id": unit, "kind_id": None, "level_id": None}
                self.copier.writer.add("regime_owner", {"id": self.copier.writer.number("regime_owner")} | row)
