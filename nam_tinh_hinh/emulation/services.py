"""Writes of emulation: one verb each; they flush and never commit."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from nam_tinh_hinh.emulation import queries, rules
from nam_tinh_hinh.emulation.enums import Mark, Stage
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar, ReviewMark
from nam_tinh_hinh.emulation.workflow import RELEASES, SUBJECT, WORKFLOW
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on, record_change
from nam_tinh_hinh.people.actor import Actor

FACTS = (
    "name", "kind", "field_id", "address", "starts_on", "ends_on", "content", "owner_kind", "owner", "lead",
    "is_priority",
)  # fmt: skip
EDITED = "Hồ sơ đã thay đổi từ khi bạn mở trang."
EDITABLE = frozenset({Stage.DRAFT, Stage.RETURNED})


def open_campaign(
    *, actor: history.Doer, year: int, opens_on: date | None = None, closes_on: date | None = None
) -> Campaign:
    """Open the campaign of ``year``; when it is open already, return it."""
    if found := queries.campaign(year):
        return found
    campaign = Campaign(year=year, opens_on=opens_on, closes_on=closes_on)
    db.session.add(campaign)
    db.session.flush()
    history.record(actor=actor, action="open_campaign", subject="campaign", subject_id=campaign.id)
    return campaign


def draft(
    *, actor: Actor, campaign: Campaign | None, facts: Mapping[str, Any], key: str | None = None, remark: str = ""
) -> Exemplar:
    """Begin a registration of the actor's unit with whatever facts are known.

    The same ``key`` again returns what it made the first time, with the facts as they are now (Back, typed on, saved
    again). Raises ``ActionRefused`` when the campaign takes none, or when what it made can no longer be edited.
    """
    if earlier := history.replayed(key, actor, SUBJECT, action="draft"):
        made = db.session.get_one(Exemplar, earlier.subject_id)
        edit(actor=actor, exemplar=made, facts=facts, key=key)
        return made
    today = clock.today()
    if why := rules.why_closed(campaign, today.year, today):
        raise ActionRefused(Refusal.MOVED_ON, why)
    moment = clock.now()
    exemplar = Exemplar(campaign=campaign, unit_id=actor.unit_id, created_at=moment, edited_at=moment, remark=remark)
    _fill(exemplar, facts)
    db.session.add(exemplar)
    db.session.flush()
    history.record(
        actor=actor, action="draft", subject=SUBJECT, subject_id=exemplar.id, to_stage=Stage.DRAFT,
        key=history.unused(key),
    )  # fmt: skip
    return exemplar


def edit(
    *, actor: Actor, exemplar: Exemplar, facts: Mapping[str, Any], version: int | None = None, key: str | None = None
) -> None:
    """Change the facts of a draft or of a registration to be supplemented.

    ``version`` is the one the person saw. Raises ``ActionRefused``: not theirs, sent meanwhile, or changed meanwhile.
    """
    replay = history.replayed(key, actor, SUBJECT, subject_id=exemplar.id)
    if replay and all(getattr(exemplar, name) == facts[name] for name in FACTS):
        return
    if not rules.edits(actor, exemplar):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Chỉ cán bộ, lãnh đạo của đơn vị đăng ký được sửa hồ sơ này.")
    if exemplar.stage not in EDITABLE or version not in (None, exemplar.version):
        raise moved_on(EDITED, SUBJECT, exemplar.id)
    _fill(exemplar, facts)
    exemplar.edited_at = clock.now()
    stage = exemplar.stage.value
    record_change(
        EDITED, actor=actor, action="edit", subject=SUBJECT, subject_id=exemplar.id, from_stage=stage, to_stage=stage,
        key=key,
    )  # fmt: skip


def _fill(exemplar: Exemplar, facts: Mapping[str, Any]) -> None:
    for name in FACTS:
        setattr(exemplar, name, facts[name])
    exemplar.folded_name = fold(exemplar.name)
    said = (exemplar.name, exemplar.address, exemplar.content, exemplar.owner, exemplar.lead)
    exemplar.folded_text = fold(" ".join(said))


def act(
    *,
    actor: Actor,
    exemplar: Exemplar,
    action: str,
    reason: str = "",
    version: int | None = None,
    key: str | None = None,
) -> history.Event:
    """Carry out one action of the workflow; raises ``ActionRefused`` with the reason in words."""
    return WORKFLOW.apply(WORKFLOW.actions[action], actor, exemplar, reason=reason, version=version, key=key)


def send(*, actor: Actor, exemplar: Exemplar) -> history.Event:
    """Send a registration for the first time, or again after it was supplemented."""
    return act(actor=actor, exemplar=exemplar, action="resubmit" if exemplar.stage is Stage.RETURNED else "submit")


def mark(*, actor: Actor, exemplar: Exemplar, kind: Mark | None) -> None:
    """Note for this member "Để sau" or "Không xét (liên quan)"; None takes the note away.

    Raises ``ActionRefused``: not his to judge, or judged by another meanwhile.
    """
    if not rules.decides(actor, exemplar):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Chỉ thành viên Ban Chỉ đạo được sắp xếp hàng đợi của mình.")
    if exemplar.stage is not Stage.SUBMITTED:
        raise moved_on("Hồ sơ này không còn chờ xét.", SUBJECT, exemplar.id)
    row = queries.mark_of(actor, exemplar.id)
    if kind is None:
        _unmark(actor, row)
        return
    if row is None:
        row = ReviewMark(exemplar_id=exemplar.id, user_id=actor.user_id)
        db.session.add(row)
    row.mark, row.at = kind, clock.now()
    if kind is Mark.ABSTAIN:
        history.record(actor=actor, action="abstain", subject=SUBJECT, subject_id=exemplar.id)


def _unmark(actor: Actor, row: ReviewMark | None) -> None:
    if row is None:
        return
    if row.mark is Mark.ABSTAIN:
        history.record(actor=actor, action="come_back", subject=SUBJECT, subject_id=row.exemplar_id)
    db.session.delete(row)


def release(*, actor: Actor, seen: Sequence[tuple[int, int]], key: str | None = None) -> int:
    """Make all pending decisions known at once; return how many.

    ``seen`` holds (id, version) of the decisions the person read. Raises ``ActionRefused`` when they are no longer
    exactly those, so that nothing is made known that nobody has read.
    """
    if earlier := history.replayed(key, actor, "release"):
        return int((earlier.details or {})["count"])
    decisions = queries.pending(actor)
    if sorted(seen) != sorted((item.id, item.version) for item in decisions):
        raise ActionRefused(Refusal.MOVED_ON, "Danh sách dự kiến vừa thay đổi. Hãy đọc lại rồi công bố.")
    for item in decisions:
        act(actor=actor, exemplar=item, action=RELEASES[item.stage])
    number = {"count": len(decisions)}
    history.record(actor=actor, action="release", subject="release", details=number, key=history.unused(key))
    return len(decisions)
