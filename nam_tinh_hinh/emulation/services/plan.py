"""How a year is set up: plan, rounds, deadlines, settings and quotas. Every change says what it replaced."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import DeadlineKind, RoundKind
from nam_tinh_hinh.emulation.queries import campaigns as queries
from nam_tinh_hinh.emulation.tables import Campaign, CampaignDeadline, Quota, RegistrationRound
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.refusals import EntryRefused, changes

SUBJECT = "campaign"
CHANGED = "Phần này vừa có người khác sửa. Chữ bạn gõ còn ở dưới; đọc lại rồi lưu lần nữa."
NOT_YOURS = "Chỉ cơ quan thường trực và Trưởng Ban Chỉ đạo được sửa phong trào năm."
SENT_ALREADY = "Đã có đơn vị gửi danh sách trong đợt bổ sung nên không bỏ được đợt này. Ghi lại ngày mở, ngày cuối."


@dataclass(frozen=True)
class Plan:
    """What the plan of a year says; a supplementary round without days is not opened."""

    plan_number: str
    plan_day: date | None
    first_opens: date | None
    first_closes: date | None
    supplement_opens: date | None
    supplement_closes: date | None
    half_year_report: date
    year_report: date
    recognition: date
    counts_supplements: bool
    uses_criteria: bool


PLAN_FIELDS = tuple(one.name for one in fields(Plan))
ROUNDS = {RoundKind.FIRST: "first", RoundKind.SUPPLEMENT: "supplement"}


def plan_of(campaign: Campaign) -> Plan:
    """Return the plan as it stands."""
    said: dict[str, Any] = {name: getattr(campaign, name, None) for name in PLAN_FIELDS}
    for one in campaign.rounds:
        said |= {f"{ROUNDS[one.kind]}_opens": one.opens_on, f"{ROUNDS[one.kind]}_closes": one.closes_on}
    said |= {one.kind.value: one.due_on for one in queries.deadlines(campaign)}
    return Plan(**said)


def mark_of(value: object) -> str:
    """Return what a page carries to show which state of things its reader saw."""
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


def must_issue(actor: Actor) -> None:
    """Raise ``ActionRefused`` unless the actor sets years up (seed 003, VI.1)."""
    if not rules.issues(actor):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)


def edit_plan(*, actor: Actor, campaign: Campaign, plan: Plan, seen: str, key: str | None = None) -> bool:
    """Set the plan of a year and tell whether anything changed.

    ``seen`` is the ``mark_of`` the plan the person read. Raises ``ActionRefused`` (not allowed, changed meanwhile) and
    ``EntryRefused`` for a supplementary round that is to go although something was sent in it.
    """
    if history.replayed(key, actor, SUBJECT, action="edit_plan", subject_id=campaign.id):
        return True
    must_issue(actor)
    before = plan_of(campaign)
    if plan == before:
        return False
    if seen != mark_of(before):
        raise moved_on(CHANGED, SUBJECT, campaign.id)
    for name in ("plan_number", "plan_day", "counts_supplements", "uses_criteria"):
        setattr(campaign, name, getattr(plan, name))
    _set_rounds(campaign, plan)
    _set_deadlines(campaign, plan)
    db.session.flush()
    _record(actor, campaign, "edit_plan", key, changes(_said(before), _said(plan)))
    return True


def _record(actor: Actor, campaign: Campaign, action: str, key: str | None, details: Mapping[str, Any]) -> None:
    history.record(
        actor=actor, action=action, subject=SUBJECT, subject_id=campaign.id, details=dict(details),
        key=history.unused(key),
    )  # fmt: skip


def _said(plan: Plan) -> dict[str, Any]:
    return {name: day_text(value) if isinstance(value, date) else value for name, value in asdict(plan).items()}


def _set_rounds(campaign: Campaign, plan: Plan) -> None:
    there = {one.kind: one for one in campaign.rounds}
    wanted = {kind: (getattr(plan, f"{name}_opens"), getattr(plan, f"{name}_closes")) for kind, name in ROUNDS.items()}
    for kind, (opens_on, closes_on) in wanted.items():
        one = there.get(kind)
        if kind is RoundKind.SUPPLEMENT and not (opens_on or closes_on):
            _remove(campaign, one)
        elif one is None:
            campaign.rounds.append(RegistrationRound(kind=kind, opens_on=opens_on, closes_on=closes_on))
        else:
            one.opens_on, one.closes_on = opens_on, closes_on


def _remove(campaign: Campaign, one: RegistrationRound | None) -> None:
    if one is None:
        return
    if queries.has_sent_in(one):
        raise EntryRefused(SENT_ALREADY, field="supplement_opens")
    campaign.rounds.remove(one)


def _set_deadlines(campaign: Campaign, plan: Plan) -> None:
    there = {one.kind: one for one in queries.deadlines(campaign)}
    for kind in DeadlineKind:
        due_on = getattr(plan, kind.value)
        if kind in there:
            there[kind].due_on = due_on
        else:
            db.session.add(CampaignDeadline(campaign_id=campaign.id, kind=kind, due_on=due_on))


def edit_quotas(
    *, actor: Actor, campaign: Campaign, quotas: Mapping[int, int], labels: Mapping[int, str], seen: str,
    key: str | None = None,
) -> Sequence[str]:  # fmt: skip
    """Set how many a unit of each kind registers at least, and return the kinds that changed, in words.

    ``quotas`` is {kind: number}, ``labels`` {kind: its word}; ``seen`` the ``mark_of`` the quotas the person read.
    Raises ``ActionRefused``: not allowed, or changed meanwhile.
    """
    if earlier := history.replayed(key, actor, SUBJECT, action="edit_quotas", subject_id=campaign.id):
        return list((earlier.details or {})["after"])
    must_issue(actor)
    before = queries.quotas(campaign)
    changed = [kind for kind in quotas if before.get(kind, 0) != quotas[kind]]
    if not changed:
        return []
    if seen != mark_of(before):
        raise moved_on(CHANGED, SUBJECT, campaign.id)
    rows = {row.unit_kind_id: row for row in queries.quota_rows(campaign)}
    for kind in changed:
        if kind in rows:
            rows[kind].at_least = quotas[kind]
        else:
            db.session.add(Quota(campaign_id=campaign.id, unit_kind_id=kind, at_least=quotas[kind]))
    was = {labels[kind]: before.get(kind, 0) for kind in changed}
    _record(actor, campaign, "edit_quotas", key, changes(was, {labels[kind]: quotas[kind] for kind in changed}))
    return list(was)
