"""The flat reference tables of the room that an administrator keeps; topics stand in a tree and have their own page."""

from nam_tinh_hinh.kernel.reference import Reference, Use, register
from nam_tinh_hinh.situation.tables import Channel, Observation, Occasion, PeopleGroup

CHANNELS = Reference(
    "kenh-nam-tinh-hinh", "Hình thức, kênh nắm tình hình", "kênh", Channel,
    (Use("nội dung nắm tình hình", Observation.channel_id), Use("cuộc họp, tiếp xúc", Occasion.channel_id)),
)  # fmt: skip
GROUPS = Reference(
    "nhom-doi-tuong", "Nhóm đối tượng", "nhóm", PeopleGroup, (Use("nội dung nắm tình hình", Observation.group_id),)
)


def register_references() -> None:
    """Make them known to the pages of administration."""
    for reference in (CHANNELS, GROUPS):
        register(reference)
