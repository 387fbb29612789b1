"""The lines that observations, petitions and exemplars make in a report: one a matter, never who said or wrote it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.counts import count_text
from nam_tinh_hinh.reporting.queries.filling.gathered import Gathered
from nam_tinh_hinh.reporting.tables import OutlineHeading
from nam_tinh_hinh.situation.queries.desk import ToReport
from nam_tinh_hinh.situation.standing import due_day
from nam_tinh_hinh.situation.tables import Petition

EXCERPT = 160
# What is overdue is named one by one up to here; whoever has more looks at the list of petitions.
MOST_NAMED = 30


@dataclass(frozen=True)
class Source:
    """One line as the data give it, and the observation it tells of (a petition is one too), None for a sum."""

    words: str
    observation_id: int | None = None


def observation_lines(data: Gathered, heading: OutlineHeading) -> list[Source]:
    """Return the heading's observations, by the plan's order of topics, then by when they were confirmed.

    The topic stands before each, unless the heading takes one topic only: a line says all by itself wherever it goes.
    """
    keys = data.shares.get(heading.id, ())
    places = {key: data.main_topics[data.observations[key].observation.topic_id] for key in keys}
    ordered = sorted(keys, key=lambda key: places[key][0])
    named = len(heading.topics) != 1
    return [
        Source(_observation_line(data.observations[key], places[key][1].label if named else ""), key) for key in ordered
    ]


def _observation_line(one: ToReport, topic: str) -> str:
    row = one.observation
    place = f"({row.area.name}; {count_text(one.voices)} lượt ý kiến)"
    told = f" (đã báo nhanh lúc {clock.moment_text(one.told_at)})" if one.told_at else ""
    return f"- {topic + ': ' if topic else ''}{_flat(row.content)} {place}{told}."


def _flat(words: str) -> str:
    return " ".join(words.split()).rstrip(".;, ")


def petition_lines(data: Gathered) -> list[Source]:
    """Return the standing of the petitions, and each overdue one; nothing for a unit that follows none."""
    found = data.petitions
    if not (found.received or found.answered or found.waiting):
        return []
    sums = (
        f"- Tiếp nhận trong kỳ: {count_text(found.received)} kiến nghị.",
        f"- Đã có kết quả trong kỳ: {count_text(found.answered)}, trong đó đã giải quyết {count_text(found.resolved)}.",
        f"- Đang chờ kết quả: {count_text(found.waiting)}, trong đó quá hạn {count_text(len(found.overdue))}.",
    )
    return [*map(Source, sums), *_overdue_lines(found.overdue)]


def _overdue_lines(rows: Iterable[Petition]) -> Iterator[Source]:
    for number, row in enumerate(rows):
        if number < MOST_NAMED:
            words = _flat(row.observation.content)
            short = words if len(words) <= EXCERPT else f"{words[:EXCERPT].rsplit(' ', 1)[0]}…"
            whose = row.authority or (
                row.authority_unit.name if row.authority_unit else "chưa chuyển cơ quan giải quyết"
            )
            due = clock.day_text(due_day(row.due_at))
            yield Source(f"- Quá hạn: {short} ({whose}; hạn trả lời {due}).", row.observation_id)


def exemplar_lines(data: Gathered) -> list[Source]:
    """Return the standing of the unit's exemplars of the year; nothing for a unit that sent none."""
    found = data.exemplars
    if not found.registered:
        return []
    lines = [f"- Đăng ký năm {data.year}: {count_text(found.registered)} mô hình, điển hình."]
    for label, names in (
        ("Đang thực hiện", found.underway),
        ("Đã báo cáo kết quả, chờ công nhận", found.reported),
        ("Được công nhận", found.recognised),
    ):
        if names:
            lines.append(f"- {label}: {count_text(len(names))} ({'; '.join(f'“{name}”' for name in names)}).")
    if found.reviews:
        lines.append(f"- Sơ kết đã gửi trong kỳ: {count_text(found.reviews)}.")
    return [*map(Source, lines)]
