"""Who sees and changes the files on a case's entry: whoever sees the case; the unit that wrote it, while it is open."""

from nam_tinh_hinh.kernel.uploads import Holder
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.situation import queries, rules
from nam_tinh_hinh.situation.queries import casework
from nam_tinh_hinh.situation.services import case_entries


def _may_see(actor: Actor, entry_id: int) -> bool:
    entry = casework.entry_by_id(entry_id)
    if entry is None or not rules.may_look(actor):
        return False
    return casework.case(queries.reach_of(actor), entry.case_id) is not None


def _may_change(actor: Actor, entry_id: int) -> bool:
    entry, person = casework.entry_by_id(entry_id), queries.reach_of(actor)
    case = casework.case(person, entry.case_id) if entry else None
    return entry is not None and case is not None and case_entries.may_change(person, case, entry)


HOLDER = Holder(case_entries.ENTRY, _may_see, _may_change)
