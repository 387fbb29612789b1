"""Who may do what: pure predicates on a person's reach and one item."""

from typing import Any

from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.rules import has_hat, is_admin
from nam_tinh_hinh.situation.reach import FOCAL, WRITERS, Reach

RECORDERS = frozenset({Role.CLERK, Role.OFFICER, Role.LEADER, Role.COMPILER})
GUIDES = frozenset({Role.LEADER, Role.COMPILER, Role.STANDING, Role.CHAIR})


def may_look(actor: Actor) -> bool:
    """Who opens the room: everyone with a hat but the administrator; what he finds there follows unit and area."""
    return has_hat(actor) and not is_admin(actor)


def may_record(actor: Actor) -> bool:
    """Who writes observations down: units' people and officers in charge of areas (seed 000 II.4; seed 004 III)."""
    return actor.role in RECORDERS


def keeps_desk(actor: Actor) -> bool:
    """Who is a unit's focal point: its leader or its compiler (seed 004, IV.1)."""
    return actor.role in FOCAL


def handles(actor: Actor) -> bool:
    """Who handles petitions, cases and receipts in a unit's name."""
    return actor.role in WRITERS


def may_guide(actor: Actor) -> bool:
    """Who sends guidance downward (seed 000, II.5.1)."""
    return actor.role in GUIDES


def keeps_topics(actor: Actor) -> bool:
    """Who keeps topics: the administrator everybody's, a unit's focal point its own."""
    return is_admin(actor) or keeps_desk(actor)


def edits_topic(person: Reach, topic: Any) -> bool:
    """Whose a topic is to change."""
    if topic.unit_id is None:
        return is_admin(person.actor)
    return keeps_desk(person.actor) and topic.unit_id in person.own


def may_handle_contact(actor: Actor) -> bool:
    """Whose roles ever use a contact for a reply: those who write in a unit's name, and officers for their own."""
    return actor.role in WRITERS | RECORDERS


def handles_contact(person: Reach, observation: Any) -> bool:
    """Who keeps and reads the contact for a reply: who wrote the observation down, holds it, or follows it.

    What was passed upward is followed by the unit that passed it until it is taken.
    """
    hands = {observation.holder_id, observation.came_from_id}
    return bool(hands & person.speaks) or wrote(person, observation)


def holds(person: Reach, observation: Any) -> bool:
    """The focal point of the unit that has the observation now."""
    return observation.holder_id in person.desks


def wrote(person: Reach, observation: Any) -> bool:
    """Who wrote it down, and those who write for the same unit."""
    if person.user_id is not None and observation.recorded_by_id == person.user_id:
        return True
    return person.role in WRITERS and (observation.unit_id in person.own or _took_over(person, observation))


def _took_over(person: Reach, observation: Any) -> bool:
    """Whether the unit that wrote it has ended and his got what was still open: somebody must be able to mend it."""
    holder_id = getattr(observation, "holder_id", observation.unit_id)  # a meeting is held by nobody but its unit
    return holder_id in person.own and observation.unit.valid_to is not None


def passed(person: Reach, observation: Any) -> bool:
    """The focal point that passed it upward and may take it back until it is taken."""
    return observation.came_from_id in person.desks


def took(person: Reach, observation: Any) -> bool:
    """The focal point that took over what another unit wrote down."""
    return holds(person, observation) and observation.holder_id != observation.unit_id


def sees_recorder(person: Reach, observation: Any) -> bool:
    """Who reads the recorder's name: his own unit; others read the unit's only (cộng tác viên đơn tuyến)."""
    return observation.unit_id in person.own


def follows(person: Reach, petition: Any) -> bool:
    """Those of the unit that follows a petition (seed 004, IV.2)."""
    return petition.unit_id in person.speaks


def answers(person: Reach, petition: Any) -> bool:
    """Those, and the people of the authority to which it was handed."""
    return follows(person, petition) or petition.authority_unit_id in person.speaks


def leads_case(person: Reach, case: Any) -> bool:
    """The focal point that opened the case."""
    return case.unit_id in person.desks


def works_on_case(person: Reach, case: Any) -> bool:
    """That focal point, and the unit made responsible."""
    return leads_case(person, case) or case.responsible_unit_id in person.speaks


def sends(person: Reach, guidance: Any) -> bool:
    """Those who guide in the name of the unit that sends it."""
    return guidance.unit_id in person.speaks and person.role in GUIDES


def receives(person: Reach, receipt: Any) -> bool:
    """Those who receive for the unit, or the officer himself."""
    mine = receipt.user_id is not None and receipt.user_id == person.user_id
    return mine or receipt.unit_id in person.speaks
