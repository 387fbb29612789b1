"""The ward on that Thursday: its clock, its reports, and the units that do their part by the room's own verbs."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli.demonstrate import demo_settings
from nam_tinh_hinh.cli.demonstrate import fill as fill_demo
from nam_tinh_hinh.demo import reporting as demo
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.reporting import queries, services
from nam_tinh_hinh.reporting.enums import SectionStage
from nam_tinh_hinh.reporting.tables import Obligation, Period, Report
from tests.demonstration import PASSWORD
from tests.journeys.thursday.served import MOMENT
from tests.reporting.given import Reporting
from tests.world import World

DAY = datetime(2026, 11, 19, tzinfo=clock.VIETNAM)
AWAY = timedelta(minutes=20)
KEYS = {key: key for key in demo.OF_WARD[:4]} | {"mttq": "mttq"} | demo.BY_NAME


@dataclass
class Office:
    """The folder of the running server, this week's reports by unit, and the desks of the people."""

    folder: Path = Path()
    reports: dict[str, int] = field(default_factory=dict)
    regimes: dict[str, int] = field(default_factory=dict)
    person: Callable[..., Any] | None = None
    desks: dict[str, Any] = field(default_factory=dict)
    used: dict[str, datetime] = field(default_factory=dict)

    def fill(self, folder: Path) -> None:
        """Make the demonstration as it is at seven in the morning, when nobody has begun on the week's report."""
        self.folder = folder
        self.at(7)
        with pytest.MonkeyPatch.context() as patch, clock.stopped_at(self.moment):
            patch.setenv("NTH_DEMO_PASSWORD", PASSWORD)
            patch.setattr(demo, "_this_week", lambda *_given: None)
            patch.setattr(demo, "SINCE", timedelta(days=8))  # one week before this one, with its leavings
            fill_demo(create_app(demo_settings(folder, "127.0.0.1")), folder)
        with self.inside() as reporting:
            self._note(reporting)

    def _note(self, reporting: Reporting) -> None:
        for key, name in KEYS.items():
            unit = (
                reporting.unit(key) if key == name else db.session.scalars(db.select(Unit).filter_by(name=name)).one()
            )
            due = DAY.replace(hour=14 if key == "mttq" else 13, minute=0 if key == "mttq" else 30)
            query = db.select(Report.id, Period.regime_id).join(Report.obligation).join(Obligation.period)
            found = db.session.execute(query.where(Report.unit_id == unit.id, Obligation.due_at == due)).one()
            self.reports[key], self.regimes[key] = found

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat((self.folder / MOMENT).read_text("utf-8"))

    def at(self, hour: int, minute: int = 0) -> None:
        """Move the clock of the ward."""
        made = self.folder / "next-moment"
        made.write_text(datetime.combine(DAY, time(hour, minute), clock.VIETNAM).isoformat(), "utf-8")
        os.replace(made, self.folder / MOMENT)

    @contextmanager
    def inside(self) -> Iterator[Reporting]:
        """The room's verbs on the running server's own data, at the ward's moment."""
        app = create_app(demo_settings(self.folder, "127.0.0.1"))
        with app.app_context(), clock.stopped_at(self.moment):
            yield Reporting(World(app))
            db.session.commit()
            db.session.remove()
            db.engine.dispose()

    def desk(self, username: str) -> Any:
        """The page of somebody, who keeps sitting there, and signs in again after having been away for long."""
        if username not in self.desks:
            assert self.person
            self.desks[username] = self.person(username)
        elif self.moment - self.used[username] > AWAY:
            self._sign_in_again(self.desks[username], username)
        self.used[username] = self.moment
        return self.desks[username]

    def _sign_in_again(self, page: Any, username: str) -> None:
        page.goto("/")
        if page.get_by_role("heading", name="Đăng nhập để tiếp tục").is_visible():
            page.get_by_label("Tên đăng nhập").fill(username)
            page.get_by_label("Mật khẩu").fill(PASSWORD)
            page.get_by_role("button", name="Đăng nhập").click()
            page.get_by_role("heading", name="Việc của tôi").wait_for()

    def send(self, key: str, figures: dict[str, int] | None = None, **texts: str) -> None:
        """Let a unit write, sign and send; without any words it has nothing to tell."""
        with self.inside() as reporting:
            unit = db.session.get_one(Report, self.reports[key]).unit
            clerk, leader = (reporting.reach(demo.of_unit(unit, role)) for role in (Role.CLERK, Role.LEADER))
            report = queries.report(leader, self.reports[key])
            assert report
            if not texts:
                services.nothing_at_all(actor=clerk, report=report, on=True)
            for section in queries.sections(report.id) if texts else ():
                code = section.heading.code
                if words := texts.get(code, ""):
                    services.save_section(actor=clerk, section=section, text=words, figures={})
                elif code == "figures":
                    services.save_section(actor=clerk, section=section, text="", figures=figures or {})
                elif section.heading.compulsory:
                    services.finish(actor=clerk, section=section, stage=SectionStage.NOTHING)
                if words or code == "figures":
                    services.finish(actor=clerk, section=section, stage=SectionStage.DONE)
            services.send(actor=leader, report=report)
