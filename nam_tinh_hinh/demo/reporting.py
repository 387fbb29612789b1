"""The ward's reports: eight units to the Front by Thursday 13:30, the Front to the Party committee by 14:00.

The weeks before went out, one late, one with nothing to tell, one mended, one missing; this week is in the making.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from nam_tinh_hinh.demo import report_words as words
from nam_tinh_hinh.demo.ways import of_unit
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.kernel.periods import Cadence
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries import work_calendar
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.reporting import queries, services
from nam_tinh_hinh.reporting.calendar import Slot, opened_by
from nam_tinh_hinh.reporting.enums import DueRule, Fate, HolidayRule, Receiver, RegimeKind, SectionStage
from nam_tinh_hinh.reporting.queries.consolidating import material
from nam_tinh_hinh.reporting.queries.regimes import rule_of
from nam_tinh_hinh.reporting.seed.outlines import MONTHLY, WEEKLY
from nam_tinh_hinh.reporting.services import consolidating
from nam_tinh_hinh.reporting.tables import Period, Regime, RegimeOwner, Report, Section
from nam_tinh_hinh.situation.queries import reach_of
from nam_tinh_hinh.situation.reach import Reach

PLAN = "Quy định của phường"
SINCE = timedelta(weeks=9)
THURSDAY, FIFTEENTH = 3, 15
OF_WARD = ("ccb", "phu_nu", "nong_dan", "doan", "cong_doan")
# Units that the list of units gives no key.
BY_NAME = {
    "cong_doan": "Công đoàn phường Minh Họa",
    "ctmt_phuc_ninh": "Ban Công tác Mặt trận phố Phúc Ninh",
    "ctmt_so_1": "Ban Công tác Mặt trận khu dân cư số 1",
    "ctmt_so_2": "Ban Công tác Mặt trận khu dân cư số 2",
}
BELOW = (*OF_WARD, "ctmt_phuc_ninh", "ctmt_so_1", "ctmt_so_2")
# week before the last (1 is last week): what went wrong, by unit.
LATE, NOTHING, MENDED, MISSING = (2, "nong_dan"), (3, "cong_doan"), (1, "ctmt_so_1"), (4, "doan")


def build(units: dict[str, Unit]) -> None:
    """Apply the regimes, open every period since their first day, and let the units write."""
    units = units | {key: _named(name) for key, name in BY_NAME.items()}
    first = clock.today() - SINCE
    week = _regime(units, BELOW, "mttq", first, "Báo cáo nhanh tuần", time(13, 30), Cadence.WEEK)
    above = _regime(units, ("mttq",), "dang_uy", first, "Báo cáo nhanh tuần", time(14), Cadence.WEEK)
    month = _regime(units, OF_WARD, "mttq", first, "Báo cáo tháng", time(17), Cadence.MONTH)
    past, now = _opened(week)
    for ago, period in enumerate(reversed(past), start=1):
        _past_week(units, period, ago)
    for period in _opened(above)[0]:
        _consolidated(units, period)
    for period in _opened(month)[0]:
        _past_month(units, period)
    if now:
        _this_week(units, now)


def _named(name: str) -> Unit:
    return db.session.scalars(select(Unit).where(Unit.name == name)).one()


def _regime(
    units: dict[str, Unit], owners: tuple[str, ...], to: str, since: date, label: str, at: time, cadence: Cadence
) -> Regime:
    weekly = cadence is Cadence.WEEK
    row = Regime(
        plan=PLAN, label=label, kind=RegimeKind.FLASH if weekly else RegimeKind.PERIODIC, cadence=cadence,
        due_rule=DueRule.WEEKDAY if weekly else DueRule.DAY_OF_MONTH, due_number=THURSDAY if weekly else FIFTEENTH,
        due_time=at, holiday_rule=HolidayRule.BEFORE, grace_minutes=30 if weekly else 0,
        opens_days=6 if weekly else 10, receiver=Receiver.UNIT, receiver_unit_id=units[to].id,
        outline_code=WEEKLY if weekly else MONTHLY, valid_from=since,
    )  # fmt: skip
    row.owners = [RegimeOwner(unit_id=units[key].id) for key in owners]
    db.session.add(row)
    db.session.flush()
    return row


def _opened(regime: Regime) -> tuple[list[Period], Period | None]:
    """Open what should be open by now; return the periods whose deadline is over, and the one that runs."""
    now, rule = clock.now(), rule_of(regime)
    assert rule
    begins = datetime.combine(regime.valid_from, time(), clock.VIETNAM)
    work = work_calendar(regime.valid_from - SINCE, clock.today() + SINCE)
    found = [_open(regime, slot) for slot in opened_by(rule, begins, now, work)]
    over = [one for one in found if one.due_at and one.due_at <= now]
    return over, next((one for one in found if one not in over), None)


def _open(regime: Regime, slot: Slot) -> Period:
    with clock.stopped_at(slot.opens_at):
        period = services.open_slot(actor=Machine(), regime=regime, slot=slot)
    assert period
    return period


def _person(unit: Unit, role: Role = Role.LEADER) -> Reach:
    return reach_of(of_unit(unit, role))


def _report(period: Period, unit: Unit) -> Report:
    query = select(Report).join(Report.obligation).filter_by(period_id=period.id)
    return db.session.scalars(query.where(Report.unit_id == unit.id)).one()


@contextmanager
def _before_due(period: Period, **earlier: float) -> Iterator[None]:
    """Let it be so long before the deadline, but not later than now."""
    assert period.due_at
    with clock.stopped_at(min(period.due_at - timedelta(**earlier), clock.now())):
        yield


def _write(unit: Unit, report: Report, texts: dict[str, str]) -> None:
    """Write the sections of these codes; what is compulsory and has no words is said to be nothing."""
    writer = _person(unit, Role.CLERK)
    for section in queries.sections(report.id):
        if said := texts.get(section.heading.code):
            services.save_section(actor=writer, section=section, text=said, figures={})
            services.finish(actor=writer, section=section, stage=SectionStage.DONE)
        elif section.heading.compulsory:
            services.finish(actor=writer, section=section, stage=SectionStage.NOTHING)


def _weekly_texts(key: str, turn: int) -> dict[str, str]:
    def of_turn(said: tuple[str, ...]) -> str:
        return said[turn % len(said)]

    issues = "\n".join(f"- {line}" for line in (of_turn(words.ISSUES[key]),))
    texts = {"done": of_turn(words.DONE[key]), "issues": issues, "tasks": words.TASKS}
    if key in OF_WARD[:3]:
        texts |= {"sentiment": of_turn(words.SENTIMENT), "proposals": words.PROPOSALS}
    return texts


def _past_week(units: dict[str, Unit], period: Period, ago: int) -> None:
    for place, key in enumerate(BELOW):
        if (ago, key) == MISSING:
            continue
        unit, report = units[key], _report(period, units[key])
        hours = -0.4 if (ago, key) == LATE else 1 + place * 2.5
        with _before_due(period, hours=hours):
            if (ago, key) == NOTHING:
                services.nothing_at_all(actor=_person(unit), report=report, on=True)
            else:
                _write(unit, report, _weekly_texts(key, ago))
            services.send(actor=_person(unit), report=report)
        with _before_due(period, minutes=25 if hours > 0 else -40):
            _received(units, unit, report, (ago, key) == MENDED)


def _received(units: dict[str, Unit], unit: Unit, report: Report, mended: bool) -> None:
    front = _person(units["mttq"])
    sending = queries.sending(front, report.id)
    assert sending
    services.sending.note_reading(sending_id=sending.id, name=front.name)
    if mended:
        section = _section(report, "issues")
        services.return_sections(actor=front, report=report, reasons={section.id: words.RETURNED_WHY})
        services.save_section(actor=_person(unit), section=section, text=words.MENDED, figures={})
        services.finish(actor=_person(unit), section=section, stage=SectionStage.DONE)
        services.send(actor=_person(unit), report=report)
    services.act(actor=front, report=report, action="accept")


def _section(report: Report, code: str) -> Section:
    return next(one for one in queries.sections(report.id) if one.heading.code == code)


def _consolidated(units: dict[str, Unit], period: Period) -> None:
    """The Front puts the week together: some passages as they are, the rest settled with a reason."""
    front, report = units["mttq"], _report(period, units["mttq"])
    with _before_due(period, minutes=8):
        writer, turn = _person(front, Role.CLERK), period.first.isocalendar().week
        for code, most in (("issues", 5), ("sentiment", 1)):
            section = _section(report, code)
            heard = [item.key for item in material(report).of(section.id) if item.fate is None]
            if heard:
                consolidating.take(actor=writer, report=report, section=section, items=heard[turn % 2 :][:most])
        _write(front, report, {"done": words.CONSOLIDATED, "tasks": words.TASKS})
        consolidating.decide_rest(actor=writer, report=report, fate=Fate.NOT_USED, why=words.NOT_USED_WHY)
        services.send(actor=_person(front), report=report)
    with _before_due(period, minutes=-30):
        above = reach_of(of_unit(units["van_phong"], Role.COMPILER))
        services.act(actor=above, report=report, action="accept")


def _past_month(units: dict[str, Unit], period: Period) -> None:
    for place, key in enumerate(OF_WARD):
        unit, report = units[key], _report(period, units[key])
        texts = {
            "propaganda": words.PROPAGANDA, "movements": words.DONE[key][0], "economy": words.ISSUES[key][0],
            "sentiment": words.SENTIMENT[place % 3], "strengths": words.STRENGTHS, "tasks": words.TASKS,
        }  # fmt: skip
        with _before_due(period, hours=3 + place * 7):
            _write(unit, report, texts)
            services.send(actor=_person(unit), report=report)
        with _before_due(period, hours=1):
            services.act(actor=_person(units["mttq"]), report=report, action="accept")


def _this_week(units: dict[str, Unit], period: Period) -> None:
    """Two have sent, one was asked to mend, one waits for its leader, one was declined, one is being written."""
    with _before_due(period, hours=20):
        for key in ("nong_dan", "ctmt_phuc_ninh", "ctmt_so_2"):
            _write(units[key], _report(period, units[key]), _weekly_texts(key, 0))
            services.send(actor=_person(units[key]), report=_report(period, units[key]))
        _write(units["phu_nu"], _report(period, units["phu_nu"]), _weekly_texts("phu_nu", 0))
        services.act(
            actor=_person(units["phu_nu"], Role.CLERK), report=_report(period, units["phu_nu"]), action="propose"
        )
        _declined(units["doan"], _report(period, units["doan"]))
        _begun(units["ccb"], _report(period, units["ccb"]))
        back = _report(period, units["ctmt_so_2"])
        reasons = {_section(back, "issues").id: words.RETURNED_WHY}
        services.return_sections(actor=_person(units["mttq"]), report=back, reasons=reasons)


def _declined(unit: Unit, report: Report) -> None:
    _write(unit, report, _weekly_texts("doan", 0))
    services.act(actor=_person(unit, Role.CLERK), report=report, action="propose")
    services.act(actor=_person(unit), report=report, action="decline", reason=words.DECLINED_WHY)


def _begun(unit: Unit, report: Report) -> None:
    section, writer = _section(report, "done"), _person(unit, Role.CLERK)
    services.save_section(actor=writer, section=section, text=words.DONE["ccb"][0], figures={})
