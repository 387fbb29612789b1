"""How the demonstration's petitions come to their answers, by the room's own verbs; every paper says it is a sample."""

from datetime import date, timedelta

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.people.queries.calendar import work_calendar
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.situation.enums import Outcome, ToldBy
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.services import petitions
from nam_tinh_hinh.situation.services.petitions.sending import Authority
from nam_tinh_hinh.situation.standing import due_day
from nam_tinh_hinh.situation.tables import Petition

HANDED_PAPER, ANSWER_PAPER = "Số 15-CV/… (minh họa)", "Số 87/UBND-… (minh họa)"
ANSWER = (
    "Đã kiểm tra trạm biến áp, san tải và thay thiết bị đóng cắt; nguồn điện đã ổn định. "
    "(Nội dung trả lời này là minh họa.)"
)
EXTEND_REASON = "Cơ quan chuyên môn cần thêm thời gian kiểm định công trình trước khi trả lời."
PAUSE_REASON = "Chờ ý kiến hướng dẫn của cơ quan chuyên môn cấp tỉnh."
LATER = timedelta(days=28)


def follow(units: dict[str, Unit], actor: Reach, petition: Petition, action: str) -> None:
    """Take one step with a petition today."""
    today = clock.today()
    if action == "hand_on":
        body = Authority(units["ubnd"].name, units["ubnd"].id)
        petitions.hand_on(actor=actor, petition=petition, authority=body, on_day=today, paper=HANDED_PAPER)
    elif action == "resolve":
        petitions.answer(
            actor=actor, petition=petition, outcome=Outcome.RESOLVED, words=ANSWER, on_day=today, paper=ANSWER_PAPER
        )
    elif action == "tell":
        petitions.tell(actor=actor, petition=petition, on_day=today, way=ToldBy.MEETING)
    elif action == "extend":
        due_on = _working(due_day(petition.due_at) + LATER)
        petitions.extend(actor=actor, petition=petition, due_on=due_on, reason=EXTEND_REASON)
    else:
        petitions.pause(actor=actor, petition=petition, reason=PAUSE_REASON)


def _working(day: date) -> date:
    """Return the first working day after ``day``; the calendar must reach over Tết."""
    return work_calendar(day, day + timedelta(days=60)).after(day, 1)
