"""A report put together from others, for tests: MTTQ's weekly one above those of three units."""

from datetime import timedelta
from typing import Any

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.reporting import queries
from nam_tinh_hinh.reporting import services as verbs
from nam_tinh_hinh.reporting.enums import Fate, SectionStage
from nam_tinh_hinh.reporting.queries.consolidating import Item, Material, material
from nam_tinh_hinh.reporting.services import consolidating as services
from nam_tinh_hinh.reporting.tables import Report, Section
from tests.reporting.given import Reporting
from tests.world import World

FLOOD, MARKET = "Đường tổ 5 ngập sau mưa, người dân đi lại khó khăn.", "Chợ cóc lấn vỉa hè phố Phúc Ninh."
LAMPS = "Ngõ 12 phố Phúc Ninh thiếu đèn chiếu sáng, đề nghị lắp thêm."
DULL = "Hội viên phấn khởi, tin tưởng vào sự lãnh đạo của Đảng."


class Consolidating(Reporting):
    """Shortcuts to MTTQ's report and what lies below it; Hội CCB and Hội LHPN have sent, Hội Nông dân has not."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.ccb = self.sent("ccb", issues=f"- {FLOOD}\n- {MARKET}", sentiment=DULL)
        self.phu_nu = self.sent("phu_nu", issues=LAMPS)
        self.clerk, self.leader = self.of("mttq", Role.CLERK), self.of("mttq")

    @property
    def mine(self) -> Report:
        found = queries.report(self.leader, self.report("mttq").id)
        assert found
        return found

    def part(self, code: str = "issues") -> Section:
        return self.section(self.mine, code)

    def all(self) -> Material:
        return material(self.mine)

    def item(self, words: str) -> Item:
        """The newest item with these words in it."""
        return [one for one in self.all().items if words in one.words][-1]

    def keys(self, *words: str) -> list[str]:
        return [self.item(one).key for one in words]

    def fates(self) -> dict[str, Fate | None]:
        return {one.words: one.fate for one in self.all().items}

    def take(self, *words: str, code: str = "issues", **how: Any) -> None:
        services.take(actor=self.clerk, report=self.mine, section=self.part(code), items=self.keys(*words), **how)
        self.save()

    def write(self, text: str, code: str = "issues") -> None:
        """Rewrite a section of MTTQ's report by hand."""
        verbs.save_section(actor=self.clerk, section=self.part(code), text=text, figures={})
        self.save()

    def send_mine(self) -> Report:
        """Finish what is compulsory and let the leader sign and send MTTQ's report."""
        report = self.mine
        for code in ("done", "hot"):
            if not self.part(code).text:
                self.write("Không có gì thêm." if code == "hot" else "Đã tổ chức 02 hội nghị.", code)
        self.send(report, "mttq")
        return report

    def resend(self, key: str, report: Report, **texts: str) -> None:
        """The receiver asks for sections to be mended; the unit writes them anew and sends again."""
        asked = {self.section(report, code).id: "Ghi rõ hơn." for code in texts}
        verbs.return_sections(actor=self.leader, report=report, reasons=asked)
        for code, words in texts.items():
            verbs.save_section(actor=self.of(key), section=self.section(report, code), text=words, figures={})
            verbs.finish(actor=self.of(key), section=self.section(report, code), stage=SectionStage.DONE)
        self.send(report, key)

    def next_week(self) -> Report:
        """MTTQ's report of the week after, opened before its time."""
        regime = self.above.regime
        period = self.open(regime, self.above.last + timedelta(days=3))
        found = db.session.scalar(db.select(Report.id).join(Report.obligation).filter_by(period_id=period.id))
        report = queries.report(self.leader, found or 0)
        assert report
        return report
