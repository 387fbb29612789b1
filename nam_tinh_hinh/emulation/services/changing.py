"""Change requests: a unit asks, the committee or its standing office answers (requirement R114)."""

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from sqlalchemy.exc import IntegrityError

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.calendar import interim_reviews
from nam_tinh_hinh.emulation.changes import STAGES, TOO_LATE
from nam_tinh_hinh.emulation.enums import ChangeKind, ExemplarKind, OwnerKind, RequestStage
from nam_tinh_hinh.emulation.queries import changing as queries
from nam_tinh_hinh.emulation.services.registrations import FACTS, act, fill
from nam_tinh_hinh.emulation.tables import ChangeRequest, Exemplar, InterimReview
from nam_tinh_hinh.emulation.workflow import SUBJECT
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on, record_change
from nam_tinh_hinh.people.actor import Actor

DAYS, KINDS = ("starts_on", "ends_on"), {"kind": ExemplarKind, "owner_kind": OwnerKind}
ENDS = {ChangeKind.WITHDRAW: "withdraw", ChangeKind.STOP: "stop"}
ANSWERED = "Đề nghị này đã được trả lời hoặc rút lại."
ONE_AT_A_TIME = "Mô hình này đang có một đề nghị chờ trả lời. Rút lại đề nghị đó rồi gửi đề nghị mới."
STALE = "Nội dung đăng ký đã thay đổi từ khi đơn vị gửi đề nghị. Trả lời không đồng ý để đơn vị gửi lại đề nghị mới."


def ask(
    *,
    actor: Actor,
    exemplar: Exemplar,
    kind: ChangeKind,
    reason: str,
    facts: Mapping[str, Any] | None = None,
    key: str | None = None,
) -> ChangeRequest:
    """Ask the committee for a change; ``facts`` are those of the whole form, for a request to correct them.

    Only what differs is kept. Raises ``ActionRefused``: not theirs, not in this stage, one is open already, no reason,
    nothing differs, or one of the five facts would be missing.
    """
    if earlier := history.replayed(key, actor, SUBJECT, action="ask_change", subject_id=exemplar.id):
        return db.session.get_one(ChangeRequest, (earlier.details or {})["request"])
    if not rules.edits(actor, exemplar):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Chỉ cán bộ, lãnh đạo của đơn vị đăng ký được gửi đề nghị.")
    if exemplar.stage not in STAGES[kind]:
        raise _too_late(exemplar, kind)
    if queries.open_about(exemplar.id):
        raise ActionRefused(Refusal.MOVED_ON, ONE_AT_A_TIME)
    if not reason:
        raise ActionRefused(Refusal.NO_REASON, "Ghi lý do đề nghị.")
    before, after = _differing(exemplar, facts) if kind is ChangeKind.FACTS else (None, None)
    row = ChangeRequest(
        exemplar=exemplar, kind=kind, reason=reason, before=before, after=after, asked_by_id=actor.user_id,
        asked_by_name=actor.name, asked_at=clock.now(),
    )  # fmt: skip
    _add(row)
    _record(actor, row, "ask_change", f"{kind.label}: {reason}", key)
    return row


def _add(row: ChangeRequest) -> None:
    """Add the request; of two sent at the same moment the database takes one."""
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as error:
        raise ActionRefused(Refusal.MOVED_ON, ONE_AT_A_TIME) from error


def _differing(exemplar: Exemplar, facts: Mapping[str, Any] | None) -> tuple[dict[str, Any], dict[str, Any]]:
    wanted = facts or {}
    names = [name for name in FACTS if name in wanted and wanted[name] != getattr(exemplar, name)]
    if not names:
        raise ActionRefused(Refusal.INCOMPLETE, "Chưa sửa mục nào so với nội dung đang ghi.")
    present = {name: getattr(exemplar, name) for name in FACTS}
    if missing := rules.missing_facts(SimpleNamespace(**present | dict(wanted))):
        raise ActionRefused(Refusal.INCOMPLETE, "Chưa gửi được đề nghị: " + "; ".join(missing) + ".")
    before, after = ({name: source[name] for name in names} for source in (present, wanted))
    return _stored(before), _stored(after)


def take_back(*, actor: Actor, request: ChangeRequest, version: int | None = None, key: str | None = None) -> None:
    """Take a request back while nobody has answered it; raises ``ActionRefused`` when not theirs or answered."""
    if _replayed(actor, request, "take_back_change", key):
        return
    if not rules.edits(actor, request.exemplar):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Chỉ đơn vị đã gửi đề nghị được rút lại.")
    _still_open(request, version)
    request.stage = RequestStage.TAKEN_BACK
    _record(actor, request, "take_back_change", "", key)


def accept(
    *, actor: Actor, request: ChangeRequest, answer: str = "", version: int | None = None, key: str | None = None
) -> None:
    """Agree to a request and do what it asks: rewrite the facts, withdraw or stop the exemplar.

    Raises ``ActionRefused``: his own unit's, answered meanwhile, or the exemplar has moved on so that it cannot be
    done. A difficulty is answered in words, so ``answer`` is compulsory there.
    """
    if _replayed(actor, request, "accept_change", key):
        return
    _may_answer(actor, request, version)
    if request.kind is ChangeKind.DIFFICULTY and not answer:
        raise ActionRefused(Refusal.NO_REASON, "Ghi ý kiến trả lời đơn vị.")
    if request.exemplar.stage not in STAGES[request.kind]:
        raise _too_late(request.exemplar, request.kind)
    _answer(actor, request, RequestStage.ACCEPTED, answer)
    _record(actor, request, "accept_change", answer, key)
    if request.kind is ChangeKind.FACTS:
        _rewrite(request)
    elif request.kind in ENDS:
        act(actor=actor, exemplar=request.exemplar, action=ENDS[request.kind], reason=request.reason)


def refuse(
    *, actor: Actor, request: ChangeRequest, answer: str, version: int | None = None, key: str | None = None
) -> None:
    """Answer a request with no, and why; raises ``ActionRefused``: his own unit's, answered meanwhile, no reason."""
    if _replayed(actor, request, "refuse_change", key):
        return
    _may_answer(actor, request, version)
    if not answer:
        raise ActionRefused(Refusal.NO_REASON, "Ghi lý do không đồng ý; đơn vị sẽ đọc.")
    _answer(actor, request, RequestStage.REFUSED, answer)
    _record(actor, request, "refuse_change", answer, key)


def _may_answer(actor: Actor, request: ChangeRequest, version: int | None) -> None:
    if not rules.settles(actor, request.exemplar):
        own = " của đơn vị mình" if rules.is_involved(actor, request.exemplar) else " này"
        raise ActionRefused(Refusal.NOT_ALLOWED, f"Bạn không trả lời đề nghị{own}; thành viên khác sẽ trả lời.")
    _still_open(request, version)


def _still_open(request: ChangeRequest, version: int | None) -> None:
    if request.stage is not RequestStage.ASKED or version not in (None, request.version):
        raise moved_on(ANSWERED, SUBJECT, request.exemplar_id)


def _answer(actor: Actor, request: ChangeRequest, stage: RequestStage, answer: str) -> None:
    request.stage, request.answer, request.decided_at = stage, answer, clock.now()
    request.decided_by_id, request.decided_by_name = actor.user_id, actor.name


def _replayed(actor: Actor, request: ChangeRequest, action: str, key: str | None) -> bool:
    return history.replayed(key, actor, SUBJECT, action=action, subject_id=request.exemplar_id) is not None


def _record(actor: Actor, request: ChangeRequest, action: str, reason: str, key: str | None) -> None:
    """Write the change and its line; which facts changed is named there, what they say stays with the request."""
    stage, about = request.exemplar.stage.value, {"request": request.id, "facts": sorted(request.after or {})}
    record_change(
        ANSWERED, actor=actor, action=action, subject=SUBJECT, subject_id=request.exemplar_id, from_stage=stage,
        to_stage=stage, reason=reason, details=about, key=key,
    )  # fmt: skip


def _too_late(exemplar: Exemplar, kind: ChangeKind) -> ActionRefused:
    where = exemplar.stage.open_stage.label
    return moved_on(f"Mô hình đang ở giai đoạn “{where}” {TOO_LATE[kind]}.", SUBJECT, exemplar.id)


def _rewrite(request: ChangeRequest) -> None:
    exemplar, present = request.exemplar, {name: getattr(request.exemplar, name) for name in FACTS}
    stored = _stored(present)
    if any(stored[name] != said for name, said in (request.before or {}).items()):
        raise moved_on(STALE, SUBJECT, exemplar.id)
    fill(exemplar, present | _meant(request.after or {}))
    exemplar.edited_at = clock.now()
    db.session.flush()
    if request.after and any(name in request.after for name in DAYS):
        _redate(exemplar)


def _stored(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts as JSON keeps them: days as text."""
    return {name: f"{value:%Y-%m-%d}" if isinstance(value, date) else value for name, value in facts.items()}


def _meant(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return stored facts as the row takes them."""
    days = {name: date.fromisoformat(said) for name, said in stored.items() if name in DAYS}
    kinds = {name: KINDS[name](said) for name, said in stored.items() if name in KINDS}
    return dict(stored) | days | kinds


def _redate(exemplar: Exemplar) -> None:
    """Set the days of interim reviews anew (deadline D6); one that was sent, or has words in it, is never lost."""
    assigned_on = queries.notice_day(exemplar)
    if assigned_on is None or exemplar.starts_on is None or exemplar.ends_on is None:
        return
    rows = {row.months: row for row in queries.interim_reviews_of(exemplar)}
    due = {one.months: one for one in interim_reviews(exemplar.starts_on, exemplar.ends_on, assigned_on)}
    for months, row in rows.items():
        if row.sent_at is not None:
            continue
        if months in due:
            row.opens_on, row.due_on = due[months].opens_on, due[months].due_on
        elif not _begun(row):
            db.session.delete(row)
    for months in due.keys() - rows.keys():
        db.session.add(InterimReview(exemplar_id=exemplar.id, **due[months]._asdict()))
    db.session.flush()


def _begun(row: InterimReview) -> bool:
    return row.percent is not None or any((row.progress, row.results, row.difficulties, row.proposals))
