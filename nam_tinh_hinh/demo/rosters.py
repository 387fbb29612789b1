"""Two lists of officers of the demonstration ward: one approved and in force, one waiting for the administrator."""

from datetime import datetime, timedelta

from nam_tinh_hinh.demo.people import WARD
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import hats_of, in_force, user_by_name
from nam_tinh_hinh.people.rostering.comparing import digest
from nam_tinh_hinh.people.rostering.lines import RawLine
from nam_tinh_hinh.people.services import rosters as services
from nam_tinh_hinh.people.tables import Area, AreaKind, Roster

# Used only where no areas have been entered: (kind, name).
AREAS = (("quarter", "Khu phố Phúc Ninh"), ("residential", "Khu dân cư số 2"), ("village", "Thôn Đồng Lân"))
VETERANS = (
    ("Đỗ Văn Ngữ", "Chi hội trưởng Chi hội Cựu chiến binh", "0912 345 601"),
    ("Nguyễn Văn Ước", "Phó Chủ tịch Hội", "0912 345 602"),
    ("Trịnh Xuân Thành", "Ủy viên Ban Chấp hành Hội", "0912 345 603"),
)
FRONT = (
    ("Hoàng Văn Sơn", "Cán bộ phụ trách địa bàn", "0912 345 611"),
    ("Ngô Thị Bích Liên", "Trưởng Ban Công tác Mặt trận", "0912 345 612"),
)


def build() -> None:
    """Send the veterans' list and approve it, then send the Front's, through the program's own verbs."""
    if not _areas():
        _add_areas()
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
    return list(db.session.scalars(lowest.limit(len(AREAS))))


def _add_areas() -> None:
    kinds = {kind.code: kind for kind in db.session.scalars(db.select(AreaKind))}
    year = clock.today().replace(month=1, day=1)
    ward = Area(kind=kinds["ward"], name=WARD[:1].upper() + WARD[1:], folded_name=fold(WARD), valid_from=year)
    db.session.add(ward)
    for kind, name in AREAS:
        db.session.add(Area(kind=kinds[kind], parent=ward, name=name, folded_name=fold(name), valid_from=year))
    db.session.flush()


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
