"""What a consolidating report did with every passage below it is written down when it is sent."""

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting.enums import Fate, Part
from nam_tinh_hinh.reporting.queries.consolidating import Item, Material, material
from nam_tinh_hinh.reporting.services.uses import numbers_after, pressed, row_of
from nam_tinh_hinh.reporting.tables import Report

TWICE, THIS_TIME = "Hai kỳ liền không đưa vào.", "Không đưa vào báo cáo kỳ này."
NOT_SAID = "Đơn vị không còn nêu đoạn này trong bản nộp sau."


def settle_uses(*, report: Report) -> None:
    """Store the fate of every passage and observation: read off the marks in the text, else as it was decided.

    What nobody dealt with, or was taken and is no longer in the text: what people say goes on to the next period by
    itself, once; the rest ends here, with a reason its unit reads.
    Whoever was named as missing and has sent meanwhile is missing no longer.
    """
    found = material(report)
    numbers = numbers_after(found)
    for item in found.items:
        row = row_of(report, item, numbers, found.marked)
        if item.fate is None:
            pressed(row, *_by_itself(found, item))
        elif row.fate is not item.fate:
            pressed(row, item.fate, row.done_by_name or "")
    _settle_unsaid(found)
    came = {lower.obligation.id for lower in found.lowers if lower.sending}
    report.missing = [one for one in report.missing if one["obligation_id"] not in came]
    db.session.flush()


def _by_itself(found: Material, item: Item) -> tuple[Fate, str, str]:
    """Return how an item ends that nobody decided about: its fate, nobody's name, the reason.

    Words of the people are not lost for want of a press; twice passed over they have been read twice.
    """
    if item.is_carried:
        return Fate.NOT_USED, "", TWICE
    heading = next((one.heading for one in found.sections if one.id == item.section_id), None)
    if item.is_own or heading is None or heading.part is not Part.ACTIVITY:
        return Fate.NEXT_PERIOD, "", ""
    return Fate.NOT_USED, "", THIS_TIME


def _settle_unsaid(found: Material) -> None:
    """Settle what its unit put differently or left out: in the text it stays used, otherwise it needs no period."""
    olds = [item.old for item in found.items if item.old and item.old.number in found.marked]
    for row in (*found.gone, *olds):
        if row.number in found.marked:
            row.fate = found.marked[row.number]
        else:
            pressed(row, Fate.NOT_USED, "", NOT_SAID)
