"""The reads of people, by matter."""

from nam_tinh_hinh.people.queries.accounts import actor_of, hats_of, sign_in_by_token, token_hash, user_by_name
from nam_tinh_hinh.people.queries.papers import layouts, print_setting
from nam_tinh_hinh.people.queries.reorganising import (
    circles,
    moved_by,
    plan,
    reorganisation,
    reorganisation_event,
    reorganisations,
    stands_on,
)
from nam_tinh_hinh.people.queries.succession import any_succession, lineage_ids, origin, present_unit_ids, reach_ids
from nam_tinh_hinh.people.queries.unit_lists import judge_list
from nam_tinh_hinh.people.queries.unit_page import came_after, came_before, names_of, people_of, unit, uses_of
from nam_tinh_hinh.people.queries.unit_tree import UnitFilters, filtered, kinds, levels, lines, names_on, tree_on
from nam_tinh_hinh.people.queries.units import in_force, subtree_ids, units_in_force

__all__ = [
    "UnitFilters",
    "actor_of",
    "any_succession",
    "came_after",
    "came_before",
    "circles",
    "filtered",
    "hats_of",
    "in_force",
    "judge_list",
    "kinds",
    "layouts",
    "levels",
    "lineage_ids",
    "lines",
    "moved_by",
    "names_of",
    "names_on",
    "origin",
    "people_of",
    "plan",
    "present_unit_ids",
    "print_setting",
    "reach_ids",
    "reorganisation",
    "reorganisation_event",
    "reorganisations",
    "sign_in_by_token",
    "stands_on",
    "subtree_ids",
    "token_hash",
    "tree_on",
    "unit",
    "units_in_force",
    "user_by_name",
    "uses_of",
]
