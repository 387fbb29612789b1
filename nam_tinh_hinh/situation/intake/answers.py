"""What came of a row that was answered before it was written down here."""

from datetime import date

from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.sheets.cells import CellRefused
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.situation.enums import Outcome
from nam_tinh_hinh.situation.intake.cells import past_day
from nam_tinh_hinh.situation.intake.lines import Answer, Fault, Ground, Line
from nam_tinh_hinh.situation.intake.words import Lexicon, Word

OUTCOMES = Lexicon("kết quả", (
    Word(Outcome.ON_THE_SPOT, "Trả lời tại chỗ", ("on_the_spot", "đã trả lời", "trả lời tại buổi tiếp xúc")),
    Word(Outcome.RESOLVED, "Đã giải quyết", ("resolved", "đã giải quyết xong", "giải quyết xong")),
    Word(Outcome.EXPLAINED, "Giải trình", ("explained", "đã giải trình", "giải trình tại chỗ", "giải trình, tiếp thu")),
    Word(Outcome.NOT_ACCEPTED, "Không tiếp nhận", ("not_accepted",)),
    Word(Outcome.TO_COMPLAINTS, "Chuyển sang đơn thư", ("to_complaints",)),
    Word(Outcome.IN_PROGRESS, "Đang giải quyết", ("in_progress", "đang xử lý", "đang xem xét")),
    Word(Outcome.FORWARDED, "Chuyển cấp trên", ("forwarded", "đã chuyển cấp trên", "vượt thẩm quyền")),
))  # fmt: skip
# Said of what is still waited for: they need no answer's words.
OPEN = frozenset({Outcome.IN_PROGRESS, Outcome.FORWARDED})


def answer_of(line: Line, ground: Ground) -> Answer | None:
    """Return what came of a row, or add to it the faults of its answer."""
    outcome = _outcome(line)
    if outcome is None:
        return None
    on_day = _answered_on(line, outcome, ground.today)
    words, paper = line.raw["answer"], line.raw["paper"]
    if not words and outcome not in OPEN:
        _add(line, "answer", f"còn trống. Kết quả “{outcome.label}” cần ghi đã trả lời thế nào.")
    if outcome is Outcome.RESOLVED and not paper:
        _add(line, "paper", "“Đã giải quyết” cần số văn bản. Chưa có thì ghi “Đang giải quyết”, bổ sung ảnh sau.")
    authority = line.raw["authority"] or (ground.superior if outcome is Outcome.FORWARDED else "")
    if outcome is Outcome.FORWARDED and not authority:
        _add(line, "authority", "còn trống. Ghi cơ quan cấp trên đã chuyển đến.")
    if on_day is None:
        return None
    return Answer(outcome, words, on_day, paper, authority, ground.units.get(fold(authority)))


def _outcome(line: Line) -> Outcome | None:
    typed = line.raw["outcome"]
    if not typed:
        _add(line, "outcome", "còn trống mà có nội dung trả lời. Chọn một kết quả.")
        return None
    try:
        return OUTCOMES.find(typed)
    except CellRefused as refused:
        line.faults.append(Fault("outcome", str(refused), typed, getattr(refused, "near", ())))
        return None


def _answered_on(line: Line, outcome: Outcome, today: date) -> date | None:
    """Return the day of the answer; what was said on the spot was said that day, what is open needs none."""
    asked_on: date = line.facts["on_day"]
    typed = line.raw["answered_on"]
    if not typed and (outcome in OPEN or outcome is Outcome.ON_THE_SPOT):
        return asked_on
    try:
        if not typed:
            raise CellRefused("còn trống. Ghi ngày có kết quả, ví dụ 05/11/2026.")
        day = past_day(typed, today)
        if day < asked_on:
            raise CellRefused(f"{day_text(day)} trước ngày có ý kiến ({day_text(asked_on)}). Xem lại hai ngày.")
    except CellRefused as refused:
        _add(line, "answered_on", str(refused))
        return None
    return day


def _add(line: Line, column: str, sentence: str) -> None:
    line.faults.append(Fault(column, sentence, line.raw[column]))
