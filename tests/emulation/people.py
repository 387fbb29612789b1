"""People as the rules see them: no database, one unit of their own each."""

from nam_tinh_hinh.people.actor import Actor, Hat
from nam_tinh_hinh.people.enums import Role

OURS, THEIRS, COMMITTEES = 1, 2, 3


def person(user_id: int, *positions: tuple[Role, int]) -> Actor:
    """Return someone who holds ``positions`` (role, unit) and wears the first."""
    hats = tuple(Hat(n, unit, f"Đơn vị {unit}", role, "") for n, (role, unit) in enumerate(positions, start=1))
    return Actor(user_id, "", f"Người {user_id}", 0, "", False, hats[0] if hats else None, hats)


# Towards a registration of unit OURS that was decided, if at all, by "decider".
PEOPLE = {
    "our clerk": person(1, (Role.CLERK, OURS)),
    "our leader": person(2, (Role.LEADER, OURS)),
    "decider": person(3, (Role.COMMITTEE, COMMITTEES)),
    "member": person(4, (Role.COMMITTEE, COMMITTEES)),
    "member of our unit": person(5, (Role.COMMITTEE, COMMITTEES), (Role.OFFICER, OURS)),
    "member from our unit": person(6, (Role.COMMITTEE, OURS)),
    "standing office": person(7, (Role.STANDING, COMMITTEES)),
    "compiler": person(8, (Role.COMPILER, OURS)),
    "officer": person(9, (Role.OFFICER, OURS)),
    "administrator": person(10, (Role.ADMIN, OURS)),
    "their clerk": person(11, (Role.CLERK, THEIRS)),
    "their leader": person(12, (Role.LEADER, THEIRS)),
    "chair": person(14, (Role.CHAIR, COMMITTEES)),
    "chair from our unit": person(15, (Role.CHAIR, COMMITTEES), (Role.LEADER, OURS)),
    "viewer": person(16, (Role.VIEWER, COMMITTEES)),
    "nobody": person(13),
}
