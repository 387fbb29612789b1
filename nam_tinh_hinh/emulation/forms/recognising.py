"""The forms of steps 5 and 6: the unit's report, a member's assessment, the decision, the criteria, the lessons."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from nam_tinh_hinh.emulation.enums import Proposal
from nam_tinh_hinh.emulation.services.recognising import CriterionFacts
from nam_tinh_hinh.emulation.services.results import TOLD
from nam_tinh_hinh.emulation.tables import Assessment, Criterion
from nam_tinh_hinh.kernel.asked import whole_number
from nam_tinh_hinh.kernel.forms import BaseForm, TextField, ToSend
from nam_tinh_hinh.kernel.merging import Merging

NONE_YET = "Chưa đề nghị"
MOST_POINTS = 1000


class _Versioned(Merging, BaseForm):
    """A form on a row with a version, of which either side may be taken when two have written."""

    version = HiddenField()
    NAMES: tuple[str, ...] = ()
    # Set by the view: the button pressed was the one that sends.
    sending = False

    @property
    def seen(self) -> int:
        """The version the person saw, 0 for a row that was not there yet."""
        return whole_number(self.version.data) or 0

    def facts(self) -> dict[str, Any]:
        """Return what was typed as the services take it."""
        return {name: self[name].data or "" for name in self.NAMES}


class ResultForm(_Versioned):
    """Báo cáo kết quả of one exemplar: results and benefits are compulsory to send (seed 003, V step 5)."""

    NAMES = TOLD

    results = TextField("Kết quả thực hiện", [ToSend("Ghi kết quả đã làm được.")], most=8000)
    benefits = TextField(
        "Hiệu quả, tác động", [ToSend("Ghi hiệu quả đối với Nhân dân, địa phương, đơn vị.")], most=6000
    )
    difficulties = TextField("Khó khăn, vướng mắc", most=4000)
    lessons = TextField("Bài học kinh nghiệm", most=4000)
    proposal = SelectField(
        "Đề nghị của đơn vị",
        choices=[
            SelectChoice("", NONE_YET),
            *(SelectChoice(one.value, one.label) for one in Proposal if one is not Proposal.REFUSE),
        ],
    )

    def facts(self) -> dict[str, Any]:
        """Return what was typed as the services take it."""
        return super().facts() | {"proposal": Proposal(self.proposal.data) if self.proposal.data else None}


class LessonForm(_Versioned):
    """Rút kinh nghiệm: the unit's three parts, and the committee's words."""

    worked = TextField("Điều đã làm tốt, nên làm theo", most=4000)
    hard = TextField("Điều khó, cần lưu ý", most=4000)
    advice = TextField("Lời khuyên cho đơn vị muốn học tập", most=4000)
    committee_words = TextField("Nhận xét của Ban Chỉ đạo", most=4000)


class AssessmentForm(BaseForm):
    """One member's assessment; ``of`` adds a field for each criterion."""

    proposal = RadioField(
        "Đề nghị",
        [InputRequired("Chọn một đề nghị.")],
        choices=[SelectChoice(one.value, one.label) for one in reversed(Proposal)],
    )
    words = TextField("Nhận xét, lý do", most=4000)
    criteria: Sequence[Criterion] = ()

    @classmethod
    def of(cls, criteria: Sequence[Criterion], given: Assessment | None) -> "AssessmentForm":
        """Return the form with a field for each of ``criteria``, filled with what was ``given`` before."""
        fields = {"criteria": criteria} | {_name(one): _mark_field(one) for one in criteria}
        data: dict[str, Any] = {}
        if given:
            marks = {mark.criterion_id: mark for mark in given.marks}
            data = {"proposal": given.proposal.value, "words": given.words}
            data |= {_name(one): _given(one, marks[one.id]) for one in criteria if one.id in marks}
        made: AssessmentForm = type(cls.__name__, (cls,), fields)(data=data)
        return made

    @property
    def criterion_fields(self) -> list[Any]:
        """The fields of the criteria, in their order."""
        return [self[_name(one)] for one in self.criteria]

    def marks(self) -> dict[int, bool | int | None]:
        """Return what each criterion was given."""
        return {one.id: self[_name(one)].data for one in self.criteria}


def _name(criterion: Criterion) -> str:
    return f"c{criterion.id}"


def _given(criterion: Criterion, mark: Any) -> bool | int | None:
    return bool(mark.met) if criterion.most_points is None else mark.points


def _mark_field(criterion: Criterion) -> Any:
    most = criterion.most_points
    if most is None:
        return BooleanField(criterion.label)
    out_of = NumberRange(0, most, f"Ghi số điểm từ 0 đến {most}.")
    return IntegerField(f"{criterion.label} (0 đến {most} điểm)", [Optional(), out_of])


def criteria_form(criteria: Sequence[Criterion]) -> Any:
    """Return the form "Tiêu chí": use, order and points of every criterion."""
    fields: dict[str, Any] = {}
    for one in criteria:
        fields[f"active{one.id}"] = BooleanField("Dùng", default=one.active)
        fields[f"position{one.id}"] = IntegerField(
            "Thứ tự", [InputRequired("Ghi thứ tự."), NumberRange(0, 999, "Ghi thứ tự từ 0 đến 999.")],
            default=one.position,
        )  # fmt: skip
        points = NumberRange(1, MOST_POINTS, f"Ghi điểm tối đa từ 1 đến {MOST_POINTS}, hoặc để trống.")
        fields[f"points{one.id}"] = IntegerField("Điểm tối đa", [Optional(), points], default=one.most_points)
    return type("CriteriaForm", (BaseForm,), fields | {"seen": HiddenField(default=seen_criteria(criteria))})()


def typed_criteria(form: Any, criteria: Sequence[Criterion]) -> dict[int, CriterionFacts]:
    """Return what was typed for each criterion."""
    return {
        one.id: CriterionFacts(
            form[f"active{one.id}"].data, form[f"position{one.id}"].data, form[f"points{one.id}"].data
        )
        for one in criteria
    }


def seen_criteria(criteria: Sequence[Criterion]) -> str:
    """Return what the page carries of the criteria as they were read."""
    return ";".join(f"{one.id}-{one.active:d}-{one.position}-{one.most_points or 0}" for one in criteria)


def read_criteria(seen: str) -> dict[int, CriterionFacts]:
    """Return what ``seen_criteria`` wrote; nothing of what is garbled."""
    found = {}
    for part in seen.split(";"):
        numbers = [whole_number(text) for text in part.split("-")]
        if len(numbers) == 4 and None not in numbers:
            row_id, active, position, points = (number or 0 for number in numbers)
            found[row_id] = CriterionFacts(bool(active), position, points or None)
    return found
