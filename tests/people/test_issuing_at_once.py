"""Two officers issue at the same moment: never the same number, never a gap; a paper that fails leaves none either."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier

import pytest
from flask_login import login_user

from nam_tinh_hinh.kernel import history, pdf
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.people.queries import issuing as queries
from nam_tinh_hinh.people.services import issuing as services
from nam_tinh_hinh.people.tables import IssuedPaper, Unit
from nam_tinh_hinh.people.views.issuing import issue
from tests.people.issuing import CONTENT, DAY, given

ROUNDS = 100
PAGE = "<html><body><p>{}</p></body></html>"


def numbers() -> list[int]:
    db.session.rollback()
    return list(db.session.scalars(db.select(IssuedPaper.number).order_by(IssuedPaper.number)))


def sent_by(world, who, work):
    """Do ``work`` as a POST of ``who`` that ends well: in a request and a transaction of its own."""
    with world.app.test_request_context(method="POST"):
        login_user(who)
        try:
            found = work()
            db.session.commit()
        finally:
            db.session.remove()
        return found


def issue_one(who, unit_id, html=PAGE, key=None):
    def settle(number, content):
        said = {"actor": who, "unit": db.session.get_one(Unit, unit_id), "number": number, "content": content}
        return services.freeze(**BASE | said | {"key": key})

    return issue(
        html_of=lambda n: html.format(f"Số {n}"),
        settle=settle,
        unit_id=unit_id,
        kind=PaperKind.NOTICE,
        day=DAY,
        key=key,
    ).number


BASE: dict = {}


@pytest.fixture
def people(world):
    BASE.update(given(world))
    unit_id = BASE["unit"].id
    officers = [world.actor("thuongtruc"), world.actor("lanhdao")]
    db.session.remove()
    return officers, unit_id


def together(*jobs):
    ready = Barrier(len(jobs))

    def run(job):
        ready.wait()
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_two_who_draw_and_issue_at_once_get_numbers_in_a_row(world, people):
    officers, unit_id = people

    def four(who):
        return [sent_by(world, who, lambda: issue_one(who, unit_id)) for _ in range(4)]

    found = together(*[lambda who=who: four(who) for who in officers])
    assert sorted(found[0] + found[1]) == list(range(1, 9))
    assert numbers() == list(range(1, 9))
    texts = db.session.execute(db.select(IssuedPaper.number, IssuedPaper.content)).all()
    assert all(content.startswith(b"%PDF-") for _number, content in texts)
    assert list(history.broken_links()) == []


def test_over_many_rounds_no_number_is_doubled_or_skipped(world, people):
    officers, unit_id = people

    def many(who):
        taken = []
        for _ in range(ROUNDS):
            taken.append(sent_by(world, who, lambda: quick(who)))
        return taken

    def quick(who):
        for _ in count():
            number = queries.next_number(unit_id, PaperKind.NOTICE, DAY)
            db.session.rollback()
            try:
                said = {"actor": who, "unit": db.session.get_one(Unit, unit_id), "number": number, "content": CONTENT}
                return services.freeze(**BASE | said).number
            except services.NumberTaken:
                db.session.rollback()
        raise AssertionError

    found = together(*[lambda who=who: many(who) for who in officers])
    assert sorted(found[0] + found[1]) == list(range(1, 2 * ROUNDS + 1))
    assert numbers() == list(range(1, 2 * ROUNDS + 1))


def test_a_paper_that_cannot_be_drawn_uses_up_no_number(world, people):
    (officer, _), unit_id = people
    assert sent_by(world, officer, lambda: issue_one(officer, unit_id)) == 1
    with pytest.raises(pdf.PdfRefused):
        sent_by(world, officer, lambda: issue_one(officer, unit_id, html=PAGE + "漢"))
    assert sent_by(world, officer, lambda: issue_one(officer, unit_id)) == 2
    assert numbers() == [1, 2]


def test_what_is_settled_and_then_refused_uses_up_no_number(world, people):
    (officer, _), unit_id = people

    def refused():
        issue_one(officer, unit_id)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        sent_by(world, officer, refused)
    assert sent_by(world, officer, lambda: issue_one(officer, unit_id)) == 1


def test_a_double_click_issues_once(world, people):
    (officer, _), unit_id = people
    jobs = [lambda: sent_by(world, officer, lambda: issue_one(officer, unit_id, key="a" * 32))] * 2
    assert together(*jobs) == [1, 1]
    assert numbers() == [1]
