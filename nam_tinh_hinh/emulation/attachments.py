"""Who sees and changes the files of a registration: whoever sees it; its unit, while it may still be edited."""

from nam_tinh_hinh.emulation import queries, rules, services
from nam_tinh_hinh.emulation.enums import REPORTED_ONCE, Stage
from nam_tinh_hinh.emulation.queries import carrying
from nam_tinh_hinh.emulation.services.carrying import PROGRESS as ENTRY
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.emulation.workflow import SUBJECT
from nam_tinh_hinh.kernel.uploads import Holder
from nam_tinh_hinh.people.actor import Actor


def _may_see(actor: Actor, exemplar_id: int) -> bool:
    return queries.exemplar(actor, exemplar_id) is not None


def _may_change(actor: Actor, exemplar_id: int) -> bool:
    exemplar = queries.exemplar(actor, exemplar_id)
    return exemplar is not None and exemplar.stage in services.EDITABLE and rules.edits(actor, exemplar)


HOLDER = Holder(SUBJECT, _may_see, _may_change)


def _of_entry(actor: Actor, entry_id: int) -> Exemplar | None:
    entry = carrying.entry(entry_id)
    return queries.exemplar(actor, entry.exemplar_id) if entry and entry.removed_at is None else None


def _may_see_entry(actor: Actor, entry_id: int) -> bool:
    return _of_entry(actor, entry_id) is not None


def _may_change_entry(actor: Actor, entry_id: int) -> bool:
    exemplar = _of_entry(actor, entry_id)
    return exemplar is not None and exemplar.stage is Stage.UNDERWAY and rules.edits(actor, exemplar)


# Photos of an entry of progress: its unit's, while the exemplar is carried out.
PROGRESS = Holder(ENTRY, _may_see_entry, _may_change_entry)
# The evidence under a unit's result report: the unit's until it is sent, then everybody's who sees the exemplar.
RESULT_FILES = "result"


def _may_see_result(actor: Actor, exemplar_id: int) -> bool:
    exemplar = queries.exemplar(actor, exemplar_id)
    return exemplar is not None and (exemplar.stage in REPORTED_ONCE or rules.edits(actor, exemplar))


def _may_change_result(actor: Actor, exemplar_id: int) -> bool:
    exemplar = queries.exemplar(actor, exemplar_id)
    return exemplar is not None and exemplar.stage is Stage.UNDERWAY and rules.edits(actor, exemplar)


RESULT_HOLDER = Holder(RESULT_FILES, _may_see_result, _may_change_result)
