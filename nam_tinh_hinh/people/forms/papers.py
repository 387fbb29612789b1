"""Forms of papers, reference rows and settings."""

from typing import Any

from wtforms import BooleanField, IntegerField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from nam_tinh_hinh.kernel.forms import BaseForm, Filled, LineField, TextField
from nam_tinh_hinh.kernel.paper import Signing
from nam_tinh_hinh.people.forms.administration import UnitField
from nam_tinh_hinh.people.services.papers import WORDS

SIGNINGS = {
    Signing.IN_PERSON: "Người đứng đầu tự ký",
    Signing.ON_BEHALF: "Thay mặt tập thể (T/M, TM.)",
    Signing.FOR_CHIEF: "Cấp phó ký thay (K/T, KT.)",
    Signing.BY_ORDER: "Thừa lệnh (T/L, TL.)",
}


class PrintSettingForm(BaseForm):
    """Everything on a unit's papers that is the same from one to the next."""

    parent_lines = TextField("Cơ quan cấp trên", most=600)
    issuer_lines = TextField("Cơ quan ban hành", [Filled("Ghi tên cơ quan ban hành.")], most=600)
    symbol = LineField("Ký hiệu trong số văn bản", most=40)
    place = LineField("Nơi ban hành", most=120)
    signing = SelectField("Cách ký", choices=[SelectChoice(one.value, label) for one, label in SIGNINGS.items()])
    authority = LineField("Ký thay, thay mặt ai", most=200)
    post = LineField("Chức vụ người ký", most=200)
    signer = LineField("Họ tên người ký", most=200)
    recipients = TextField("Nơi nhận", most=2000)
    archive = LineField("Nơi lưu", most=120)

    def words(self) -> dict[str, Any]:
        """Return what was typed as the services take it."""
        return {name: self[name].data or "" for name in WORDS} | {"signing": Signing(self.signing.data)}

    def validate_authority(self, field: LineField) -> None:
        if not field.data and self.signing.data != Signing.IN_PERSON:
            raise ValidationError("Ghi ký thay, thay mặt hoặc thừa lệnh ai.")


class UnitForm(BaseForm):
    """For which unit a letterhead is made."""

    unit = UnitField("Đơn vị", [Filled("Ghi tên đơn vị.")])


class LabelForm(BaseForm):
    """The words of a reference row."""

    label = LineField("Chữ", [Filled("Ghi chữ hiện trên màn hình và giấy tờ.")], most=120)


class SettingsForm(BaseForm):
    """The switches and numbers of the installation."""

    second_factor = BooleanField("Quản trị phải dùng xác thực hai bước")
    idle_days = IntegerField(
        "Sau bao nhiêu ngày không đăng nhập thì coi là lâu không dùng",
        [InputRequired("Ghi số ngày."), NumberRange(7, 3650, "Từ 7 đến 3650 ngày.")],
    )
