"""Forms of administration: accounts and positions."""

import re
from typing import Any

from wtforms import SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.forms import BaseForm, DayField, Filled, LineField
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries.users import units_named
from nam_tinh_hinh.people.tables import Unit

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")
ROLES = [SelectChoice(role.value, role.label) for role in Role]


class UnitField(LineField):
    """A unit by its name, or by some of its words, without diacritics if one likes; ``unit`` is what was found."""

    unit: Unit | None = None

    def pre_validate(self, _form: Any) -> None:
        found = units_named(self.data or "", clock.today()) if self.data else []
        if len(found) == 1:
            self.unit = found[0]
            self.data = found[0].name
        elif found:
            names = "; ".join(f"“{unit.name}”" for unit in found[:5])
            raise ValidationError(
                f"Có nhiều đơn vị khớp: {names}{' …' if len(found) > 5 else ''}. Hãy ghi đủ tên một đơn vị."
            )
        elif self.data:
            raise ValidationError("Không có đơn vị nào đang hoạt động có tên như vậy.")


class PositionForm(BaseForm):
    """In which unit, as what, from which day to which."""

    unit = UnitField("Đơn vị", [Filled("Ghi tên đơn vị.")])
    role = SelectField("Vai trò", choices=ROLES)
    title = LineField("Chức vụ", most=120)
    valid_from = DayField("Từ ngày", [InputRequired("Ghi ngày bắt đầu.")])
    valid_to = DayField("Đến hết ngày", [Optional()])


class UserForm(BaseForm):
    """A new account with its first position."""

    name = LineField("Họ và tên", [Filled("Ghi họ và tên.")], most=200)
    username = StringField("Tên đăng nhập", [Filled("Ghi tên đăng nhập."), Length(max=60)])
    unit = UnitField("Đơn vị", [Filled("Ghi tên đơn vị.")])
    role = SelectField("Vai trò", choices=ROLES)
    title = LineField("Chức vụ", most=120)
    valid_from = DayField("Từ ngày", [InputRequired("Ghi ngày bắt đầu.")])

    def validate_username(self, field: StringField) -> None:
        field.data = (field.data or "").strip().casefold()
        if not USERNAME.fullmatch(field.data):
            raise ValidationError("Từ 3 đến 60 chữ không dấu, số, dấu chấm, gạch; không có dấu cách. Ví dụ: hoa.nguyen")


class NameForm(BaseForm):
    """A person's corrected name."""

    name = LineField("Họ và tên", [Filled("Ghi họ và tên.")], most=200)


class EndForm(BaseForm):
    """The last day of a position."""

    last_day = DayField("Ngày cuối", [InputRequired("Ghi ngày cuối.")])
