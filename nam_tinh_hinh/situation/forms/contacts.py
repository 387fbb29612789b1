"""Forms of contacts for replies. None of what is typed here is kept on the person's machine."""

import re
from typing import Any

from wtforms import BooleanField, Field, ValidationError
from wtforms.validators import InputRequired

from nam_tinh_hinh.kernel.forms import BaseForm, Filled, LineField

MOST = 300
# A number to call or an address: eight digits or more, with or without gaps, or a word with @.
LOOKS_LIKE_CONTACT = re.compile(r"\d(?:[\s.\-]*\d){7,}|\S@\S")


class ContactForm(BaseForm):
    """How to reach who asked, with his consent. The field's name is in ``people.sessions.NEVER_KEPT``."""

    reply_contact = LineField(
        "Cách liên hệ để trả lời", [Filled("Ghi cách liên hệ.")], most=MOST,
        description="Ví dụ: số điện thoại, hoặc nhắn qua ai, ở đâu. Chỉ để báo kết quả trả lời.",
    )  # fmt: skip
    consent = BooleanField(
        "Người phản ánh đồng ý để lại cách liên hệ này",
        [InputRequired("Chỉ ghi khi người phản ánh đồng ý. Đã hỏi và được đồng ý thì đánh dấu ô này.")],
    )


def _no_contact(_form: Any, field: Field) -> None:
    if LOOKS_LIKE_CONTACT.search(field.data or ""):
        raise ValidationError("Lý do được lưu vào nhật ký, không ghi số điện thoại hay địa chỉ thư ở đây.")


class ReadForm(BaseForm):
    """Why a contact is read: kept in the history, so it may not hold the contact itself."""

    reason = LineField("Lý do cần xem", [Filled("Ghi lý do, ví dụ: Báo kết quả trả lời."), _no_contact], most=MOST)
