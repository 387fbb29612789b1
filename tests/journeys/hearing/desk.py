"""The focal points: six items by the keyboard, and what was passed upward taken by the Party committee's office."""

from typing import Any

from sqlalchemy import select

from nam_tinh_hinh.situation.enums import Stage
from nam_tinh_hinh.situation.tables import Observation, Passing, Petition, Topic
from tests.journeys.hearing import story
from tests.journeys.hearing.office import Office
from tests.journeys.hearing.story import Item

QUEUE, PRESS = "/phan-anh/hang-doi", "Control+Enter"
COMMITTEE, RECORDER, LEADER, COMPILER = "Đảng ủy phường Minh Họa", "Nguyễn Thị Hòa", "Phạm Văn Thắng", "Bùi Thị Thanh"


def opened(desk: Any, words: str) -> None:
    """Wait until the item with these words is open at the right and may be dealt with."""
    desk.locator("#noi-dung-xu-ly .noi-dung-day", has_text=words).wait_for()
    desk.locator("#noi-dung-xu-ly:not([data-fresh])").wait_for()


def settled(desk: Any, words: str) -> None:
    """Wait until a decision has brought the item with these words, its heading has the focus, and it may be judged."""
    opened(desk, words)
    ready(desk)


def ready(desk: Any) -> None:
    """Wait until what has just come into the pane has settled and its buttons may be pressed."""
    desk.locator("#noi-dung-xu-ly:not([data-fresh]) h2:focus").wait_for()


def decide(desk: Any, office: Office, numbers: dict[Item, int]) -> None:
    """Deal with all six from the keyboard, as they were written down."""
    desk.goto("/")
    desk.get_by_role("link", name="Nội dung chờ đầu mối xử lý").click()
    assert desk.locator("#dang-cho li").count() == len(story.SIX)
    opened(desk, story.LAMPS.words)
    desk.keyboard.press(PRESS)
    join_the_duplicate(desk)
    correct_the_topic(desk)
    send_back(desk)
    pass_upward(desk)
    settled(desk, story.RACING.words)
    desk.keyboard.press(PRESS)
    desk.get_by_text("Không còn nội dung nào chờ ở đầu mối của bạn.").wait_for()
    decided(office, numbers)


def join_the_duplicate(desk: Any) -> None:
    """Press G: what says the same stands there with the words they share."""
    settled(desk, story.DRAIN.words)
    desk.keyboard.press("g")
    desk.get_by_role("heading", name="Gộp vào nội dung nào?").wait_for()
    ready(desk)
    desk.locator(".giong-nhau li", has_text="nhà văn hóa khu bị tắc").get_by_role("button").focus()
    desk.keyboard.press(PRESS)


def correct_the_topic(desk: Any) -> None:
    """Press S, choose the topic it belongs to, and confirm in the same breath."""
    settled(desk, story.KITCHEN.words)
    desk.keyboard.press("s")
    desk.get_by_role("heading", name="Sửa phân loại").wait_for()
    ready(desk)
    topic = desk.get_by_label("Lĩnh vực")
    story.choose(topic, story.FOOD)
    topic.focus()
    desk.keyboard.press(PRESS)


def send_back(desk: Any) -> None:
    """With a reason written the keys lead to the button for it; pressing again sends the item back."""
    settled(desk, story.RUBBISH.words)
    desk.get_by_label("Lý do").fill(story.WHICH_PLACE)
    desk.keyboard.press(PRESS)
    assert desk.evaluate("document.activeElement.innerText") == "Trả lại để sửa"
    desk.keyboard.press(PRESS)


def pass_upward(desk: Any) -> None:
    """Press C, say to whom and why."""
    settled(desk, story.ROAD.words)
    desk.keyboard.press("c")
    desk.get_by_role("heading", name="Chuyển cấp trên (vượt thẩm quyền)").wait_for()
    ready(desk)
    desk.get_by_label("Chuyển lên").select_option(label=COMMITTEE)
    desk.get_by_label("Lý do").fill(story.ABOVE_US)
    desk.keyboard.press(PRESS)


def decided(office: Office, numbers: dict[Item, int]) -> None:
    """What the database has of each decision."""
    rows = office.all(select(Observation.id, Observation.stage, Topic.label).join(Observation.topic)
                      .where(Observation.id.in_(numbers.values())).order_by(Observation.id))  # fmt: skip
    stages = dict.fromkeys(story.SIX, Stage.CONFIRMED) | {
        story.DRAIN: Stage.JOINED, story.RUBBISH: Stage.RETURNED, story.ROAD: Stage.PASSED_UP,
    }  # fmt: skip
    topics = {item: item.topic for item in story.SIX} | {story.KITCHEN: story.FOOD}
    assert rows == [(numbers[item], stages[item], topics[item]) for item in story.SIX]
    root = select(Observation.id).where(Observation.content == story.EARLIER.words)
    joined_to = select(Observation.joined_to_id).where(Observation.id == numbers[story.DRAIN])
    assert office.one(joined_to).joined_to_id == office.one(root).id
    followed = select(Petition.observation_id).where(Petition.observation_id.in_(numbers.values()))
    assert office.all(followed) == [(numbers[story.LAMPS],)]


def see_total_voices(desk: Any, clerk: Any) -> None:
    """The root says how many spoke in all, to the focal point and to who wrote what was joined."""
    total = story.EARLIER.voices + story.DRAIN.voices
    for page in (desk, clerk):
        page.goto("/phan-anh/")
        page.get_by_role("link", name=story.EARLIER.words).click()
        page.get_by_text(f"{total} (riêng nội dung này {story.EARLIER.voices})").wait_for()
        page.get_by_role("heading", name="Đã gộp vào đây: 1 nội dung").wait_for()


def confirm_the_mended(desk: Any, office: Office, number: int) -> None:
    """What was sent again says why it had gone back, and is confirmed."""
    desk.goto(QUEUE)
    opened(desk, story.MENDED)
    desk.get_by_text(story.WHICH_PLACE).wait_for()
    desk.keyboard.press(PRESS)
    story.told(desk, "Đã xác nhận")
    row = office.one(select(Observation.stage, Observation.return_reason).where(Observation.id == number))
    assert tuple(row) == (Stage.CONFIRMED, "")


def take(above: Any, clerk: Any, office: Office, number: int) -> None:
    """The compiler takes what came up, sees who sent it and why, and never who wrote it down."""
    above.goto("/")
    above.get_by_role("link", name="Nội dung chờ đầu mối xử lý").click()
    above.locator("#dang-cho a", has_text=story.beginning(story.ROAD)).click()
    settled(above, story.ROAD.words)
    above.get_by_text(story.ABOVE_US).wait_for()
    above.keyboard.press(PRESS)
    story.told(above, "Đã tiếp nhận")
    above.goto(f"/phan-anh/{number}")
    text = above.get_by_role("main").inner_text()
    assert ("Hội Cựu chiến binh phường Minh Họa" in text, RECORDER in text) == (True, False)
    columns = Observation.stage, Observation.came_from_id, Passing.passed_by_name, Passing.taken_by_name
    way = select(*columns).join(Passing, Passing.observation_id == Observation.id).where(Observation.id == number)
    assert tuple(office.one(way)) == (Stage.CONFIRMED, None, LEADER, COMPILER)
    clerk.goto(f"/phan-anh/{number}")
    held = clerk.get_by_role("term").filter(has_text="Đầu mối đang giữ").locator("xpath=following-sibling::dd[1]")
    assert held.inner_text() == COMMITTEE
