"""Where two regimes in force ask the same of the same units by different deadlines. Pure: rows in, sentences out.

The plans themselves disagree: 14 giờ 00 and 13 giờ 30 on Thursdays within one, the 15th and the 20th between two
(contradictions A1 and A2). The program takes no side; it says which clause says what.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time
from itertools import combinations

from nam_tinh_hinh.reporting.calendar import Rule, rule_words
from nam_tinh_hinh.reporting.enums import DueRule, RegimeKind

_NUMBERED = frozenset({DueRule.WEEKDAY, DueRule.DAY_OF_MONTH, DueRule.WORKING_DAY})
_LONGEST_MONTH = 31


@dataclass(frozen=True)
class InForce:
    """A regime as it is compared; without ``valid_from`` it is not applied yet, without ``valid_to`` it goes on."""

    id: int
    plan: str
    label: str
    clause: str
    kind: RegimeKind
    rule: Rule | None
    owner_ids: frozenset[int]
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class Disagreement:
    """Two regimes with different deadlines, who owes by both, and the sentences that say so."""

    first: InForce
    second: InForce
    owner_ids: frozenset[int]
    words: str


def disagreements(
    rows: Iterable[InForce], *, if_applied: Collection[int] = (), today: date | None = None
) -> list[Disagreement]:
    """Return the pairs of the same cadence, valid at the same time, with common owners and another due day or hour.

    ``if_applied`` are the ids of regimes to be taken as applied although they are not: "what if". With ``today``,
    what ended before it is left out.
    """
    applied = [row for row in rows if row.rule and (row.valid_from or row.id in if_applied)]
    lasting = [row for row in applied if not (today and row.valid_to and row.valid_to < today)]
    return [found for one, other in combinations(lasting, 2) if (found := _between(one, other))]


def _between(one: InForce, other: InForce) -> Disagreement | None:
    if one.rule is None or other.rule is None or one.rule.cadence is not other.rule.cadence:
        return None
    owner_ids = one.owner_ids & other.owner_ids
    if not owner_ids or not _overlap(one, other) or _deadline(one.rule) == _deadline(other.rule):
        return None
    return Disagreement(one, other, owner_ids, _words(one, other, one.rule, other.rule, len(owner_ids)))


def _overlap(one: InForce, other: InForce) -> bool:
    begins = max(one.valid_from or date.min, other.valid_from or date.min)
    return begins <= min(one.valid_to or date.max, other.valid_to or date.max)


def _deadline(rule: Rule) -> tuple[DueRule, int, int, time]:
    """Return what two rules must share to fall due together; the 31st is the last day of any month."""
    due = rule.due
    if due is DueRule.DAY_OF_MONTH and rule.number == _LONGEST_MONTH:
        due = DueRule.LAST_DAY
    return due, rule.number if due in _NUMBERED else 0, rule.months_after, rule.time


def _words(one: InForce, other: InForce, rule: Rule, its: Rule, owners: int) -> str:
    """Return "Báo cáo nhanh tuần: mục II.5.1 ghi …, mục III.2 ghi … (Kế hoạch …). 8 đơn vị phải nộp theo cả hai."."""
    told = [(row, _short(its_rule)) for row, its_rule in ((one, rule), (other, its))]
    if one.plan == other.plan:
        sides = [f"{_clause(row)} ghi {deadline}" for row, deadline in told]
    else:
        sides = [f"{_clause(row)}{_bracketed(row.plan)} ghi {deadline}" for row, deadline in told]
    between = "; " if any("," in side for side in sides) else ", "
    ending = _bracketed(one.plan) if one.plan == other.plan else ""
    return f"{_title(one, other, rule)}: {between.join(sides)}{ending}. {owners} đơn vị phải nộp theo cả hai."


def _title(one: InForce, other: InForce, rule: Rule) -> str:
    if one.label and one.label == other.label:
        return one.label
    kind = one.kind.label if one.kind is other.kind else "Báo cáo"
    return f"{kind} {rule.cadence.label.lower()}"


def _clause(row: InForce) -> str:
    if not row.clause:
        return f"“{row.label}”"
    return row.clause if row.clause[0].islower() else f"mục {row.clause}"


def _short(rule: Rule) -> str:
    return rule_words(rule).replace(" hằng tuần", "")


def _bracketed(plan: str) -> str:
    return f" ({plan})" if plan else ""
