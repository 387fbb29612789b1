"""The forms of a team and of what it finds."""

from collections.abc import Iterator, Sequence
from typing import Any

from wtforms import BooleanField, FieldList, Form, FormField, HiddenField, RadioField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from nam_tinh_hinh.emulation.enums import Purpose, TeamDuty, Verdict
from nam_tinh_hinh.emulation.queries.inspecting import Candidate
from nam_tinh_hinh.emulation.services.inspecting import Person, TeamFacts
from nam_tinh_hinh.emulation.services.visiting import FOUND
from nam_tinh_hinh.emulation.tables import InspectionTeam
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.forms import BaseForm, DayField, Filled, LineField, TextField, ToSend, Vietnamese
from nam_tinh_hinh.kernel.merging import Merging

DUTIES = [SelectChoice(one.value, one.label) for one in (TeamDuty.MEMBER, TeamDuty.HEAD, TeamDuty.SECRETARY)]
MOST_TYPED, EMPTY_LINES = 20, 3


class _Line(Form):
    """One line of the people of a team."""

    class Meta:
        def get_translations(self, _form: Form) -> Vietnamese:
            return Vietnamese()

    duty = SelectField("Nhiệm vụ trong đoàn", choices=DUTIES, default=TeamDuty.MEMBER.value)


class TickedLine(_Line):
    """Someone of the committee, put into the team by a tick."""

    user_id = HiddenField()
    chosen = BooleanField("Vào đoàn")


class TypedLine(_Line):
    """Someone entered by name."""

    name = LineField("Họ và tên", most=200)
    post = LineField("Chức vụ, đơn vị", most=200)

    def validate_name(self, field: LineField) -> None:
        if not field.data and self.post.data:
            raise ValidationError("Ghi họ và tên.")


class TeamForm(BaseForm):
    """A team: what for, when, who. Once its decision is issued only ``planned_on`` and ``note`` are asked for."""

    purpose = RadioField(
        "Mục đích", choices=[SelectChoice(one.value, one.label) for one in Purpose], default=Purpose.REGISTRATION.value
    )
    name = LineField("Tên đoàn", [Filled("Ghi tên đoàn, ví dụ: Đoàn kiểm tra số 1.")], most=200)
    planned_on = DayField("Ngày dự kiến đi", [Optional()])
    ticked = FieldList(FormField(TickedLine))
    typed = FieldList(FormField(TypedLine), max_entries=MOST_TYPED)
    note = TextField("Ghi chú", most=2000)
    version = HiddenField()

    known: Sequence[Candidate] = ()

    def offer(self, known: Sequence[Candidate], team: InspectionTeam | None = None) -> None:
        """Set who can be ticked, and show the people of ``team``; some empty lines stand ready for more."""
        self.known = known
        if self.is_submitted():
            return
        people = {one.user_id: one for one in team.members if one.user_id} if team else {}
        for one in known:
            there = people.get(one.user_id)
            duty = there.duty.value if there else TeamDuty.MEMBER.value
            self.ticked.append_entry({"user_id": one.user_id, "chosen": bool(there), "duty": duty})
        ids = {one.user_id for one in known}
        for one in team.members if team else ():
            if one.user_id not in ids:
                self.typed.append_entry({"name": one.name, "post": one.post, "duty": one.duty.value})
        for _ in range(min(EMPTY_LINES, MOST_TYPED - len(self.typed))):
            self.typed.append_entry()

    @property
    def ticks(self) -> Iterator[tuple[Candidate, TickedLine]]:
        """The people who can be ticked, each with his line."""
        by_id = {str(one.user_id): one for one in self.known}
        return ((by_id[str(e.form.user_id.data)], e.form) for e in self.ticked if str(e.form.user_id.data) in by_id)

    @property
    def people(self) -> list[Person]:
        """Who is in the team as it was entered."""
        chosen = [
            Person(one.name, one.post, TeamDuty(line.duty.data), one.user_id)
            for one, line in self.ticks
            if line.chosen.data
        ]
        lines = [entry.form for entry in self.typed if entry.form.name.data]
        return chosen + [Person(one.name.data, one.post.data or "", TeamDuty(one.duty.data)) for one in lines]

    def check_people(self) -> bool:
        """Tell whether exactly one head is chosen; says so in ``form_errors`` when not."""
        heads = sum(one.duty is TeamDuty.HEAD for one in self.people)
        if heads != 1:
            words = "Chọn một Trưởng đoàn" if not heads else f"Đang có {heads} Trưởng đoàn, chỉ chọn một"
            self.form_errors = [f"{words} (ở ô “Nhiệm vụ trong đoàn”)."]
        return heads == 1

    def facts(self, team: InspectionTeam | None = None) -> TeamFacts:
        """Return what was entered; of a team whose decision is out only the day and the note count."""
        if team is not None and team.paper_id:
            return TeamFacts(team.purpose, team.name, (), self.planned_on.data, self.note.data or "")
        return TeamFacts(
            Purpose(self.purpose.data), self.name.data, self.people, self.planned_on.data, self.note.data or ""
        )


class VisitForm(Merging, BaseForm):
    """What was found at one exemplar. A day, findings and a verdict to finish; nothing to keep what is there."""

    visited_on = DayField("Ngày kiểm tra", [ToSend("Ghi ngày kiểm tra."), Optional()])
    received_by = TextField("Làm việc với", most=1000)
    findings = TextField("Kết quả kiểm tra", [ToSend("Ghi kết quả: đã thấy gì, làm đến đâu.")], most=6000)
    shortcomings = TextField("Hạn chế, khó khăn", most=3000)
    advice = TextField("Kiến nghị, yêu cầu", most=3000)
    verdict = RadioField(
        "Kết luận", [ToSend("Chọn kết luận của đoàn.")], validate_choice=False,
        choices=[SelectChoice(one.value, one.label) for one in Verdict], default="",
    )  # fmt: skip
    version = HiddenField()

    # Set by the view: the button pressed was the one that finishes.
    sending = False

    def validate_visited_on(self, field: DayField) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError("Ngày kiểm tra chưa đến.")

    def validate_verdict(self, field: RadioField) -> None:
        if field.data and field.data not in set(Verdict):
            raise ValidationError("Hãy chọn một mục trong danh sách.")

    def facts(self) -> dict[str, Any]:
        """Return what was found as the services take it."""
        typed = {name: self[name].data or "" for name in FOUND}
        verdict = typed["verdict"]
        return typed | {"visited_on": self.visited_on.data, "verdict": Verdict(verdict) if verdict else None}
