"""Who sees and changes the files of a visit: who writes it down, until its minutes are out; then its unit sees them."""

from nam_tinh_hinh.emulation import queries, rules, visits
from nam_tinh_hinh.emulation.queries import inspecting
from nam_tinh_hinh.emulation.services.inspecting import VISIT
from nam_tinh_hinh.emulation.services.visiting import why_closed
from nam_tinh_hinh.kernel.uploads import Holder
from nam_tinh_hinh.people.actor import Actor


def _may_see(actor: Actor, visit_id: int) -> bool:
    visit = inspecting.inspection(visit_id)
    if visit is None or not rules.may_look(actor):
        return False
    if visits.reads(actor, visit.team, visit.exemplar):
        return True
    return visit.paper_id is not None and queries.exemplar(actor, visit.exemplar_id) is not None


def _may_change(actor: Actor, visit_id: int) -> bool:
    visit = inspecting.inspection(visit_id)
    return visit is not None and not why_closed(visit) and visits.records(actor, visit.team, visit.exemplar)


HOLDER = Holder(VISIT, _may_see, _may_change)
