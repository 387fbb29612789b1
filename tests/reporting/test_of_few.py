"""What waits is a few of all that was ever owed: it is looked for where only those are, and the rest is counted off."""

import pytest
from sqlalchemy import Select

from nam_tinh_hinh.cli.bench.pages.reading import statements
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting import services
from nam_tinh_hinh.reporting.queries import receiving
from nam_tinh_hinh.reporting.queries.boards import pressing
from nam_tinh_hinh.reporting.queries.receiving import Pile
from nam_tinh_hinh.reporting.tables.writing import UNFINISHED


@pytest.fixture
def week(reporting):
    """The Party committee's office has accepted the veterans' report, has the women's, and misses the farmers'."""
    reporting._week = reporting.open(reporting.regime(("ccb", "phu_nu", "nong_dan"), "dang_uy"))
    done = reporting.sent("ccb")
    reporting.sent("phu_nu")
    services.act(actor=reporting.reach("tonghop"), report=done, action="accept")
    reporting.save()
    return reporting


def test_the_piles_hold_every_report_once(week):
    found = receiving.counts(week.reach("tonghop"))
    assert found == {Pile.WAITING: 1, Pile.RETURNED: 0, Pile.UNSENT: 1, Pile.ACCEPTED: 1}
    assert receiving.counts(week.reach("canbo")) == dict.fromkeys(Pile, 0)


@pytest.mark.parametrize("ask", [pressing.awaited, receiving.load, receiving.counts, receiving.waiting])
def test_what_waits_is_asked_in_the_words_of_its_index(app, week, ask):
    person = week.reach("tonghop")
    with statements(app) as said:
        found = ask(person)
        if isinstance(found, Select):
            db.session.execute(found)
    assert [f"report.{str(UNFINISHED).replace('<>', '!=')}" in one for one in said] == [True]
    db.session.rollback()
