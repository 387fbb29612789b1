"""Steps 3 and 4 in the browser: plan, helper, progress with a photograph, reviews late and on time, a report issued."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from nam_tinh_hinh.demo.ways import Way, of_unit
from nam_tinh_hinh.emulation import queries, services
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.tables import Campaign, CommitteeMember
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from tests.demonstration import demonstration
from tests.kernel.uploads import given
from tests.world import FACTS, World

pytestmark = pytest.mark.journey

LATE, OPEN = "Ngõ xóm sáng đèn", "Tuyến đường hoa Cựu chiến binh"
PHOTOGRAPH = {"name": "ngo-xom.jpg", "mimeType": "image/jpeg", "buffer": given.photograph()}


@pytest.fixture(scope="module")
def prepared():
    """The demonstration with two more exemplars of the veterans: a review overdue, and one open until next week."""

    def fill(folder):
        with demonstration(folder) as app:
            world = World(app)
            for name, ago in ((LATE, 100), (OPEN, 86)):
                _underway(world, name, timedelta(days=ago))
            member = world.actor("banchidao2").user_id
            campaign = newest()
            known = db.session.scalar(db.select(CommitteeMember).filter_by(campaign_id=campaign.id, user_id=member))
            db.session.add(known or CommitteeMember(campaign_id=campaign.id, user_id=member, post="Phó Trưởng ban"))
            db.session.commit()

    return fill


def newest():
    campaign = queries.campaign(max(db.session.scalars(db.select(Campaign.year))))
    assert campaign
    return campaign


def _underway(world, name, ago):
    unit, begun = world.unit("ccb"), clock.now() - ago
    day = clock.local(begun).date()
    with clock.stopped_at(begun):
        facts = FACTS | {"name": name, "starts_on": day, "ends_on": day + timedelta(days=300)}
        item = services.draft(actor=of_unit(unit), campaign=newest(), facts=facts)
        Way(world.actor).lead(item, Stage.UNDERWAY)


def open_part(page, name, part):
    page.goto(f"/dan-van-kheo/?tu-khoa={name}")
    page.get_by_role("link", name=name).click()
    page.get_by_role("navigation", name="Hồ sơ mô hình").get_by_role("link", name=part).click()


def test_an_exemplar_is_carried_out_reviewed_and_reported_on(person):
    clerk = person("canbo")
    open_part(clerk, LATE, "Thực hiện")
    clerk.get_by_role("link", name="Ghi kế hoạch").click()
    clerk.get_by_label("Kế hoạch, giải pháp").fill("Họp dân, lắp đèn từng ngõ.")
    clerk.get_by_label("Nguồn lực").fill("Nhân dân đóng góp 30 triệu đồng.")
    clerk.get_by_role("button", name="Lưu kế hoạch").click()
    clerk.get_by_text("Đã lưu kế hoạch.").wait_for()
    clerk.get_by_label("Tiến độ (%)").fill("60")
    clerk.get_by_label("Đã làm được gì").fill("Đã lắp 12 đèn ở ba ngõ.")
    clerk.get_by_role("button", name="Ghi tiến độ").click()
    clerk.get_by_label("Thêm tệp").set_input_files([PHOTOGRAPH])
    clerk.get_by_text("Đã thêm “ngo-xom.jpg”.").wait_for()

    office = person("thuongtruc")
    open_part(office, LATE, "Thực hiện")
    office.get_by_role("link", name="Phân công người tham gia chỉ đạo").click()
    office.get_by_label("Thành viên Ban Chỉ đạo").select_option(label=choice(office, "Vũ Thị Ngọc Ánh"))
    office.get_by_label("Việc được giao").fill("Theo dõi, đôn đốc")
    office.get_by_role("button", name="Phân công").click()
    office.get_by_text("Đã phân công Vũ Thị Ngọc Ánh").wait_for()
    member = person("banchidao2")
    member.get_by_role("link", name=f"Tham gia chỉ đạo: {LATE}").click()
    member.get_by_text("Đã lắp 12 đèn ở ba ngõ.").wait_for()
    expect(member.get_by_role("button", name="Kết thúc")).to_have_count(0)

    office.goto("/dan-van-kheo/so-ket?loc=qua-han")
    office.get_by_role("button", name=f"Nhắc {LATE}").click()
    office.get_by_text("Đã nhắc 1 mô hình.").wait_for()
    clerk.goto("/")
    task = clerk.get_by_role("link", name=f"Sơ kết 3 tháng: {LATE}")
    expect(task).to_contain_text("Đỗ Quang Huy nhắc lúc", use_inner_text=True)
    for name, receipt in ((LATE, r"chậm \d+ ngày\."), (OPEN, r"đúng hạn\.")):
        clerk.goto("/")
        clerk.get_by_role("link", name=f"Sơ kết 3 tháng: {name}").click()
        clerk.get_by_label("Tiến độ (%)").fill("60")
        clerk.get_by_label(re.compile("^Tiến độ$")).fill("Xong phần lắp đặt.")
        clerk.get_by_role("button", name="Gửi sơ kết").click()
        clerk.get_by_text(re.compile(rf"Đã gửi sơ kết 3 tháng lúc .*{receipt}")).wait_for()
    issue_half_year(office)


def choice(page, name):
    return next(text for text in page.locator("#member option").all_inner_texts() if text.startswith(name))


def issue_half_year(office):
    office.goto("/dan-van-kheo/bao-cao")
    office.get_by_role("link", name="Báo cáo 6 tháng").click()
    office.get_by_role("link", name="Viết báo cáo").click()
    for label in ("Công tác lãnh đạo, chỉ đạo", "Ưu điểm", "Hạn chế, nguyên nhân", "Nhiệm vụ thời gian tới"):
        office.get_by_label(label).fill(f"{label}: đã thực hiện theo kế hoạch.")
    office.get_by_role("button", name="Lưu").click()
    draft = office.request.get(office.get_by_role("link", name="Xem bản dự thảo").first.get_attribute("href"))
    assert draft.body().startswith(b"%PDF")
    office.get_by_role("link", name="Ban hành …").click()
    office.get_by_role("button", name="Ban hành").click()
    office.get_by_text("Đã ban hành Báo cáo số 01").wait_for()
    paper = office.request.get(office.get_by_role("link", name="Mở báo cáo đã ban hành").get_attribute("href"))
    assert paper.body().startswith(b"%PDF")
