"""The clerk: a meeting becomes six items, a contact is left for the reply, what came back is mended."""

import re
from typing import Any

from sqlalchemy import select

from nam_tinh_hinh.situation.enums import ObservationKind, Stage
from nam_tinh_hinh.situation.tables import Observation, Occasion, ReplyContact, Topic
from tests.journeys.hearing import story
from tests.journeys.hearing.office import Office
from tests.journeys.hearing.story import Item

GO_ON = "Lưu, ghi tiếp từ cuộc này"


def take_down(clerk: Any, office: Office) -> dict[Item, int]:
    """Write the six items down one after another; return the number of each."""
    clerk.goto("/phan-anh/ghi")
    clerk.get_by_label("Kênh").select_option(label=story.CHANNEL)
    clerk.get_by_label("Địa bàn").select_option(label=story.AREA)
    numbers = {story.LAMPS: write(clerk, story.LAMPS)}
    name_the_meeting(clerk)
    for item in story.SIX[1:]:
        if item is story.DRAIN:
            see_the_hint(clerk, item)
        numbers[item] = write(clerk, item)
    said = clerk.locator("#cuoc").inner_text()
    assert f"đã ghi 6 nội dung · {story.SPEAKERS} người phát biểu" in said
    stored(office, numbers)
    return numbers


def write(clerk: Any, item: Item, button: str = GO_ON) -> int:
    """Write one item down and return the number it got."""
    clerk.get_by_label("Lĩnh vực").select_option(label=item.topic)
    clerk.get_by_role("radio", name=item.kind, exact=True).check()
    clerk.get_by_label("Nội dung", exact=True).fill(item.words)
    clerk.get_by_label("Số lượt ý kiến", exact=True).fill(str(item.voices))
    before = clerk.locator("#loi-nhan").inner_text()
    clerk.get_by_role("button", name=button, exact=True).click()
    clerk.wait_for_function(
        "before => (document.querySelector('#loi-nhan')?.innerText ?? before) !== before", arg=before
    )
    receipt = clerk.locator("#loi-nhan").inner_text()
    assert "Đầu mối Hội Cựu chiến binh phường Minh Họa đọc tiếp." in receipt
    found = re.search(r"Đã ghi nội dung số (\d+)", receipt)
    assert found
    return int(found[1])


def name_the_meeting(clerk: Any) -> None:
    """Say which meeting it is and how many spoke."""
    clerk.get_by_text("Sửa tên cuộc, số người phát biểu").click()
    clerk.get_by_label("Tên cuộc").fill(story.MEETING)
    clerk.get_by_label("Số người phát biểu").fill(str(story.SPEAKERS))
    clerk.get_by_role("button", name="Lưu tên cuộc").click()
    clerk.get_by_text("Đã lưu tên cuộc").wait_for()


def see_the_hint(clerk: Any, item: Item) -> None:
    """While half of it is typed, what was said nine days ago stands under the words; only the desk may join."""
    clerk.get_by_label("Lĩnh vực").select_option(label=item.topic)
    clerk.get_by_label("Nội dung", exact=True).press_sequentially(item.words[:60], delay=5)
    hint = clerk.get_by_role("group", name="Gần đây đã có nội dung tương tự")
    hint.get_by_text(story.EARLIER.words).wait_for()
    assert "Cứ lưu như việc mới. Đầu mối sẽ xem và gộp nếu là một việc." in hint.inner_text()
    assert hint.get_by_role("radio").count() == 0


def stored(office: Office, numbers: dict[Item, int]) -> None:
    """What the database has of the meeting: each item as it was said, waiting, and the eight who spoke."""
    columns = Observation.id, Observation.content, Topic.label, Observation.voices, Observation.kind, Observation.stage
    rows = office.all(select(*columns).join(Observation.topic).join(Observation.occasion).order_by(Observation.id)
                      .where(Occasion.title == story.MEETING))  # fmt: skip
    kinds = {one.label: one for one in ObservationKind}
    assert rows == [
        (number, item.words, item.topic, item.voices, kinds[item.kind], Stage.WAITING)
        for item, number in numbers.items()
    ]
    assert office.one(select(Occasion.speakers).where(Occasion.title == story.MEETING)).speakers == story.SPEAKERS


def leave_a_contact(clerk: Any, office: Office, number: int) -> None:
    """Write down, with consent, how to reach who asked; no page shows it again by itself."""
    clerk.goto(f"/phan-anh/{number}/lien-he")
    clerk.get_by_label("Cách liên hệ để trả lời").fill(story.CONTACT)
    clerk.get_by_label("Người phản ánh đồng ý").check()
    clerk.get_by_role("button", name="Ghi liên hệ").click()
    clerk.get_by_text("Đã ghi liên hệ.").wait_for()
    assert "555 019" not in clerk.content()
    sealed = office.one(select(ReplyContact.sealed).where(ReplyContact.observation_id == number)).sealed
    assert sealed
    assert b"555" not in sealed


def mend(clerk: Any, office: Office, number: int) -> None:
    """Find what came back on the home page, with why; put it right and send it again."""
    clerk.goto("/")
    clerk.get_by_role("link", name=f"Sửa, gửi lại: {story.beginning(story.RUBBISH)}").click()
    clerk.get_by_text(story.WHICH_PLACE).wait_for()
    assert clerk.get_by_label("Nội dung", exact=True).input_value() == story.RUBBISH.words
    clerk.get_by_label("Nội dung", exact=True).fill(story.MENDED)
    clerk.get_by_role("button", name="Lưu và gửi lại đầu mối").click()
    clerk.get_by_text("Chờ xác nhận").first.wait_for()
    row = office.one(select(Observation.content, Observation.stage).where(Observation.id == number))
    assert tuple(row) == (story.MENDED, Stage.WAITING)
