"""What a consolidating report did with every passage below it is written down when it is sent."""

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting.enums import Fate
from nam_tinh_hinh.reporting.queries.consolidating import Material, material
from nam_tinh_hinh.reporting.services.uses import numbers_after, pressed, row_of
from nam_tinh_hinh.reporting.tables import Report

NOT_SAID = "Đơn vị không còn nêu đoạn này trong bản nộp sau."


def settle_uses(*, report: Report) -> None:
    """Store the fate of every passage and observation: read off the marks in the text, else as it was decided.

    What nobody dealt with, and what was taken and is no longer in the text, goes on to the next period by itself.
    Whoever was named as missing and has sent meanwhile is missing no longer.
    """
    found = material(report)
    numbers = numbers_after(found)
    for item in found.items:
        row = row_of(report, item, numbers, found.marked)
        if item.fate is None:
            pressed(row, Fate.NEXT_PERIOD, "")
        elif row.fate is not item.fate:
            pressed(row, item.fate, row.done_by_name or "")
    _settle_unsaid(found)
    came = {lower.obligation.id for lower in found.lowers if lower.sending}
    report.missing = [one for one in report.missing if one["obligation_id"] not in came]
    db.session.flush()


def _settle_unsaid(found: Material) -> None:
    """Settle what its unit put differently or left out: in the text it stays used, otherwise it needs no period."""
    olds = [item.old for item in found.items if item.old and item.old.number in found.marked]
    for row in (*found.gone, *olds):
        if row.number in found.marked:
            row.fate = found.marked[row.number]
        else:
            pressed(row, Fate.NOT_USED, "", NOT_SAID)
