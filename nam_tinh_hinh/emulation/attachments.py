"""Who sees and changes the files of a registration: whoever sees it; its unit, while it may still be edited."""

from nam_tinh_hinh.emulation import queries, rules, services
from nam_tinh_hinh.emulation.enums import REPORTED_ONCE, Stage
from nam_tinh_hinh.emulation.workflow import SUBJECT
from nam_tinh_hinh.kernel.uploads import Holder
from nam_tinh_hinh.people.actor import Actor


def _may_see(actor: Actor, exemplar_id: int) -> bool:
    return queries.exemplar(actor, exemplar_id) is not None


def _may_change(actor: Actor, exemplar_id: int) -> bool:
    exemplar = queries.exemplar(actor, exemplar_id)
    return exemplar is not None and exemplar.stage in services.EDITABLE and rules.edits(actor, exemplar)


HOLDER = Holder(SUBJECT, _may_see, _may_change)


# The evidence under a unit's result report: the unit's until it is sent, then everybody's who sees the exemplar.
RESULT_FILES = "result"


def _may_see_result(actor: Actor, exemplar_id: int) -> bool:
    exemplar = queries.exemplar(actor, exemplar_id)
    return exemplar is not None and (exemplar.stage in REPORTED_ONCE or rules.edits(actor, exemplar))


def _may_change_result(actor: Actor, exemplar_id: int) -> bool:
    exemplar = queries.exemplar(actor, exemplar_id)
    return exemplar is not None and exemplar.stage is Stage.UNDERWAY and rules.edits(actor, exemplar)


RESULT_HOLDER = Holder(RESULT_FILES, _may_see_result, _may_change_result)
