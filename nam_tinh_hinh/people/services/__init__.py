"""The writes of people, by matter; they flush and never commit."""

from nam_tinh_hinh.people.services import belongings
from nam_tinh_hinh.people.services.accounts import (
    PasswordRefused,
    SignInRefused,
    add_user,
    appoint,
    disable,
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
from nam_tinh_hinh.people.services.importing import take_in
from nam_tinh_hinh.people.services.reorganising import plan_reorganisation, reorganise
from nam_tinh_hinh.people.services.undoing import undo_reorganisation
from nam_tinh_hinh.people.services.unit_editing import UnitFacts, create_unit, edit_unit, remove_unit, seen_version
from nam_tinh_hinh.people.services.units import add_unit

__all__ = [
    "PasswordRefused",
    "SignInRefused",
    "UnitFacts",
    "add_unit",
    "add_user",
    "appoint",
    "belongings",
    "create_unit",
    "disable",
    "edit_unit",
    "end_sign_ins",
    "is_stale",
    "needs_touch",
    "plan_reorganisation",
    "remove_unit",
    "reorganise",
    "reset_password",
    "seen_version",
    "set_password",
    "sign_in",
    "sign_out",
    "start_sign_in",
    "switch_hat",
    "take_in",
    "touch",
    "undo_reorganisation",
]
