"""MTTQ puts its weekly report together in the browser: takes, merges, rewrites, decides, names who is missing."""

import pytest

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli.demonstrate import demo_settings
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting import queries, services
from nam_tinh_hinh.reporting.enums import SectionStage
from tests.demonstration import demonstration
from tests.reporting.consolidating import DULL, FLOOD, LAMPS, MARKET, Consolidating
from tests.reporting.given import Reporting
from tests.world import World

pytestmark = pytest.mark.journey

IDS = {}


@pytest.fixture(scope="module")
def prepared():
    """The demonstration, in which Hội CCB and Hội LHPN have sent their weekly reports to MTTQ and Hội ND has not."""

    def fill(folder):
        with demonstration(folder, reports=False) as app:
            below = Consolidating(World(app))
            for code in ("done", "hot"):
                section = below.part(code)
                services.save_section(actor=below.clerk, section=section, text="Đã tổ chức 02 hội nghị.", figures={})
                services.finish(actor=below.clerk, section=section, stage=SectionStage.DONE)
            IDS.update(folder=folder, mine=below.mine.id, ccb=below.ccb.id, issues=below.part().id)
            below.save()

    return fill


def card(page, words):
    return page.locator(".doan", has_text=words)


def dealt(page, words, pill):
    card(page, words).locator(".nhan", has_text=pill).wait_for()


def put_together(page):
    """Work through one heading: take, reject with a reason, put off, merge; what is typed in between stays."""
    page.goto(f"/bao-cao/{IDS['mine']}/tong-hop")
    page.get_by_role("link", name="Nội dung Nhân dân phản ánh").click()
    page.get_by_label("Nội dung", exact=True).fill("Trong tuần, Nhân dân phản ánh một số việc:")
    card(page, FLOOD).get_by_role("button", name="Đưa vào", exact=True).click()
    dealt(page, FLOOD, "Đã đưa vào")
    words = page.get_by_label("Nội dung", exact=True).input_value()
    assert words == f"Trong tuần, Nhân dân phản ánh một số việc:\n{FLOOD[:-1]} [nguồn 1]."
    assert MARKET in page.evaluate("document.activeElement.textContent")  # the next passage has the focus
    page.keyboard.press("k")
    card(page, MARKET).get_by_role("button", name="Việc đã giải quyết xong").click()
    dealt(page, MARKET, "Không đưa vào")
    card(page, LAMPS).get_by_role("button", name="Để kỳ sau").click()
    dealt(page, LAMPS, "Chuyển kỳ sau")
    card(page, LAMPS).get_by_role("button", name="Hoàn tác").click()
    card(page, FLOOD).get_by_role("button", name="Hoàn tác").click()
    for one in (FLOOD, LAMPS):
        card(page, one).get_by_role("checkbox").check()
    page.get_by_role("button", name="Gộp thành một câu").click()
    dealt(page, LAMPS, "Đã gộp")


def rewrite(page):
    """Rewrite the merged sentence: it saves itself, and each origin opens with one click."""
    area = page.get_by_label("Nội dung", exact=True)
    numbers = area.input_value().split("\n")[-1][-24:]
    area.fill(f"Tổ 5 ngập, ngõ 12 thiếu đèn {numbers.strip()[numbers.index('[') :]}")
    area.blur()
    page.locator(".ban-doc__dong", has_text="Tổ 5 ngập, ngõ 12 thiếu đèn").wait_for(timeout=15000)
    page.locator(".nguon summary", has_text="Hội LHPN").click()
    assert page.locator(".nguon[open] q").inner_text().strip('“”"') == LAMPS


def signed():
    """Let MTTQ's leader sign and send, on the running server's own data."""
    app = create_app(demo_settings(IDS["folder"], "127.0.0.1"))
    with app.app_context():
        leader = Reporting(World(app)).of("mttq")
        services.send(actor=leader, report=queries.report(leader, IDS["mine"]))
        db.session.commit()
        db.engine.dispose()


def test_a_report_is_put_together_and_the_lower_unit_sees_what_became_of_its_words(person):
    writer = person("phutrach")
    put_together(writer)
    rewrite(writer)
    writer.get_by_role("link", name="Tất cả các mục").click()
    writer.get_by_text("Đi tiếp, không chờ đơn vị chưa nộp").click()
    writer.get_by_label("Hội Nông dân phường Minh Họa").check()
    writer.get_by_label("Lý do thiếu").fill("Đã nhắc hai lần, chưa nộp")
    writer.get_by_role("button", name="Ghi là thiếu báo cáo").click()
    writer.get_by_text("Đã ghi đơn vị thiếu báo cáo").wait_for()
    lower = person("canbo")
    lower.goto(f"/bao-cao/{IDS['ccb']}/da-dung")
    lower.get_by_text("Chưa có kết quả").wait_for()
    signed()
    lower.reload()
    rows = {row.locator("td").first.inner_text(): row.inner_text() for row in lower.locator(".da-dung tbody tr").all()}
    found = {words: next(text for told, text in rows.items() if words in told) for words in (FLOOD, MARKET, DULL)}
    assert "Đã gộp" in found[FLOOD]
    assert "Tổ 5 ngập, ngõ 12 thiếu đèn" in found[FLOOD]
    assert "Việc đã giải quyết xong" in found[MARKET]
    assert "Chuyển kỳ sau" in found[DULL]
    assert "[nguồn" not in lower.content()


def test_the_sent_report_is_read_on_a_phone_without_javascript(person):
    page = person("phutrach", java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto(f"/bao-cao/{IDS['mine']}/tong-hop/{IDS['issues']}")
    page.get_by_text("Báo cáo đang ở bước").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
