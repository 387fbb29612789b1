"""The chain remembers its last hash while a transaction lasts, and never longer."""

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from tests.people.statements import counted


def written(action):
    return history.record(actor=history.Machine(), action=action, subject="trial")


def trial():
    db.session.rollback()
    return db.session.scalars(db.select(history.Event.action).filter_by(subject="trial")).all()


def test_what_a_savepoint_took_back_is_no_link(fresh):
    with fresh.app_context():
        written("first")
        savepoint = db.session.begin_nested()
        written("taken back")
        savepoint.rollback()
        written("second")
        with db.session.begin_nested():
            written("inside")
        written("third")
        db.session.commit()
        written("fourth")
        db.session.rollback()
        written("fifth")
        db.session.commit()
        assert list(history.broken_links()) == []
        assert trial() == ["first", "second", "inside", "third", "fifth"]


def test_the_last_hash_is_asked_for_once_a_transaction(fresh):
    with fresh.app_context():
        with counted(fresh) as asked:
            for _turn in range(5):
                written("often")
        assert len(asked) == 1
        db.session.rollback()
