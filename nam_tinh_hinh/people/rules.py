"""Who may open which kind of page. Pure predicates on the signed-in person."""

from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import Role


def is_signed_in(actor: Actor) -> bool:
    """Anyone with an account in force, even before the one-time code is changed."""
    return actor.is_authenticated


def has_hat(actor: Actor) -> bool:
    """Someone with a position in force."""
    return actor.hat is not None


def works_for_unit(actor: Actor) -> bool:
    """Someone who writes for his unit: its clerk or its leader."""
    return actor.role in {Role.CLERK, Role.LEADER}


def is_committee(actor: Actor) -> bool:
    """A member of the steering committee (seed 003, VI.3)."""
    return actor.role in {Role.COMMITTEE, Role.CHAIR}


def is_chair(actor: Actor) -> bool:
    """The head of the steering committee, who is a member of it too (seed 003, VI.3)."""
    return actor.role is Role.CHAIR


def is_standing(actor: Actor) -> bool:
    """The committee's standing office (seed 003, VI.1)."""
    return actor.role is Role.STANDING


def may_lend(actor: Actor) -> bool:
    """A leader wearing his own position may lend it to a colleague (ủy quyền); a lent one is not lent on."""
    return actor.hat is not None and actor.role is Role.LEADER and not actor.hat.lender


def is_admin(actor: Actor) -> bool:
    """The administrator: accounts and settings, no content."""
    return actor.role is Role.ADMIN


def assigns(actor: Actor) -> bool:
    """Who may put officers in charge of areas: the administrator, and a leader for his own people (S0 II.5.1)."""
    return actor.role in {Role.ADMIN, Role.LEADER}


def keeps_contacts(actor: Actor) -> bool:
    """Who may enter focal points: a unit's clerk or leader its own, the administrator all (S4 IV.1)."""
    return is_admin(actor) or works_for_unit(actor)


def edits_contacts_of(actor: Actor, unit_id: int) -> bool:
    """Whether those of this one unit."""
    return is_admin(actor) or (works_for_unit(actor) and unit_id == actor.unit_id)


def composes_rosters(actor: Actor) -> bool:
    """A unit's leader draws up its list of officers (S0 II.5.1)."""
    return actor.role is Role.LEADER


def opens_rosters(actor: Actor) -> bool:
    """Lists of officers are read by the leader who sends them and the administrator who approves them (R151)."""
    return composes_rosters(actor) or is_admin(actor)


def reads_papers(actor: Actor) -> bool:
    """Who opens the register of issued papers: everyone with a hat but the administrator, each his part of it."""
    return has_hat(actor) and not is_admin(actor)


def reads_all_papers(actor: Actor) -> bool:
    """Who sees every issued paper: the committee, its standing office, the compilers and the viewers."""
    return is_committee(actor) or actor.role in {Role.STANDING, Role.COMPILER, Role.VIEWER}


def issues_for_committee(actor: Actor) -> bool:
    """Who issues the committee's own papers: its chair and its standing office (seed 003, VI.1)."""
    return is_chair(actor) or is_standing(actor)


def keeps_numbers(actor: Actor) -> bool:
    """Who says how papers are numbered: chair and standing office for the committee, a leader for his unit."""
    return issues_for_committee(actor) or actor.role is Role.LEADER
