"""The filters of lists and figures as an address says them, and what may be chosen."""

from datetime import date
from typing import TypeVar

from flask import request

from nam_tinh_hinh.kernel import asked
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.enums import Labelled
from nam_tinh_hinh.people import queries as people
from nam_tinh_hinh.situation.enums import ObservationKind, Severity, Stage
from nam_tinh_hinh.situation.queries import lines
from nam_tinh_hinh.situation.queries.listing import ALL_GATHERED, REGULARITIES, ListFilters, Reply
from nam_tinh_hinh.situation.queries.offered import Offered, for_lists
from nam_tinh_hinh.situation.reach import Reach

Choices = dict[str, list[tuple[object, str]]]
E = TypeVar("E", bound=Labelled)
# The day filters, with how they are called.
DAYS = {"tu-ngay": "Từ ngày", "den-ngay": "Đến ngày"}


def asked_filters() -> ListFilters:
    """Return what the address narrows the list to; what it says wrongly narrows nothing."""
    flow, stage = REGULARITIES.get(asked.words("kenh")), asked.words("tinh-trang")
    return ListFilters(
        words=asked.words("tu-khoa"), kind=_one_of(ObservationKind, "loai"), **places_asked(),
        topic_alone=_ticked("linh-vuc-rieng"), area_alone=_ticked("dia-ban-rieng"), regularity=flow,
        channel_id=None if flow else asked.number("kenh"), group_id=asked.number("doi-tuong"),
        severity=_one_of(Severity, "muc-do"), gathered=stage == ALL_GATHERED, stage=_one_of(Stage, "tinh-trang"),
        first=asked.day("tu-ngay"), last=asked.day("den-ngay"), reply=_one_of(Reply, "tra-loi"),
        occasion_id=asked.number("cuoc"), aside_too=_ticked("da-gop"),
    )  # fmt: skip


def places_asked() -> dict[str, int | None]:
    """Return the topic, area and unit that the address names; a unit of before a merger is the present one."""
    unit_id = asked.number("don-vi")
    if unit_id:
        unit_id = people.present_unit_ids([unit_id])[unit_id]
    return {"topic_id": asked.number("linh-vuc"), "area_id": asked.number("dia-ban"), "unit_id": unit_id}


def mistyped_days() -> list[str]:
    """Return what is to be said about days of the address that are none."""
    said = {name: asked.words(name) for name in DAYS}
    return [
        f"{DAYS[name]}: “{typed[:20]}” không phải là ngày, nên chưa lọc theo ngày này. Ghi ví dụ 05/09/2026."
        for name, typed in said.items()
        if typed and asked.day(name) is None
    ]


def typed_day(name: str, day: date | None) -> str:
    """Return what stands in the field of a day: what was typed, else ``day``."""
    return asked.words(name) or day_text(day)


def _ticked(name: str) -> bool:
    return request.args.get(name) == "1"


def _one_of(kind: type[E], name: str) -> E | None:
    typed = request.args.get(name)
    return next((one for one in kind if one.value == typed), None)


def place_choices(person: Reach, filters: ListFilters) -> Choices:
    """Return the topics, areas and units that lists and figures can be narrowed to."""
    return _places(for_lists(person, topic_id=filters.topic_id))


def _places(found: Offered) -> Choices:
    areas = [(node.id, f"{'– ' * node.depth}{node.name}") for node in found.areas]
    return {"linh-vuc": [*found.topics], "dia-ban": [*areas], "don-vi": [*found.units]}


def list_choices(person: Reach, filters: ListFilters) -> Choices:
    """Return what every filter of the list offers, by its name in the address."""
    flows = [(word, f"{one.label} (tất cả)") for word, one in REGULARITIES.items()]
    gathered = (ALL_GATHERED, "Đã xác nhận, kể cả đã chuyển cấp trên")
    found = for_lists(
        person, topic_id=filters.topic_id, channel_id=filters.channel_id, group_id=filters.group_id
    )  # fmt: skip
    return _places(found) | {
        "loai": [(one.value, one.label) for one in ObservationKind],
        "muc-do": [(one.value, one.label) for one in Severity],
        "kenh": [*flows, *found.channels],
        "doi-tuong": [*found.groups],
        "tinh-trang": [gathered, *((one.value, one.label) for one in Stage)],
        "tra-loi": [(one.value, one.label) for one in Reply],
        "cuoc": _occasion_choice(person, filters.occasion_id),
    }


def _occasion_choice(person: Reach, occasion_id: int | None) -> list[tuple[object, str]]:
    if occasion_id is None:
        return []
    one = lines.occasion_seen(person, occasion_id)
    return [(occasion_id, f"{one.title or 'Cuộc'} ngày {day_text(one.on_day)}" if one else "Không tìm thấy cuộc này")]
