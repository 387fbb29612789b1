"""The demonstration can be made on any day of the year, and tells the truth about itself."""

from datetime import UTC, datetime

import pytest

from nam_tinh_hinh import create_app
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.demo import build, exemplars, observing
from nam_tinh_hinh.demo.exemplars import samples
from nam_tinh_hinh.emulation import queries
from nam_tinh_hinh.emulation.enums import ASSIGNED, Stage
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel import clock, history, schema
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting.enums import Fate, Punctuality
from nam_tinh_hinh.reporting.enums import Stage as Turn
from nam_tinh_hinh.reporting.tables import Obligation, PassageUse, Report, Sending
from nam_tinh_hinh.situation.enums import Ask, CaseStage, Outcome, PetitionStage, StepKind
from nam_tinh_hinh.situation.tables import (
    CaseEntry,
    CaseFile,
    Guidance,
    GuidanceReply,
    NetworkMember,
    Observation,
    Petition,
    PetitionStep,
    Receipt,
    ReplyContact,
)


@pytest.mark.parametrize("day", [datetime(2027, 1, 1, 3, tzinfo=UTC), datetime(2027, 12, 31, 3, tzinfo=UTC)])
def test_the_demonstration_can_be_made_on_any_day(tmp_path, day):
    app = create_app(Settings(folder=tmp_path, demo=True, secret_key="t" * 48))
    with app.app_context(), clock.stopped_at(day):
        schema.migrate(tmp_path)
        build.build("con đường hoa giấy")
        stages = sorted(Stage(stage) for stage in db.session.scalars(db.select(Exemplar.stage)))
        assert stages == sorted(Stage(sample.demo_stage) for sample in samples())
        found = db.session.scalars(db.select(Observation.stage))
        assert sorted(found) == sorted(observing.stages())
        assert {one.text for one in observing.opinions()} == set(db.session.scalars(db.select(Observation.content)))
        assert set(db.session.scalars(db.select(Petition.stage))) == set(PetitionStage)
        assert list(history.broken_links()) == []
        everything_of_the_room_is_there()
        reports_are_at_every_turn()
        db.engine.dispose()


def reports_are_at_every_turn():
    every = db.session.scalars
    assert set(every(db.select(Report.stage))) == set(Turn)
    assert {Punctuality.IN_TIME, Punctuality.IN_GRACE} <= set(every(db.select(Sending.punctuality)))
    assert max(every(db.select(Sending.round))) == 2
    assert True in set(every(db.select(Sending.is_nothing)))
    assert {Fate.USED, Fate.NOT_USED} <= set(every(db.select(PassageUse.fate)))
    missing = db.select(Report).join(Report.obligation).where(Report.rounds == 0, Obligation.due_at < clock.now())
    assert [one.obligation.unit_name for one in every(missing)] == ["Đoàn TNCS Hồ Chí Minh phường Minh Họa"]


def everything_of_the_room_is_there():
    every = db.session.scalars
    assert sorted(every(db.select(CaseFile.stage))) == [CaseStage.CLOSED, CaseStage.OPEN]
    assert db.session.scalar(db.select(db.func.count()).select_from(CaseEntry)) == 6
    assert {StepKind.EXTENDED, StepKind.PAUSED} <= set(every(db.select(PetitionStep.kind)))
    papers = set(every(db.select(Petition.answer_paper).filter_by(outcome=Outcome.RESOLVED)))
    assert [paper for paper in papers if "(minh họa)" not in paper] == []
    assert papers
    assert {Ask.INFORM, Ask.CARRY_OUT, Ask.REPORT} <= set(every(db.select(Guidance.ask).filter_by(network_id=None)))
    to_do = db.select(Receipt).join(Guidance).where(Guidance.ask == Ask.CARRY_OUT)
    assert sorted(bool(one.done_at) for one in every(to_do)) == [False, True]
    assert all(one.guidance.due_at < clock.now() for one in every(to_do))
    assert len(every(db.select(GuidanceReply.id)).all()) == 2
    assert len(every(db.select(NetworkMember.id)).all()) == 4
    assert every(db.select(ReplyContact.observation_id)).all() == []


def test_it_can_be_made_before_the_years_first_notice(tmp_path, monkeypatch):
    early = [sample for sample in samples() if sample.demo_year or Stage(sample.demo_stage) not in ASSIGNED]
    monkeypatch.setattr(exemplars, "samples", lambda: early)
    app = create_app(Settings(folder=tmp_path, demo=True, secret_key="t" * 48))
    with app.app_context():
        schema.migrate(tmp_path)
        build.build("con đường hoa giấy")
        campaign = queries.campaign(clock.today().year)
        assert campaign
        assert queries.notices(campaign) == []
        db.engine.dispose()


def test_every_sample_says_where_it_was_published():
    assert [sample.name for sample in samples() if not sample.source_url.startswith("http")] == []
    told = observing.opinions()
    assert (len(told), [one.text for one in told if not one.source_url.startswith("http")]) == (50, [])


def test_three_places_share_a_matter_within_a_month():
    about = {"thoát nước": set(), "điện": set(), "đất": set()}
    for one in observing.opinions():
        if int(one.days_ago) <= 30:
            for word, places in about.items():
                if word in one.text.casefold():
                    places.add(one.demo_area)
    assert [word for word, places in about.items() if len(places) < 3] == []
