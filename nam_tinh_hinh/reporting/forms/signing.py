"""What is typed when a report is declined, or returned with its sections to be mended."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import BooleanField, Field

from nam_tinh_hinh.kernel.forms import BaseForm, TextField

LONGEST_REASON = 1000
NO_SECTION = "Đánh dấu ít nhất một mục cần sửa."
NO_WHY = "Ghi lý do, đơn vị sẽ đọc."
NOT_TICKED = "Đã ghi lý do nhưng chưa đánh dấu mục này. Đánh dấu, hoặc xóa lý do."


class DeclineForm(BaseForm):
    """Why a leader gives a report back to its writer."""

    reason = TextField("Lý do", most=LONGEST_REASON)


class ReturnForm(BaseForm):
    """Which sections are to be mended and why; ``return_form`` gives it two fields for each section."""

    reason = TextField("Nhận xét chung", most=LONGEST_REASON)
    section_ids: tuple[int, ...] = ()

    def asked(self, section_id: int) -> Field:
        """Return the tick of one section."""
        return self[f"muc-{section_id}"]

    def why(self, section_id: int) -> Field:
        """Return the reason of one section."""
        return self[f"vi-sao-{section_id}"]

    @property
    def reasons(self) -> Mapping[int, str]:
        """The reasons by section id, as ``services.return_sections`` takes them."""
        return {one: self.why(one).data or "" for one in self.section_ids if self.asked(one).data}

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, then that something is asked for and every section asked for says why."""
        good = bool(super().validate(extra_validators))
        for one in self.section_ids:
            asked, why = self.asked(one), self.why(one)
            if asked.data and not why.data and not why.errors:
                why.errors, good = [NO_WHY], False
            elif why.data and not asked.data:
                asked.errors, good = [NOT_TICKED], False
        if good and not self.reasons:
            self.form_errors.append(NO_SECTION)
            return False
        return good


def return_form(sections: Iterable[tuple[int, str]], **kw: Any) -> ReturnForm:
    """Return the form for a report with these sections (id, title)."""
    rows, fields = list(sections), dict[str, Any]()
    for one, title in rows:
        fields[f"muc-{one}"] = BooleanField(title)
        fields[f"vi-sao-{one}"] = TextField(f"Vì sao sửa mục “{title}”", most=LONGEST_REASON)
    kind = type("ReturnFormOfReport", (ReturnForm,), {**fields, "section_ids": tuple(one for one, _ in rows)})
    return kind(**kw)  # type: ignore[no-any-return]
