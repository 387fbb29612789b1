"""The writes of people, by matter; they flush and never commit."""

from nam_tinh_hinh.people.services.accounts import (
    PasswordRefused,
    SignInRefused,
    add_user,
    appoint,
    disable,
    end_other_sign_ins,
    end_sign_in,
    end_sign_ins,
    is_stale,
    needs_touch,
    reset_password,
    set_password,
    sign_in,
    sign_out,
    start_sign_in,
    switch_hat,
    touch,
)
from nam_tinh_hinh.people.services.units import add_unit

__all__ = [
    "PasswordRefused",
    "SignInRefused",
    "add_unit",
    "add_user",
    "appoint",
    "disable",
    "end_other_sign_ins",
    "end_sign_in",
    "end_sign_ins",
    "is_stale",
    "needs_touch",
    "reset_password",
    "set_password",
    "sign_in",
    "sign_out",
    "start_sign_in",
    "switch_hat",
    "touch",
]
