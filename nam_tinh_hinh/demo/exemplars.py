"""Real published exemplars, spread over the ward's units and over the stages, through the program's own verbs.

Names, places, contents and owners are the sources' (the file names each address). Hardly any source gives a first and a
last day, so the days are the demonstration's and every such registration says so in its remark.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.resources import files

from nam_tinh_hinh.demo import life
from nam_tinh_hinh.demo.people import ACCOUNTS
from nam_tinh_hinh.demo.ways import Way, of_unit, send
from nam_tinh_hinh.emulation import queries, services
from nam_tinh_hinh.emulation.enums import ASSIGNED, PUBLISHED, UNSENT, ExemplarKind, OwnerKind, Stage
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import hats_of, user_by_name
from nam_tinh_hinh.people.tables import Unit

LASTED = timedelta(days=20)  # from the first registration until today
UNTOUCHED = {Stage.DRAFT, Stage.SUBMITTED}
# When last year's were sent, and this year's that are being carried out.
A_YEAR, MONTHS, LAST_YEAR = timedelta(days=365), timedelta(days=230), "last"
# From their sending: sent, decided, assigned, and what the units and the committee did since.
AFTER = (timedelta(0), timedelta(days=10), timedelta(days=20), timedelta(days=225))


@dataclass(frozen=True)
class Sample:
    """One line of the file."""

    name: str
    place: str
    start: str
    end: str
    content: str
    owner_kind: str
    owner: str
    field: str
    source_url: str
    demo_unit: str
    demo_stage: str
    demo_year: str


def samples() -> list[Sample]:
    """Return the published exemplars the demonstration is made of."""
    text = files("nam_tinh_hinh.demo").joinpath("exemplars.csv").read_text("utf-8")
    return [Sample(**row) for row in csv.DictReader(text.splitlines())]


def opening(today: date, age: timedelta) -> tuple[date, date]:
    """Return the first and last day of a year's registration whose first samples were sent ``age`` ago."""
    begun = today - age
    return min(date(begun.year, 1, 1), begun), max(date(begun.year, 12, 31), today)


def build(units: dict[str, Unit], last: Campaign, this: Campaign) -> None:
    """Register every sample: last year's and this year's that are being carried out, then those of these weeks."""
    cast = Cast(units, {field.code: field.id for field in queries.fields()}, {name: _acting(name) for name in ACCOUNTS})
    carried_out = [sample for sample in samples() if Stage(sample.demo_stage) in ASSIGNED]
    for campaign, age, name in ((last, A_YEAR, LAST_YEAR), (this, MONTHS, "")):
        if lines := [sample for sample in carried_out if sample.demo_year == name]:
            _carry_out(lines, campaign, age, cast)
    life.build(units, cast.people, last, this)
    lines = [sample for sample in samples() if Stage(sample.demo_stage) not in ASSIGNED]
    lines.sort(key=lambda sample: Stage(sample.demo_stage) in UNTOUCHED)  # those further along were sent earlier
    for moment, sample in zip(_moments(len(lines)), lines, strict=True):
        with clock.stopped_at(moment):
            cast.way.lead(cast.draft(sample, this), Stage(sample.demo_stage))


def _carry_out(lines: list[Sample], campaign: Campaign, age: timedelta, cast: "Cast") -> None:
    """Take samples of one year through the steps, all together and some weeks apart."""
    sent, decided, assigned, told = (_morning(clock.now() - age + after) for after in AFTER)
    with clock.stopped_at(sent):
        made = {cast.draft(sample, campaign): Stage(sample.demo_stage) for sample in lines}
        for unit_id in dict.fromkeys(item.unit_id for item in made):
            send([item for item in made if item.unit_id == unit_id])
    with clock.stopped_at(decided):
        for item, stage in made.items():
            cast.way.decide(item, stage)
    with clock.stopped_at(assigned):
        cast.way.assign(campaign)
    with clock.stopped_at(told):
        for item, stage in made.items():
            cast.way.carry_out(item, stage)
        if PUBLISHED & set(made.values()):
            cast.way.publish(campaign)


@dataclass(frozen=True)
class Cast:
    """The units by key, the fields by code, the people by user name."""

    units: dict[str, Unit]
    fields: dict[str, int]
    people: dict[str, Actor]

    @property
    def way(self) -> Way:
        return Way(self.people.__getitem__)

    def draft(self, sample: Sample, campaign: Campaign) -> Exemplar:
        """Register a sample as a draft of its unit."""
        unit = self.units[sample.demo_unit]
        facts = _facts(sample, unit, campaign.year, self.fields[sample.field])
        exemplar = services.draft(actor=of_unit(unit), campaign=campaign, facts=facts, remark=_remark(sample))
        if Stage(sample.demo_stage) not in UNSENT:
            life.prepare(exemplar)
        return exemplar


def _morning(moment: datetime) -> datetime:
    return clock.local(moment).replace(hour=8, minute=30, second=0, microsecond=0)


def _moments(number: int) -> Iterator[datetime]:
    """Yield ``number`` moments in order, from the first registration until yesterday, all in office hours."""
    morning = _morning(clock.now() - LASTED)
    days = [morning + n * (LASTED - timedelta(days=1)) / number for n in range(number)]
    yield from sorted(day.replace(hour=8 + n * 5 % 9, minute=n * 7 % 60) for n, day in enumerate(days))


def _acting(username: str) -> Actor:
    user = user_by_name(username)
    assert user is not None
    hats = hats_of(user.id, clock.today())
    return Actor(user.id, username, user.name, 0, "", False, hats[0], hats)


def _facts(sample: Sample, unit: Unit, year: int, field_id: int) -> dict[str, object]:
    return {
        "name": sample.name,
        "kind": ExemplarKind.PARAGON if sample.owner_kind == OwnerKind.INDIVIDUAL else ExemplarKind.PRACTICE,
        "field_id": field_id,
        "place_kind_id": None,
        "address": sample.place,
        "starts_on": date(year, 3, 1),
        "ends_on": date(year, 12, 15),
        "content": sample.content,
        "owner_kind": OwnerKind(sample.owner_kind),
        "owner": sample.owner or unit.name,
        "lead": "",
        "is_priority": sample.field == "defence",
    }


def _remark(sample: Sample) -> str:
    years = "-".join(year for year in (sample.start, sample.end) if year)
    return "Ngày minh họa" + (f"; nguồn ghi {years}" if years else "")
