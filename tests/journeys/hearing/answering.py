"""The petition: handed on by a paper, answered with a picture as proof, told back; and the same matter come again."""

from typing import Any

from sqlalchemy import select

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.people.tables import IssuedPaper
from nam_tinh_hinh.situation.enums import Outcome, PetitionStage, Stage, StepKind, ToldBy
from nam_tinh_hinh.situation.tables import Observation, Petition, PetitionStep
from tests import papers
from tests.journeys.hearing import meeting, story
from tests.journeys.hearing.desk import PRESS, QUEUE, opened
from tests.journeys.hearing.office import Office
from tests.kernel.uploads import given
from tests.papers import squeezed

PICTURE = {"name": "Ngõ 12 sáng đèn.jpg", "mimeType": "image/jpeg", "buffer": given.photograph()}
UNPROVEN = "cần số văn bản hoặc ảnh chứng minh"
REASON, NOTE = "Báo kết quả trả lời", "Đã gọi điện báo kết quả."
NUMBER = "01-PC/CCB"


def of(number: int, *columns: Any) -> Any:
    """Return the query for columns of one petition."""
    return select(*(columns or (Petition.stage,))).where(Petition.observation_id == number)


def hand_on(desk: Any, office: Office, number: int) -> bytes:
    """Issue the hand-over paper: the register has its number, the petition its way; return the paper."""
    desk.goto("/phan-anh/kien-nghi")
    desk.get_by_role("link", name=story.LAMPS.words).click()
    desk.get_by_role("link", name="Ban hành phiếu chuyển", exact=True).click()
    desk.get_by_label("Cơ quan tiếp nhận").select_option(label=story.AUTHORITY)
    desk.get_by_label("Nội dung đề nghị").fill("Đề nghị kiểm tra, thay bóng trước ngày 30.")
    desk.get_by_role("button", name="Ban hành và chuyển").click()
    desk.get_by_text("Đã chuyển, chờ trả lời").first.wait_for()
    row = office.one(of(number, Petition.stage, Petition.authority, Petition.handed_paper, Petition.handed_on))
    assert tuple(row) == (PetitionStage.HANDED_ON, story.AUTHORITY, NUMBER, clock.today())
    issued = select(IssuedPaper.number_text).where(IssuedPaper.subject == "petition", IssuedPaper.subject_id == number)
    assert office.one(issued).number_text == NUMBER
    return in_the_register(desk)


def in_the_register(desk: Any) -> bytes:
    """Find the paper in "Sổ văn bản", open it, and read what it says."""
    desk.goto("/so-van-ban")
    line = desk.get_by_role("row").filter(has_text=NUMBER)
    address = line.get_by_role("link").first.get_attribute("href")
    content = bytes(desk.context.request.get(address).body())
    said = squeezed(papers.text(content))
    wanted = (NUMBER, story.AUTHORITY, story.LAMPS.words, "thay bóng trước ngày 30")
    assert [words for words in wanted if squeezed(words) not in said] == []
    return content


def report_progress(desk: Any, office: Office, number: int) -> None:
    """Say how far the authority has come."""
    desk.goto(f"/phan-anh/{number}/kien-nghi")
    desk.get_by_role("link", name="Báo tiến độ").click()
    desk.get_by_label("Đã làm đến đâu").fill("Phòng đã khảo sát, chờ vật tư, hẹn thay trong tuần.")
    desk.get_by_role("button", name="Báo tiến độ").click()
    story.told(desk, "Đã ghi tiến độ.")
    assert office.one(of(number)).stage is PetitionStage.IN_PROGRESS


def answer_without_proof(desk: Any, office: Office, number: int) -> None:
    """“Đã giải quyết” with words alone is refused; what was typed stands there still."""
    desk.get_by_label("Đã giải quyết").check()
    desk.get_by_label("Nội dung trả lời").fill(story.ANSWER)
    desk.get_by_role("button", name="Ghi kết quả").click()
    desk.locator("[data-error-summary]:focus").wait_for()
    assert UNPROVEN in desk.locator("[data-error-summary]").inner_text()
    assert desk.get_by_label("Nội dung trả lời").input_value() == story.ANSWER
    assert desk.get_by_label("Đã giải quyết").is_checked()
    assert tuple(office.one(of(number, Petition.stage, Petition.outcome))) == (PetitionStage.IN_PROGRESS, None)


def answer_with_a_picture(desk: Any, office: Office, number: int) -> None:
    """A picture added below is the proof; the same words are sent again."""
    desk.get_by_label("Thêm tệp").set_input_files([PICTURE])
    desk.get_by_text(f"Đã thêm “{PICTURE['name']}”.").wait_for()
    assert desk.get_by_label("Nội dung trả lời").input_value() == story.ANSWER
    assert desk.get_by_label("Đã giải quyết").is_checked()
    desk.get_by_role("button", name="Ghi kết quả").click()
    desk.get_by_text("Có kết quả, chờ thông tin lại cho dân").first.wait_for()
    columns = Petition.stage, Petition.outcome, Petition.answer, Petition.answer_paper
    assert tuple(office.one(of(number, *columns))) == (PetitionStage.ANSWERED, Outcome.RESOLVED, story.ANSWER, "")


def tell_the_people(desk: Any, office: Office, number: int) -> None:
    """Open the contact for a reason, call, and write down on which day and how."""
    desk.get_by_role("link", name="Liên hệ để trả lời").click()
    desk.get_by_label("Lý do cần xem").fill(REASON)
    desk.get_by_role("button", name="Xem liên hệ").click()
    desk.get_by_text(story.CONTACT).wait_for()
    desk.goto("/")
    desk.get_by_role("link", name=f"Thông tin lại cho dân: {story.beginning(story.LAMPS)}").click()
    desk.get_by_label("Điện thoại, tin nhắn").check()
    desk.get_by_label("Ghi thêm").fill(NOTE)
    desk.get_by_role("button", name="Đã thông tin lại cho người dân").click()
    story.told(desk, "Đã ghi thông tin lại.")
    row = office.one(of(number, Petition.stage, Petition.told_on, Petition.told_by, Petition.told_note))
    assert tuple(row) == (PetitionStage.TOLD, clock.today(), ToldBy.PHONE, NOTE)
    steps = select(PetitionStep.kind).where(PetitionStep.observation_id == number).order_by(PetitionStep.id)
    assert [kind for (kind,) in office.all(steps)] == [
        StepKind.RECEIVED, StepKind.HANDED_ON, StepKind.PROGRESS, StepKind.ANSWERED, StepKind.TOLD,
    ]  # fmt: skip


def comes_again(clerk: Any, desk: Any, office: Office, number: int) -> int:
    """The lamps fail again: written down, confirmed, and linked to what was answered."""
    clerk.goto("/phan-anh/ghi")
    clerk.get_by_label("Kênh").select_option(label="Phản ánh trực tiếp của người dân, doanh nghiệp")
    again = meeting.write(clerk, story.AGAIN, "Lưu")
    desk.goto(QUEUE)
    opened(desk, story.AGAIN.words)
    desk.keyboard.press(PRESS)
    story.told(desk, "Đã xác nhận")
    desk.goto(f"/phan-anh/{again}/kien-nghi")
    desk.get_by_role("link", name="Ghi là tái diễn").click()
    desk.get_by_label(story.LAMPS.words).check()
    desk.get_by_role("button", name="Ghi là tái diễn").click()
    story.told(desk, "Đã ghi: việc này tái diễn.")
    row = office.one(select(Observation.earlier_id, Observation.stage).where(Observation.id == again))
    assert tuple(row) == (number, Stage.CONFIRMED)
    desk.goto("/")
    desk.get_by_role("link", name=f"Đã trả lời, nay tái diễn: {story.beginning(story.LAMPS)}").click()
    desk.get_by_text("Đã tái diễn").first.wait_for()
    return again
