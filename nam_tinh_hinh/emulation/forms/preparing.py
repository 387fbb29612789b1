"""The form "Khảo sát, phương án, biên bản"; nothing in it is compulsory: the plan asks for the work, not for words."""

from collections.abc import Iterable
from datetime import date

from wtforms import HiddenField
from wtforms.validators import Optional

from nam_tinh_hinh.emulation.services.preparing import PREPARED
from nam_tinh_hinh.emulation.tables import Preparation
from nam_tinh_hinh.kernel.forms import BaseForm, DayField, TextField


class PreparationForm(BaseForm):
    """Survey, approach and meeting (seed 003, V step 1), with the details of PRACTICE.md §1.3."""

    survey_place = TextField("Địa điểm khảo sát", most=1000)
    situation = TextField("Thực trạng, lý do chọn")
    advantages = TextField("Thuận lợi")
    difficulties = TextField("Khó khăn")
    approach = TextField("Phương án thực hiện")
    met_on = DayField("Ngày họp", [Optional()])
    attended = TextField("Thành phần dự họp", most=2000)
    agreed = TextField("Nội dung đã thống nhất")
    aims = TextField("Mục tiêu, tiêu chí")
    forces = TextField("Lực lượng thực hiện")
    resources = TextField("Nguồn lực")
    products = TextField("Sản phẩm kiểm chứng được")
    upkeep = TextField("Khả năng duy trì, nhân rộng")
    version = HiddenField()

    def words(self) -> dict[str, str | date | None]:
        """Return what was written, as the service takes it."""
        return {name: self[name].data if name == "met_on" else self[name].data or "" for name in PREPARED}

    def take(self, row: Preparation, names: Iterable[str]) -> None:
        """Take the server's words for ``names``, chosen in a conflict."""
        for field in (self[name] for name in names if name in PREPARED):
            field.data, field.raw_data = getattr(row, field.name), None

    def differences(self, row: Preparation) -> list[tuple[str, str, object]]:
        """Return (field name, label, value on the server) where the server's words differ from what was typed."""
        mine = self.words()
        return [
            (name, self[name].label.text, getattr(row, name)) for name in PREPARED if mine[name] != getattr(row, name)
        ]
