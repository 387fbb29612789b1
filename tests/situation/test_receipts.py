"""What a receipt is now, the five numbers, how long there is left: tables of times and words."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from nam_tinh_hinh.situation import audience, receipts
from nam_tinh_hinh.situation.audience import Audience
from nam_tinh_hinh.situation.enums.guiding import Ask, ReceiptStanding
from nam_tinh_hinh.situation.receipts import Tally

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)  # 12:00 in Vietnam
BEFORE, AFTER = NOON - timedelta(hours=2), NOON + timedelta(hours=2)


@dataclass(frozen=True)
class Times:
    opened_at: datetime | None = None
    received_at: datetime | None = None
    done_at: datetime | None = None


UNOPENED, OPENED = Times(), Times(BEFORE)
RECEIVED, DONE = Times(BEFORE, BEFORE), Times(BEFORE, BEFORE, BEFORE)


@pytest.mark.parametrize(
    ("ask", "due_at", "receipt", "stands"),
    [
        (Ask.REPORT, AFTER, UNOPENED, ReceiptStanding.UNOPENED),
        (Ask.REPORT, AFTER, OPENED, ReceiptStanding.OPENED),
        (Ask.REPORT, AFTER, RECEIVED, ReceiptStanding.RECEIVED),
        (Ask.REPORT, AFTER, DONE, ReceiptStanding.DONE),
        (Ask.REPORT, NOON, RECEIVED, ReceiptStanding.RECEIVED),  # the deadline's own moment still counts
        (Ask.REPORT, BEFORE, UNOPENED, ReceiptStanding.OVERDUE),
        (Ask.CARRY_OUT, BEFORE, RECEIVED, ReceiptStanding.OVERDUE),
        (Ask.OPINION, BEFORE, DONE, ReceiptStanding.DONE),
        (Ask.INFORM, BEFORE, OPENED, ReceiptStanding.OVERDUE),
        (Ask.INFORM, BEFORE, RECEIVED, ReceiptStanding.RECEIVED),  # nothing more is asked
        (Ask.INFORM, None, UNOPENED, ReceiptStanding.UNOPENED),
    ],
)
def test_what_a_receipt_is_now(ask, due_at, receipt, stands):
    assert receipts.standing(ask, due_at, receipt, NOON) is stands


def test_the_five_numbers():
    rows = [UNOPENED, OPENED, RECEIVED, DONE]
    assert receipts.tally(Ask.REPORT, AFTER, rows, NOON) == Tally(4, 3, 2, 1, 0, 3)
    assert receipts.tally(Ask.REPORT, BEFORE, rows, NOON) == Tally(4, 3, 2, 1, 3, 3)
    assert receipts.tally(Ask.INFORM, BEFORE, rows, NOON) == Tally(4, 3, 2, 1, 2, 2)
    assert receipts.tally(Ask.INFORM, None, [], NOON) == Tally()


@pytest.mark.parametrize(
    ("ask", "due_at", "late"),
    [(Ask.REPORT, BEFORE - timedelta(hours=1), True), (Ask.REPORT, BEFORE, False), (Ask.REPORT, None, False)],
)
def test_done_after_the_deadline_is_late(ask, due_at, late):
    assert receipts.is_late(ask, due_at, DONE) is late
    assert receipts.is_late(ask, due_at, RECEIVED) is False


@pytest.mark.parametrize(
    ("at", "may"),
    [
        (NOON - timedelta(hours=12), True),  # 00:00 of the same day in Vietnam
        (NOON - timedelta(hours=12, seconds=1), False),
        (None, False),
    ],
)
def test_what_was_pressed_may_be_taken_back_on_its_day(at, may):
    assert receipts.may_take_back(at, NOON) is may


@pytest.mark.parametrize(
    ("due_at", "words"),
    [
        (None, ""),
        (NOON + timedelta(days=2, hours=5), "còn 2 ngày"),
        (NOON + timedelta(hours=3, minutes=59), "còn 3 giờ"),
        (NOON + timedelta(seconds=20), "còn 1 phút"),
        (NOON - timedelta(minutes=5), "quá hạn 5 phút"),
        (NOON - timedelta(days=1), "quá hạn 1 ngày"),
    ],
)
def test_how_long_there_is(due_at, words):
    assert receipts.time_left(due_at, NOON) == words


def test_a_choice_comes_back_as_it_was_kept():
    chosen = Audience((3, 5), (2,), all_direct=True, area_ids=(7,), network_id=None)
    assert audience.read(chosen.stored()) == chosen
    assert Audience().stored() == ""


@pytest.mark.parametrize("stored", ["", "Hội CCB; Hội LHPN", "[1]", '{"unit": 1}', "5"])
def test_what_is_no_choice_of_ours_chooses_nobody(stored):
    assert audience.read(stored).is_empty


def test_many_names_are_cut_with_how_many_are_left():
    assert audience.several(list("abc"), "đơn vị") == "a; b; c"
    assert audience.several([str(n) for n in range(11)], "đơn vị") == "0; 1; 2; 3; 4; 5; 6; 7 và 3 đơn vị khác"
