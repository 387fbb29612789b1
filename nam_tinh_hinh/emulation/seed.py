"""Reference rows of emulation: the four fields of PRACTICE.md §1.2."""

from sqlalchemy import select

from nam_tinh_hinh.emulation.tables import EmulationField
from nam_tinh_hinh.kernel.db import db

FIELDS = {
    "economy": "Kinh tế",
    "culture": "Văn hóa - xã hội",
    "defence": "Quốc phòng - an ninh",
    "system": "Xây dựng hệ thống chính trị",
}


def seed() -> None:
    """Add the fields that are missing; rows that are there stay as the commune has them."""
    there = set(db.session.scalars(select(EmulationField.code)))
    wanted = enumerate(FIELDS.items(), start=1)
    rows = [EmulationField(code=code, label=label, position=n) for n, (code, label) in wanted if code not in there]
    db.session.add_all(rows)
    db.session.flush()
