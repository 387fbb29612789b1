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
    return actor.role is Role.COMMITTEE


def is_standing(actor: Actor) -> bool:
    """The committee's standing office (seed 003, VI.1)."""
    return actor.role is Role.STANDING


def may_lend(actor: Actor) -> bool:
    """A leader wearing his own position may lend it to a colleague (ủy quyền); a lent one is not lent on."""
    return actor.hat is not None and actor.role is Role.LEADER and not actor.hat.lender


def is_admin(actor: Actor) -> bool:
    """The administrator: accounts and settings, no content."""
    return actor.role is Role.ADMIN
