"""Forms that speak Vietnamese, take dates as people type them, and lose nothing that was typed."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from flask_wtf import FlaskForm
from wtforms import DateField, Field, HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import Length, StopValidation

__all__ = ["BaseForm", "DayField", "Filled", "LineField", "TextField", "ToSend", "known_key", "new_key", "parse_day"]

from nam_tinh_hinh.kernel import text
from nam_tinh_hinh.kernel.days import DAY_FORMATS, parse_day

SENTENCES = {
    "This field is required.": "Mục này còn trống.",
    "Not a valid choice.": "Hãy chọn một mục trong danh sách.",
    "Not a valid choice": "Hãy chọn một mục trong danh sách.",
    "Invalid Choice: could not coerce.": "Hãy chọn một mục trong danh sách.",
    "Invalid Choice: could not coerce": "Hãy chọn một mục trong danh sách.",
    "Invalid choice(s): one or more data inputs could not be coerced.": "Hãy chọn một mục trong danh sách.",
    "'%(value)s' is not a valid choice for this field.": "Hãy chọn một mục trong danh sách.",
    "'%(value)s' are not valid choices for this field.": "Hãy chọn các mục trong danh sách.",
    "Not a valid date value.": "Gõ ngày theo dạng ngày/tháng/năm, ví dụ 05/09/2026.",
    "Not a valid integer value.": "Hãy ghi một số nguyên.",
    "Field must be equal to %(other_name)s.": "Hai lần gõ chưa giống nhau.",
    "Field cannot be longer than %(max)d character.": "Dài quá: nhiều nhất %(max)d ký tự.",
    "Field cannot be longer than %(max)d characters.": "Dài quá: nhiều nhất %(max)d ký tự.",
    "Field must be at least %(min)d character long.": "Ngắn quá: ít nhất %(min)d ký tự.",
    "Field must be at least %(min)d characters long.": "Ngắn quá: ít nhất %(min)d ký tự.",
    "Field must be between %(min)d and %(max)d characters long.": "Cần từ %(min)d đến %(max)d ký tự.",
}
MARKED = (
    "Nội dung có dấu hiệu bí mật nhà nước (“{}”). Hệ thống này không được phép chứa nội dung mật và chưa lưu gì. "
    "Hãy xóa phần đó và xử lý theo quy định về bảo vệ bí mật nhà nước."
)
LEGACY = (
    "Chữ có vẻ dán từ tệp dùng bảng mã {}. Đọc đúng phải là: “{}”. Hãy sửa theo, hoặc đổi sang Unicode rồi dán lại."
)


class Vietnamese:
    """The texts of WTForms in Vietnamese."""

    def gettext(self, sentence: str) -> str:
        return SENTENCES.get(sentence, sentence)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return SENTENCES.get(singular if n == 1 else plural, plural)


class BaseForm(FlaskForm):
    """A form with the one-time key by which a second sending gets the first's receipt."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, _form: FlaskForm) -> Vietnamese:
            return Vietnamese()

    form_key = HiddenField()

    @property
    def key(self) -> str | None:
        """Return the one-time key that came with the form, when it looks like one of ours."""
        return known_key(self.form_key.data)

    @property
    def names_a_secret(self) -> bool:
        """Tell whether a field was refused as marked secret: such words are not to be kept anywhere."""
        return any(getattr(field, "secret", False) for field in self)


def known_key(typed: str | None) -> str | None:
    """Return a one-time key as it came with a form, or None when it is none of ours."""
    return typed if typed and re.fullmatch(r"[0-9a-f]{32}", typed) else None


def new_key() -> str:
    """Return a fresh one-time key for a form about to be shown."""
    return uuid4().hex


def _words(_form: Any, field: Field) -> None:
    """Refuse what must not come in: secret marks, and text in a pre-Unicode encoding (offered converted)."""
    value = field.data or ""
    if mark := text.secret_mark(value):
        field.secret = True
        raise ValidationError(MARKED.format(mark))
    if encoding := text.legacy_encoding(value):
        raise ValidationError(LEGACY.format(encoding, text.from_legacy(value, encoding)[:300]))


class Filled:
    """Compulsory text: looks at what is left once it was cleaned, so that spaces alone are nothing."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self.field_flags = {"required": True}

    def __call__(self, _form: Any, field: Field) -> None:
        if not text.clean_line(field.data or ""):
            raise StopValidation(self.sentence)


class ToSend:
    """Compulsory only when the form is being sent: a draft may lack anything. Marks the field for its label."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self.field_flags = {"to_send": True}

    def __call__(self, form: Any, field: Field) -> None:
        if getattr(form, "sending", False) and not field.data and not field.errors:
            raise StopValidation(self.sentence)


class _CleanText:
    """Clean what was typed before anything looks at it."""

    clean: Callable[[str], str]

    def process_formdata(self, valuelist: list[Any]) -> None:
        if valuelist:
            self.data = type(self).clean(str(valuelist[0]))


class LineField(_CleanText, StringField):
    """One line of text, at most ``most`` characters."""

    clean = staticmethod(text.clean_line)

    def __init__(self, label: str, validators: list[Any] | None = None, *, most: int = 300, **kw: Any) -> None:
        super().__init__(label, [*(validators or []), Length(max=most), _words], **kw)


class TextField(_CleanText, TextAreaField):
    """Text of several lines, at most ``most`` characters."""

    clean = staticmethod(text.clean)

    def __init__(self, label: str, validators: list[Any] | None = None, *, most: int = 4000, **kw: Any) -> None:
        super().__init__(label, [*(validators or []), Length(max=most), _words], **kw)


class DayField(DateField):
    """A day typed as dd/mm/yyyy (also d-m-yyyy, d.m.yyyy); what was typed is shown again when it is no day."""

    def __init__(self, label: str, validators: list[Any] | None = None, **kw: Any) -> None:
        super().__init__(label, validators, format=list(DAY_FORMATS), **kw)

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = text.clean_line(str(valuelist[0])) if valuelist else ""
        self.data = parse_day(typed)
        if not typed:
            self.raw_data: list[Any] = []  # spaces alone are nothing: InputRequired looks at what was sent
        if typed and self.data is None:
            raise ValueError(f"“{typed[:20]}” không phải là ngày. Gõ đủ ngày/tháng/năm, ví dụ 05/09/2026.")
