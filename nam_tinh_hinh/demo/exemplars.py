"""Real published exemplars, spread over the ward's units and over the stages, through the program's own verbs.

Names, places, contents and owners are the sources' (the file names each address). Hardly any source gives a first and a
last day, so the days are the demonstration's and every such registration says so in its remark.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.resources import files

from nam_tinh_hinh.demo.people import ACCOUNTS
from nam_tinh_hinh.demo.ways import Way, of_unit
from nam_tinh_hinh.emulation import queries, services
from nam_tinh_hinh.emulation.enums import ExemplarKind, OwnerKind, Stage
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import hats_of, user_by_name
from nam_tinh_hinh.people.tables import Unit

LASTED = timedelta(days=20)  # from the first registration until today
UNTOUCHED = {Stage.DRAFT, Stage.SUBMITTED}


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


def samples() -> list[Sample]:
    """Return the published exemplars the demonstration is made of."""
    text = files("nam_tinh_hinh.demo").joinpath("exemplars.csv").read_text("utf-8")
    return [Sample(**row) for row in csv.DictReader(text.splitlines())]


def build(units: dict[str, Unit], campaign: Campaign) -> None:
    """Register every sample; those further along were sent earlier."""
    lines = sorted(samples(), key=lambda sample: Stage(sample.demo_stage) in UNTOUCHED)
    fields = {field.code: field.id for field in queries.fields()}
    people = {name: _acting(name) for name in ACCOUNTS}
    for moment, sample in zip(_moments(len(lines)), lines, strict=True):
        with clock.stopped_at(moment):
            _register(sample, units[sample.demo_unit], campaign, fields[sample.field], people)


def _moments(number: int) -> Iterator[datetime]:
    """Yield ``number`` moments in order, from the first registration until yesterday, all in office hours."""
    morning = clock.local(clock.now() - LASTED).replace(hour=8, minute=0, second=0, microsecond=0)
    days = [morning + n * (LASTED - timedelta(days=1)) / number for n in range(number)]
    yield from sorted(day.replace(hour=8 + n * 5 % 9, minute=n * 7 % 60) for n, day in enumerate(days))


def _acting(username: str) -> Actor:
    user = user_by_name(username)
    assert user is not None
    hats = hats_of(user.id, clock.today())
    return Actor(user.id, username, user.name, 0, "", False, hats[0], hats)


def _register(sample: Sample, unit: Unit, campaign: Campaign, field_id: int, people: dict[str, Actor]) -> Exemplar:
    facts = _facts(sample, unit, campaign.year, field_id)
    exemplar = services.draft(actor=of_unit(unit), campaign=campaign, facts=facts, remark=_remark(sample))
    return Way(people.__getitem__).lead(exemplar, Stage(sample.demo_stage))


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
