"""The form with which a report is issued: who signs, whom it goes to, and why it replaces an earlier paper."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from wtforms import BooleanField, FieldList, Form, FormField, ValidationError

from nam_tinh_hinh.kernel.forms import LineField, TextField, Vietnamese
from nam_tinh_hinh.people.forms.issuing import IssueForm

MOST_SIGNERS = 12
MORE = "them-nguoi-ky"
FACTS = ("authority", "post", "name", "note")


class SignerLine(Form):
    """One block of signatures."""

    class Meta:
        def get_translations(self, _form: Form) -> Vietnamese:
            return Vietnamese()

    authority = LineField("Thay mặt", most=200)
    post = LineField("Chức vụ", most=200)
    name = LineField("Họ và tên", most=200)
    note = LineField("Ghi dưới chức vụ", most=120)
    drop = BooleanField("Bỏ người ký này")

    def validate_post(self, field: LineField) -> None:
        if not field.data and not self.drop.data and (self.authority.data or self.name.data or self.note.data):
            raise ValidationError("Ghi chức vụ người ký, ví dụ: Chủ tịch.")


class ReportIssueForm(IssueForm):
    """What the issue of a report asks besides issuer, day and layout."""

    signers = FieldList(FormField(SignerLine), max_entries=MOST_SIGNERS)
    recipients = TextField("Nơi nhận", most=2000, description="Mỗi nơi một dòng; nơi lưu in thêm theo mẫu của đơn vị.")
    replaced_words = LineField("Lý do thay thế", most=500, description="In vào văn bản mới và ghi trong sổ văn bản.")

    # Set by the view: whether an earlier sending of this report went out as a paper.
    replaces: bool = False

    def preset(self, signers: Sequence[Mapping[str, str]], recipients: str, layout: str) -> None:
        """Show what is usual; a form that comes back keeps what was typed."""
        if not self.is_submitted():
            self.recipients.data, self.layout.data = recipients, layout
            self.show_signers(list(signers))

    def show_signers(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Show these signature blocks, one empty one when there is none."""
        self.signers.process(None, data=list(rows)[:MOST_SIGNERS] or [{}])

    @property
    def wants_more(self) -> bool:
        """Whether the button was pressed that only makes room for another signer."""
        return MORE in request.form

    def make_room(self) -> None:
        """Add an empty signature block after those that are typed; the crossed-out ones go."""
        self.show_signers([*self.chosen_signers, {}])

    @property
    def chosen_signers(self) -> list[dict[str, str]]:
        """The signature blocks as the report keeps them: without crossed-out and empty ones."""
        rows = [line.form for line in self.signers if not line.form.drop.data]
        said = [{name: row[name].data or "" for name in FACTS} for row in rows]
        return [row for row in said if any(row.values())]

    def validate_replaced_words(self, field: LineField) -> None:
        if self.replaces and not field.data:
            raise ValidationError("Ghi lý do thay thế, ví dụ: bổ sung số liệu theo yêu cầu của Đảng ủy.")
