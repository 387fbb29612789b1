"""The registration form, as the plan lists its facts."""

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional
from wtforms.widgets import TextArea

from nam_tinh_hinh.emulation.enums import ExemplarKind, OwnerKind
from nam_tinh_hinh.emulation.services import FACTS
from nam_tinh_hinh.emulation.tables import EmulationField, Exemplar
from nam_tinh_hinh.kernel.forms import BaseForm, DayField, LineField, TextField, ToSend
from nam_tinh_hinh.kernel.merging import Merging
from nam_tinh_hinh.people.tables import AreaKind

NONE_YET = "Chưa xếp lĩnh vực"
NO_PLACE = "Cơ quan, đơn vị, nơi khác"


def _row_id(value: Any) -> int | None:
    return int(value) if value not in (None, "", "None") else None


class ReasonForm(BaseForm):
    """Why an action is taken; the unit will read it, so it is looked at like every other text."""

    reason = TextField("Lý do", most=2000)


class RegistrationForm(Merging, BaseForm):
    """The form "Đăng ký mô hình": the five facts of R080 are compulsory to send, none to keep a draft."""

    name = LineField("Tên mô hình", [ToSend("Ghi tên mô hình, điển hình.")], most=300, widget=TextArea())
    kind = RadioField(
        "Loại", choices=[SelectChoice(k.value, k.label) for k in ExemplarKind], default=ExemplarKind.PRACTICE.value
    )
    field_id = SelectField("Lĩnh vực", [Optional()], coerce=_row_id)
    place_kind_id = SelectField("Loại địa bàn", [Optional()], coerce=_row_id)
    address = LineField(
        "Địa chỉ thực hiện", [ToSend("Ghi nơi thực hiện: thôn, khu phố, cơ quan, trường học …")], most=500
    )
    starts_on = DayField("Ngày bắt đầu", [ToSend("Ghi ngày bắt đầu."), Optional()])
    ends_on = DayField("Ngày kết thúc", [ToSend("Ghi ngày kết thúc."), Optional()])
    content = TextField("Nội dung thực hiện", [ToSend("Ghi nội dung sẽ thực hiện.")], most=4000)
    owner_kind = RadioField(
        "Chủ mô hình", choices=[SelectChoice(k.value, k.label) for k in OwnerKind], default=OwnerKind.COLLECTIVE.value
    )
    owner = LineField("Tên chủ mô hình", [ToSend("Ghi tên tập thể hoặc cá nhân làm chủ mô hình.")], most=300)
    lead = LineField("Người phụ trách", most=300)
    is_priority = BooleanField("Ưu tiên lĩnh vực khó, trọng tâm")
    same_name_meant = BooleanField("Vẫn gửi: đây là mô hình khác, chỉ trùng tên")
    version = HiddenField()

    # Set by the view: the button pressed was the one that sends.
    sending = False

    def offer(self, fields: Iterable[EmulationField], place_kinds: Iterable[AreaKind]) -> None:
        """Fill the choices of fields and of kinds of places."""
        self.field_id.choices = [SelectChoice("", NONE_YET), *(SelectChoice(row.id, row.label) for row in fields)]
        self.place_kind_id.choices = [SelectChoice("", NO_PLACE), *(SelectChoice(k.id, k.label) for k in place_kinds)]

    def validate_ends_on(self, field: DayField) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("Ngày kết thúc phải bằng hoặc sau ngày bắt đầu.")

    def facts(self) -> dict[str, Any]:
        """Return the facts as the services take them."""
        typed = {name: self[name].data for name in FACTS}
        for name in ("name", "address", "content", "owner", "lead"):
            typed[name] = typed[name] or ""
        return typed | {"kind": ExemplarKind(typed["kind"]), "owner_kind": OwnerKind(typed["owner_kind"])}

    def take_sound(self, exemplar: Exemplar, names: Iterable[str]) -> bool:
        """Take the server's facts for ``names``, chosen in a conflict; tell whether what came of it makes sense."""
        self.take(exemplar, names)
        try:
            self.validate_ends_on(self.ends_on)
        except ValidationError as error:
            self.ends_on.errors = [str(error)]
        return not self.ends_on.errors
