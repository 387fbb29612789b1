"""What presses on the server at one time: officers who send, papers being drawn, connections held for nothing."""

import socket
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from nam_tinh_hinh.cli.bench.office import PRINTER, Office, Officer
from nam_tinh_hinh.cli.bench.person import Answer, Person

PAPER = "/dan-van-kheo/danh-sach.pdf"
WORDS = "Tuyên truyền 03 buổi tại khu dân cư, 120 lượt người dự.\r\nVận động 12 hộ chỉnh trang ngõ phố."
BYTE_EVERY = 3.0
"""Seconds between two bytes of a connection that is held for nothing."""


@dataclass
class Said:
    """What all the officers were told."""

    pages: list[Answer] = field(default_factory=list)
    acknowledged: list[int] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, person: Person, report_id: int | None, failure: str = "") -> None:
        """Keep what one officer was told: with ``report_id`` his sending was acknowledged."""
        with self.lock:
            self.pages += person.asked
            if report_id is not None:
                self.acknowledged.append(report_id)
            if failure:
                self.failures[failure] += 1


def send_report(address: str, password: str, one: Officer, said: Said) -> None:
    """Do what an officer does at a quarter to two: sign in, write, look it over, sign, send, read the receipt."""
    person, done, failure = Person(address), None, ""
    try:
        if not person.sign_in(one.username, password):
            failure = "sign-in"
        elif _written(person, one) and _sent(person, one):
            done = one.report_id
        else:
            failure = f"answer {person.asked[-1].code}"
    except (OSError, LookupError) as error:
        failure = f"{type(error).__name__}: {error}"
    said.note(person, done, failure)


def _written(person: Person, one: Officer) -> bool:
    report = f"/bao-cao/{one.report_id}"
    for path in ("/", "/bao-cao/", report):
        person.get(path)
    section = f"{report}/muc/{one.section_id}"
    person.get(section)
    return person.send(f"{section}/luu", {"text": WORDS}).code == 303


def _sent(person: Person, one: Officer) -> bool:
    person.get(f"/bao-cao/{one.report_id}/kiem-tra")
    answer = person.send(f"/bao-cao/{one.report_id}/buoc/ky-gui")
    if answer.code != 303:
        return False
    person.get(urlsplit(answer.location).path)
    return True


def all_send(address: str, office: Office, seconds: float) -> Said:
    """Let all officers send, begun evenly over ``seconds``; return when the last one has an answer."""
    said, begun = Said(), time.monotonic()
    gap = seconds / max(len(office.officers), 1)
    threads = []
    for place, one in enumerate(office.officers):
        time.sleep(max(0.0, begun + place * gap - time.monotonic()))
        threads.append(threading.Thread(target=send_report, args=(address, office.password, one, said)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return said


class Printing:
    """So many people who ask for one paper after the other until stopped."""

    def __init__(self, address: str, password: str, people: int) -> None:
        self.drawn: Counter[int] = Counter()
        self._end = threading.Event()
        self._threads = [threading.Thread(target=self._print, args=(address, password)) for _ in range(people)]

    def __enter__(self) -> "Printing":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_given: object) -> None:
        self._end.set()
        for thread in self._threads:
            thread.join()

    def _print(self, address: str, password: str) -> None:
        person = Person(address)
        with suppress(OSError):
            person.sign_in(PRINTER, password)
        while not self._end.is_set():
            try:
                self.drawn[person.get(PAPER).code] += 1
            except OSError:
                self.drawn[0] += 1


class SlowLines:
    """Connections that say one byte now and then, and never a whole request (slowloris)."""

    def __init__(self, address: str, number: int) -> None:
        parts = urlsplit(address)
        self._to = parts.hostname or "", parts.port or 80
        self.number, self.held, self.let_go = number, 0, 0
        self._lines: list[socket.socket] = []
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._hold)

    def __enter__(self) -> "SlowLines":
        self._fill_up()
        self._thread.start()
        return self

    def __exit__(self, *_given: object) -> None:
        self._end.set()
        self._thread.join()
        for line in self._lines:
            line.close()

    def _fill_up(self) -> None:
        while len(self._lines) < self.number:
            try:
                line = socket.create_connection(self._to, timeout=5)
                line.sendall(b"POST /dang-nhap HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
            except OSError:
                break
            self._lines.append(line)
        self.held = max(self.held, len(self._lines))

    def _hold(self) -> None:
        while not self._end.wait(BYTE_EVERY):
            alive = [line for line in self._lines if _still_open(line)]
            self.let_go += len(self._lines) - len(alive)
            self._lines = alive
            self._fill_up()


def _still_open(line: socket.socket) -> bool:
    try:
        line.sendall(b"a")
    except OSError:
        line.close()
        return False
    return True
