"""Reports to print: the paper of a unit's report, drawn and read back."""

from datetime import date

from nam_tinh_hinh.kernel.paper.prose import ProsePaper
from nam_tinh_hinh.people.queries.issuing import letterhead_for
from nam_tinh_hinh.reporting import queries
from nam_tinh_hinh.reporting.documents.report import report_paper
from nam_tinh_hinh.reporting.queries import printing
from nam_tinh_hinh.reporting.tables import Report
from tests import papers
from tests.kernel.prose import printed

DAY = date(2026, 11, 20)
SIX = [
    {"authority": "TM. BAN THƯỜNG TRỰC", "post": "Chủ tịch", "name": "Nguyễn Thị Nguyệt Ánh", "note": ""},
    *({"authority": "TM. BAN THƯỜNG VỤ", "post": post, "name": f"Trần Văn Ký {n}", "note": ""}
      for n, post in enumerate(("Chủ tịch Hội LHPN", "Chủ tịch Hội Nông dân", "Chủ tịch Hội CCB", "Bí thư Đoàn TN",
                                "Chủ tịch Công đoàn"), start=1)),
]  # fmt: skip


def paper_of(reporting, report: Report, layout: str = "dang", *, sent: bool = True, **said) -> ProsePaper:
    """The paper of a report as it was sent, or as it stands in its sections."""
    key = said.pop("as_seen_by", "mttq" if sent else "ccb")
    sending = queries.sending(reporting.of(key), report.id) if sent else None
    given = {"number": 5, "day": DAY} | said
    return report_paper(printing.told(report, sending), setting=letterhead_for(report.unit_id, layout), **given)


def text_of(paper: ProsePaper) -> str:
    """What stands on the drawn paper, blanks made one."""
    return " ".join(papers.text(printed(paper)).split())
