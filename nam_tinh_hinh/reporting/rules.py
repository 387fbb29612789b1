"""Who may do what with reports: pure predicates on a person's reach and one report."""

from typing import Any

from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.rules import is_admin
from nam_tinh_hinh.situation.reach import FOCAL, WRITERS, Reach
from nam_tinh_hinh.situation.rules import may_look

__all__ = [
    "asks", "asks_others", "copied", "gives_exceptions", "issues", "keeps_regimes", "may_issue", "may_look",
    "may_receive", "may_remind", "may_sign", "may_write", "reads_regimes", "reads_regimes_only",
    "receives", "reminds", "signs", "works_on",
    "writes",
]  # fmt: skip

SIGNERS = frozenset({Role.LEADER, Role.CHAIR})
ASKERS = FOCAL | {Role.STANDING, Role.CHAIR}


def may_write(actor: Actor) -> bool:
    """Who writes reports of a unit: its clerks, compilers, leaders, and its officers in charge of areas (R069)."""
    return actor.role in WRITERS | {Role.OFFICER}


def may_sign(actor: Actor) -> bool:
    """Who signs reports off: a leader, and the chair for the Party committee he is of."""
    return actor.role in SIGNERS


def may_receive(actor: Actor) -> bool:
    """Who receives lower units' reports: a unit's focal point (seed 004, IV.1)."""
    return actor.role in FOCAL


def asks_others(actor: Actor) -> bool:
    """Who asks lower units for a report (seed 004, IV.2 and V.1: "khi có yêu cầu")."""
    return actor.role in ASKERS


def keeps_regimes(actor: Actor) -> bool:
    """Who keeps regimes and outlines: the administrator and the standing office."""
    return is_admin(actor) or actor.role in {Role.STANDING, Role.CHAIR}


def reads_regimes(actor: Actor) -> bool:
    """Who reads regimes and outlines: all who open the room, and the administrator: they are nobody's words."""
    return may_look(actor) or is_admin(actor)


def reads_regimes_only(actor: Actor) -> bool:
    """Who keeps regimes and opens nothing else of the room: the administrator."""
    return reads_regimes(actor) and not may_look(actor)


def writes(person: Reach, report: Any) -> bool:
    """Who writes this report: those who write in its unit's name, and the unit's officers."""
    return report.unit_id in person.speaks or (person.role is Role.OFFICER and report.unit_id in person.own)


def signs(person: Reach, report: Any) -> bool:
    """Who signs it: its unit's leader, one of the office that serves it, or the chair of its committee."""
    if person.role is Role.LEADER:
        return report.unit_id in person.desks
    return person.role is Role.CHAIR and report.unit_id in person.tops


def receives(person: Reach, report: Any) -> bool:
    """The focal point of the unit to which it is sent."""
    return report.obligation.receiver_id in person.desks


def copied(person: Reach, report: Any) -> bool:
    """Who reads along: the focal point of the Party committee of its level (seed 004, IV.2)."""
    return report.obligation.copy_id in person.desks


def works_on(person: Reach, report: Any) -> bool:
    """Who sees a report while it is being written: its writers and its signer."""
    return writes(person, report) or signs(person, report)


def asks(person: Reach, period: Any) -> bool:
    """Who asked for a report on request, or answers for the unit that did."""
    return period.asked_by_id in person.speaks | person.tops and person.role in ASKERS


def gives_exceptions(person: Reach, obligation: Any) -> bool:
    """Who moves a unit's deadline or exempts it: who receives its report; where nobody inside does, its own signer."""
    if obligation.receiver_id is not None:
        return obligation.receiver_id in person.desks
    return signs(person, obligation)


def may_issue(actor: Actor) -> bool:
    """Who may issue reports at all: those who write or sign in a unit's name."""
    return actor.role in WRITERS


def issues(person: Reach, report: Any) -> bool:
    """Who issues this report once it is signed: its signer, and those who write in its unit's name, for a Party
    committee the focal points of its office too (văn thư). An officer in charge of areas does not."""
    return signs(person, report) or report.unit_id in person.speaks


def may_remind(actor: Actor) -> bool:
    """Who reminds units of reports: those who receive them, and those who may ask for one."""
    return actor.role in ASKERS


def reminds(person: Reach, obligation: Any) -> bool:
    """Whose business it is to remind of this one: the focal point it goes to, or who asked for the report."""
    return obligation.receiver_id in person.desks or asks(person, obligation.period)
