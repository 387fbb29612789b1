"""The forms of a change request: what a unit asks and why, and what it is told."""

from wtforms import HiddenField

from nam_tinh_hinh.emulation.forms.registration import RegistrationForm
from nam_tinh_hinh.kernel.forms import BaseForm, Filled, TextField

WHY, MOST = "Lý do đề nghị", 2000


class AskForm(BaseForm):
    """Why an exemplar is to be withdrawn or stopped, or what stands in its way."""

    reason = TextField(WHY, [Filled("Ghi lý do đề nghị.")], most=MOST)


class AskFactsForm(RegistrationForm):
    """The facts as they should be, and why; only those that differ are kept."""

    reason = TextField(WHY, [Filled("Ghi lý do đề nghị.")], most=MOST)

    # The committee reads the facts: they must be whole, as when they were sent first.
    sending = True


class AnswerForm(BaseForm):
    """What the committee tells the unit."""

    answer = TextField("Trả lời đơn vị", most=MOST)
    version = HiddenField()
