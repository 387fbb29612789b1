"""A week with something to report: observations and petitions of Hội CCB, told by the clock of that week."""

from collections.abc import Iterator
from contextlib import contextmanager

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting import queries, services
from nam_tinh_hinh.reporting.tables import Report, Section
from nam_tinh_hinh.situation.enums import ObservationKind, Severity
from nam_tinh_hinh.situation.tables import Observation
from tests.reporting.given import Reporting
from tests.situation.given import Situation
from tests.world import World

DRAINS = "Cống tổ 3 tắc, mưa là ngập."
SCHOOL = "Trường tiểu học thiếu phòng học."
FIRE = "Cháy kho hàng cạnh trường học."
# The lines they make in the report.
ECONOMY = "- Kinh tế: Cống tổ 3 tắc, mưa là ngập (Phố Phúc Ninh; 1 lượt ý kiến)."
CULTURE = "- Văn hóa - xã hội: Trường tiểu học thiếu phòng học (Phố Phúc Ninh; 2 lượt ý kiến)."
SAFETY = "- An ninh chính trị, trật tự an toàn xã hội; đối ngoại: Cháy kho hàng cạnh trường học"


class Week:
    """Wednesday 10:00 of a week in which Hội CCB gathered three matters and follows one petition."""

    def __init__(self, world: World) -> None:
        self.world, self.reporting, self.situation = world, Reporting(world), Situation(world)

    @contextmanager
    def at(self, weekday: int, hour: int, minute: int = 0) -> Iterator[None]:
        with clock.stopped_at(self.reporting.at(weekday, hour, minute)):
            yield

    def gathered(self) -> dict[str, Observation]:
        """Three matters, two of them on Monday, the urgent one on Tuesday."""
        with self.at(0, 9):
            school = self.situation.confirmed(content=SCHOOL, topic="culture.education", voices=2)
            drains = self.situation.confirmed(content=DRAINS, topic="economy.urban")
        with self.at(1, 8):
            fire = self.situation.confirmed(content=FIRE, topic="security.order", severity=Severity.URGENT)
        return {"school": school, "drains": drains, "fire": fire}

    def petition(self, weekday: int = 0, **facts):
        with self.at(weekday, 9):
            return self.situation.petition(**facts)

    def good_practice(self) -> Observation:
        return self.situation.confirmed(content="Tổ tự quản thu gom rác.", kind=ObservationKind.GOOD_PRACTICE)

    def section(self, code: str = "issues", key: str = "ccb") -> Section:
        return self.reporting.section(self.reporting.report(key), code)

    def filled(self, code: str = "issues", key: str = "ccb") -> Section:
        """The section of the unit's report after its clerk opened it on Wednesday at 10:00."""
        report = self.reporting.report(key)
        with self.at(2, 10):
            services.fill_first(actor=self.reporting.of(key), report=report)
        self.save()
        return self.section(code, key)

    def written(self, words: str, code: str = "issues") -> Section:
        section = self.section(code)
        services.save_section(actor=self.reporting.of("ccb"), section=section, text=words, figures=section.figures)
        self.save()
        return section

    def again(self, section: Section) -> Section:
        """The section as the database has it now."""
        report_id, section_id = section.report_id, section.id
        db.session.rollback()
        db.session.expire_all()
        found = queries.section(report_id, section_id)
        assert found
        return found

    def report(self, key: str = "ccb") -> Report:
        return self.reporting.report(key)

    def save(self) -> None:
        db.session.commit()
