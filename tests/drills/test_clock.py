"""The clock: who began in time is in time; a clock that jumps ends what it would lengthen and erases nothing."""

import socket
import sqlite3
import time
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode, urlsplit

import pytest

from nam_tinh_hinh.cli import scheduler
from nam_tinh_hinh.cli.bench.person import Forms, Person
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.arrival import FIRST_BYTE, on_the_way
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import services
from nam_tinh_hinh.people.queries import user_by_name
from tests.browser import PASSWORD, Browser
from tests.drills import moved
from tests.people.issuing import issued

pytestmark = pytest.mark.sqlite

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TASK = "Kiểm tra ngày giờ của máy chủ"


def note(action):
    event = history.record(actor=history.Machine(), action=action, subject="trial")
    db.session.commit()
    return event


# --- the line is slow, the deadline is near ---
def due(folder, moment):
    with sqlite3.connect(folder / "nam-tinh-hinh.db") as line:
        line.execute("UPDATE obligation SET due_at = ?, grace_until = ?", (f"{moment:%Y-%m-%d %H:%M:%S.%f}",) * 2)


def sendings(folder):
    with sqlite3.connect(folder / "nam-tinh-hinh.db") as line:
        return line.execute("SELECT punctuality, sent_at FROM sending ORDER BY id").fetchall()


def begin(person, path, fields):
    """Begin to send a form and stop in the middle; return what sends the rest and gives the answer's first line."""
    body = urlencode(fields).encode()
    cookies = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
    parts = urlsplit(person.address)
    head = f"POST {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nCookie: {cookies}\r\nContent-Length: {len(body)}\r\n"
    # What the browser says of the time is nothing to go by.
    head += "Content-Type: application/x-www-form-urlencoded\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n\r\n"
    line = socket.create_connection((parts.hostname, parts.port), timeout=60)
    line.sendall(head.encode() + body[:10])

    def rest():
        line.sendall(body[10:])
        with line, line.makefile("rb") as answer:
            return answer.readline()

    return rest


@pytest.mark.drill
def test_begun_before_the_deadline_and_there_after_it_is_in_time(served, reporting):
    reports = {who: reporting.written(key).id for who, key in (("lanhdao", "ccb"), ("lanhdao2", "phu_nu"))}
    address, folder = served()
    ready = {}
    for who, report_id in reports.items():
        person = Person(address)
        assert person.sign_in(who, PASSWORD)
        path = f"/bao-cao/{report_id}/buoc/ky-gui"
        ready[who] = person, path, Forms(person.get(f"/bao-cao/{report_id}/kiem-tra").text).forms[path]
    limit = datetime.now(UTC) + timedelta(seconds=8)
    due(folder, limit)
    early = begin(*ready["lanhdao"])
    while datetime.now(UTC) <= limit + timedelta(seconds=1):
        time.sleep(0.2)
    late = begin(*ready["lanhdao2"])
    assert [early().split()[1], late().split()[1]] == [b"303", b"303"]
    (first, at), (second, later) = sendings(folder)
    assert (first, second) == ("in_time", "late")
    assert at <= f"{limit:%Y-%m-%d %H:%M:%S.%f}" < later


def test_a_request_is_stamped_at_its_first_byte_and_not_longer_ago_than_honest_ones_take(fresh):
    assert on_the_way({}) == timedelta()
    assert on_the_way({"HTTP_NAM_TINH_HINH_FIRST_BYTE": "0", FIRST_BYTE: "0"}) == timedelta()
    assert on_the_way({FIRST_BYTE: time.monotonic() - 3600}) == clock.SLACK
    assert timedelta(seconds=7) <= on_the_way({FIRST_BYTE: time.monotonic() - 7}) < timedelta(seconds=60)
    before = clock.machine()
    with clock.arrived(timedelta(seconds=9)):
        first = clock.now()
        time.sleep(0.01)
        assert clock.now() == first < before
    assert clock.now() >= before


# --- the chain ---
def test_a_clock_put_back_a_little_repeats_the_moment_of_the_row_before(fresh):
    with fresh.app_context():
        now = clock.now() + HOUR
        with clock.stopped_at(now):
            first = note("first")
        with clock.stopped_at(now - timedelta(seconds=3)):
            second = note("second")
        assert (first.at, second.at, second.previous) == (now, now, first.hash)
        assert list(history.broken_links()) == []


def test_a_clock_put_back_far_is_believed_said_and_never_reorders(fresh):
    with fresh.app_context():
        now = clock.now()
        assert history.newest_ahead() is None
        with clock.stopped_at(now + 40 * DAY):
            first = note("first")
            assert history.newest_ahead() is None
        second = note("second")
        assert (first.at, second.at - now < HOUR) == (now + 40 * DAY, True)
        assert [row.action for row in db.session.scalars(db.select(history.Event).order_by(history.Event.id))][-2:] == [
            "first", "second",
        ]  # fmt: skip
        assert list(history.broken_links()) == []
        assert history.newest_ahead() == now + 40 * DAY
        with clock.stopped_at(now + 41 * DAY):
            assert history.newest_ahead() is None


def test_the_administrator_is_told_and_nobody_else(world, sign_in):
    admin, clerk = sign_in("quantri"), sign_in("canbo")
    assert TASK not in admin.get("/").text
    with clock.stopped_at(clock.now() + 2 * DAY):
        note("while the clock was fast")
    assert TASK in admin.get("/").text
    assert TASK not in clerk.get("/").text


# --- who is in ---
@pytest.mark.parametrize(
    ("jump", "still_in"),
    [(timedelta(minutes=20), True), (2 * HOUR, False), (DAY, False), (-timedelta(minutes=20), True),
     (-2 * HOUR, False), (-30 * DAY, False)],
)  # fmt: skip
def test_a_jump_ends_sign_ins_and_never_lengthens_them(fresh, jump, still_in):
    browser = Browser(fresh)
    browser.sign_in("canbo")
    browser.signed_in = None  # this once nobody signs in again
    with clock.stopped_at(clock.now() + jump):
        assert (browser.get("/").status_code == 200) is still_in


def test_a_one_time_code_made_while_the_clock_was_fast_opens_nothing_for_longer(world, fresh):
    def made(moment):
        with clock.stopped_at(moment):
            code = services.reset_password(actor=history.Machine(), user=user_by_name("canbo"))
            db.session.commit()
        return Browser(fresh).sign_in("canbo", code).status_code

    now = clock.now()
    assert [made(now - HOUR), made(now + timedelta(minutes=2)), made(now + 30 * DAY)] == [303, 303, 422]


# --- the server's own work ---
def test_nothing_is_erased_until_the_clock_went_evenly_for_a_day(fresh, monkeypatch):
    done, seconds = [], [0.0]
    jobs = [
        scheduler.Job("opens", lambda: done.append("opens")),
        scheduler.Job("erases", lambda: done.append("erases"), daily=True, erases=True),
    ]
    start = clock.now()

    def tick(day, jumped=timedelta()):
        """A minute of the running server, so many days on; the clock is off by ``jumped``."""
        done.clear()
        seconds[0] = day * DAY.total_seconds()
        with clock.stopped_at(start + day * DAY + jumped):
            scheduler.once(fresh, jobs, pace)
        return list(done)

    monkeypatch.setattr(scheduler.time, "monotonic", lambda: seconds[0])
    pace = scheduler.Pace(start, 0.0)
    assert (tick(0), tick(1)) == (["opens", "erases"], ["opens", "erases"])
    assert (tick(2, 400 * DAY), tick(2.5, 400 * DAY)) == (["opens"], ["opens"])
    assert tick(2.6) == ["opens"]  # put right: that is a jump as well
    assert tick(3.7) == ["opens", "erases"]


# --- the year turns ---
def test_numbers_begin_anew_by_the_day_on_the_paper_whatever_the_clock_says(world):
    last, first = date(2026, 12, 31), date(2027, 1, 1)

    def number(day):
        return issued(world, day=day).number

    assert [number(last), number(last), number(first)] == [1, 2, 1]
    with clock.stopped_at(datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)):
        assert (clock.today(), number(clock.today())) == (last, 3)
    with clock.stopped_at(datetime(2026, 12, 31, 17, 0, 0, tzinfo=UTC)):
        assert (clock.today(), number(clock.today())) == (first, 2)
    with clock.stopped_at(datetime(2026, 12, 31, 16, 0, 0, tzinfo=UTC)):  # put back over midnight
        assert (clock.today(), number(clock.today())) == (last, 4)


@pytest.mark.drill
def test_a_running_server_whose_clock_is_moved_goes_on(served):
    _address, folder = served()
    with moved.running(folder) as address:
        clerk = Person(address)
        assert clerk.sign_in("canbo", PASSWORD)
        for jump in (40 * DAY, -40 * DAY, timedelta()):
            moved.move(folder, jump)
            assert clerk.get("/").code == 303  # asked to sign in again, each time
            assert clerk.sign_in("canbo", PASSWORD)
            assert clerk.get("/").code == 200
        admin = Person(address)
        assert admin.sign_in("quantri", PASSWORD)
        assert TASK in admin.get("/").text
