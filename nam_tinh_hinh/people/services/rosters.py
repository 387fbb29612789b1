"""Writes about lists of officers: sent, returned, approved (accounts, positions, postings), slips handed out."""

from collections.abc import Iterable, Mapping, Sequence

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import LineChange, RosterStage
from nam_tinh_hinh.people.queries import rosters as queries
from nam_tinh_hinh.people.rostering.checking import Checked, check
from nam_tinh_hinh.people.rostering.comparing import Difference, compare, digest
from nam_tinh_hinh.people.rostering.lines import Line, RawLine, content, fingerprint
from nam_tinh_hinh.people.services import officers
from nam_tinh_hinh.people.services.accounts import OneTimeCode, reset_password
from nam_tinh_hinh.people.tables import Roster, RosterLine, User
from nam_tinh_hinh.people.workflow import ROSTER, ROSTERS

Seen = tuple[int, int] | None
"""Id and version of the open list a leader saw while he wrote; None when there was none."""


class RosterFaulty(Exception):
    """A list with bad rows; ``checked`` says which and why."""

    def __init__(self, checked: Checked) -> None:
        super().__init__("; ".join(fault.whole for fault in checked.faults))
        self.checked = checked


def judge(unit_id: int, rows: Sequence[RawLine]) -> tuple[Checked, list[Difference]]:
    """Judge a unit's rows and, when all are good, compare them with today; nothing is written."""
    ground = queries.ground(unit_id, rows)
    checked = check(rows, ground)
    return checked, compare(checked.lines, ground.people, ground.gazetteer) if checked.is_good else []


def seen_now(unit_id: int) -> Seen:
    """Return what a leader who begins to write now sees of the unit's open list."""
    roster = queries.open_roster(unit_id)
    return (roster.id, roster.version) if roster else None


def send(*, actor: Actor, rows: Sequence[RawLine], seen: Seen, key: str | None = None) -> Roster:
    """Send the list of the actor's unit for approval; one that waits or was returned is replaced.

    Raises ``RosterFaulty`` for a bad row, ``ActionRefused`` when the same list was sent before or a colleague of the
    unit sent one since ``seen``. The same ``key`` again returns what it made the first time.
    """
    if earlier := history.replayed(key, actor, ROSTER):
        return db.session.get_one(Roster, earlier.subject_id)
    unit_id = actor.unit_id or 0
    checked, differences = judge(unit_id, rows)
    if not checked.is_good:
        raise RosterFaulty(checked)
    waiting = queries.open_roster(unit_id)
    _refuse_overtaken(waiting, seen)
    mark = _refuse_same(unit_id, checked.lines, differences)
    if waiting is None:
        return _first(actor, mark, differences, key)
    waiting.fingerprint = mark
    _write_lines(waiting, differences)
    ROSTERS.apply(ROSTERS.actions["send_again"], actor, waiting, key=key)
    return waiting


def _first(actor: Actor, mark: str, differences: Sequence[Difference], key: str | None) -> Roster:
    roster = Roster(unit_id=actor.unit_id, stage=RosterStage.SUBMITTED, fingerprint=mark, submitted_at=clock.now())
    roster.submitted_by_id = actor.user_id
    db.session.add(roster)
    _write_lines(roster, differences)
    stage = RosterStage.SUBMITTED.value
    history.record(actor=actor, action="send", subject=ROSTER, subject_id=roster.id, to_stage=stage, key=key)
    return roster


def _refuse_overtaken(waiting: Roster | None, seen: Seen) -> None:
    now = (waiting.id, waiting.version) if waiting else None
    if waiting and now != seen:
        message = "Trong lúc bạn soạn, danh sách của đơn vị đã thay đổi. Đọc lại bản đó; bảng bạn soạn vẫn còn đây."
        raise ActionRefused(Refusal.MOVED_ON, message, history.last(ROSTER, waiting.id))


def _refuse_same(unit_id: int, lines: Sequence[Line], differences: Iterable[Difference]) -> str:
    """Return the list's fingerprint, or refuse one that was sent before or would change nothing."""
    approved = queries.last_approved(unit_id)
    mark = fingerprint(lines, approved.id if approved else None)
    twin = queries.with_fingerprint(unit_id, mark)
    if twin and twin.stage is RosterStage.SUBMITTED:
        raise _same(f"Danh sách này đã gửi lúc {moment_text(twin.submitted_at)} và đang chờ duyệt; không cần gửi lại.")
    unchanged = all(difference.change is LineChange.SAME for difference in differences)
    if approved and unchanged and content(lines) == content(_lines_of(approved, lines)):
        raise _same(
            f"Danh sách này giống hệt danh sách đã gửi lúc {moment_text(approved.submitted_at)}, "
            f"được duyệt lúc {moment_text(approved.approved_at)}: không có gì thay đổi nên không gửi lại."
        )
    return mark


def _same(sentence: str) -> ActionRefused:
    return ActionRefused(Refusal.MOVED_ON, sentence)


def _lines_of(roster: Roster, like: Iterable[Line]) -> list[Line]:
    """Return the people of a stored list as good lines; areas that keep their name have the ids of ``like``."""
    ids = {line.areas: line.area_ids for line in like}
    kept = [line for line in roster.lines if line.change is not LineChange.LEAVING]
    return [Line(r.row, r.name, r.post, r.phone, r.email, ids.get(r.areas, (0,)), r.areas) for r in kept]


def _write_lines(roster: Roster, differences: Iterable[Difference]) -> None:
    roster.lines.clear()
    db.session.flush()
    roster.lines.extend(_stored(row, difference) for row, difference in enumerate(differences, start=1))
    db.session.flush()


def _stored(row: int, difference: Difference) -> RosterLine:
    said = difference.line or difference.person
    assert said is not None
    return RosterLine(
        row=row, change=difference.change, name=said.name, post=said.post, phone=said.phone, email=said.email,
        areas=difference.line.areas if difference.line else "",
        username=said.username, user_id=difference.person.user_id if difference.person else None,
    )  # fmt: skip


def send_back(
    *, actor: Actor, roster: Roster, reason: str, version: int | None = None, key: str | None = None
) -> history.Event:
    """Return a waiting list to its unit with the reason. Raises ``ActionRefused``."""
    return ROSTERS.apply(ROSTERS.actions["return"], actor, roster, reason=reason, version=version, key=key)


def approve(
    *, actor: Actor, roster: Roster, seen: str, version: int | None = None, key: str | None = None
) -> history.Event:
    """Approve a waiting list: accounts, positions and postings follow it from today; return the event.

    ``seen`` is the mark (``comparing.digest``) of the differences that were read. Raises ``ActionRefused``: decided
    meanwhile, an area of the list has ended, or the postings are no longer as they were read.
    """
    if earlier := history.replayed(key, actor, ROSTER):
        return earlier
    action = ROSTERS.actions["approve"]
    ROSTERS.check(action, actor, roster, "", version)
    checked, differences = judge(roster.unit_id, queries.typed_lines(roster))
    if not checked.is_good:
        said = " ".join(fault.whole for fault in checked.faults)
        raise ActionRefused(Refusal.INCOMPLETE, f"Danh sách không còn đúng, hãy trả lại đơn vị: {said}")
    if digest(differences) != seen:
        raise ActionRefused(Refusal.MOVED_ON, "Phân công của đơn vị vừa thay đổi. Đọc lại các thay đổi rồi duyệt.")
    # The stage first: of two administrators at once, the second stops here and has made no account.
    event = ROSTERS.apply(action, actor, roster, version=version, key=key)
    _write_lines(roster, differences)
    officers.follow(actor=actor, unit=roster.unit, lines=list(zip(roster.lines, differences, strict=True)))
    return event


def hand_out(*, actor: Actor, roster: Roster, codes: Mapping[int, OneTimeCode], key: str | None = None) -> None:
    """Make ``codes`` (by user id, already on paper) the first codes of those who have not signed in yet.

    Earlier codes of theirs are void from now on; the history says who printed for whom, never a code. Raises
    ``ActionRefused`` when someone has signed in meanwhile, or the same form was sent before.
    """
    if earlier := history.replayed(key, actor, ROSTER):
        message = f"Phiếu của lần bấm này đã in lúc {moment_text(earlier.at)}. Cần in lại thì bấm “In phiếu” lần nữa."
        raise ActionRefused(Refusal.MOVED_ON, message)
    people = [person for person in queries.newcomers(roster) if person.user_id in codes]
    if len(people) != len(codes):
        raise ActionRefused(Refusal.MOVED_ON, "Có người vừa đăng nhập lần đầu nên chưa in. Bấm “In phiếu” lần nữa.")
    for person in people:
        reset_password(actor=actor, user=db.session.get_one(User, person.user_id), code=codes[person.user_id])
    names = {"accounts": [person.username for person in people]}
    history.record(actor=actor, action="print_slips", subject=ROSTER, subject_id=roster.id, key=key,
                   details={"before": None, "after": names})  # fmt: skip
