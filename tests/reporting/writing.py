"""What the tests of writing share: addresses, and what the database holds of a section."""

from typing import Any

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting.enums import SectionStage
from nam_tinh_hinh.reporting.tables import Report, Section

WORDS = "Vận động 15 hộ hiến đất mở ngõ."


def page_of(report: Report) -> str:
    return f"/bao-cao/{report.id}"


def path(section: Section) -> str:
    return f"/bao-cao/{section.report_id}/muc/{section.id}"


def again(section_id: int) -> Section:
    """The row as the database has it now."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Section, section_id)


def held(section_id: int) -> tuple[str, dict[str, int], SectionStage]:
    row = again(section_id)
    return row.text, row.figures, row.stage


def main(answer: Any) -> str:
    """What stands in the page itself, without its head."""
    return str(answer.text.partition("<main")[2])
