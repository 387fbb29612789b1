"""Teams: set up, changed until their decision is issued, given an order of visiting, cancelled and called back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import update
from sqlalchemy.orm.attributes import flag_modified

from nam_tinh_hinh.emulation import rules, visits
from nam_tinh_hinh.emulation.enums import Purpose, TeamDuty
from nam_tinh_hinh.emulation.queries import inspecting as queries
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar, Inspection, InspectionTeam, TeamMember
from nam_tinh_hinh.kernel import clock, history, uploads
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on, record_change
from nam_tinh_hinh.people.actor import Actor

TEAM, VISIT = "inspection_team", "inspection"
CHANGED = "Đoàn kiểm tra đã thay đổi từ khi bạn mở trang. Hãy đọc lại rồi làm tiếp."
REORDERED = "Danh sách mô hình của đoàn vừa thay đổi. Hãy đọc lại rồi sắp thứ tự."
DECIDED = "Đã ban hành quyết định thành lập đoàn nên chỉ sửa được ngày, thứ tự và ghi chú."
CANCELLED = "Đoàn kiểm tra này đã hủy. Muốn làm tiếp, bấm “Lấy lại đoàn”."
NOT_YOURS = "Chỉ Cơ quan thường trực và Trưởng Ban Chỉ đạo lập và sửa đoàn kiểm tra."


@dataclass(frozen=True)
class Person:
    """One of a team as he is entered; ``user_id`` None: someone without an account here."""

    name: str
    post: str = ""
    duty: TeamDuty = TeamDuty.MEMBER
    user_id: int | None = None


@dataclass(frozen=True)
class TeamFacts:
    """What is entered about a team."""

    purpose: Purpose
    name: str
    people: Sequence[Person]
    planned_on: date | None = None
    note: str = ""


def set_up(*, actor: Actor, campaign: Campaign, facts: TeamFacts, key: str | None = None) -> InspectionTeam:
    """Set up a team (seed 003, V steps 2, 4, 5); the same ``key`` again returns what it made the first time.

    Raises ``ActionRefused``: not theirs to do, or not exactly one head.
    """
    if earlier := history.replayed(key, actor, TEAM, action="set_up_team"):
        return db.session.get_one(InspectionTeam, earlier.subject_id)
    _check(actor, facts)
    team = InspectionTeam(campaign=campaign, created_at=clock.now())
    _fill(team, facts)
    db.session.add(team)
    db.session.flush()
    history.record(
        actor=actor, action="set_up_team", subject=TEAM, subject_id=team.id, key=history.unused(key),
        details={"after": _said(team)},
    )  # fmt: skip
    return team


def _check(actor: Actor, facts: TeamFacts | None = None, team: InspectionTeam | None = None) -> None:
    if not rules.issues(actor):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)
    if team is not None and team.cancelled_at:
        raise ActionRefused(Refusal.MOVED_ON, CANCELLED)
    if facts and sum(one.duty is TeamDuty.HEAD for one in facts.people) != 1:
        raise ActionRefused(Refusal.INCOMPLETE, "Mỗi đoàn có một Trưởng đoàn.")


def _fill(team: InspectionTeam, facts: TeamFacts) -> None:
    team.purpose, team.name = facts.purpose, facts.name
    team.planned_on, team.note = facts.planned_on, facts.note
    people = sorted(facts.people, key=lambda one: visits.RANK[one.duty])
    team.members = [
        TeamMember(user_id=one.user_id, name=one.name, post=one.post, duty=one.duty, position=place)
        for place, one in enumerate(people, start=1)
    ]


def _said(team: InspectionTeam) -> dict[str, object]:
    return {
        "name": team.name, "purpose": team.purpose.label, "planned_on": day_text(team.planned_on),
        "members": [f"{one.name} ({one.duty.label})" for one in team.members],
    }  # fmt: skip


def change(
    *, actor: Actor, team: InspectionTeam, facts: TeamFacts, version: int | None = None, key: str | None = None
) -> None:
    """Change a team; once its decision is issued only the day and the note.

    A purpose that fits no longer what the team visits is refused. Raises ``ActionRefused``.
    """
    if history.replayed(key, actor, TEAM, action="change_team", subject_id=team.id):
        return
    _check(actor, None if team.paper_id else facts, team)
    if version not in (None, team.version):
        raise moved_on(CHANGED, TEAM, team.id)
    before = _said(team)
    if team.paper_id:
        team.planned_on, team.note = facts.planned_on, facts.note
    else:
        _refuse_other_purpose(team, facts.purpose)
        _fill(team, facts)
    flag_modified(team, "name")  # its people are rows of their own: the version has to grow with them
    record_change(
        CHANGED, actor=actor, action="change_team", subject=TEAM, subject_id=team.id, key=key,
        details={"before": before, "after": _said(team)},
    )  # fmt: skip


def _refuse_other_purpose(team: InspectionTeam, purpose: Purpose) -> None:
    if purpose is not team.purpose and team.inspections:
        words = "Đoàn đã có mô hình trong danh sách. Bỏ hết mô hình rồi mới đổi mục đích, hoặc lập đoàn khác."
        raise ActionRefused(Refusal.INCOMPLETE, words)


def add_visits(
    *, actor: Actor, team: InspectionTeam, exemplars: Sequence[Exemplar], again: bool = False, key: str | None = None
) -> int:
    """Put exemplars at the end of a team's way; return how many were new there.

    Raises ``ActionRefused``: the decision is out, one does not fit the purpose, or another team goes there with the
    same purpose and that was not meant (``again``).
    """
    if earlier := history.replayed(key, actor, TEAM, action="add_visits", subject_id=team.id):
        return len((earlier.details or {}).get("after", {}).get("exemplars", []))
    _check_way(actor, team)
    there = {one.exemplar_id for one in team.inspections}
    new = [one for one in exemplars if one.id not in there]
    if any(one.stage not in visits.FITTING[team.purpose] for one in new):
        raise ActionRefused(Refusal.MOVED_ON, "Có mô hình không còn hợp với mục đích kiểm tra. Hãy chọn lại.")
    if not again and (twice := queries.elsewhere(team, [one.id for one in new])):
        raise ActionRefused(Refusal.INCOMPLETE, _twice(new, twice))
    last = max((one.position for one in team.inspections), default=0)
    team.inspections += [Inspection(exemplar=one, position=last + n) for n, one in enumerate(new, start=1)]
    if new:
        _note_way(actor, team, "add_visits", {"after": {"exemplars": [one.name for one in new]}}, key)
    return len(new)


def _twice(new: Sequence[Exemplar], twice: dict[int, list[str]]) -> str:
    named = "; ".join(f"“{one.name}” ({', '.join(twice[one.id])})" for one in new if one.id in twice)
    return f"Đã có đoàn khác kiểm tra cùng mục đích: {named}. Bỏ chọn, hoặc đánh dấu “Vẫn chọn”."


def _check_way(actor: Actor, team: InspectionTeam) -> None:
    _check(actor, None, team)
    if team.paper_id:
        raise ActionRefused(Refusal.MOVED_ON, DECIDED)


def _note_way(actor: Actor, team: InspectionTeam, action: str, details: dict[str, object], key: str | None) -> None:
    flag_modified(team, "name")
    record_change(CHANGED, actor=actor, action=action, subject=TEAM, subject_id=team.id, key=key, details=details)


def drop_visit(*, actor: Actor, team: InspectionTeam, visit: Inspection, key: str | None = None) -> None:
    """Take an exemplar off a team's way; refused once something was written or photographed there."""
    _check_way(actor, team)
    if visit.recorded_at or visit.findings or uploads.attached(VISIT, [visit.id])[visit.id]:
        raise ActionRefused(Refusal.MOVED_ON, f"“{visit.exemplar.name}” đã ghi kết quả kiểm tra nên không bỏ ra được.")
    name = visit.exemplar.name
    team.inspections.remove(visit)
    _note_way(actor, team, "drop_visit", {"before": {"exemplars": [name]}}, key)


def put_in_order(
    *, actor: Actor, team: InspectionTeam, order: Sequence[int], seen: Sequence[int], key: str | None = None
) -> None:
    """Give a team's visits (their ids) a new order. ``seen`` is the order on the page; another one by now is refused.

    Past the rows' versions: who writes down a visit meanwhile is not disturbed by its new place.
    """
    _check(actor, None, team)
    now = [one.id for one in queries.visits_of(team)]
    if list(order) == now:
        return
    if list(seen) != now or sorted(order) != sorted(now):
        raise ActionRefused(Refusal.MOVED_ON, REORDERED)
    for place, visit_id in enumerate(order, start=1):
        db.session.execute(update(Inspection).where(Inspection.id == visit_id).values(position=place))
    db.session.expire(team, ["inspections"])
    details = {"before": {"visit_order": now}, "after": {"visit_order": list(order)}}
    history.record(
        actor=actor, action="order_visits", subject=TEAM, subject_id=team.id, key=history.unused(key), details=details
    )


def cancel(*, actor: Actor, team: InspectionTeam, version: int | None = None, key: str | None = None) -> None:
    """Cancel a team that has recorded nothing; it can be called back."""
    if team.cancelled_at and history.replayed(key, actor, TEAM, action="cancel_team", subject_id=team.id):
        return
    _check(actor, None, team)
    if version not in (None, team.version):
        raise moved_on(CHANGED, TEAM, team.id)
    if any(one.recorded_at for one in team.inspections):
        raise ActionRefused(Refusal.MOVED_ON, "Đoàn đã ghi kết quả kiểm tra nên không hủy được.")
    team.cancelled_at = clock.now()
    record_change(CHANGED, actor=actor, action="cancel_team", subject=TEAM, subject_id=team.id, key=key)


def call_back(*, actor: Actor, team: InspectionTeam, key: str | None = None) -> None:
    """Undo a cancelling."""
    _check(actor)
    if team.cancelled_at:
        team.cancelled_at = None
        record_change(CHANGED, actor=actor, action="call_back_team", subject=TEAM, subject_id=team.id, key=key)


def seen_as(team: InspectionTeam) -> str:
    """Return what a page carries of the team it shows: its version, and its visits in their order."""
    return f"{team.version}:{','.join(str(one.id) for one in queries.visits_of(team))}"


def refuse_undecidable(actor: Actor, team: InspectionTeam, seen: str | None = None) -> None:
    """Raise ``ActionRefused`` when the team's decision cannot be issued, or is no longer what was ``seen``."""
    _check(actor, None, team)
    if team.paper_id:
        raise ActionRefused(Refusal.MOVED_ON, f"Đã ban hành Quyết định số {team.number_text}.")
    if seen is not None and seen != seen_as(team):
        raise ActionRefused(Refusal.MOVED_ON, CHANGED)
    if not team.inspections:
        raise ActionRefused(Refusal.INCOMPLETE, "Đoàn chưa có mô hình nào để kiểm tra. Chọn mô hình trước.")


def decide(
    *, actor: Actor, team: InspectionTeam, seen: str, paper_id: int, number_text: str, key: str | None = None
) -> None:
    """Set the team up by its decision (requirement R122); then only day, order and note can change."""
    refuse_undecidable(actor, team, seen)
    team.paper_id, team.number_text = paper_id, number_text
    record_change(
        CHANGED, actor=actor, action="decide_team", subject=TEAM, subject_id=team.id, key=key,
        details={"after": {"number": number_text}},
    )  # fmt: skip
