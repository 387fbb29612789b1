"""The reference tables of people that an administrator keeps."""

from nam_tinh_hinh.kernel.reference import Reference, Use, register
from nam_tinh_hinh.people.tables import Area, AreaKind, Unit, UnitKind, UnitLevel

TABLES = (
    Reference("loai-don-vi", "Loại đơn vị", "loại đơn vị", UnitKind, (Use("đơn vị", Unit.kind_id),)),
    Reference("cap-don-vi", "Cấp của đơn vị", "cấp", UnitLevel, (Use("đơn vị", Unit.level_id),)),
    Reference("loai-dia-ban", "Loại địa bàn", "loại địa bàn", AreaKind, (Use("địa bàn", Area.kind_id),)),
)


def register_references() -> None:
    """Make them known to the pages of administration."""
    for table in TABLES:
        register(table)
