"""Reports from inside, by the program's own verbs: a week in which some units owe MTTQ a report."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.kernel.periods import Cadence, period_of
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries import work_calendar
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.reporting import queries, services
from nam_tinh_hinh.reporting.calendar import slot_of
from nam_tinh_hinh.reporting.enums import DueRule, HolidayRule, Receiver, RegimeKind, SectionStage, Stage
from nam_tinh_hinh.reporting.queries.regimes import rule_of
from nam_tinh_hinh.reporting.seed.outlines import WEEKLY
from nam_tinh_hinh.reporting.tables import Period, Regime, RegimeOwner, Report, Section, Sending
from nam_tinh_hinh.situation import queries as situation_queries
from nam_tinh_hinh.situation.reach import Reach
from tests.world import World

WORDS = "Tuyên truyền 03 buổi tại khu dân cư.\nVận động 12 hộ chỉnh trang ngõ phố."


class Reporting:
    """A week of quick reports: Hội CCB, Hội LHPN and Hội Nông dân owe MTTQ one by Thursday 13:30, MTTQ the Party
    committee one by 14:00."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._week: Period | None = None
        self._above: Period | None = None

    # --- who ---
    def reach(self, who: str | Actor, hat: int = 0) -> Reach:
        """How far a person of the demonstration reaches, under the hat of this number."""
        return situation_queries.reach_of(who if isinstance(who, Actor) else self.world.actor(who, hat))

    def of(self, key: str, role: Role = Role.LEADER) -> Reach:
        """The leader (or another role) of any unit of the demonstration."""
        actor = self.world.clerk_of(key, role)
        return self.reach(replace(actor, name=f"Người của {self.world.unit(key).short_name}"))

    # --- regimes and periods ---
    def regime(
        self, owners: Iterable[str], to: str | None, at: time = time(13, 30), *, cadence: Cadence = Cadence.WEEK,
        outline: str = WEEKLY, label: str = "Báo cáo nhanh tuần", **facts: object,
    ) -> Regime:  # fmt: skip
        """A regime in force: ``owners`` owe ``to`` (None: outside the program) a report."""
        weekly = cadence is Cadence.WEEK
        row = Regime(
            label=label, kind=RegimeKind.FLASH if weekly else RegimeKind.PERIODIC, cadence=cadence,
            due_rule=DueRule.WEEKDAY if weekly else DueRule.DAY_OF_MONTH, due_number=3 if weekly else 15, due_time=at,
            holiday_rule=HolidayRule.BEFORE, grace_minutes=30, opens_days=3, outline_code=outline,
            receiver=Receiver.UNIT if to else Receiver.OUTSIDE,
            receiver_unit_id=self.world.unit(to).id if to else None, valid_from=date(2026, 1, 1), **facts,
        )  # fmt: skip
        row.owners = [RegimeOwner(unit_id=self.world.unit(key).id) for key in owners]
        db.session.add(row)
        db.session.flush()
        return row

    def open(self, regime: Regime, day: date | None = None) -> Period:
        """Open the period of a regime in which ``day`` (today) lies."""
        day = day or clock.today()
        rule = rule_of(regime)
        assert rule
        work = work_calendar(day - timedelta(days=400), day + timedelta(days=400))
        found = services.open_slot(
            actor=Machine(), regime=regime, slot=slot_of(rule, period_of(rule.cadence, day), work)
        )
        assert found
        self.save()
        return found

    @property
    def week(self) -> Period:
        """This week's period of the units below MTTQ."""
        if self._week is None:
            self._week = self.open(self.regime(("ccb", "phu_nu", "nong_dan"), "mttq"))
        return self._week

    @property
    def above(self) -> Period:
        """This week's period in which MTTQ reports to the Party committee."""
        if self._above is None:
            self._above = self.open(self.regime(("mttq",), "dang_uy", time(14, 0)))
        return self._above

    # --- reports ---
    def report(self, key: str = "ccb") -> Report:
        """The report that a unit owes this week; MTTQ's is the one above."""
        period = self.above if key == "mttq" else self.week
        query = db.select(Report).join(Report.obligation).filter_by(period_id=period.id)
        return db.session.scalars(query.where(Report.unit_id == self.world.unit(key).id)).one()

    def section(self, report: Report, code: str = "done") -> Section:
        """The section of a report under one heading."""
        return next(one for one in queries.sections(report.id) if one.heading.code == code)

    def written(self, key: str = "ccb", **texts: str) -> Report:
        """A report whose compulsory sections are done; ``texts`` by heading code."""
        return self.finished(self.report(key), key, **texts)

    def finished(self, report: Report, key: str = "ccb", **texts: str) -> Report:
        """The same with a report at hand, of whatever period."""
        writer = self.of(key, Role.CLERK)
        for code, words in ({"done": WORDS} | texts).items():
            section = self.section(report, code)
            services.save_section(actor=writer, section=section, text=words, figures={})
            services.finish(actor=writer, section=section, stage=SectionStage.DONE)
        if "hot" not in texts:
            services.finish(actor=writer, section=self.section(report, "hot"), stage=SectionStage.NOTHING)
        self.save()
        return report

    def sent(self, key: str = "ccb", **texts: str) -> Report:
        """A report that was signed and sent."""
        report = self.written(key, **texts)
        self.send(report, key)
        return report

    def send(self, report: Report, key: str = "ccb") -> Sending:
        row = services.send(actor=self.of(key), report=report)
        self.save()
        return row

    def staged(self, stage: Stage, key: str = "ccb") -> Report:
        """A unit's report in any stage, led there by those whose business it is."""
        report, mine, above = self.written(key), self.of(key), self.of("mttq")
        if stage in {Stage.PROPOSED, Stage.DECLINED}:
            services.act(actor=self.of(key, Role.CLERK), report=report, action="propose")
        if stage is Stage.DECLINED:
            services.act(actor=mine, report=report, action="decline", reason="Thiếu số liệu tuyên truyền.")
        if stage in {Stage.SENT, Stage.RETURNED, Stage.ACCEPTED}:
            services.send(actor=mine, report=report)
        if stage is Stage.RETURNED:
            asked = {self.section(report).id: "Ghi rõ số hộ."}
            services.return_sections(actor=above, report=report, reasons=asked)
        if stage is Stage.ACCEPTED:
            services.act(actor=above, report=report, action="accept")
        self.save()
        return report

    def at(self, weekday: int, hour: int, minute: int = 0) -> datetime:
        """A moment of this week in Vietnam: weekday 0 is Monday."""
        monday = clock.today() - timedelta(days=clock.today().weekday())
        return datetime.combine(monday + timedelta(days=weekday), time(hour, minute), tzinfo=clock.VIETNAM)

    def save(self) -> None:
        self.world.save()

    def again(self, report_id: int) -> Report:
        """The row as the database has it now."""
        db.session.rollback()
        db.session.expire_all()
        return db.session.get_one(Report, report_id)

    def unit(self, key: str) -> Unit:
        return self.world.unit(key)
