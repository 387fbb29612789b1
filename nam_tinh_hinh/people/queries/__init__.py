"""The reads of people, by matter."""

from nam_tinh_hinh.people.queries.accounts import (
    actor_of,
    half_sign_in,
    hats_of,
    open_sign_ins,
    sign_in_by_token,
    token_hash,
    user_by_name,
)
from nam_tinh_hinh.people.queries.papers import layouts, print_setting
from nam_tinh_hinh.people.queries.units import in_force, subtree_ids, units_in_force

__all__ = [
    "actor_of",
    "half_sign_in",
    "hats_of",
    "in_force",
    "layouts",
    "open_sign_ins",
    "print_setting",
    "sign_in_by_token",
    "subtree_ids",
    "token_hash",
    "units_in_force",
    "user_by_name",
]
