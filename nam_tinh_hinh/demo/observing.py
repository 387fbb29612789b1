"""Fifty real published opinions and petitions of voters, taken in through the import of the ward's units.

Words, channels and answers are the sources' (the file names each address), and so is the place named as the source.
That they were said in this ward, on these days and by so many is the demonstration's.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from itertools import groupby
from operator import attrgetter

from nam_tinh_hinh.demo.answering import follow
from nam_tinh_hinh.demo.persons import at, person
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.situation import services
from nam_tinh_hinh.situation.intake.columns import RawRow
from nam_tinh_hinh.situation.queries import intake as intake_queries
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.services import alerts
from nam_tinh_hinh.situation.services import intake as intake_services
from nam_tinh_hinh.situation.tables import Observation, Petition

RETURN_REASON = "Đề nghị ghi rõ nơi có việc và vì sao đến nay chưa giải quyết, để có cơ sở chuyển xử lý."
PASS_REASON = "Vượt thẩm quyền của đơn vị, cần cấp ủy chỉ đạo cơ quan có thẩm quyền trả lời."  # noqa: S105 - a sentence
# To this is joined what else is said about it.
MATTER = "Đầu tư hệ thống thoát nước trên tuyến đường Tỉnh lộ 11B"
# Into whose queue comes what they write down: their unit's focal point.
DESKS = {"canbo": "lanhdao", "canbo2": "lanhdao2", "phutrach": "banchidao"}
EVENING, MORNING = time(16, 30), time(8, 30)
# What is done next, and how many days later.
WAITED = {
    "confirm": 1, "return": 1, "pass_up": 1, "gather": 2, "alert": 0, "hand_on": 3, "pause": 5, "extend": 6,
    "resolve": 7, "tell": 9,
}  # fmt: skip


@dataclass(frozen=True)
class Opinion:
    """One line of the file: the source's columns, then the demonstration's."""

    text: str
    field: str
    channel: str
    place: str
    answer_if_any: str
    source_url: str
    demo_recorder: str
    demo_area: str
    days_ago: str
    voices: str
    severity: str
    kind: str
    topic: str
    channel_code: str
    outcome: str
    demo_then: str
    occasion: str
    speakers: str

    def row(self, number: int, said_on: date) -> RawRow:
        """Return it as a row of the import's table."""
        day = f"{said_on:%d/%m/%Y}"
        return RawRow(number, {
            "on_day": day, "channel": self.channel_code, "area": self.demo_area, "topic": self.topic,
            "kind": self.kind, "content": self.text, "voices": self.voices, "severity": self.severity,
            "source": f"Báo cáo {self.channel}: {self.place}", "outcome": self.outcome, "answer": self.answer_if_any,
            "answered_on": day if self.outcome else "", "occasion": self.occasion, "speakers": self.speakers,
        })  # fmt: skip


def opinions() -> list[Opinion]:
    """Return the published opinions the demonstration is made of."""
    text = files("nam_tinh_hinh.demo").joinpath("observations.csv").read_text("utf-8")
    return [Opinion(**row) for row in csv.DictReader(text.splitlines())]


def build(units: dict[str, Unit]) -> None:
    """Take in every opinion on its day, the oldest first, and let the focal points deal with them since."""
    today, told = clock.today(), sorted(opinions(), key=lambda one: (-int(one.days_ago), one.demo_recorder))
    for (ago, who), lines in groupby(told, key=attrgetter("days_ago", "demo_recorder")):
        Taking(units, who, today - timedelta(days=int(ago))).take(list(lines))


@dataclass(frozen=True)
class Taking:
    """One evening on which somebody took in what was said that day."""

    units: dict[str, Unit]
    who: str
    day: date

    def take(self, told: Sequence[Opinion]) -> None:
        """Import the opinions of the day; then do with each what the file says."""
        with clock.stopped_at(at(self.day, EVENING)):
            actor = person(self.units, self.who)
            rows = [one.row(number, self.day) for number, one in enumerate(told, start=1)]
            lines = intake_queries.judged(actor, rows, intake_queries.ground(actor))
            assert not any(line.faults for line in lines), [line.faults for line in lines]
            done = intake_services.take_in(actor=actor, lines=lines)
        for one, made in zip(told, done.observation_ids, strict=True):
            for action in one.demo_then.split():
                self._go_on(action, db.session.get_one(Observation, made))

    def _go_on(self, action: str, item: Observation) -> None:
        with clock.stopped_at(_after(self.day, WAITED[action])):
            desk = person(self.units, DESKS.get(self.who, self.who))
            if action in ("confirm", "return"):
                services.act(actor=desk, observation=item, action=action, reason=_reason(action))
            elif action == "pass_up":
                above = self.units["dang_uy"].id
                services.pass_up(actor=desk, observation=item, to_unit_id=above, reason=PASS_REASON)
            elif action == "gather":
                _gather(person(self.units, "tonghop"), item)
            elif action == "alert":
                alerts.send(actor=desk, observation=item, to_unit_ids=[self.units["dang_uy"].id])
            else:
                follow(self.units, desk, db.session.get_one(Petition, item.id), action)


def _gather(office: Reach, item: Observation) -> None:
    """Let the office take what was passed up to it and join it to what it wrote down about the same."""
    services.act(actor=office, observation=item, action="take")
    main = db.session.scalars(db.select(Observation).filter_by(content=MATTER)).one()
    services.join(actor=office, observation=item, to=main)


def _reason(action: str) -> str:
    return RETURN_REASON if action == "return" else ""


def _after(day: date, days: int) -> datetime:
    return at(day + timedelta(days=days), MORNING if days else time(16, 45))


def stages() -> Iterator[str]:
    """Yield the stage in which each opinion stands in the end."""
    ends = {"return": "returned", "pass_up": "passed_up", "gather": "joined"}
    for one in opinions():
        waits = one.demo_recorder in DESKS and not one.demo_then
        yield "waiting" if waits else ends.get(one.demo_then.split(" ")[-1], "confirmed")
