"""Signing in, with its second step, and changing one's password."""

from wtforms import HiddenField, PasswordField, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from nam_tinh_hinh.kernel.forms import BaseForm, Filled


class SignInForm(BaseForm):
    """Name and password; ``kept`` carries what was being sent when the earlier sign-in had ended."""

    username = StringField("Tên đăng nhập", [Filled("Ghi tên đăng nhập."), Length(max=60)])
    password = PasswordField("Mật khẩu", [InputRequired("Ghi mật khẩu."), Length(max=200)])
    kept = HiddenField()


class CodeForm(BaseForm):
    """The six digits from the telephone, after the password; ``kept`` goes on as in ``SignInForm``."""

    code = StringField("Mã 6 chữ số", [Filled("Ghi mã đang hiện trên điện thoại."), Length(max=20)])
    kept = HiddenField()


class ChangePasswordForm(BaseForm):
    """The old password once, the new one twice."""

    current = PasswordField("Mật khẩu đang dùng", [InputRequired("Ghi mật khẩu đang dùng."), Length(max=200)])
    new = PasswordField("Mật khẩu mới", [InputRequired("Ghi mật khẩu mới."), Length(max=200)])
    again = PasswordField("Gõ lại mật khẩu mới", [InputRequired("Gõ lại mật khẩu mới."), Length(max=200)])

    def validate_again(self, field: PasswordField) -> None:
        if field.data != self.new.data:
            raise ValidationError("Hai lần gõ mật khẩu mới chưa giống nhau.")
