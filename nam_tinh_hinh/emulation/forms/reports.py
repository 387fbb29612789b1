"""The form of the year's reports: the office's words."""

from wtforms import HiddenField

from nam_tinh_hinh.kernel.forms import BaseForm, TextField
from nam_tinh_hinh.kernel.merging import Merging


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
