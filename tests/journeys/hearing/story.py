"""What eight voters said in one meeting, and what had been said before."""

import re
from datetime import timedelta
from typing import Any, NamedTuple

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from tests.situation.given import Situation

AREA, MEETING, SPEAKERS = "Khu dân cư số 3", "Tiếp xúc cử tri Khu dân cư số 3", 8
CHANNEL = "Tiếp xúc cử tri trước, sau kỳ họp Hội đồng nhân dân"
URBAN, PLANNING = "Quản lý đô thị, tài nguyên, bảo vệ môi trường", "Quy hoạch, quản lý quy hoạch"
SCHOOL, FOOD, ORDER = "Giáo dục và đào tạo", "An toàn thực phẩm", "An ninh, trật tự trên địa bàn"


class Item(NamedTuple):
    """One thing said."""

    words: str
    topic: str
    voices: int
    kind: str = "Phản ánh"


EARLIER = Item("Cống thoát nước trước nhà văn hóa khu bị tắc, mưa là ngập đường, đề nghị nạo vét.", URBAN, 5)
LAMPS = Item("Đề nghị thay đèn chiếu sáng ngõ 12 hỏng từ tháng 9, tối đi lại nguy hiểm.", URBAN, 4, "Kiến nghị")
DRAIN = Item("Cống thoát nước trước nhà văn hóa vẫn tắc, cứ mưa là ngập đường, đề nghị sớm nạo vét.", URBAN, 3)
KITCHEN = Item("Phụ huynh lo nguồn thực phẩm của bếp ăn bán trú chưa rõ nơi cung cấp.", SCHOOL, 2)
RUBBISH = Item("Phế thải xây dựng đổ trộm ở bãi đất trống, bụi bay vào nhà dân.", URBAN, 1)
ROAD = Item("Đề nghị công bố hướng tuyến đường gom cạnh quốc lộ để dân yên tâm sửa nhà.", PLANNING, 6)
RACING = Item("Thanh niên tụ tập chạy xe máy nẹt pô sau 22 giờ ở đường bờ sông.", ORDER, 2)
SIX = (LAMPS, DRAIN, KITCHEN, RUBBISH, ROAD, RACING)
MENDED = "Phế thải xây dựng đổ trộm ở bãi đất trống cuối ngõ 5, bụi bay vào nhà dân."
AGAIN = Item("Đèn chiếu sáng ngõ 12 mới thay lại hỏng, tối đi lại nguy hiểm.", URBAN, 2, "Kiến nghị")

WHICH_PLACE, ABOVE_US = "Ghi rõ bãi đất ở ngõ nào.", "Hướng tuyến do cấp trên quyết định, Hội không trả lời được."
AUTHORITY = "Phòng Kinh tế, Hạ tầng và Đô thị phường Minh Họa"
ANSWER = "Đã thay 6 bóng đèn và dây dẫn hỏng ở ngõ 12, đèn sáng từ 18 giờ."
CONTACT, DIGITS = "Gọi 0900 555 019 sau 17 giờ", "0900555019"


def said_before(situation: Situation) -> None:
    """What the focal point had confirmed nine days ago, in the same area."""
    day = clock.today() - timedelta(days=9)
    situation.confirmed(area=AREA, on_day=day, content=EARLIER.words, voices=EARLIER.voices)


def month() -> dict[str, str]:
    """The days of this story as they are typed: the month that ends today."""
    return {"Từ ngày": day_text(clock.today() - timedelta(days=30)), "Đến ngày": day_text(clock.today())}


def beginning(item: Item | str) -> str:
    """Return the first words, by which lists and messages name an item."""
    words = item if isinstance(item, str) else item.words
    return words[:30]


def told(page: Any, words: str) -> None:
    """Wait for the message at the top that says so."""
    page.locator("#loi-nhan").get_by_text(words).wait_for()


def choose(field: Any, words: str) -> None:
    """Choose the option that ends with ``words``, however deep it stands in its list."""
    option = field.locator("option").filter(has_text=re.compile(rf"{re.escape(words)}\s*$")).first
    field.select_option(value=option.get_attribute("value"))
