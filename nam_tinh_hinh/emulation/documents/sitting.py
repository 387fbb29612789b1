"""From the rows of a sitting to its papers."""

from collections.abc import Collection
from datetime import date

from nam_tinh_hinh.emulation import agenda
from nam_tinh_hinh.emulation.documents.minutes import (
    DealtWith,
    Held,
    minutes_paper,
    programme_paper,
    usual_conclusion,
)
from nam_tinh_hinh.emulation.enums import SittingPurpose
from nam_tinh_hinh.emulation.tables import Attendance, Sitting, SittingItem
from nam_tinh_hinh.kernel.paper.prose import ProsePaper
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.queries import names_on
from nam_tinh_hinh.people.tables import PrintSetting

SUBJECTS = {
    SittingPurpose.REGISTRATION: "họp xét đăng ký",
    SittingPurpose.RECOGNITION: "họp xét công nhận, khen thưởng",
}


def minutes(
    sitting: Sitting, *, setting: PrintSetting, conclusion: str, ends: str, number: int | None, day: date | None,
    hidden: Collection[int] = (),
) -> ProsePaper:  # fmt: skip
    """Return the minutes of a sitting; of the items whose ids are ``hidden`` nothing but the name is told."""
    return minutes_paper(
        _held(sitting, conclusion, ends, hidden), number=number, day=day, letterhead=people.letterhead(setting),
        layout=people.layout(setting),
    )  # fmt: skip


def programme(sitting: Sitting, *, setting: PrintSetting) -> ProsePaper:
    """Return the programme of a sitting, to write on by hand."""
    held = _held(sitting, "", "", ())
    return programme_paper(held, letterhead=people.letterhead(setting), layout=people.layout(setting))


def preset_conclusion(sitting: Sitting) -> str:
    """Return the conclusion that what was decided speaks for."""
    outcomes = [item.outcome if agenda.is_settled(item) else "" for item in sitting.items if not agenda.is_gone(item)]
    return usual_conclusion(outcomes, agenda.OUTCOMES)


def _held(sitting: Sitting, conclusion: str, ends: str, hidden: Collection[int]) -> Held:
    units = {item.exemplar.unit_id: item.exemplar.unit.name for item in sitting.items}
    called = units | {unit_id: row.name for unit_id, row in names_on(sitting.held_on, units.keys()).items()}
    dealt = [item for item in sitting.items if not agenda.is_gone(item)]
    return Held(
        subject=SUBJECTS[sitting.purpose], year=sitting.campaign.year, held_on=sitting.held_on, begins=sitting.begins,
        ends=ends, place=sitting.place.rstrip("."), chair=(sitting.chaired_by, sitting.chaired_by_post),
        secretary=(sitting.recorded_by, sitting.recorded_by_post), guests=sitting.guests, conclusion=conclusion,
        there=tuple(_named(one) for one in sitting.attendances if one.present),
        away=tuple(
            f"{_named(one)} ({one.absent_why or 'không ghi lý do'})" for one in sitting.attendances if not one.present
        ),
        items=tuple(_dealt(item, called[item.exemplar.unit_id], sitting, item.id in hidden) for item in dealt),
    )  # fmt: skip


def _named(one: Attendance) -> str:
    return ", ".join(part for part in (one.name, one.post) if part)


def _dealt(item: SittingItem, unit: str, sitting: Sitting, hidden: bool) -> DealtWith:
    there = {one.user_id for one in sitting.attendances if one.present}
    settled = agenda.is_settled(item)
    return DealtWith(
        name=item.exemplar.name, unit=unit, hidden=hidden,
        aside=tuple(f"{one.name} ({one.why[:1].lower()}{one.why[1:]})" for one in item.aside if one.user_id in there),
        discussion="" if hidden else item.discussion,
        outcome=agenda.OUTCOMES[item.outcome] if settled and not hidden else "",
        reason=item.reason if settled and not hidden else "",
    )  # fmt: skip
