"""In which letterhead a unit issues: its own, or one made of names until it has one."""

from datetime import date

from sqlalchemy import select

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper import PARTY, STATE, Signing
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries import papers
from nam_tinh_hinh.people.queries.units import in_force
from nam_tinh_hinh.people.tables import PaperLayout, Position, PrintSetting, Unit, User
from nam_tinh_hinh.people.titles import chief_of, commune_in, initials

ARCHIVES = {PARTY.code: "Văn phòng", STATE.code: "VT"}
NO_TITLE = "Thủ trưởng đơn vị"
# The Front (Mặt trận Tổ quốc): the code of its kind, its board, and where its name ends and the place's begins.
FRONT, FRONT_SYMBOL, BOARD, FRONT_NAME_ENDS = "front", "MTTQ", "Ban Thường trực", "Việt Nam "


def letterhead_for(unit_id: int, layout_code: str) -> PrintSetting:
    """Return what stands on the unit's papers in a layout (by code; an unknown one means the first layout).

    A unit without a letterhead gets one made of its name, its symbol, its leader's title and the body above it; that
    one is never saved.
    """
    own = {setting.layout.code: setting for setting in papers.print_settings_of(unit_id)}
    if layout_code in own:
        return own[layout_code]
    layout = papers.layout_by_code(layout_code) or papers.layouts()[0]
    return _made_up(db.session.get_one(Unit, unit_id), layout)


def _made_up(unit: Unit, layout: PaperLayout) -> PrintSetting:
    above = (unit.committee or unit.parent) if layout.code == PARTY.code else (unit.parent or unit.committee)
    superior, committee = above.name if above else "", papers.print_setting(layout.code)
    title, signer = leader_on(unit.id, clock.today())
    if layout.code == STATE.code and unit.kind.code == FRONT:
        return _of_the_front(unit, layout, title, signer)
    chief = chief_of(title)
    made = PrintSetting(
        unit_id=unit.id, parent_lines=superior, issuer_lines=unit.name, symbol=unit.symbol or initials(unit.name),
        place=(committee.place if committee else "") or commune_in(unit.name, superior),
        signing=Signing.FOR_CHIEF if chief else Signing.IN_PERSON, authority=chief, post=title or NO_TITLE,
        signer=signer, recipients="\n".join(_recipients(unit, superior)), archive=ARCHIVES.get(layout.code, "VT"),
    )  # fmt: skip
    made.layout = layout
    return made


def _of_the_front(unit: Unit, layout: PaperLayout, title: str, signer: str) -> PrintSetting:
    """Its standing board issues, and signs as one: "TM. BAN THƯỜNG TRỰC" (Hướng dẫn 91/HD-MTTW-BTT)."""
    above = unit.parent.name if unit.parent and unit.parent.kind.code == FRONT else ""
    committee = papers.print_setting(layout.code)
    symbol = unit.symbol or FRONT_SYMBOL
    made = PrintSetting(
        unit_id=unit.id, parent_lines=above, issuer_lines=f"{_parted(unit.name)}\n{BOARD}",
        symbol=symbol if symbol.endswith("-BTT") else f"{symbol}-BTT",
        place=(committee.place if committee else "") or commune_in(unit.name), signing=Signing.ON_BEHALF,
        authority=BOARD, post=title or "Chủ tịch", signer=signer,
        recipients="\n".join(_recipients(unit, unit.parent.name if unit.parent else "")), archive=ARCHIVES[STATE.code],
    )  # fmt: skip
    made.layout = layout
    return made


def _parted(name: str) -> str:
    """Return "Ủy ban MTTQ Việt Nam phường Minh Họa" in two lines, the place on its own."""
    head, found, place = name.partition(FRONT_NAME_ENDS)
    return f"{head}{FRONT_NAME_ENDS.rstrip()}\n{place}" if found and place else name


def _recipients(unit: Unit, superior: str) -> list[str]:
    committee = papers.committee_unit()
    steering = committee.short_name or committee.name if committee and committee.id != unit.id else ""
    return [f"{name} (để b/c)" for name in (superior, steering) if name]


def leader_on(unit_id: int, day: date) -> tuple[str, str]:
    """Return (title, name) of who leads a unit on ``day``: the chief before a deputy; empty when nobody is."""
    query = select(Position.title, User.name).join(User, User.id == Position.user_id)
    query = query.where(Position.unit_id == unit_id, Position.role == Role.LEADER, *in_force(Position, day))
    found = [(title, name) for title, name in db.session.execute(query.order_by(Position.id))]
    return min(found, key=lambda one: bool(chief_of(one[0])), default=("", ""))
