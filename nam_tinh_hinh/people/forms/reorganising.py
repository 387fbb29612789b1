"""The wizard's form: from what is typed to an order."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import TextArea

from nam_tinh_hinh.kernel.forms import BaseForm, DayField, Filled, LineField
from nam_tinh_hinh.people.enums import Change
from nam_tinh_hinh.people.forms.units import NONE_ABOVE, row_id, unit_choices
from nam_tinh_hinh.people.orders import Heir, NewUnit, Order
from nam_tinh_hinh.people.queries.unit_tree import UnitRow
from nam_tinh_hinh.people.tables import Unit

MOST_HEIRS = 6
NOBODY = "khong"


def _heir_fields(place: int) -> dict[str, Any]:
    return {
        f"heir{place}": SelectField("Đơn vị", [Optional()], coerce=row_id),
        f"name{place}": LineField("Tên đơn vị mới", most=300, widget=TextArea()),
        f"short_name{place}": LineField("Tên viết tắt", most=120),
        f"symbol{place}": LineField("Ký hiệu", most=30),
    }


class _Heirs(BaseForm):
    """The fields of as many heirs as there may be."""


for _place in range(MOST_HEIRS):
    for _name, _field in _heir_fields(_place).items():
        setattr(_Heirs, _name, _field)


class OrderForm(_Heirs):
    """One decision on units; which of the fields are asked depends on the change."""

    day = DayField("Ngày có hiệu lực", [InputRequired("Ghi ngày có hiệu lực.")])
    decision = LineField("Số quyết định", [Filled("Ghi số quyết định hoặc căn cứ, ví dụ 12-QĐ/ĐU.")], most=120)
    kind_id = SelectField("Loại", [Optional()], coerce=row_id)
    level_id = SelectField("Cấp", [Optional()], coerce=row_id)
    parent_id = SelectField("Trực thuộc (ngành dọc)", [Optional()], coerce=row_id)
    committee_id = SelectField("Cấp ủy cùng cấp", [Optional()], coerce=row_id)
    knows = BooleanField("Tôi đã biết những người này sẽ không còn vị trí nào")
    seen = HiddenField()

    def offer(self, kinds: Iterable[Any], levels: Iterable[Any], units: Sequence[UnitRow], heir: str) -> None:
        """Fill the lists of choices; ``heir`` is what choosing no existing unit means."""
        self.kind_id.choices = [(kind.id, kind.label) for kind in kinds]
        self.level_id.choices = [("", "Chưa xếp"), *((level.id, level.label) for level in levels)]
        self.parent_id.choices = self.committee_id.choices = unit_choices(units, NONE_ABOVE)
        for place in range(MOST_HEIRS):
            self[f"heir{place}"].choices = unit_choices(units, heir)

    def order(self, change: Change, sources: Sequence[Unit], heirs: int, said: Mapping[str, str]) -> Order:
        """Return what was typed as an order; ``said`` is the raw form, which holds the choice for each row."""
        return Order(
            change=change,
            source_ids=tuple(unit.id for unit in sources),
            day=self.day.data,
            decision=self.decision.data or "",
            heirs=tuple(self._heirs(change, sources[0], heirs)),
            name=self._new(0) if change is Change.RENAME else None,
            choices=_choices(said, heirs),
            knows_who_is_left=bool(self.knows.data),
        )

    def _heirs(self, change: Change, source: Unit, number: int) -> Iterable[Heir]:
        if change is Change.RENAME:
            return
        for place in range(number):
            if (existing := self[f"heir{place}"].data) is not None:
                yield existing
            elif change is Change.MERGE:
                lines = {name: self[name].data for name in ("kind_id", "level_id", "parent_id", "committee_id")}
                yield self._new(place, **lines)
            elif change is Change.SPLIT:
                yield self._new(
                    place, kind_id=source.kind_id, level_id=source.level_id, parent_id=source.parent_id,
                    committee_id=source.committee_id,
                )  # fmt: skip

    def _new(self, place: int, **lines: int | None) -> NewUnit:
        name, short_name, symbol = (self[f"{part}{place}"].data or "" for part in ("name", "short_name", "symbol"))
        return NewUnit(name, short_name, symbol, **lines)


def _choices(said: Mapping[str, str], heirs: int) -> dict[tuple[str, int], int | None]:
    """Read fields such as "chon-position-12" = "1" (the second heir) or "khong" (nobody)."""
    found: dict[tuple[str, int], int | None] = {}
    for name, value in said.items():
        head, _, number = name.rpartition("-")
        if not head.startswith("chon-") or not number.isdecimal() or len(number) > 9:
            continue
        if value == NOBODY:
            found[head.removeprefix("chon-"), int(number)] = None
        elif value.isdecimal() and int(value[:3]) < heirs:
            found[head.removeprefix("chon-"), int(number)] = int(value[:3])
    return found
