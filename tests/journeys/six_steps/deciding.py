"""Step 2: the committee decides, partly in the queue, partly in a sitting; what it decided is made known."""

import re
from typing import Any

from tests.journeys.six_steps import cast
from tests.journeys.six_steps.cast import CLERK, LEADER, Desks, chosen, day, open_exemplar, said
from tests.journeys.six_steps.issuing import PARTY, STATE, issue, keep_draft

LACKS = "Đề nghị ghi rõ giờ đánh kẻng và người phụ trách."
MORE = ". Đánh kẻng lúc 22 giờ, tổ bảo vệ phụ trách."
DECLINED = "Nội dung trùng với nhiệm vụ thường xuyên của tổ bảo vệ an ninh, trật tự."
WORDS = "Đồng chí Ánh: cách làm thiết thực, dễ nhân rộng."
ASIDE = "Người nhà là chủ mô hình"
MEMBER = "banchidao2"
KEPT = re.compile("^Giữ dự kiến")


def decide_in_the_queue(desks: Desks) -> None:
    """One is returned, one declined, two agreed."""
    judge(desks[MEMBER], cast.GONG, "Cần bổ sung", LACKS)
    judge(desks[MEMBER], cast.SAFETY, "Không đưa vào danh sách", DECLINED)
    for name in (cast.CHILDREN, cast.LANE):
        judge(desks[MEMBER], name, "Đồng ý")


def judge(member: Any, name: str, decision: str, reason: str = "") -> None:
    """Open one registration in the queue and decide."""
    member.goto("/dan-van-kheo/hang-doi")
    member.locator("#dang-cho").get_by_role("link", name=name).first.click()
    member.locator("#ho-so h2:focus", has_text=name).wait_for()
    member.locator("#ho-so:not([data-fresh])").wait_for()
    if reason:
        member.get_by_label("Lý do").fill(reason)
    member.get_by_role("button", name=decision, exact=True).click()
    said(member, re.compile(re.escape(name)))


def supplement_the_returned(desks: Desks) -> None:
    """The unit reads what is missing at once, supplements it, and its leader sends it again."""
    clerk, leader = desks[CLERK[cast.CCB]], desks[LEADER[cast.CCB]]
    clerk.goto("/")
    clerk.get_by_role("link", name=f"Bổ sung: {cast.GONG}").click()
    clerk.get_by_text(LACKS).wait_for()
    clerk.get_by_label("Nội dung thực hiện").fill(chosen(cast.GONG).content + MORE)
    clerk.get_by_role("button", name="Trình lãnh đạo bản bổ sung").click()
    said(clerk, "Đã trình lãnh đạo bản bổ sung")
    open_exemplar(leader, cast.GONG)
    leader.get_by_role("button", name="Duyệt và gửi lại").click()
    said(leader, re.compile("Đã gửi lại"))


def sit(desks: Desks, purpose: str, layout: str, on_day: Any, decide: Any) -> None:
    """Hold a sitting: prepared with its programme, opened, decided item by item, closed with numbered minutes."""
    office = desks["thuongtruc"]
    office.goto("/dan-van-kheo/phien-hop")
    office.get_by_role("link", name="Mở phiên họp").first.click()
    office.get_by_label(purpose, exact=True).check()
    office.get_by_label("Ngày họp").fill(day(on_day))
    office.get_by_label("Giờ bắt đầu").fill("8 giờ 00")
    office.get_by_label("Địa điểm").fill("Phòng họp tầng 2")
    office.get_by_label("Khách mời").fill("Đại diện Văn phòng Đảng ủy")
    office.get_by_role("button", name="Mở phiên họp").click()
    office.get_by_text("Đang chuẩn bị").wait_for()
    decide(desks, office.url)
    close(desks, office, layout, on_day)


def close(desks: Desks, office: Any, layout: str, on_day: Any) -> None:
    """Read the draft of the minutes, end the sitting and issue them."""
    office.get_by_role("link", name="Kết thúc phiên họp").click()
    office.get_by_label("Giờ kết thúc").fill("11 giờ 15")
    keep_draft(desks, office, f"biên bản họp {day(on_day)}")
    issue(office, layout, on_day)


def sit_on_the_registrations(desks: Desks) -> None:
    """The committee sits on all registrations of the first round."""
    sit(desks, "Họp xét đăng ký", PARTY, cast.SAT, decide_the_registrations)


def decide_the_registrations(desks: Desks, sitting: str) -> None:
    """One member steps aside from one item, attendance is noted, then the members decide."""
    step_aside(desks["banchidao"], sitting, cast.SINGING)
    office = desks["thuongtruc"]
    office.goto(sitting)
    office.get_by_role("button", name="Ghi thành phần").click()
    said(office, re.compile("Đã ghi"))
    office.get_by_role("button", name="Khai mạc phiên họp").click()
    office.get_by_text("Đang họp").first.wait_for()
    member = desks[MEMBER]
    take_part(member, sitting, cast.POVERTY)
    for name in (cast.POVERTY, cast.ROAD, cast.GONG, cast.HOUSEHOLDS, cast.SINGING, cast.CLEAN):
        decide(member, name, "Đồng ý", WORDS if name == cast.POVERTY else "")
    for name in (cast.SAFETY, cast.CHILDREN, cast.LANE):
        decide(member, name, KEPT)
    office.goto(sitting)


def step_aside(member: Any, sitting: str, name: str) -> None:
    """A member declares before the opening that he takes no part in an item."""
    member.goto(sitting)
    row = member.get_by_role("row", name=name)
    row.get_by_text("Xin không tham gia xét").click()
    row.get_by_label("Vì sao").fill(ASIDE)
    row.get_by_role("button", name="Ghi không tham gia xét").click()
    said(member, re.compile(re.escape(name)))


def take_part(member: Any, sitting: str, first: str) -> None:
    """Open the sitting's programme at an item."""
    member.goto(sitting)
    member.get_by_role("link", name=first, exact=True).click()


def go_to(member: Any, name: str) -> None:
    """Choose an item in the programme at the left, unless it is the next one and open already."""
    opened = member.locator("#ho-so h2[data-focus]")
    if opened.inner_text() != name:
        opened.evaluate("heading => heading.dataset.left = ''")
        member.get_by_role("list", name="Chương trình").get_by_role("link").filter(has_text=name).click()
    member.locator("#ho-so h2[data-focus]:not([data-left])", has_text=name).wait_for()
    member.locator("#ho-so:not([data-fresh])").wait_for()


def decide(member: Any, name: str, button: Any, words: str = "", reason: str = "") -> None:
    """Go to an item and record what the sitting decided."""
    go_to(member, name)
    if words:
        member.get_by_label("Ý kiến thảo luận").fill(words)
    if reason:
        member.get_by_label("Lý do", exact=True).fill(reason)
    member.get_by_role("button", name=button, exact=True).click()
    said(member, re.compile(re.escape(name)))


def make_known(desks: Desks) -> None:
    """The standing office makes the decisions known; until then the units read "Đang xét"."""
    clerk, office = desks[CLERK[cast.CCB]], desks["thuongtruc"]
    open_exemplar(clerk, cast.SAFETY)
    assert clerk.get_by_text("Đang xét", exact=True).count()
    office.goto("/dan-van-kheo/cong-bo")
    office.get_by_role("button", name="Công bố kết quả xét").click()
    said(office, "Đã công bố kết quả xét")
    clerk.reload()
    clerk.get_by_text(DECLINED).first.wait_for()


def assign(desks: Desks) -> None:
    """The notice of assignment goes out, and both units confirm that they have it."""
    issue_notice(desks, PARTY, cast.ASSIGNED_ON, "thông báo giao nhiệm vụ", cast.OF_UNIT)


def assign_the_supplement(desks: Desks) -> None:
    """The exemplar that came later is agreed in the queue, made known, and assigned by a supplementary notice."""
    judge(desks[MEMBER], cast.LITTER, "Đồng ý")
    office = desks["thuongtruc"]
    office.goto("/dan-van-kheo/cong-bo")
    office.get_by_role("button", name="Công bố kết quả xét").click()
    said(office, "Đã công bố kết quả xét")
    issue_notice(desks, STATE, cast.TODAY, "thông báo bổ sung", (cast.CCB,))


def issue_notice(desks: Desks, layout: str, on_day: Any, name: str, units: Any) -> None:
    """Read the draft of a notice, issue it, and let the units press "Đã nhận"."""
    office = desks["thuongtruc"]
    office.goto("/dan-van-kheo/thong-bao/soan")
    keep_draft(desks, office, name)
    issue(office, layout, on_day)
    for unit in units:
        clerk = desks[CLERK[unit]]
        clerk.goto("/")
        clerk.get_by_role("link", name=re.compile("xác nhận đã nhận")).first.click()
        clerk.get_by_role("button", name="Đã nhận").first.click()
        said(clerk, "Đã ghi: đơn vị đã nhận thông báo")
