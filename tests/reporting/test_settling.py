"""What nobody decided about when a consolidating report was sent: it ends by itself, and nothing piles up."""

from datetime import timedelta

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting.enums import Fate
from nam_tinh_hinh.reporting.tables import PassageUse, Report
from tests.reporting.given import WORDS

FLOOD = "Đường tổ 5 ngập sau mưa, nước rút chậm."


def fates(report):
    rows = db.session.scalars(db.select(PassageUse).filter_by(report_id=report.id).order_by(PassageUse.number))
    return {row.words: (row.fate, row.why, row.done_by_name) for row in rows}


def test_words_of_the_people_wait_once_and_what_a_unit_did_ends(reporting):
    reporting.sent("ccb", issues=FLOOD)
    report = reporting.sent("mttq")
    done = WORDS.splitlines()[0]
    assert fates(report)[FLOOD] == (Fate.NEXT_PERIOD, "", "")
    assert fates(report)[done] == (Fate.NOT_USED, "Không đưa vào báo cáo kỳ này.", "")

    above = report.obligation.period
    with clock.stopped_at(clock.now() + timedelta(weeks=1)):
        later = reporting.open(above.regime)
        mine = db.session.scalars(db.select(Report).join(Report.obligation).filter_by(period_id=later.id)).one()
        reporting.finished(mine, "mttq")
        reporting.send(mine, "mttq")
    assert fates(mine) == {FLOOD: (Fate.NOT_USED, "Hai kỳ liền không đưa vào.", "")}
