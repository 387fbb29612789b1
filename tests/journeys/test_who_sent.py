"""Half an hour before the deadline the Front sees who is missing and reminds one; its clerk finds that at home."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting import services
from nam_tinh_hinh.reporting.tables import Obligation, Report
from tests.demonstration import demonstration
from tests.reporting.given import Reporting
from tests.world import World

pytestmark = pytest.mark.journey

LABEL = "Báo cáo giao ban"


@pytest.fixture(scope="module")
def prepared():
    """The demonstration with a report due in half an hour: Hội Nông dân sent it, Hội CCB and Hội LHPN have not."""

    def fill(folder):
        with demonstration(folder) as app:
            due_in_half_an_hour(Reporting(World(app)))

    return fill


def due_in_half_an_hour(reporting):
    period = reporting.open(reporting.regime(("ccb", "phu_nu", "nong_dan"), "mttq", label=LABEL))
    due = clock.now() + timedelta(minutes=30)
    for owed in db.session.scalars(db.select(Obligation).filter_by(period_id=period.id)):
        owed.due_at, owed.grace_until = due, due + timedelta(minutes=30)
    query = db.select(Report).join(Report.obligation).filter_by(period_id=period.id)
    report = db.session.scalars(query.where(Report.unit_id == reporting.unit("nong_dan").id)).one()
    services.nothing_at_all(actor=reporting.of("nong_dan"), report=report, on=True)
    services.send(actor=reporting.of("nong_dan"), report=report)
    reporting.save()


def test_from_who_is_missing_to_the_reminded_clerk(person):
    above, clerk, other = person("chutichmt"), person("canbo"), person("canbo2")
    mine = clerk.locator(".viec", has_text=f"Nộp {LABEL[0].lower()}{LABEL[1:]}")
    expect(mine).not_to_contain_text("Được nhắc", use_inner_text=True)

    above.locator(".viec", has_text="2 đơn vị chưa nộp báo cáo giao ban").click()
    above.get_by_role("heading", name="Còn thiếu").wait_for()
    row = above.get_by_role("row").filter(has_text="Hội Cựu chiến binh")
    row.get_by_role("button", name="Nhắc").click()
    above.get_by_text("Đã nhắc 1 đơn vị.").wait_for()
    expect(above.locator(".con-thieu")).to_contain_text("nhắc 1 lần", use_inner_text=True)

    clerk.goto("/")
    expect(mine).to_contain_text("Được nhắc lúc", use_inner_text=True)
    expect(mine).to_contain_text("Hạn", use_inner_text=True)
    other.goto("/")
    expect(other.locator("main")).not_to_contain_text("Được nhắc", use_inner_text=True)

    # A second press within the hour reminds nobody twice, and says so.
    row.get_by_role("button", name="Nhắc").click()
    above.get_by_text("Chưa nhắc thêm đơn vị nào.").wait_for()

    # Who sent stands as sent; the unit's name opens its history.
    above.get_by_role("row").filter(has_text="Hội Nông dân").get_by_text("Đã nộp").wait_for()
    row.get_by_role("link", name="Hội Cựu chiến binh").click()
    above.get_by_role("heading", name="Việc nộp báo cáo của Hội Cựu chiến binh").wait_for()
