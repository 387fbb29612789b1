"""Two lists of officers of the demonstration ward: one approved and in force, one waiting for the administrator."""

from datetime import datetime, timedelta

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import hats_of, in_force, user_by_name
from nam_tinh_hinh.people.rostering.comparing import digest
from nam_tinh_hinh.people.rostering.lines import RawLine
from nam_tinh_hinh.people.services import rosters as services
from nam_tinh_hinh.people.tables import Area, Roster

MOST_AREAS = 3
VETERANS = (
    ("Đỗ Văn Ngữ", "Chi hội trưởng Chi hội Cựu chiến binh", "0912 345 601"),
    ("Nguyễn Văn Ước", "Phó Chủ tịch Hội", "0912 345 602"),
    ("Trịnh Xuân Lộc", "Ủy viên Ban Chấp hành Hội", "0912 345 603"),
)
FRONT = (
    ("Hoàng Văn Sơn", "Cán bộ phụ trách địa bàn", "0912 345 611"),
    ("Ngô Thị Bích Liên", "Trưởng Ban Công tác Mặt trận", "0912 345 612"),
)


def build() -> None:
    """Send the veterans' list and approve it, then send the Front's, through the program's own verbs."""
    names = _areas()
    morning = clock.local(clock.now()).replace(hour=8, minute=30, second=0, microsecond=0)
    leader, front, admin = _acting("lanhdao"), _acting("banchidao", hat=1), _acting("quantri")
    sent = _send(leader, VETERANS, names, morning - timedelta(days=6))
    with clock.stopped_at(morning - timedelta(days=5)):
        _checked, differences = services.judge(sent.unit_id, _rows(VETERANS, names))
        services.approve(actor=admin, roster=sent, seen=digest(differences))
    _send(front, FRONT, names, morning - timedelta(days=1))


def _areas() -> list[str]:
    """Return some areas in force that nothing is inside of: thôn, khu phố, tổ dân phố."""
    day = clock.today()
    around = db.select(Area.parent_id).where(Area.parent_id.is_not(None))
    lowest = db.select(Area.name).where(Area.id.not_in(around), *in_force(Area, day)).order_by(Area.id)
    return list(db.session.scalars(lowest.limit(MOST_AREAS)))


def _rows(people: tuple[tuple[str, str, str], ...], areas: list[str]) -> list[RawLine]:
    return [
        RawLine(n, {"name": name, "post": post, "phone": phone, "areas": areas[(n - 1) % len(areas)]})
        for n, (name, post, phone) in enumerate(people, start=1)
    ]


def _send(actor: Actor, people: tuple[tuple[str, str, str], ...], areas: list[str], at: datetime) -> Roster:
    with clock.stopped_at(at):
        return services.send(actor=actor, rows=_rows(people, areas), seen=None)


def _acting(username: str, hat: int = 0) -> Actor:
    user = user_by_name(username)
    assert user is not None
    hats = hats_of(user.id, clock.today())
    return Actor(user.id, username, user.name, 0, "", False, hats[hat], hats)
