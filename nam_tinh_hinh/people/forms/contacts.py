"""A focal point, with the fields of requirement R036."""

import re
from typing import Any

from wtforms import Field, HiddenField, ValidationError

from nam_tinh_hinh.kernel.asked import whole_number
from nam_tinh_hinh.kernel.forms import BaseForm, Filled, LineField
from nam_tinh_hinh.people import phones
from nam_tinh_hinh.people.forms.picking import PickField
from nam_tinh_hinh.people.services import CONTACT_FACTS
from nam_tinh_hinh.people.tables import ContactPoint


class ContactForm(BaseForm):
    """Only a name is compulsory: how to reach the person is for the unit to decide."""

    unit_name = PickField("Đơn vị", most=400)
    name = LineField("Họ và tên", [Filled("Ghi họ và tên đầu mối.")], most=200)
    post = LineField("Chức vụ", most=200)
    phone = LineField("Điện thoại", most=60)
    email = LineField("Thư điện tử", most=200)
    zalo = LineField("Zalo", most=120)
    facebook = LineField("Facebook", most=200)
    version = HiddenField()

    def validate_phone(self, field: Field) -> None:
        if fault := phones.fault(field.data or ""):
            raise ValidationError(fault)

    def validate_email(self, field: Field) -> None:
        if field.data and not re.fullmatch(r"[^@\s]+@[^@\s]*[^@\s.,;]", field.data):
            raise ValidationError(f"“{field.data[:60]}” chưa phải địa chỉ thư. Ghi dạng ten@coquan.vn, hoặc để trống.")

    @property
    def seen_version(self) -> int | None:
        """Return the version of the point on which the person worked."""
        return whole_number(str(self.version.data or ""))  # a request without any field leaves the row's own number

    def facts(self) -> dict[str, str]:
        """Return the facts as the services take them."""
        return {name: self[name].data or "" for name in CONTACT_FACTS}

    def differences(self, point: ContactPoint) -> list[tuple[str, str, Any]]:
        """Return (field name, label, value on the server) where the server's facts differ from what was typed."""
        mine = self.facts() | {"phone": phones.grouped(self.phone.data or "")}
        return [
            (name, self[name].label.text, getattr(point, name))
            for name in CONTACT_FACTS
            if mine[name] != getattr(point, name)
        ]
