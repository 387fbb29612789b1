"""Step 5: result reports, assessments apart, the sitting of recognition, the decision, its certificates, the report."""

from typing import Any

from tests.journeys.six_steps import cast, deciding
from tests.journeys.six_steps.carrying import report
from tests.journeys.six_steps.cast import CLERK, LEADER, Desks, open_exemplar, said
from tests.journeys.six_steps.issuing import PARTY, STATE, issue, keep_draft

RESULTS, BENEFITS = "56 hộ tham gia, 12 hộ thoát nghèo.", "Nhân dân đồng tình, tự nguyện duy trì."
WHY_MORE = "Kết quả vượt trội, ba phường bạn đã đến học."
WHY_NOT = "Mới dừng ở tuyên truyền, chưa có số liệu chứng minh."
RECOGNISED, COMMENDED, REWARDED = "Công nhận", "Công nhận, biểu dương", "Công nhận, khen thưởng"
# What the sitting decides; the children's exemplar keeps what the chair concluded before.
AWARDS = {
    cast.POVERTY: REWARDED,
    cast.ROAD: RECOGNISED,
    cast.LITTER: COMMENDED,
    cast.HOUSEHOLDS: RECOGNISED,
    cast.CLEAN: COMMENDED,
    cast.LANE: RECOGNISED,
}
CHAIR = "truongban"


def report_results(desks: Desks) -> None:
    """The leaders send what came of their exemplars."""
    for unit, names in cast.REPORTED.items():
        leader = desks[LEADER[unit]]
        for name in names:
            open_exemplar(leader, name, "Kết quả")
            leader.get_by_label("Kết quả thực hiện").fill(RESULTS)
            leader.get_by_label("Hiệu quả, tác động").fill(BENEFITS)
            leader.get_by_role("button", name="Gửi báo cáo kết quả").click()
            said(leader, "Đã gửi báo cáo kết quả lúc")


def assess_apart(desks: Desks) -> None:
    """Each member assesses one exemplar without knowing what the others say."""
    for username, proposal in (("banchidao", "Biểu dương"), ("banchidao2", "Biểu dương"), (CHAIR, "Khen thưởng")):
        member = desks[username]
        member.goto("/dan-van-kheo/cong-nhan/danh-gia")
        member.get_by_label("Chờ tôi đánh giá").get_by_role("link", name=cast.CHILDREN).click()
        member.get_by_role("region", name="Mô hình đang đánh giá").get_by_role("link", name=cast.CHILDREN).wait_for()
        assert not member.get_by_role("columnheader", name="Thành viên").count()
        member.get_by_label(proposal, exact=True).check()
        member.get_by_role("button", name="Ghi đánh giá").click()
        member.get_by_text("Đã ghi đánh giá của bạn").wait_for()


def conclude_otherwise(desks: Desks) -> None:
    """The chair differs from the members' median: only with a reason."""
    chair = desks[CHAIR]
    open_exemplar(chair, cast.CHILDREN, "Kết quả")
    chair.get_by_role("button", name=REWARDED).click()
    chair.get_by_text("Đề nghị chung của 3 thành viên là “Biểu dương”").first.wait_for()
    chair.get_by_label("Lý do", exact=True).first.fill(WHY_MORE)
    chair.get_by_role("button", name=REWARDED).click()
    chair.get_by_text("Kết luận dự kiến:").wait_for()


def sit_on_the_results(desks: Desks) -> None:
    """The committee sits on what was reported."""
    deciding.sit(desks, "Họp xét công nhận, khen thưởng", STATE, cast.TODAY, decide_the_results)


def decide_the_results(desks: Desks, sitting: str) -> None:
    """Most are recognised, one is not, with its reason; the chair's conclusion is kept."""
    office, chair = desks["thuongtruc"], desks[CHAIR]
    office.get_by_role("button", name="Khai mạc phiên họp").click()
    office.get_by_text("Đang họp").first.wait_for()
    deciding.take_part(chair, sitting, cast.POVERTY)
    for name, award in AWARDS.items():
        deciding.decide(chair, name, award)
    deciding.decide(chair, cast.SINGING, "Không công nhận", reason=WHY_NOT)
    deciding.decide(chair, cast.CHILDREN, deciding.KEPT)
    office.goto(sitting)


def recognise(desks: Desks) -> None:
    """The decision goes out; now the units read it, and why one was not recognised."""
    office, clerk = desks["thuongtruc"], desks[CLERK[cast.WOMEN]]
    open_exemplar(clerk, cast.SINGING, "Kết quả")
    assert not clerk.get_by_text(WHY_NOT).count()
    office.goto("/dan-van-kheo/cong-nhan")
    office.get_by_role("link", name="Ban hành quyết định công nhận").click()
    keep_draft(desks, office, "quyết định công nhận")
    issue(office, PARTY, cast.TODAY)
    clerk.reload()
    clerk.get_by_text(WHY_NOT).first.wait_for()


def certify(desks: Desks) -> None:
    """A certificate for each that is recognised."""
    office: Any = desks["thuongtruc"]
    office.goto("/dan-van-kheo/cong-nhan")
    office.get_by_role("link", name="Lập giấy chứng nhận").first.click()
    keep_draft(desks, office, "giấy chứng nhận")
    issue(office, STATE, cast.TODAY)


def report_the_year(desks: Desks) -> None:
    """The standing office issues the report on the year."""
    report(desks, "Báo cáo năm", STATE)
