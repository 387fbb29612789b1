"""The form "Khảo sát, phương án, biên bản"; nothing in it is compulsory: the plan asks for the work, not for words."""

from datetime import date

from wtforms import HiddenField
from wtforms.validators import Optional

from nam_tinh_hinh.emulation.services.preparing import PREPARED
from nam_tinh_hinh.kernel.forms import BaseForm, DayField, TextField
from nam_tinh_hinh.kernel.merging import Merging


class PreparationForm(Merging, BaseForm):
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

    def facts(self) -> dict[str, str | date | None]:
        """Return what was written, as the service takes it."""
        return {name: self[name].data if name == "met_on" else self[name].data or "" for name in PREPARED}
