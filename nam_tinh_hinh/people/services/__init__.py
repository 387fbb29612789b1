"""The writes of people, by matter; they flush and never commit."""

from nam_tinh_hinh.people.services import (
    belongings,
)
from nam_tinh_hinh.people.services.accounts import (
    PasswordRefused,
    SignInRefused,
    add_user,
    appoint,
    disable,
    end_every_sign_in,
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
from nam_tinh_hinh.people.services.area_import import (
    read_areas,
    save_areas,
)
from nam_tinh_hinh.people.services.areas import (
    add_area,
    delete_area,
    edit_area,
    restore_area,
)
from nam_tinh_hinh.people.services.calendar import (
    add_holiday,
    edit_holiday,
    fill_year,
    remove_holiday,
    restore_holiday,
)
from nam_tinh_hinh.people.services.contacts import (
    CONTACT_FACTS,
    add_contact,
    delete_contact,
    edit_contact,
    restore_contact,
)
from nam_tinh_hinh.people.services.importing import (
    take_in,
)
from nam_tinh_hinh.people.services.postings import (
    assign,
    end_posting,
    hand_over,
    remove_posting,
    undo_postings,
)
from nam_tinh_hinh.people.services.reorganising import (
    plan_reorganisation,
    reorganise,
)
from nam_tinh_hinh.people.services.undoing import (
    undo_reorganisation,
)
from nam_tinh_hinh.people.services.unit_editing import (
    UnitFacts,
    create_unit,
    edit_unit,
    remove_unit,
    seen_version,
)
from nam_tinh_hinh.people.services.units import (
    add_unit,
)

__all__ = [
    "CONTACT_FACTS",
    "PasswordRefused",
    "SignInRefused",
    "UnitFacts",
    "add_area",
    "add_contact",
    "add_holiday",
    "add_unit",
    "add_user",
    "appoint",
    "assign",
    "belongings",
    "create_unit",
    "delete_area",
    "delete_contact",
    "disable",
    "edit_area",
    "edit_contact",
    "edit_holiday",
    "edit_unit",
    "end_every_sign_in",
    "end_other_sign_ins",
    "end_posting",
    "end_sign_in",
    "end_sign_ins",
    "fill_year",
    "hand_over",
    "is_stale",
    "needs_touch",
    "plan_reorganisation",
    "read_areas",
    "remove_holiday",
    "remove_posting",
    "remove_unit",
    "reorganise",
    "reset_password",
    "restore_area",
    "restore_contact",
    "restore_holiday",
    "save_areas",
    "seen_version",
    "set_password",
    "sign_in",
    "sign_out",
    "start_sign_in",
    "switch_hat",
    "take_in",
    "touch",
    "undo_postings",
    "undo_reorganisation",
]
