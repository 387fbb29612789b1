"""The matrix of one guidance: every receipt with what it is now, under the names of the day it was sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.text import sort_key
from nam_tinh_hinh.people.queries import names_on, posts_on
from nam_tinh_hinh.people.tables import UnitName
from nam_tinh_hinh.situation import receipts
from nam_tinh_hinh.situation.enums.guiding import ReceiptStanding
from nam_tinh_hinh.situation.queries import guiding
from nam_tinh_hinh.situation.receipts import Tally
from nam_tinh_hinh.situation.tables import Guidance, GuidanceReply, Receipt

# Those who have done nothing come first.
ORDER = (
    ReceiptStanding.OVERDUE, ReceiptStanding.UNOPENED, ReceiptStanding.OPENED, ReceiptStanding.RECEIVED,
    ReceiptStanding.DONE,
)  # fmt: skip


@dataclass(frozen=True)
class MatrixLine:
    """One row: who received, what it is now, what was written about it."""

    receipt: Receipt
    name: str
    detail: str
    standing: ReceiptStanding
    late: bool
    pending: bool
    replies: tuple[GuidanceReply, ...] = ()

    @property
    def report(self) -> str:
        """What was reported; words taken back stay with their writer until he sends them again."""
        return self.receipt.done_words if self.receipt.done_at else ""

    @property
    def says_something(self) -> bool:
        return bool(self.replies or self.report)

    @property
    def last_at(self) -> float:
        """When something was last said here, as a number to sort by; 0 for never."""
        said = [reply.written_at for reply in self.replies] + [self.receipt.done_at or self.receipt.sent_at]
        return max(said).timestamp()


def lines_of(
    guidance: Guidance, rows: Sequence[Receipt], replies: dict[int, list[GuidanceReply]] | None = None
) -> list[MatrixLine]:
    """Return ``rows`` as lines of the matrix, those who have done least first: two statements."""
    day = clock.local(guidance.sent_at or clock.now()).date()
    names = names_on(day, [row.unit_id for row in rows if row.unit_id])
    posts = posts_on([row.user_id for row in rows if row.user_id], day)
    now, ask, due = clock.now(), guidance.ask, guidance.due_at
    found = [
        MatrixLine(
            row, _name(row, names), posts.get(row.user_id or 0, ""), receipts.standing(ask, due, row, now),
            receipts.is_late(ask, due, row), receipts.completed_at(ask, row) is None,
            tuple((replies or {}).get(row.id, ())),
        )
        for row in rows
    ]  # fmt: skip
    return sorted(
        found, key=lambda line: (ORDER.index(line.standing), line.receipt.unit_id is None, sort_key(line.name))
    )


def _name(row: Receipt, names: Mapping[int, UnitName]) -> str:
    if row.unit:
        return names[row.unit.id].name if row.unit.id in names else row.unit.name
    return row.user.name if row.user else ""


def matrix(guidance: Guidance) -> tuple[list[MatrixLine], Tally]:
    """Return the whole matrix of one guidance with its threads, and its five numbers: five statements."""
    rows = guiding.receipts_of(guidance.id)
    counted = receipts.tally(guidance.ask, guidance.due_at, rows, clock.now())
    return lines_of(guidance, rows, guiding.replies_of(guidance.id)), counted


def narrowed(lines: Sequence[MatrixLine], standing: ReceiptStanding | None) -> list[MatrixLine]:
    """Return the lines that are ``standing`` now; all for None."""
    return [line for line in lines if standing in (None, line.standing)]
