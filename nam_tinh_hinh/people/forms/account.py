"""Forms of one's own account: the second factor, and lending a position."""

from collections.abc import Iterable
from typing import Any

from wtforms import PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from nam_tinh_hinh.kernel.forms import BaseForm, DayField, Filled


class PasswordForm(BaseForm):
    """Proof that the owner himself sits there."""

    current = PasswordField("Mật khẩu đang dùng", [InputRequired("Ghi mật khẩu đang dùng."), Length(max=200)])


class ConfirmForm(PasswordForm):
    """The first code from the telephone switches the second factor on."""

    code = StringField("Mã 6 chữ số", [Filled("Ghi mã đang hiện trên điện thoại."), Length(max=20)])


class StandInForm(BaseForm):
    """To whom, from which day to which."""

    deputy_id = SelectField("Người được ủy quyền", [InputRequired("Chọn người được ủy quyền.")], coerce=str)
    valid_from = DayField("Từ ngày", [InputRequired("Ghi ngày bắt đầu.")])
    valid_to = DayField("Đến hết ngày", [InputRequired("Ghi ngày kết thúc.")])

    def offer(self, colleagues: Iterable[tuple[int, str]]) -> None:
        """Fill the choice of deputies: (id, label)."""
        choices: list[Any] = [SelectChoice(str(one), label) for one, label in colleagues]
        self.deputy_id.choices = [SelectChoice("", "Chọn một người"), *choices]
