"""The forms of the year's reports: the office's words, and the issue."""

from collections.abc import Iterable

from wtforms import HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from nam_tinh_hinh.emulation.forms.merging import Merging
from nam_tinh_hinh.kernel.forms import BaseForm, DayField, TextField


class ReportForm(Merging, BaseForm):
    """What the standing office says around the figures."""

    leadership = TextField("Công tác lãnh đạo, chỉ đạo", most=8000)
    strengths = TextField("Ưu điểm", most=8000)
    shortcomings = TextField("Hạn chế, nguyên nhân", most=8000)
    tasks = TextField("Nhiệm vụ thời gian tới", most=8000)
    proposals = TextField("Đề xuất, kiến nghị", most=4000)
    version = HiddenField()

    def facts(self) -> dict[str, str]:
        """Return the words as the services take them."""
        names = ("leadership", "strengths", "shortcomings", "tasks", "proposals")
        return {name: self[name].data or "" for name in names}


class IssueForm(BaseForm):
    """In whose name, in which layout and under which day a report goes out."""

    issuer = SelectField("Cơ quan ban hành")
    layout = RadioField("Thể thức")
    day = DayField("Ngày ban hành", [InputRequired("Ghi ngày ban hành.")])
    version = HiddenField()

    def offer(self, issuers: Iterable[tuple[int, str]], layouts: Iterable[tuple[str, str]]) -> None:
        """Fill the choices of issuers (id, name) and of layouts (code, name)."""
        self.issuer.choices = [SelectChoice(str(unit_id), name) for unit_id, name in issuers]
        self.layout.choices = [SelectChoice(code, label) for code, label in layouts]
