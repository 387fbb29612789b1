"""The writes of people, by matter; they flush and never commit."""

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
from nam_tinh_hinh.people.services.area_import import read_areas, save_areas
from nam_tinh_hinh.people.services.areas import add_area, delete_area, edit_area, restore_area
from nam_tinh_hinh.people.services.contacts import (
    CONTACT_FACTS,
    add_contact,
    delete_contact,
    edit_contact,
    restore_contact,
)
from nam_tinh_hinh.people.services.postings import assign, end_posting, hand_over, remove_posting, undo_postings
from nam_tinh_hinh.people.services.units import add_unit

__all__ = [
    "CONTACT_FACTS",
    "PasswordRefused",
    "SignInRefused",
    "add_area",
    "add_contact",
    "add_unit",
    "add_user",
    "appoint",
    "assign",
    "delete_area",
    "delete_contact",
    "disable",
    "edit_area",
    "edit_contact",
    "end_posting",
    "end_sign_ins",
    "hand_over",
    "is_stale",
    "needs_touch",
    "read_areas",
    "remove_posting",
    "reset_password",
    "restore_area",
    "restore_contact",
    "save_areas",
    "set_password",
    "sign_in",
    "sign_out",
    "start_sign_in",
    "switch_hat",
    "touch",
    "undo_postings",
]
