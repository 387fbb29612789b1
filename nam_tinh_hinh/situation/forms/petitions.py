"""The forms of a petition: each verb's own, given back as what its service takes."""

from collections.abc import Iterator, Sequence
from typing import Any

from wtforms import Field, HiddenField, RadioField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.asked import whole_number
from nam_tinh_hinh.kernel.forms import BaseForm, DayField, Filled, LineField, TextField
from nam_tinh_hinh.people.forms.issuing import IssueForm
from nam_tinh_hinh.situation.enums import Outcome, ToldBy
from nam_tinh_hinh.situation.services.petitions import Authority
from nam_tinh_hinh.situation.tables import Petition

NONE_SEEN = -1
ELSEWHERE = "0"
FINAL = (Outcome.ON_THE_SPOT, Outcome.RESOLVED, Outcome.EXPLAINED, Outcome.NOT_ACCEPTED, Outcome.TO_COMPLAINTS)


class PetitionForm(BaseForm):
    """What every form about a petition carries: which version was read."""

    version = HiddenField()

    def shown(self) -> Iterator[Field]:
        """Yield the fields that are typed in, in their order."""
        return (field for field in self if getattr(field.widget, "input_type", "") != "hidden")

    def show(self, petition: Petition) -> None:
        """Fill in what is known already; a form that comes back keeps what was typed."""

    @property
    def seen(self) -> int:
        """The version that was read, that of none when the form does not say."""
        found = whole_number(self.version.data)
        return NONE_SEEN if found is None else found

    def facts(self) -> dict[str, Any]:
        """Return what was typed as the service takes it."""
        return {}


def _day(label: str) -> DayField:
    return DayField(label, [InputRequired("Ghi ngày, ví dụ 05/11/2026.")], default=clock.today)


class ToAuthority:
    """The fields that say who is to answer: one of our units, else a body by its name."""

    authority_unit_id = SelectField("Cơ quan tiếp nhận", default=ELSEWHERE, validate_choice=False)
    authority = LineField(
        "Tên cơ quan khác", most=300, description="Chỉ ghi khi cơ quan không có trong danh sách trên."
    )

    units: Sequence[tuple[int, str]] = ()

    def offer_units(self, units: Sequence[tuple[int, str]]) -> None:
        """Set which of our units may be chosen."""
        self.units = units
        others = SelectChoice(ELSEWHERE, "Cơ quan khác (ghi tên ở ô dưới)")
        self.authority_unit_id.choices = [others, *(SelectChoice(str(key), name) for key, name in units)]

    def preset(self, petition: Petition) -> None:
        """Show to whom it went last."""
        if petition.authority and not self.is_submitted():
            known = petition.authority_unit_id in dict(self.units)
            self.authority_unit_id.data = str(petition.authority_unit_id) if known else ELSEWHERE
            self.authority.data = "" if known else petition.authority

    def chosen(self) -> Authority | None:
        """Return the unit that was chosen, else the body that was typed, None for neither."""
        names = {str(key): Authority(name, key) for key, name in self.units}
        typed = Authority(self.authority.data) if self.authority.data else None
        return names.get(str(self.authority_unit_id.data)) or typed

    def validate_authority_unit_id(self, field: SelectField) -> None:
        if self.chosen() is None:
            raise ValidationError("Chọn cơ quan tiếp nhận, hoặc ghi tên cơ quan ở ô dưới.")
        if self.authority.data and str(field.data) != ELSEWHERE:
            raise ValidationError("Vừa chọn đơn vị vừa ghi tên cơ quan khác. Chỉ để lại một.")


class SendForm(ToAuthority, PetitionForm):
    """To whom, on which day, by which paper."""

    on_day = _day("Ngày chuyển")
    paper = LineField("Số văn bản chuyển", most=200, description="Ví dụ 05/PC-CCB. Chuyển miệng thì để trống.")
    words = TextField("Nội dung đề nghị", most=2000)

    def facts(self) -> dict[str, Any]:
        return {
            "authority": self.chosen(), "on_day": self.on_day.data, "paper": self.paper.data or "",
            "words": self.words.data or "",
        }  # fmt: skip


class ForwardForm(SendForm):
    """The same upward, with the reason why it is above this level's powers."""

    words = TextField(
        "Lý do vượt thẩm quyền", [Filled("Ghi lý do chuyển cấp trên.")], most=2000,
        description="Ví dụ: thuộc thẩm quyền của Sở Xây dựng (đường tỉnh quản lý).",
    )  # fmt: skip

    def facts(self) -> dict[str, Any]:
        said = super().facts()
        return said | {"reason": said.pop("words")}


class ProgressForm(PetitionForm):
    """How far it has come, and by when an answer is promised."""

    on_day = _day("Ngày")
    words = TextField("Đã làm đến đâu", [Filled("Ghi việc đã làm, đang vướng gì.")], most=2000)
    promised_on = DayField("Hẹn trả lời", [Optional()])

    def facts(self) -> dict[str, Any]:
        return {"on_day": self.on_day.data, "words": self.words.data, "promised_on": self.promised_on.data}


class ExtendForm(PetitionForm):
    """A later last day, and why."""

    due_on = DayField("Hạn mới", [InputRequired("Ghi hạn mới, ví dụ 05/11/2026.")])
    reason = TextField(
        "Lý do gia hạn", [Filled("Ghi lý do gia hạn.")], most=1000,
        description="Ai xem được kiến nghị này đều đọc được lý do.",
    )  # fmt: skip

    def facts(self) -> dict[str, Any]:
        return {"due_on": self.due_on.data, "reason": self.reason.data}


class PauseForm(PetitionForm):
    """Why the clock stops."""

    reason = TextField(
        "Lý do tạm dừng", [Filled("Ghi lý do tạm dừng.")], most=1000,
        description="Ví dụ: chờ người dân bổ sung hồ sơ. Ai xem được kiến nghị này đều đọc được.",
    )  # fmt: skip

    def facts(self) -> dict[str, Any]:
        return {"reason": self.reason.data}


class AnswerForm(PetitionForm):
    """What came of it; "Đã giải quyết" needs its proof."""

    outcome = RadioField(
        "Kết quả", [InputRequired("Chọn kết quả.")], choices=[SelectChoice(one.value, one.label) for one in FINAL]
    )
    words = TextField(
        "Nội dung trả lời", [Filled("Ghi nội dung trả lời.")], most=4000,
        description="Đã làm gì, vì sao, bao giờ xong. “Không tiếp nhận” thì ghi lý do.",
    )  # fmt: skip
    on_day = _day("Ngày trả lời")
    paper = LineField(
        "Số văn bản trả lời", most=200,
        description="“Đã giải quyết” cần số văn bản, hoặc ảnh thêm ở mục “Văn bản, ảnh chứng minh” bên dưới.",
    )  # fmt: skip

    def show(self, petition: Petition) -> None:
        if petition.outcome is not None and not self.is_submitted():
            self.outcome.data, self.words.data = petition.outcome.value, petition.answer
            self.on_day.data, self.paper.data = petition.answered_on, petition.answer_paper

    def facts(self) -> dict[str, Any]:
        return {
            "outcome": Outcome(self.outcome.data), "words": self.words.data, "on_day": self.on_day.data,
            "paper": self.paper.data or "",
        }  # fmt: skip


class ReopenForm(PetitionForm):
    """Why an answered one is taken up again, and until when."""

    reason = TextField("Lý do mở lại", [Filled("Ghi lý do mở lại.")], most=1000)
    due_on = DayField("Hạn trả lời mới", [Optional()], description="Để trống thì giữ hạn cũ. Ví dụ 05/11/2026.")

    def facts(self) -> dict[str, Any]:
        return {"reason": self.reason.data, "due_on": self.due_on.data}


class TellForm(PetitionForm):
    """When and how the people were told."""

    way = RadioField(
        "Cách thông tin lại", [InputRequired("Chọn cách thông tin lại.")],
        choices=[SelectChoice(one.value, one.label) for one in ToldBy],
    )  # fmt: skip
    on_day = _day("Ngày thông tin lại")
    note = LineField("Ghi thêm", most=400, description="Ví dụ: tại cuộc họp tổ dân phố. Không ghi tên, số điện thoại.")

    def facts(self) -> dict[str, Any]:
        return {"way": ToldBy(self.way.data), "on_day": self.on_day.data, "note": self.note.data or ""}


class RecursForm(PetitionForm):
    """Which answered matter has come again."""

    chosen = RadioField("Việc đã trả lời trước đây", validate_choice=False)
    number = LineField("Hoặc ghi số của nội dung cũ", most=9, description="Số ở cuối địa chỉ trang của nội dung đó.")

    @property
    def earlier_id(self) -> int | None:
        """The id that was typed, else the one chosen."""
        return whole_number(self.number.data) if self.number.data else whole_number(self.chosen.data)

    def validate_number(self, field: LineField) -> None:
        if self.earlier_id is None:
            raise ValidationError("Chỉ ghi số." if field.data else "Chọn một việc, hoặc ghi số của nội dung cũ.")


class TransferForm(ToAuthority, IssueForm):
    """The hand-over paper: to whom, with which request; and what every issued paper asks."""

    words = TextField(
        "Nội dung đề nghị", most=2000,
        description="Để trống thì phiếu ghi: đề nghị xem xét, giải quyết và thông tin kết quả trước hạn.",
    )  # fmt: skip
