"""What must hold before a decision on units is carried out; each refusal says the way out."""

from collections.abc import Sequence

from sqlalchemy import select

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people import queries, tree
from nam_tinh_hinh.people.enums import Change, Role
from nam_tinh_hinh.people.orders import NewUnit, Order, UnitRefused
from nam_tinh_hinh.people.queries.reorganising import PEOPLE, Plan
from nam_tinh_hinh.people.tables import Position, Unit, User

TWO_NEEDED = "Sáp nhập thành đơn vị mới cần từ hai đơn vị. Chỉ một đơn vị thì dùng “Đổi tên”."
TWIN = "Cùng đơn vị cấp trên đã có “{}”. Đặt tên khác, hoặc chọn chính đơn vị đó làm đơn vị tiếp nhận."


def check(order: Order) -> None:
    """Raise ``UnitRefused`` with all that is wrong with an order, ``ActionRefused`` when a unit has moved on."""
    sources = [unit for unit_id in order.source_ids if (unit := db.session.get(Unit, unit_id))]
    refuse_closed(sources)
    problems = _shape(order, sources) | _day(order, sources) | _heirs(order)
    if order.change is Change.RENAME and len(sources) == 1:
        problems |= _new_name(order, sources[0])
    if not problems and order.heirs:
        problems |= _circle(order)
    if not order.decision:
        problems["decision"] = "Ghi số quyết định hoặc căn cứ, ví dụ 12-QĐ/ĐU."
    if found := {field: sentence for field, sentence in problems.items() if sentence}:
        raise UnitRefused(found)


def check_outcome(order: Order, plan: Plan) -> None:
    """Raise ``UnitRefused`` when something open would belong to nobody, or someone be left without being noticed."""
    problems = {}
    if unclaimed := plan.unclaimed:
        told = ", ".join(f"{number} {what}" for what, number in unclaimed)
        problems["heir"] = f"Còn {told} chưa có đơn vị nhận. Chọn đơn vị tiếp nhận."
    if _no_admin_left(plan, order):
        problems["heir"] = "Hệ thống sẽ không còn ai quản trị. Giao quyền quản trị ở đơn vị khác trước."
    if plan.left and not order.knows_who_is_left:
        problems["knows"] = (
            "Có người sẽ không còn vị trí nào. Đọc tên họ và đánh dấu ô xác nhận, hoặc chọn nơi chuyển đến."
        )
    if problems:
        raise UnitRefused(problems)


def _no_admin_left(plan: Plan, order: Order) -> bool:
    dropped = [move.row_id for move in plan.moves if move.kind == PEOPLE and move.heir is None]
    admins = select(Position.id).join(Position.user).join(Position.unit)
    admins = admins.where(Position.role == Role.ADMIN, User.disabled_at.is_(None))
    admins = admins.where(*queries.in_force(Position, order.day), *queries.in_force(Unit, order.day))
    there = set(db.session.scalars(admins))
    return bool(there & set(dropped)) and not there - set(dropped)


def refuse_closed(units: Sequence[Unit]) -> None:
    """Raise ``ActionRefused`` when one of the units has ended already, with who did it."""
    for unit in units:
        if unit.valid_to is not None:
            sentence = f"“{unit.name}” đã kết thúc ngày {day_text(unit.valid_to)}."
            raise ActionRefused(Refusal.MOVED_ON, sentence, history.last("unit", unit.id))


def _shape(order: Order, sources: Sequence[Unit]) -> dict[str, str]:
    if not sources or len(sources) != len(set(order.source_ids)):
        return {"sources": "Chọn đơn vị cần sắp xếp."}
    if order.change in (Change.SPLIT, Change.RENAME) and len(sources) != 1:
        return {"sources": f"{order.change.label} làm với từng đơn vị một: chỉ chọn một đơn vị."}
    if order.change is Change.MERGE and len(sources) == 1 and isinstance((*order.heirs, None)[0], NewUnit):
        return {"sources": TWO_NEEDED}
    return {}


def _day(order: Order, sources: Sequence[Unit]) -> dict[str, str]:
    if order.day > clock.today():
        return {
            "day": "Ngày có hiệu lực còn ở phía trước. Hãy làm việc này vào đúng ngày đó, khi hồ sơ thật sự chuyển."
        }
    if early := next((unit for unit in sources if unit.valid_from >= order.day), None):
        return {"day": f"“{early.name}” chỉ có từ {day_text(early.valid_from)}: ngày có hiệu lực phải sau ngày đó."}
    return {}


def _heirs(order: Order) -> dict[str, str]:
    wanted = {Change.MERGE: (1, 1), Change.SPLIT: (2, 9), Change.CLOSE: (0, 1), Change.RENAME: (0, 0)}[order.change]
    if not wanted[0] <= len(order.heirs) <= wanted[1]:
        return {
            "heir": "Ghi đủ các đơn vị sau chia tách: từ hai trở lên." if wanted[1] > 1 else "Chọn đơn vị tiếp nhận."
        }
    ids = [heir for heir in order.heirs if isinstance(heir, int)]
    if set(ids) & set(order.source_ids):
        return {
            "heir": "Đơn vị tiếp nhận đang nằm trong các đơn vị kết thúc. Bỏ nó khỏi danh sách, hoặc chọn đơn vị khác."
        }
    if len(ids) != len(set(ids)):
        return {"heir": "Một đơn vị được chọn hai lần."}
    return _existing_heirs(order, ids) | _new_heirs(order)


def _existing_heirs(order: Order, ids: Sequence[int]) -> dict[str, str]:
    units = [db.session.get(Unit, unit_id) for unit_id in ids]
    refuse_closed([unit for unit in units if unit])
    if None in units:
        return {"heir": "Đơn vị tiếp nhận không còn nữa. Hãy chọn lại."}
    if late := next((unit for unit in units if unit and unit.valid_from > order.day), None):
        return {"heir": f"“{late.name}” chỉ có từ {day_text(late.valid_from)}, sau ngày có hiệu lực."}
    return {}


def _new_heirs(order: Order) -> dict[str, str]:
    found: dict[str, str] = {}
    named: dict[tuple[int | None, str], int] = {}
    for place, heir in enumerate(order.heirs):
        if not isinstance(heir, NewUnit):
            continue
        earlier = named.setdefault((heir.parent_id, fold(heir.name)), place)
        if not heir.name:
            found[f"name{place}"] = "Ghi tên đơn vị mới, hoặc chọn đơn vị đang có."
        elif earlier != place:
            found[f"name{place}"] = f"Trùng tên với đơn vị mới thứ {earlier + 1}. Đặt tên khác."
        elif twin := queries.twin_of(heir.name, heir.parent_id, clock.today(), besides=order.source_ids):
            found[f"name{place}"] = TWIN.format(twin)
        if set(order.source_ids) & {heir.parent_id, heir.committee_id}:
            found["parent_id"] = "Đơn vị cấp trên đang nằm trong các đơn vị kết thúc. Chọn đơn vị khác."
        elif late := _later_superior(heir, order):
            found["parent_id"] = f"“{late.name}” chỉ có từ {day_text(late.valid_from)}, sau ngày có hiệu lực."
    return found


def _later_superior(heir: NewUnit, order: Order) -> Unit | None:
    above = db.session.get(Unit, heir.parent_id) if heir.parent_id else None
    return above if above and above.valid_from > order.day else None


def _new_name(order: Order, unit: Unit) -> dict[str, str]:
    new = order.name
    if new is None or not new.name:
        return {"name0": "Ghi tên mới."}
    if (new.name, new.short_name, new.symbol) == (unit.name, unit.short_name, unit.symbol):
        return {"name0": "Tên, tên viết tắt và ký hiệu đều như cũ."}
    if twin := queries.twin_of(new.name, unit.parent_id, clock.today(), besides=[unit.id]):
        return {"name0": f"Cùng đơn vị cấp trên đã có “{twin}”. Đặt tên khác, hoặc dùng “Sáp nhập”."}
    last = queries.names_of(unit.id)[0]
    if last.valid_from >= order.day:
        return {"day": f"Tên đang dùng có từ {day_text(last.valid_from)}: ngày đổi tên phải sau ngày đó."}
    return {}


def lifted(order: Order) -> dict[int, tuple[int | None, int | None]]:
    """Return, for heirs that stand below a source, {heir: (superior, committee)} once the sources are gone."""
    parents, committees = queries.lines()
    gone, found = set(order.source_ids), {}
    for heir in order.heirs:
        if not isinstance(heir, int):
            continue
        superior = _above_the_gone(parents, heir, gone)
        committee = _above_the_gone(committees, heir, gone)
        if (superior, committee) != (parents[heir], committees[heir]):
            found[heir] = (superior, committee)
    return found


def _above_the_gone(above: dict[int, int | None], unit_id: int, gone: set[int]) -> int | None:
    """Return what will stand directly above a unit: as now, unless its way up leads through a unit that goes."""
    way = list(tree.climb(above, unit_id))
    passed = [place for place, one in enumerate(way) if one in gone]
    if not passed:
        return above[unit_id]
    return next((one for one in way[passed[-1] + 1 :]), None)


def _circle(order: Order) -> dict[str, str]:
    up, parents = lifted(order), queries.lines()[0]
    above: dict[int, int | None] = {}
    for place, heir in enumerate(order.heirs):
        is_new = isinstance(heir, NewUnit)
        above[place] = heir.parent_id if is_new else up.get(heir, (parents[heir], None))[0]
    names = queries.circles(order, above)
    if not names:
        return {}
    return {"parent_id": f"Không xếp được: {', '.join(names)} sẽ đứng trên chính mình. Chọn đơn vị cấp trên khác."}
