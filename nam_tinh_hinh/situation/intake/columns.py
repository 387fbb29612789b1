"""The columns of the table, and one of its rows as typed."""

from collections.abc import Mapping
from dataclasses import dataclass

# field: (heading, longest text). The order is that of the quick entry, then what came of it, then the meeting.
COLUMNS = {
    "on_day": ("Ngày", 40),
    "channel": ("Kênh", 300),
    "area": ("Địa bàn", 300),
    "topic": ("Lĩnh vực", 300),
    "kind": ("Loại", 60),
    "content": ("Nội dung", 4000),
    "voices": ("Số lượt ý kiến", 40),
    "severity": ("Mức độ", 60),
    "group": ("Nhóm đối tượng", 200),
    "source": ("Nguồn", 300),
    "outcome": ("Kết quả", 60),
    "answer": ("Nội dung trả lời", 4000),
    "answered_on": ("Ngày trả lời", 40),
    "paper": ("Số văn bản", 200),
    "authority": ("Cơ quan tiếp nhận", 300),
    "occasion": ("Cuộc", 300),
    "speakers": ("Số người phát biểu", 40),
}
FIELDS = tuple(COLUMNS)
LABELS = {field: label for field, (label, _most) in COLUMNS.items()}
LONGEST = {field: most for field, (_label, most) in COLUMNS.items()}
NEEDED = ("on_day", "channel", "area", "topic", "content")
# What only a focal point may write down: what came of it.
ANSWERS = ("outcome", "answer", "answered_on", "paper", "authority")
MOST_ROWS = 500
# What a page may carry of a table that is mended in place, in bytes.
MOST_BYTES = 600_000
ALSO_CALLED = {
    "on_day": ("Ngày tháng", "Ngày ghi", "Ngày nắm", "Thời gian", "Ngày tiếp nhận"),
    "channel": ("Kênh nắm", "Hình thức", "Hình thức, kênh", "Kênh, hình thức", "Hình thức nắm"),
    "area": ("Nơi", "Thôn, khu phố", "Khu dân cư", "Địa điểm", "Thôn, tổ dân phố"),
    "topic": ("Chủ đề", "Nhóm vấn đề", "Lĩnh vực, chủ đề"),
    "kind": ("Loại nội dung", "Loại ý kiến", "Loại thông tin"),
    "content": ("Ý kiến", "Nội dung phản ánh", "Nội dung ý kiến", "Nội dung phản ánh, kiến nghị", "Nội dung kiến nghị"),
    "voices": ("Số lượt", "Số ý kiến", "Lượt ý kiến", "Lượt"),
    "severity": ("Mức", "Tính chất", "Mức độ khẩn"),
    "group": ("Đối tượng", "Nhóm", "Thành phần"),
    "source": ("Nguồn tin", "Nguồn thông tin"),
    "outcome": ("Kết quả giải quyết", "Kết quả xử lý", "Kết quả trả lời"),
    "answer": ("Trả lời", "Nội dung giải quyết", "Nội dung giải trình"),
    "answered_on": ("Ngày giải quyết", "Ngày có kết quả"),
    "paper": ("Văn bản", "Số văn bản trả lời", "Số, ngày văn bản", "Số ký hiệu"),
    "authority": ("Cơ quan giải quyết", "Cơ quan xử lý", "Chuyển đến", "Nơi tiếp nhận"),
    "occasion": ("Cuộc họp", "Tên cuộc", "Cuộc họp, tiếp xúc", "Hội nghị"),
    "speakers": ("Số người phát biểu ý kiến", "Người phát biểu", "Số lượt phát biểu"),
}
HEADINGS = {field: (LABELS[field], *ALSO_CALLED[field]) for field in FIELDS}


@dataclass(frozen=True)
class RawRow:
    """One row as it was typed; ``number`` is its line in the table, from 1.

    ``secret``: marked as a state secret somewhere, be it in a column that is not read. Then it has no words.
    """

    number: int
    cells: Mapping[str, str]
    secret: bool = False

    def __getitem__(self, field: str) -> str:
        return self.cells.get(field, "")

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in the columns that are read."""
        return not self.secret and not any(self[field] for field in FIELDS)
