"""What one report tells of, read once however many of its headings ask."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property

from sqlalchemy import select

from nam_tinh_hinh.emulation.queries.of_unit import UnitYear, year_of_unit
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting.enums import HeadingKind
from nam_tinh_hinh.reporting.queries.matters import MainTopics, main_topics, matter_of
from nam_tinh_hinh.reporting.sharing_out import Matter, places_of, shared_out
from nam_tinh_hinh.reporting.tables import OutlineHeading, Period, Report
from nam_tinh_hinh.situation.queries.desk import ToReport, to_report
from nam_tinh_hinh.situation.queries.unit_petitions import PetitionsToReport, petitions_to_report


class Gathered:
    """The data of a report's unit and period, until now where the period still runs.

    Own data only: units below report for themselves.
    """

    def __init__(self, report: Report) -> None:
        self.unit_id = report.unit_id
        self.period: Period = report.obligation.period
        self.now = clock.now()
        self.since: datetime = self.period.gathers_from
        self.until = min(self.period.gathers_to, self.now)

    @cached_property
    def observations(self) -> Mapping[int, ToReport]:
        """{observation id: the matter}, in the order in which they were confirmed."""
        return {one.observation.id: one for one in to_report(self.unit_id, self.since, self.until)}

    @cached_property
    def main_topics(self) -> MainTopics:
        """{topic id: place and line of its main topic}."""
        return main_topics()

    @cached_property
    def matters(self) -> Sequence[Matter]:
        """The observations as they are shared out."""
        return [matter_of(one.observation, self.main_topics) for one in self.observations.values()]

    @cached_property
    def shares(self) -> Mapping[int, Sequence[int]]:
        """{heading id: ids of its observations} over the headings of the report's outline that take observations."""
        query = select(OutlineHeading).filter_by(outline_id=self.period.outline_id, kind=HeadingKind.OBSERVATIONS)
        rows = db.session.scalars(query.order_by(OutlineHeading.position))
        return shared_out(places_of(rows), self.matters)

    @cached_property
    def petitions(self) -> PetitionsToReport:
        """How the petitions that the unit follows stand."""
        return petitions_to_report(self.unit_id, self.since, self.until, self.now)

    @cached_property
    def year(self) -> int:
        """The year the report belongs to: the present one, or that of its last day when it is written later."""
        return min(self.period.last, clock.local(self.now).date()).year

    @cached_property
    def exemplars(self) -> UnitYear:
        """How the unit's exemplars of that year stand."""
        return year_of_unit(self.unit_id, self.year, self.since, self.until)
