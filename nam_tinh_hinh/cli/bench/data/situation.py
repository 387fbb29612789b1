"""What people said, week by week: observations with their petitions, case files, guidance."""

from collections import defaultdict, deque
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from nam_tinh_hinh.cli.bench.data.copying import Copier, Moving
from nam_tinh_hinh.cli.bench.data.land import Commune
from nam_tinh_hinh.cli.bench.data.stock import Bundle, Stock
from nam_tinh_hinh.cli.bench.data.words import Sayings, zipf
from nam_tinh_hinh.situation.enums import PetitionStage, Stage

OF_OBSERVATION = ("petition", "petition_step", "passing", "alert")
OF_CASE = ("case_item", "case_entry")
OF_GUIDANCE = ("guidance_receipt", "guidance_reply")
WEEK, READ_AFTER = timedelta(days=7), timedelta(days=1)
# How many weeks back a matter is still under way; a few are never answered, or never told back.
ON_THE_DESK, UNDER_WAY, NEVER = 2, 8, 0.01
OVER, LEFT = {None, PetitionStage.TOLD}, {PetitionStage.ANSWERED, PetitionStage.FORWARDED}
CASES_PER, GUIDANCE_PER = 300, 400
# How often a matter that was answered comes again, and among how many of the newest.
AGAIN, REMEMBERED = 0.03, 500


def monday(moment: date | datetime) -> date:
    """Return the Monday of that week."""
    day = moment.date() if isinstance(moment, datetime) else moment
    return day - timedelta(days=day.weekday())


class Said:
    """Makes the observations of a week, and now and then a case file or a guidance."""

    def __init__(self, stock: Stock, copier: Copier, chance: Random, now: datetime) -> None:
        self.stock, self.copier, self.chance, self.now = stock, copier, chance, now
        self.sayings = Sayings(stock.rows["observation"])
        self.bundles = [stock.bundle([("observation", row)], OF_OBSERVATION) for row in stock.rows["observation"]]
        self.topics = [row["id"] for row in stock.rows["topic"] if row["parent_id"]]
        chance.shuffle(self.topics)
        self.cases = [stock.bundle([("case_file", row)], OF_CASE) for row in stock.rows["case_file"]]
        sent = [row for row in stock.rows["guidance"] if row["sent_at"]]
        self.guidance = [stock.bundle([("guidance", row)], OF_GUIDANCE) for row in sent]
        self.confirmed: list[int] = []
        self._answered: dict[int, deque[int]] = defaultdict(lambda: deque(maxlen=REMEMBERED))
        self._roots: dict[int, int] = {}
        self._made = 0

    def week(self, first: date, number: int, communes: Sequence[Commune]) -> None:
        """Make ``number`` observations that were written down in the week of ``first``."""
        usable = self._usable(first)
        if not usable:
            return
        patterns, weights = zip(*usable, strict=True)
        self.confirmed = []
        for bundle in self.chance.choices(patterns, weights, k=number):
            self._observe(bundle, first, self.chance.choice(communes))

    def _usable(self, first: date) -> list[tuple[Bundle, float]]:
        """Return what can have been said in that week, and how often: what is old has been dealt with."""
        ago = (monday(self.now) - first) // WEEK
        found = []
        for bundle in self.bundles:
            days = first - monday(bundle.root["on_day"])
            if days <= timedelta(0) and bundle.until + days < self.now:
                found.append((bundle, _share(bundle, ago)))
        return [(bundle, share) for bundle, share in found if share]

    def _observe(self, bundle: Bundle, first: date, commune: Commune) -> None:
        row = bundle.root
        moving = Moving(first - monday(row["on_day"]), dict(commune.swap), dict(commune.names))
        if row["joined_to_id"]:
            moving.swap["observation", row["joined_to_id"]] = self._roots.get(id(commune), row["joined_to_id"])
        self._elsewhere(row, moving, commune)
        topic = self.chance.choices(self.topics, zipf(len(self.topics)))[0]
        area, place = self.chance.choices(commune.areas, zipf(len(commune.areas)))[0]
        content, folded = self.sayings.say(self.chance, topic, place)
        said: dict[str, Any] = {
            "topic_id": topic, "area_id": area, "content": content, "folded_content": folded, "occasion_id": None,
            "voices": min(500, 1 + int(self.chance.expovariate(0.3))), "earlier_id": self._before(commune),
        }  # fmt: skip
        instead: dict[str, dict[str, Any]] = {"observation": said}
        if first < monday(self.now) - WEEK:
            read_at = bundle.root["recorded_at"] + moving.days + READ_AFTER
            instead["alert"] = {"seen_at": read_at, "seen_by_name": commune.people[commune.writers[0]][1]}
        made = self.copier.copy(bundle, moving, instead)[0]
        self._note(made, commune)

    def _before(self, commune: Commune) -> int | None:
        """Return what was said of the same matter before, now and then."""
        known = self._answered[id(commune)]
        return self.chance.choice(known) if known and self.chance.random() < AGAIN else None

    def _elsewhere(self, row: dict[str, Any], moving: Moving, commune: Commune) -> None:
        """Have another unit and one of its people write it down, at times."""
        unit = self.chance.choices(commune.writers, zipf(len(commune.writers)))[0]
        home = commune.swap.get(("unit", row["holder_id"]), row["holder_id"])
        if unit == home and row["holder_id"] != row["unit_id"]:
            return
        moving.swap["unit", row["unit_id"]] = unit
        if row["recorded_by_id"]:
            moving.swap["user", row["recorded_by_id"]] = commune.people[unit][0]

    def _note(self, made: dict[str, Any], commune: Commune) -> None:
        if made["stage"] is Stage.CONFIRMED:
            self.confirmed.append(made["id"])
            self._roots[id(commune)] = made["id"]
            self._answered[id(commune)].append(made["id"])
        self._made += 1
        if self._made % CASES_PER == 0:
            self._followed(self.cases, made["recorded_at"], commune)
        if self._made % GUIDANCE_PER == 0:
            self._followed(self.guidance, made["recorded_at"], commune)

    def _followed(self, bundles: list[Bundle], moment: datetime, commune: Commune) -> None:
        """Make a case file of what was just confirmed, or a guidance, if it was over by now."""
        bundle = self.chance.choice(bundles)
        days = timedelta(days=(moment.date() - bundle.until.date()).days)
        old = [row["observation_id"] for name, row in bundle.rows if name == "case_item"]
        if days > timedelta(0) or len(self.confirmed) < len(old):
            return
        if (self.now - moment).days > UNDER_WAY * 7:
            bundle = next((one for one in bundles if one.root.get("closed_at")), bundle)
            old = [row["observation_id"] for name, row in bundle.rows if name == "case_item"]
        moving = Moving(days, dict(commune.swap), commune.names)
        fresh = self.chance.sample(self.confirmed, len(old)) if len(old) <= len(self.confirmed) else []
        if len(fresh) == len(old):
            moving.swap |= {("observation", one): other for one, other in zip(old, fresh, strict=True)}
            self.copier.copy(bundle, moving)


def _share(bundle: Bundle, ago: int) -> float:
    """Return how often a matter stands as it does in ``bundle`` when it was said ``ago`` weeks before now."""
    stage = next((row["stage"] for name, row in bundle.rows if name == "petition"), None)
    if bundle.root["stage"] not in (Stage.CONFIRMED, Stage.JOINED):
        return 1.0 if ago <= ON_THE_DESK else 0.0
    if stage in OVER:
        return 3.0
    if ago <= UNDER_WAY:
        return 1.0
    return NEVER if stage in LEFT else 0.0
