"""The list of petitions: its filters agree with the standings, its numbers with its lists, its papers with both."""

import io
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.enums import Outcome, Standing, ToldBy
from nam_tinh_hinh.situation.queries import petition_list as queries
from nam_tinh_hinh.situation.queries import petitions
from nam_tinh_hinh.situation.queries.petition_list import PetitionFilters, Pick
from nam_tinh_hinh.situation.services import petitions as services
from nam_tinh_hinh.situation.services.petitions import Authority
from nam_tinh_hinh.situation.standing import shown_outcome, standing_of
from tests import papers
from tests.people.statements import counted

LIST = "/phan-anh/kien-nghi"
# The standings that each pick shows.
SHOWS = {
    Pick.WAITING: {Standing.WAITING, Standing.PAUSED, Standing.OVERDUE, Standing.VERY_OVERDUE},
    Pick.IN_TIME_LEFT: {Standing.WAITING},
    Pick.PAUSED: {Standing.PAUSED},
    Pick.OVERDUE: {Standing.OVERDUE, Standing.VERY_OVERDUE},
    Pick.VERY_OVERDUE: {Standing.VERY_OVERDUE},
    Pick.ANSWERED: {Standing.IN_TIME, Standing.LATE},
    Pick.ANSWERED_IN_TIME: {Standing.IN_TIME},
    Pick.ANSWERED_LATE: {Standing.LATE},
}
AGES = (0, 5, 14, 15, 16, 20, 27, 28, 29, 30, 35, 60)


@pytest.fixture
def many(situation):
    """Petitions of all ages: waiting, forwarded, paused, answered in time and late, told."""
    now, desk = clock.now(), situation.reach("lanhdao")
    for age in AGES:
        with clock.stopped_at(now - timedelta(days=age)):
            rows = [situation.petition(on_day=clock.today()) for _ in range(4)]
            services.pause(actor=desk, petition=rows[1], reason="Chờ hồ sơ")
            services.forward(actor=desk, petition=rows[3], authority=Authority("Sở Xây dựng"), on_day=clock.today(),
                             reason="Vượt thẩm quyền")  # fmt: skip
        with clock.stopped_at(now - timedelta(days=age // 3)):
            services.answer(actor=desk, petition=rows[2], outcome=Outcome.EXPLAINED, words="Đã xem xét.",
                            on_day=clock.today())  # fmt: skip
            if age > 30:
                services.tell(actor=desk, petition=rows[2], on_day=clock.today(), way=ToldBy.MEETING)
    situation.save()
    return desk


def found(person, **filters):
    yard = petitions.yard()
    return db.session.scalars(queries.filtered(person, PetitionFilters(**filters), yard)).all()


def test_each_pick_shows_its_standings_and_each_outcome_its_own(many):
    yard, everything = petitions.yard(), found(many)
    standings = {row.id: standing_of(row, yard) for row in everything}
    assert set(standings.values()) == set(Standing)
    for pick, shown in SHOWS.items():
        wanted = {key for key, standing in standings.items() if standing in shown}
        assert {row.id for row in found(many, pick=pick)} == wanted
    for outcome in Outcome:
        assert [row.id for row in found(many, outcome=outcome)] == [
            row.id for row in everything if shown_outcome(row) is outcome
        ]


def test_the_numbers_are_those_of_the_lists_they_open(many):
    figures = queries.figures(many, PetitionFilters(pick=Pick.TOLD), petitions.yard())
    lists = [
        len(found(many, pick=pick))
        for pick in (Pick.WAITING, Pick.OVERDUE, Pick.VERY_OVERDUE, Pick.ANSWERED, Pick.TOLD)
    ]
    assert [figures.waiting, figures.overdue, figures.very_overdue, figures.answered, figures.told] == lists
    assert (figures.total, figures.share) == (4 * len(AGES), "25,0 %")


@pytest.mark.parametrize("bound", [1000, 13, 12, 11, 8])
def test_what_is_counted_at_once_says_the_same_up_to_its_bound(many, monkeypatch, bound):
    monkeypatch.setattr(queries, "MOST_COUNTED", bound)
    yard, least = petitions.yard(), bound + 1
    for filters in (PetitionFilters(), PetitionFilters(outcome=Outcome.EXPLAINED), PetitionFilters(authority="Sở")):
        whole, some = queries.figures(many, filters, yard), queries.figures_at_once(many, filters, yard)
        assert (some.waiting, some.overdue, some.very_overdue) == (whole.waiting, whole.overdue, whole.very_overdue)
        assert (some.total, some.answered, some.told) == tuple(
            min(number, least) for number in (whole.total, whole.answered, whole.told)
        )
        for pick in [None, *Pick]:
            length = len(found(many, pick=pick, outcome=filters.outcome, authority=filters.authority))
            assert queries.total_of(some, pick) in (None, min(length, least))


def test_what_waits_comes_first_by_its_last_day(many):
    rows = found(many)
    assert [(bool(row.outcome), row.due_at) for row in rows] == sorted((bool(row.outcome), row.due_at) for row in rows)


def test_filters_of_place_topic_words_and_days(situation, many):
    other = situation.petition(topic="culture.health", area="Tổ dân phố số 4", content="Trạm y tế thiếu thuốc.")
    culture, area = situation.topic("culture"), situation.area("Tổ dân phố số 4")
    today = clock.today()
    for filters in ({"topic_id": culture.id}, {"area_id": area.id}, {"words": "tram y te"}, {"words": "Thuốc TRẠM"}):
        assert [row.id for row in found(many, **filters)] == [other.id]
    assert other in found(many, first=today, last=today)
    assert other not in found(many, last=today - timedelta(days=1))
    assert len(found(many, authority="Sở Xây dựng")) == len(AGES)
    assert found(many, unit_id=situation.world.unit("phu_nu").id) == []


def test_the_page_its_numbers_and_its_empty_states(many, sign_in):
    desk, stranger = sign_in("lanhdao"), sign_in("lanhdao2")
    page = desk.get(LIST).text
    assert "48 kiến nghị" in page
    assert "Quá hạn lâu" in page
    assert "Không có kiến nghị nào khớp" in desk.get(f"{LIST}?tu-khoa=khong-co").text
    assert "Chưa có kiến nghị nào" in stranger.get(LIST).text
    odd = "?tinh-trang=x&ket-qua=x&linh-vuc=x&dia-ban=99999999999&tu=hôm+qua&trang=-1&don-vi=-3"
    assert "48 kiến nghị" in desk.get(LIST + odd).text
    assert desk.get(LIST, headers={"HX-Request": "true"}).text.lstrip().startswith('<div id="danh-sach">')


def test_the_list_costs_the_same_however_long(situation, fresh, sign_in):
    desk, costs = sign_in("lanhdao"), []
    for _ in range(2):
        for _ in range(3):
            situation.petition()
        with counted(fresh) as asked:
            desk.get(LIST)
        costs.append(len(asked))
    assert costs[0] == costs[1]
    with counted(fresh) as asked:
        desk.get("/")
    before = len(asked)
    for _ in range(5):
        situation.petition()
    with counted(fresh) as asked:
        desk.get("/")
    assert len(asked) == before


@papers.needs_pdftotext
def test_the_paper_and_the_sheet_go_by_field(situation, many, sign_in):
    situation.petition(topic="culture.health", content="Trạm y tế thiếu thuốc.")
    desk, stranger = sign_in("lanhdao"), sign_in("lanhdao2")
    for layout in ("dang", "nha-nuoc"):
        said = papers.squeezed(papers.text(desk.get(f"{LIST}.pdf?the-thuc={layout}").data))
        assert papers.squeezed("I. Lĩnh vực kinh tế (48 ý kiến)") in said
        assert papers.squeezed("II. Lĩnh vực văn hóa - xã hội (01 ý kiến)") in said
        assert papers.squeezed("Tổng số 49 kiến nghị: 12 có kết quả (24,5 %)") in said
    sheet = openpyxl.load_workbook(io.BytesIO(desk.get(f"{LIST}.xlsx?tinh-trang=cho").data)).active
    assert sheet.max_row == 3 + 37
    assert "tình trạng: Chờ kết quả (tất cả)" in sheet["A2"].value
    assert b"Tr\xe1\xba\xa1m" not in stranger.get(f"{LIST}.xlsx").data
    assert "Trạm y tế" not in papers.text(stranger.get(f"{LIST}.pdf").data)


def test_a_moment_is_judged_alike_in_python_and_in_the_database(situation):
    with clock.stopped_at(datetime(2026, 6, 1, 3, tzinfo=UTC)):
        situation.petition(on_day=date(2026, 6, 1))
    person, odd = situation.reach("lanhdao"), []
    moment, end = datetime(2026, 6, 12, tzinfo=UTC), datetime(2026, 7, 10, tzinfo=UTC)
    while moment < end:
        with clock.stopped_at(moment):
            row = found(person)[0]
            standing = standing_of(row, petitions.yard())
            odd += [
                (moment, pick) for pick, shown in SHOWS.items() if bool(found(person, pick=pick)) != (standing in shown)
            ]
        moment += timedelta(hours=19)
    assert odd == []
