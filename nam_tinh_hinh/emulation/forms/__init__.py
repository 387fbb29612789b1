"""The forms of emulation, one module a matter."""

from nam_tinh_hinh.emulation.forms.registration import ReasonForm, RegistrationForm

__all__ = ["ReasonForm", "RegistrationForm"]
