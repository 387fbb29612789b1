"""The figures of a year, from what everybody may know of it: what its reports say (requirements R126, R127)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select

from nam_tinh_hinh.emulation.enums import ASSIGNED, PUBLISHED, Award, ExemplarKind, OwnerKind, Purpose, RoundKind, Stage
from nam_tinh_hinh.emulation.enums import Verdict as Found
from nam_tinh_hinh.emulation.enums.carrying import SENT, Standing
from nam_tinh_hinh.emulation.queries.interim import standing_of
from nam_tinh_hinh.emulation.queries.registrations import visible_to
from nam_tinh_hinh.emulation.tables import (
    Campaign,
    EmulationField,
    Exemplar,
    Inspection,
    InspectionTeam,
    InterimReview,
    RegistrationRound,
)
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import sort_key
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import names_on
from nam_tinh_hinh.people.tables import Unit, UnitKind

NO_FIELD = "Chưa xếp lĩnh vực"


@dataclass(frozen=True)
class Counted:
    """How many there are of one sort."""

    label: str
    number: int


@dataclass(frozen=True)
class Ended:
    """An exemplar that ended before its time, and why."""

    name: str
    unit: str
    reason: str
    day: date


@dataclass(frozen=True)
class Visits:
    """What the inspections of one purpose found; ``pending`` have no verdict yet."""

    purpose: str
    planned: int
    meets: int
    needs_work: int
    fails: int
    pending: int


@dataclass(frozen=True)
class Reviews:
    """Interim reviews that were due up to the day, or sent before: on time, late, missing."""

    due: int = 0
    on_time: int = 0
    late: int = 0
    missing: int = 0


@dataclass(frozen=True)
class Results:
    """What came of the year's judging, as far as the decision made it known."""

    reported: int
    recognised: int
    commended: int
    rewarded: int
    refused: int
    replicated: int

    @property
    def awarded(self) -> int:
        """All that were recognised, with or without praise or reward."""
        return self.recognised + self.commended + self.rewarded


@dataclass(frozen=True)
class UnitLine:
    """One unit's part of the year."""

    name: str
    registered: int
    agreed: int
    assigned: int
    ended: int
    reviews: Reviews
    awarded: int


@dataclass(frozen=True)
class Figures:
    """A year as it stands on a day."""

    year: int
    day: date
    registered: int
    priority: int
    supplements: int
    by_field: tuple[Counted, ...]
    by_unit_kind: tuple[Counted, ...]
    by_kind: tuple[Counted, ...]
    by_owner: tuple[Counted, ...]
    waiting: int
    returned: int
    agreed: int
    declined: int
    assigned: int
    withdrawn: tuple[Ended, ...]
    stopped: tuple[Ended, ...]
    visits: tuple[Visits, ...]
    reviews: Reviews
    results: Results
    units: tuple[UnitLine, ...]

    def main(self) -> dict[str, int]:
        """Return the numbers that are compared when a report was issued on earlier ones."""
        return {
            "Mô hình, điển hình đăng ký": self.registered,
            "Đưa vào danh sách": self.agreed,
            "Không đưa vào danh sách": self.declined,
            "Được giao nhiệm vụ": self.assigned,
            "Rút khỏi danh sách": len(self.withdrawn),
            "Dừng thực hiện": len(self.stopped),
            "Lượt kiểm tra có kết luận": sum(one.planned - one.pending for one in self.visits),
            "Sơ kết đến hạn": self.reviews.due,
            "Sơ kết gửi đúng hạn": self.reviews.on_time,
            "Sơ kết gửi chậm": self.reviews.late,
            "Sơ kết chưa gửi": self.reviews.missing,
            "Báo cáo kết quả đã gửi": self.results.reported,
            "Được công nhận": self.results.awarded,
            "Không được công nhận": self.results.refused,
        }


def figures_of(actor: Actor, campaign: Campaign, day: date | None = None) -> Figures:
    """Return the figures of ``campaign`` on ``day`` (else today), in five statements however many exemplars it has.

    Decisions count once they are made known, so nobody learns from a sum what is not for him yet.
    """
    day = day or clock.today()
    rows = _lines(actor, campaign)
    names = names_on(day, {row.Exemplar.unit_id for row in rows})
    called = {row.Exemplar.unit_id: row.unit_name for row in rows} | {key: name.name for key, name in names.items()}
    items = [row.Exemplar for row in rows]
    standings = _standings(items, day)
    return Figures(
        year=campaign.year, day=day, **_registered(rows), **_decided(items), **_ended(items, called),
        visits=_visits(items), reviews=_reviews(s for of_one in standings.values() for s in of_one),
        results=_results(items), units=tuple(_units(items, called, standings)),
    )  # fmt: skip


def _lines(actor: Actor, campaign: Campaign) -> Sequence[Row[Any]]:
    query = (
        select(
            Exemplar, Unit.name.label("unit_name"), UnitKind.label.label("unit_kind"),
            EmulationField.label.label("field"), RegistrationRound.kind.label("round_kind"),
        )
        .join(Unit, Unit.id == Exemplar.unit_id)
        .join(UnitKind, UnitKind.id == Unit.kind_id)
        .outerjoin(EmulationField, EmulationField.id == Exemplar.field_id)
        .join(RegistrationRound, RegistrationRound.id == Exemplar.round_id)
        .where(
            Exemplar.id.in_(visible_to(actor).with_only_columns(Exemplar.id)),
            Exemplar.campaign_id == campaign.id, Exemplar.submitted_at.is_not(None),
        )
        .order_by(EmulationField.position.is_(None), EmulationField.position, UnitKind.position, Exemplar.id)
    )  # fmt: skip
    return db.session.execute(query).all()


def _registered(rows: Sequence[Row[Any]]) -> dict[str, Any]:
    items = [row.Exemplar for row in rows]
    kinds = [(kind.label, sum(item.kind is kind for item in items)) for kind in ExemplarKind]
    owners = [(kind.label, sum(item.owner_kind is kind for item in items)) for kind in OwnerKind]
    return {
        "registered": len(items),
        "priority": sum(item.is_priority for item in items),
        "supplements": sum(row.round_kind is RoundKind.SUPPLEMENT for row in rows),
        "by_field": _counted(rows, lambda row: row.field or NO_FIELD),
        "by_unit_kind": _counted(rows, lambda row: row.unit_kind),
        "by_kind": tuple(Counted(*pair) for pair in kinds),
        "by_owner": tuple(Counted(*pair) for pair in owners),
    }


def _counted(rows: Sequence[Row[Any]], label_of: Callable[[Row[Any]], str]) -> tuple[Counted, ...]:
    numbers: dict[str, int] = {}
    for row in rows:
        numbers[label_of(row)] = numbers.get(label_of(row), 0) + 1
    return tuple(Counted(label, number) for label, number in numbers.items())


def _agreed(item: Exemplar) -> bool:
    return item.released_at is not None and item.stage is not Stage.DECLINED


def _decided(items: Sequence[Exemplar]) -> dict[str, int]:
    stages = [item.stage.open_stage for item in items]
    return {
        "waiting": stages.count(Stage.SUBMITTED),
        "returned": stages.count(Stage.RETURNED) + stages.count(Stage.REPROPOSED),
        "agreed": sum(_agreed(item) for item in items),
        "declined": stages.count(Stage.DECLINED),
        "assigned": sum(stage in ASSIGNED for stage in stages),
    }


def _ended(items: Sequence[Exemplar], called: dict[int, str]) -> dict[str, tuple[Ended, ...]]:
    def of(stage: Stage) -> tuple[Ended, ...]:
        return tuple(
            Ended(item.name, called[item.unit_id], item.end_reason, clock.local(item.ended_at).date())
            for item in items if item.stage is stage and item.ended_at
        )  # fmt: skip

    return {"withdrawn": of(Stage.WITHDRAWN), "stopped": of(Stage.STOPPED)}


def _visits(items: Sequence[Exemplar]) -> tuple[Visits, ...]:
    query = select(InspectionTeam.purpose, Inspection.verdict, func.count()).join(Inspection.team)
    query = query.where(Inspection.exemplar_id.in_([item.id for item in items]), InspectionTeam.cancelled_at.is_(None))
    found: dict[Purpose, dict[Found | None, int]] = {}
    for purpose, verdict, number in db.session.execute(query.group_by(InspectionTeam.purpose, Inspection.verdict)):
        found.setdefault(purpose, {})[verdict] = number
    return tuple(_visited(purpose, found[purpose]) for purpose in Purpose if purpose in found)


def _visited(purpose: Purpose, numbers: dict[Found | None, int]) -> Visits:
    by_verdict = [numbers.get(verdict, 0) for verdict in (Found.MEETS, Found.NEEDS_WORK, Found.FAILS, None)]
    return Visits(purpose.label, sum(numbers.values()), *by_verdict)


def _standings(items: Sequence[Exemplar], day: date) -> dict[int, list[Standing]]:
    """{exemplar id: how each of its reviews stands}; one due on the day itself, or open before, is not due yet."""
    by_id = {item.id: item for item in items}
    found: dict[int, list[Standing]] = {}
    for review in db.session.scalars(select(InterimReview).where(InterimReview.exemplar_id.in_(by_id))):
        standing = standing_of(review, by_id[review.exemplar_id], day).standing
        found.setdefault(review.exemplar_id, []).append(standing)
    return found


def _reviews(standings: Iterable[Standing]) -> Reviews:
    stood = list(standings)
    missing = stood.count(Standing.OVERDUE) + stood.count(Standing.MISSED)
    sent = sum(one in SENT for one in stood)
    return Reviews(sent + missing, stood.count(Standing.ON_TIME), stood.count(Standing.LATE), missing)


def _results(items: Sequence[Exemplar]) -> Results:
    known = [item for item in items if item.stage in PUBLISHED]
    awards = [item.award for item in known]
    copied = select(func.count(Exemplar.learnt_from_id.distinct())).where(
        Exemplar.learnt_from_id.in_([item.id for item in known]), Exemplar.submitted_at.is_not(None)
    )
    return Results(
        sum(item.reported_at is not None for item in items), awards.count(Award.RECOGNISE),
        awards.count(Award.COMMEND), awards.count(Award.REWARD), awards.count(None), db.session.scalar(copied) or 0,
    )  # fmt: skip


def _units(
    items: Sequence[Exemplar], called: dict[int, str], standings: dict[int, list[Standing]]
) -> Iterable[UnitLine]:
    for unit_id in sorted({item.unit_id for item in items}, key=lambda one: (sort_key(called[one]), one)):
        own = [item for item in items if item.unit_id == unit_id]
        yield UnitLine(
            called[unit_id], len(own), sum(_agreed(item) for item in own),
            sum(item.stage.open_stage in ASSIGNED for item in own), sum(item.ended_at is not None for item in own),
            _reviews(one for item in own for one in standings.get(item.id, [])),
            sum(item.stage is Stage.RECOGNISED for item in own),
        )  # fmt: skip
