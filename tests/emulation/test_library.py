"""The library is open to every unit, the exemplar's own page is not; who learns from it keeps the family tree."""

from datetime import UTC, date, datetime

import pytest

from nam_tinh_hinh.demo.ways import Way
from nam_tinh_hinh.emulation import services as emulation
from nam_tinh_hinh.emulation.enums import Award, Stage
from nam_tinh_hinh.emulation.queries import library as queries
from nam_tinh_hinh.emulation.queries.families import family
from nam_tinh_hinh.emulation.queries.library import LibraryFilters
from nam_tinh_hinh.emulation.services import lessons
from nam_tinh_hinh.emulation.tables import Exemplar, Lesson
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.kernel.workflow import ActionRefused
from tests.browser import form_values
from tests.emulation.recognising_given import led
from tests.people.statements import counted

LIBRARY = "/dan-van-kheo/thu-vien"


@pytest.fixture
def recognised(world):
    return world.staged(Stage.RECOGNISED)


def test_a_stranger_reads_it_in_the_library_only(world, recognised, stranger):
    assert stranger.get(f"/dan-van-kheo/{recognised.id}").status_code == 404
    assert stranger.get(f"/dan-van-kheo/{recognised.id}/nhan-rong").status_code == 404
    assert "Tiếng kẻng an ninh" in stranger.get(LIBRARY).text
    text = stranger.get(f"{LIBRARY}/{recognised.id}").text
    assert ("56 hộ tham gia thường xuyên" in text, "Học tập mô hình này" in text) == (True, True)


def test_nothing_internal_is_in_the_library(world, stranger):
    exemplar = world.staged(Stage.REPORTED)
    emulation.act(actor=world.actor("banchidao2"), exemplar=exemplar, action="reward", reason="Vì sao riêng.")
    told = exemplar.result
    told.difficulties, told.lessons = "Khó khăn riêng.", "Bài học riêng."
    world.save()
    seen = [(exemplar.id, exemplar.version)]
    emulation.publish(actor=world.actor("thuongtruc"), campaign=exemplar.campaign, seen=seen)
    world.save()
    text = stranger.get(f"{LIBRARY}/{exemplar.id}").text
    assert "Công nhận, khen thưởng" in text
    secrets = ("Vì sao riêng", "Khó khăn riêng", "Bài học riêng", "Vũ Thị Ngọc Ánh")
    assert [secret for secret in secrets if secret in text] == []


@pytest.mark.parametrize("stage", [Stage.REPORTED, Stage.RECOGNISE_PENDING, Stage.NOT_RECOGNISED, Stage.UNDERWAY])
def test_what_is_not_recognised_is_not_there(world, stage, stranger):
    exemplar = world.staged(stage)
    assert stranger.get(f"{LIBRARY}/{exemplar.id}").status_code == 404
    assert "Tiếng kẻng an ninh" not in stranger.get(LIBRARY).text


def test_filters_find_it_without_marks(world, recognised, stranger):
    year, kind = recognised.campaign.year, recognised.unit.kind_id
    hit = {"tu-khoa=tieng keng": 1, "tu-khoa=khong co": 0, f"nam={year}": 1, "nam=2001": 0, "muc=recognise": 1,
           "muc=reward": 0, f"loai-don-vi={kind}": 1, "loai-don-vi=9999": 0, "muc=x&nam=y": 1,
           "trang=99": 1}  # fmt: skip
    found = {args: stranger.get(f"{LIBRARY}?{args}").text.count(f'href="{LIBRARY}/{recognised.id}"') for args in hit}
    assert found == hit


def test_the_library_prints_and_counts_its_statements(world, stranger):
    numbers = []
    for wanted in (1, 5):
        for n in range(wanted):
            world.staged(Stage.RECOGNISED, name=f"Mô hình {wanted}.{n}")
        with counted(world.app) as said:
            stranger.get(LIBRARY)
        numbers.append(len(said))
    assert numbers[0] == numbers[1]
    assert stranger.get(f"{LIBRARY}/thu-vien.pdf?so=3").data.startswith(b"%PDF-")
    assert stranger.get(f"{LIBRARY}/thu-vien.xlsx").data.startswith(b"PK")


def test_learning_begins_a_draft_with_its_origin(world, recognised, stranger):
    page = f"{LIBRARY}/{recognised.id}"
    said = form_values(stranger.get(page).text, f"{page}/hoc-tap")
    answers = [stranger.post(f"{page}/hoc-tap", said) for _ in range(2)]
    world.save()
    made = db.session.scalars(db.select(Exemplar).filter_by(learnt_from_id=recognised.id)).one()
    assert [answer.location for answer in answers] == [f"/dan-van-kheo/{made.id}/sua"] * 2
    assert (made.stage, made.unit_id, made.name, made.content, made.owner, made.address, made.starts_on) == (
        Stage.DRAFT, world.unit("phu_nu").id, recognised.name, recognised.content, "", "", None)  # fmt: skip
    assert "Học tập từ: <a" in stranger.get(f"/dan-van-kheo/{made.id}/sua").text
    assert stranger.post(f"{page}/hoc-tap").location == f"/dan-van-kheo/{made.id}/sua"  # begun already


def test_words_written_since_survive_a_second_sending(world, recognised, stranger):
    source = queries.source(recognised.id)
    made = lessons.learn(actor=world.clerk_of("phu_nu"), source=source, key="a" * 32)
    made.owner = "Chi hội 5"
    again = lessons.learn(actor=world.clerk_of("phu_nu"), source=source, key="a" * 32)
    assert (again.id, again.owner) == (made.id, "Chi hội 5")


def test_ones_own_of_this_year_is_not_learnt(world, recognised, clerk):
    assert "Học tập mô hình này" not in clerk.get(f"{LIBRARY}/{recognised.id}").text
    with pytest.raises(ActionRefused, match="đang thuộc phong trào năm"):
        lessons.learn(actor=world.clerk_of("ccb"), source=recognised)


@pytest.fixture
def next_year(world):
    """The campaign of the year after, and a moment in its spring."""
    year = clock.today().year + 1
    emulation.open_campaign(actor=Machine(), year=year)
    world.save()
    return datetime(year, 4, 1, 3, tzinfo=UTC)


def test_learning_goes_into_next_year_once_its_round_is_open(world, recognised, clerk):
    year = clock.today().year + 1
    coming = emulation.open_campaign(actor=Machine(), year=year)
    world.save()
    assert lessons.learn(actor=world.clerk_of("phu_nu"), source=recognised).campaign.year == year - 1  # no day written
    coming.rounds[0].opens_on = clock.today()
    world.save()
    made = lessons.learn(actor=world.clerk_of("phu_nu"), source=recognised)
    assert (made.campaign.year, made.learnt_from_id) == (year, recognised.id)
    assert "Tiếp tục năm sau" in clerk.get(f"{LIBRARY}/{recognised.id}").text
    assert lessons.learn(actor=world.clerk_of("ccb"), source=recognised).campaign.year == year


def carried_on(world, exemplar, key):
    """What a unit learnt, carried on to a notice of assignment by its own people."""
    facts = {name: getattr(exemplar, name) for name in emulation.FACTS}
    year = clock.today().year
    facts |= {"address": "Khu 2", "owner": "Chi hội", "starts_on": clock.today(), "ends_on": date(year, 12, 1)}
    emulation.edit(actor=world.clerk_of(key), exemplar=exemplar, facts=facts)
    return Way(world.actor).lead(exemplar, Stage.UNDERWAY)


def test_the_tree_is_kept_across_years(world, recognised, next_year, clerk, stranger):
    with clock.stopped_at(next_year):
        own = lessons.learn(actor=world.clerk_of("ccb"), source=recognised)
        theirs = lessons.learn(actor=world.clerk_of("phu_nu"), source=recognised)
        carried_on(world, theirs, "phu_nu")
        world.save()
        found = [(kin.id, kin.depth, kin.stage) for kin in family(world.actor("thuongtruc"), recognised).kin]
        assert found == [(recognised.id, 0, Stage.RECOGNISED), (theirs.id, 1, Stage.UNDERWAY)]
        seen = family(world.actor("canbo"), recognised)
        assert ([kin.id for kin in seen.kin], seen.elsewhere) == ([recognised.id, own.id], 1)
        assert [kin.id for kin in family(world.actor("canbo2"), theirs).kin] == [recognised.id, theirs.id]
        assert queries.public(recognised.id).replicas == 1
        assert own.campaign.year == recognised.campaign.year + 1
    assert "Tiếp tục từ: <a" in clerk.get(f"/dan-van-kheo/{own.id}/sua").text
    assert stranger.get(f"/dan-van-kheo/{own.id}").status_code == 404


def test_lessons_are_each_sides_own(world, recognised, clerk, standing, stranger):
    page = f"/dan-van-kheo/{recognised.id}/nhan-rong"
    said = form_values(clerk.get(page).text, page) | {"worked": "Làm từ nhỏ.", "hard": "", "advice": "Kiên trì.",
                                                      "committee_words": "Tự khen."}  # fmt: skip
    assert clerk.post(page, said).status_code == 303
    theirs = form_values(standing.get(page).text, page) | {"committee_words": "Nên nhân rộng.", "worked": "Đè lên."}
    assert standing.post(page, theirs).status_code == 303
    world.save()
    row = db.session.get(Lesson, recognised.id)
    assert (row.worked, row.advice, row.committee_words) == ("Làm từ nhỏ.", "Kiên trì.", "Nên nhân rộng.")
    text = stranger.get(f"{LIBRARY}/{recognised.id}").text
    assert ("Làm từ nhỏ." in text, "Nên nhân rộng." in text) == (True, True)
    stale = clerk.post(page, said | {"form_key": "0" * 32, "worked": "Viết lại."})
    assert (stale.status_code, "Viết lại." in stale.text) == (409, True)


def test_the_award_narrows(world):
    one = led(world, Stage.RECOGNISED, "doan", "Một")
    assert [row.id for row in queries.whole_shelf(LibraryFilters(award=Award.RECOGNISE))] == [one.id]
    assert queries.whole_shelf(LibraryFilters(award=Award.REWARD)) == []
