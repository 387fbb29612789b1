"""Judging every row: each bad cell with its fix, and what a row may repeat."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from nam_tinh_hinh.kernel.sheets.cells import CellRefused, plain
from nam_tinh_hinh.people.rostering.gazetteer import AreaUnknown
from nam_tinh_hinh.situation.enums import ObservationKind, Severity
from nam_tinh_hinh.situation.intake.answers import answer_of
from nam_tinh_hinh.situation.intake.cells import past_day, whole_number
from nam_tinh_hinh.situation.intake.columns import ANSWERS, LONGEST, NEEDED, RawRow
from nam_tinh_hinh.situation.intake.lines import Fault, Ground, Key, Line, Meeting
from nam_tinh_hinh.situation.intake.words import Lexicon, Unknown, Word

MOST_VOICES = 100_000
MARKED_ROW = (
    "Dòng này có dấu hiệu bí mật nhà nước nên không nhận và không giữ lại chữ nào. "
    "Xử lý theo quy định về bảo vệ bí mật nhà nước."
)
NOT_YOURS = "Đầu mối ghi kết quả sau khi xác nhận. Để trống các cột kết quả, trả lời của dòng này."
EMPTY = {
    "on_day": "còn trống. Ghi ngày nắm được, ví dụ 05/11/2026.",
    "channel": "còn trống. Chọn một kênh trong danh sách.",
    "area": "còn trống. Ghi nơi có ý kiến.",
    "topic": "còn trống. Chọn một lĩnh vực trong danh sách.",
    "content": "còn trống. Ghi ý kiến, vấn đề nắm được.",
}
KINDS = Lexicon("loại", (
    Word(ObservationKind.FEEDBACK, "Phản ánh", ("feedback", "ý kiến phản ánh")),
    Word(ObservationKind.PETITION, "Kiến nghị", ("petition", "đề nghị", "đề xuất", "kiến nghị, đề xuất")),
    Word(ObservationKind.SENTIMENT, "Tâm tư, dư luận", ("sentiment", "dư luận xã hội", "tâm tư nguyện vọng")),
    Word(ObservationKind.GOOD_PRACTICE, "Cách làm hay", ("good_practice", "mô hình hay")),
))  # fmt: skip
SEVERITIES = Lexicon("mức độ", (Word(one, one.label, (one.value,)) for one in Severity))


def judge(rows: Iterable[RawRow], ground: Ground) -> list[Line]:
    """Return the rows judged, in their order, the rows of one meeting against each other too."""
    lines = [_judge(row, ground) for row in rows]
    _agree_on_speakers(lines)
    return lines


def note_doubles(lines: Sequence[Line], there: Collection[Key]) -> None:
    """Say of every good row that repeats an earlier one, or one of those ``there`` already, that it may be a double."""
    first: dict[Key, Line] = {}
    for line in lines:
        if line.faults or (key := line.key) is None:
            continue
        if key in there:
            line.doubles = "Hệ thống đã có nội dung này, cùng nơi, cùng ngày."
        elif (earlier := first.setdefault(key, line)) is not line:
            line.doubles = f"Giống dòng {earlier.number}: cùng nội dung, cùng nơi, cùng ngày."


def _judge(row: RawRow, ground: Ground) -> Line:
    line = Line(row)
    if row.secret:
        line.faults.append(Fault("", MARKED_ROW, mendable=False))
        return line
    for column, (fact, read) in _readers(ground).items():
        _take(line, column, partial(_keep, line.facts, fact, read))
    line.facts.setdefault("kind", ObservationKind.FEEDBACK)
    _take_meeting(line, ground)
    _take_answer(line, ground)
    return line


def _keep(facts: dict[str, Any], fact: str, read: Callable[[str], Any], text: str) -> None:
    facts[fact] = read(text)


def _readers(ground: Ground) -> dict[str, tuple[str, Callable[[str], Any]]]:
    """Return, by column, the fact it gives and how it is read."""
    return {
        "on_day": ("on_day", lambda text: past_day(text, ground.today)),
        "channel": ("channel_id", ground.channels.find),
        "area": ("area_id", lambda text: _area(text, ground)),
        "topic": ("topic_id", ground.topics.find),
        "kind": ("kind", lambda text: KINDS.find(text) if text else ObservationKind.FEEDBACK),
        "content": ("content", str),
        "voices": ("voices", _voices),
        "severity": ("severity", lambda text: SEVERITIES.find(text) if text else Severity.NORMAL),
        "group": ("group_id", lambda text: ground.groups.find(text) if text else None),
        "source": ("source", str),
    }


def _take(line: Line, column: str, use: Callable[[str], None]) -> None:
    """Read one cell and use it, or add the fault it has."""
    text = line.raw[column]
    try:
        plain(text, LONGEST[column])
        if not text and column in NEEDED:
            raise CellRefused(EMPTY[column])
        use(text)
    except (CellRefused, AreaUnknown) as refused:
        offered = getattr(refused, "offered", None)
        near = getattr(refused, "near", ())
        line.faults.append(Fault(column, str(refused), text if offered is None else offered, near))


def _area(text: str, ground: Ground) -> int:
    try:
        found = ground.areas.find_all(text)
    except AreaUnknown as unknown:
        raise Unknown(str(unknown), map(ground.areas.label, ground.areas.near(text))) from unknown
    if len(found) > 1:
        raise Unknown("ghi một nơi. Ý kiến ở nhiều nơi: mỗi nơi một dòng, hoặc ghi nơi bao trùm.", map(
            ground.areas.label, found
        ))  # fmt: skip
    return found[0]


def _voices(text: str) -> int:
    number = whole_number(text)
    if number is None:
        return 1
    if not 1 <= number <= MOST_VOICES:
        raise CellRefused("ghi từ 1 đến 100.000 lượt; để trống là 1.")
    return number


def _take_meeting(line: Line, ground: Ground) -> None:
    speakers: list[int | None] = [None]
    _take(line, "speakers", lambda text: speakers.append(whole_number(text)))
    _take(line, "occasion", lambda text: _meet(line, text, speakers[-1], ground))


def _meet(line: Line, title: str, speakers: int | None, ground: Ground) -> None:
    if speakers is not None and not title:
        raise CellRefused("còn trống mà có số người phát biểu. Ghi tên cuộc, hoặc xóa số người phát biểu.")
    if title and line.facts.get("channel_id") not in {None, *ground.meetings}:
        raise CellRefused("kênh của dòng này không phải cuộc họp, tiếp xúc. Sửa cột Kênh, hoặc xóa tên cuộc.")
    line.meeting = Meeting(title, speakers) if title else None


def _take_answer(line: Line, ground: Ground) -> None:
    if not any(line.raw[column] for column in ANSWERS):
        return
    if not ground.may_answer:
        line.faults.append(Fault("outcome", NOT_YOURS, mendable=False))
        return
    line.faults += _bad_words(line)
    if not any(fault.field in (*ANSWERS, "on_day") for fault in line.faults):
        line.answer = answer_of(line, ground)


def _bad_words(line: Line) -> Iterator[Fault]:
    for column in ANSWERS:
        try:
            plain(line.raw[column], LONGEST[column])
        except CellRefused as refused:
            yield Fault(column, str(refused), line.raw[column] if refused.offered is None else refused.offered)


def _agree_on_speakers(lines: Iterable[Line]) -> None:
    first: dict[object, Line] = {}
    for line in lines:
        if line.faults or line.meeting is None or line.meeting.speakers is None:
            continue
        earlier = first.setdefault(line.occasion_key, line)
        said = earlier.meeting.speakers if earlier.meeting else None
        if said != line.meeting.speakers:
            sentence = f"khác dòng {earlier.number} của cùng cuộc ({said} người). Ghi một số, hoặc để trống."
            line.faults.append(Fault("speakers", sentence, line.raw["speakers"]))
