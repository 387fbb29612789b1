"""Reference rows of emulation: the four fields of PRACTICE.md §1.2 and the example criteria of §1.4."""

from sqlalchemy import select

from nam_tinh_hinh.emulation.tables import Criterion, EmulationField
from nam_tinh_hinh.kernel.db import db

FIELDS = {
    "economy": "Kinh tế",
    "culture": "Văn hóa - xã hội",
    "defence": "Quốc phòng - an ninh",
    "system": "Xây dựng hệ thống chính trị",
}
# An example set, ticked or not: no published scale of points was found, so none is invented. Each year switches it on.
CRITERIA = {
    "address": "Có tên gọi, địa chỉ cụ thể",
    "field": "Nội dung thuộc lĩnh vực của phong trào, gắn với nhiệm vụ chính trị của địa phương, đơn vị",
    "led": "Gắn với sự lãnh đạo của cấp ủy, chính quyền; đã đăng ký với cơ quan phát động",
    "forces": "Phối hợp, huy động được nhiều lực lượng tham gia",
    "effect": "Có sức lan tỏa, hiệu quả thiết thực",
    "consent": "Được Nhân dân đồng tình, ủng hộ",
    "hard": "Giải quyết được việc khó, việc cấp bách, vấn đề Nhân dân quan tâm",
    "lasting": "Bền vững, có tính kế thừa, có khả năng nhân rộng",
}


def seed() -> None:
    """Add the fields that are missing; rows that are there stay as the commune has them."""
    there = set(db.session.scalars(select(EmulationField.code)))
    wanted = enumerate(FIELDS.items(), start=1)
    rows = [EmulationField(code=code, label=label, position=n) for n, (code, label) in wanted if code not in there]
    known = set(db.session.scalars(select(Criterion.code)))
    listed = enumerate(CRITERIA.items(), start=1)
    rows += [Criterion(code=code, label=label, position=n) for n, (code, label) in listed if code not in known]
    db.session.add_all(rows)
    db.session.flush()
