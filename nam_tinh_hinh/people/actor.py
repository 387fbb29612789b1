"""The signed-in person wearing one hat: plain data that rules can judge without a database."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from nam_tinh_hinh.people.enums import Role

# How many characters the history has for a unit's name.
HISTORY_UNIT = 300


@dataclass(frozen=True)
class Hat:
    """One position in force today; ``lender`` names the leader who lends it, empty when it is one's own."""

    id: int
    unit_id: int
    unit_name: str
    role: Role
    title: str
    lender: str = ""

    @property
    def label(self) -> str:
        post = f"{self.title or self.role.label} · {self.unit_name}"
        return f"{self.lender} (ủy quyền) · {post}" if self.lender else post


@dataclass(frozen=True)
class Actor:
    """A person signed in. ``hat`` is the position worn now; without one in force nothing can be seen."""

    user_id: int | None
    username: str
    name: str
    sign_in_id: int
    token: str = field(repr=False)
    must_change: bool
    hat: Hat | None
    hats: tuple[Hat, ...]
    # An administrator who still has to switch on the second factor that the commune demands of him.
    must_enrol: bool = False

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Return what the browser keeps: the secret of this one sign-in."""
        return self.token

    @property
    def role(self) -> Role | None:
        return self.hat.role if self.hat else None

    @property
    def unit_id(self) -> int | None:
        return self.hat.unit_id if self.hat else None

    @property
    def unit_name(self) -> str:
        """The unit as the history writes it down: what is done for a leader says so."""
        if self.hat is None:
            return ""
        on_behalf = f", ủy quyền của {self.hat.lender}" if self.hat.lender else ""
        return self.hat.unit_name[: HISTORY_UNIT - len(on_behalf)] + on_behalf

    @property
    def hat_label(self) -> str:
        return self.hat.label if self.hat else "Chưa được giao vị trí"

    @property
    def own_unit_ids(self) -> frozenset[int]:
        """All units the person belongs to, whatever hat is worn: interests do not change with the hat."""
        return frozenset(hat.unit_id for hat in self.hats)


def wearing(hats: Iterable[Hat], position_id: int | None) -> Hat | None:
    """Return the hat chosen last if it is still in force, else the first one."""
    hats = tuple(hats)
    return next((hat for hat in hats if hat.id == position_id), hats[0] if hats else None)
