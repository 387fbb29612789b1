"""The signed-in person wearing one hat: plain data that rules can judge without a database."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from nam_tinh_hinh.people.enums import Role


@dataclass(frozen=True)
class Hat:
    """One position in force today."""

    id: int
    unit_id: int
    unit_name: str
    role: Role
    title: str

    @property
    def label(self) -> str:
        return f"{self.title or self.role.label} · {self.unit_name}"


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
        return self.hat.unit_name if self.hat else ""

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
