"""The overview: what is counted for whom, that every number opens exactly its list, what it costs, its papers."""

import io
import re
from datetime import UTC, date, datetime, time, timedelta
from html import unescape

import pytest
from openpyxl import load_workbook

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.periods import Cadence, Period, monday, period_of
from nam_tinh_hinh.situation import services
from nam_tinh_hinh.situation.enums import ObservationKind, Outcome, PetitionStage, Severity, Stage
from nam_tinh_hinh.situation.queries.listing import ListFilters
from nam_tinh_hinh.situation.queries.overview import overview
from nam_tinh_hinh.situation.tables import Observation
from tests import papers
from tests.people.statements import counted

PAGE, PAPER, SHEET = "/tong-quan", "/tong-quan.pdf", "/tong-quan.xlsx"
WEDNESDAY = date(2026, 9, 16)
NOON = datetime.combine(WEDNESDAY, time(5), UTC)
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 30))
ANYWHERE = ListFilters()


@pytest.fixture
def today():
    """A Wednesday in the middle of a month: nothing depends on the day the tests run."""
    with clock.stopped_at(NOON):
        yield WEDNESDAY


@pytest.fixture
def reader(today, sign_in):
    return sign_in("tonghop")


def answered(petition, on: date) -> None:
    petition.stage, petition.outcome, petition.answer, petition.answered_on = (
        PetitionStage.ANSWERED, Outcome.EXPLAINED, "Đã giải trình", on,
    )  # fmt: skip


@pytest.fixture
def month(today, situation):
    """September: seven matters of two units, two of them joined into one, petitions answered, late and waiting."""
    first = date(2026, 9, 7)
    to = situation.confirmed(on_day=first, voices=3, severity=Severity.URGENT)
    row = situation.confirmed(on_day=first, voices=4, content="Nói lại")
    services.join(actor=situation.reach("lanhdao"), observation=row, to=to)
    situation.confirmed("lanhdao2", on_day=first, topic="culture.food", area="Khu phố Chợ Mới", voices=2)
    situation.confirmed(on_day=WEDNESDAY, topic="economy", area="Thôn Đồng Lân", channel="meeting_village")
    situation.confirmed(on_day=WEDNESDAY, topic="economy.rural", area="Phường Minh Họa")
    done, quick, late, waiting = (situation.petition(on_day=WEDNESDAY, content=f"Xin {n}") for n in range(4))
    answered(done, WEDNESDAY + timedelta(days=12))
    answered(quick, WEDNESDAY)
    late.due_at = clock.now() - timedelta(days=1)
    situation.passed_up(on_day=WEDNESDAY, topic="hot", kind=ObservationKind.SENTIMENT)
    situation.staged(Stage.WAITING, on_day=WEDNESDAY)
    situation.confirmed(on_day=date(2026, 8, 31), content="Tháng trước")
    situation.save()
    return waiting


def rows(found, name) -> dict[str, tuple[int, ...]]:
    table = next(table for table in found.tables if table.name == name)
    return {row.label: (row.tally.items, row.tally.voices) for row in table.rows}


def test_only_what_stands_by_itself_counts_and_joined_ones_speak_in_it(month, situation):
    whole = overview(situation.reach("tonghop"), SEPTEMBER, ANYWHERE).whole
    tally = whole.tally
    assert (tally.items, tally.voices, tally.urgent) == (9, 16, 1)
    assert (tally.followed, tally.answered, tally.waiting, tally.overdue, tally.share) == (4, 2, 2, 1, 50)
    assert whole.days == 0  # the lower of 0 and 8 working days


def test_each_table_counts_the_same_matters(month, situation):
    found = overview(situation.reach("tonghop"), SEPTEMBER, ANYWHERE)
    assert rows(found, "topic_id") == {
        "Kinh tế": (7, 13), "Văn hóa - xã hội": (1, 2), "Cải cách hành chính": (0, 0),
        "An ninh chính trị, trật tự an toàn xã hội; đối ngoại": (0, 0), "Xây dựng Đảng và hệ thống chính trị": (0, 0),
        "Vụ việc nổi cộm, bức xúc ở địa phương": (1, 1),
    }  # fmt: skip
    assert rows(found, "area_id") == {
        "Phố Phúc Ninh": (6, 12), "Khu phố Chợ Mới": (1, 2), "Phường Minh Họa (chung)": (1, 1), "Thôn Đồng Lân": (1, 1),
    }  # fmt: skip
    assert rows(found, "kind") == {
        "Phản ánh": (4, 11), "Kiến nghị": (4, 4), "Tâm tư, dư luận": (1, 1), "Cách làm hay": (0, 0),
    }  # fmt: skip
    assert list(rows(found, "channel_id").values()) == [(8, 15), (1, 1)]


def test_narrowed_to_a_topic_its_parts_are_counted(month, situation):
    economy = situation.topic("economy")
    found = overview(situation.reach("tonghop"), SEPTEMBER, ListFilters(topic_id=economy.id))
    counts = rows(found, "topic_id")
    assert (found.whole.tally.items, counts["Kinh tế, chưa phân mục"]) == (7, (1, 1))
    assert counts["Quản lý đô thị, tài nguyên, bảo vệ môi trường"] == (5, 11)
    assert counts["Quy hoạch, quản lý quy hoạch"] == (0, 0)


def test_each_counts_what_he_may_see(month, situation):
    seen = {
        who: overview(situation.reach(who), SEPTEMBER, ANYWHERE).whole.tally.items
        for who in ("canbo", "canbo2", "phutrach", "nguoixem")
    }
    assert seen == {"canbo": 8, "canbo2": 1, "phutrach": 6, "nguoixem": 9}


def test_days_to_answer_are_the_middle_of_the_answered(today, situation):
    for days in (1, 2, 9):
        answered(situation.petition(on_day=WEDNESDAY), WEDNESDAY + timedelta(days=days))
    situation.save()
    assert overview(situation.reach("tonghop"), SEPTEMBER, ANYWHERE).whole.days == 2


def test_the_latest_week_stands_beside_the_eight_before(today, situation):
    for back, number in enumerate([9, 3, 2, 4, 3, 3, 2, 4, 3]):
        for _ in range(number):
            situation.confirmed(on_day=monday(WEDNESDAY) - timedelta(weeks=back), area="Thôn Đồng Lân")
    situation.confirmed(on_day=monday(WEDNESDAY) - timedelta(weeks=9), area="Thôn Đồng Lân")
    found = overview(situation.reach("tonghop"), period_of(Cadence.WEEK, WEDNESDAY), ANYWHERE)
    assert (len(found.weeks), found.latest.first, found.latest.compared.count) == (9, date(2026, 9, 14), 9)
    assert found.latest.compared.usual
    assert found.latest.compared.usual.words == "thường từ 0 đến 7"
    assert [(one.head, one.label, one.compared.count) for one in found.rises if one.compared.is_above] == [
        ("Lĩnh vực", "Kinh tế", 9), ("Địa bàn", "Thôn Đồng Lân", 9),
        ("Kênh nắm", "Phản ánh trực tiếp của người dân, doanh nghiệp", 9), ("Loại", "Phản ánh", 9),
    ]  # fmt: skip


def test_without_eight_weeks_nothing_is_usual(month, reader):
    page = reader.get(PAGE).text
    assert "chưa đủ tám tuần số liệu trước đó để so" in page
    assert "Trên mức thường" not in page


NUMBER = re.compile(r'<a href="(/phan-anh/[^"]*)">([\d.]+)</a>')
# Voices are the second number of a list; a median is none of its numbers.
OTHERS = "Lượt ý kiến|Số ngày trả lời"
LABELLED = re.compile(f'<td[^>]*data-label="(?:{OTHERS})">.*?</td>|<dt>(?:{OTHERS})</dt><dd>.*?</dd>')
VOICES = re.compile(r'(?:data-label="Lượt ý kiến">|<dt>Lượt ý kiến</dt><dd>)<a href="([^"]*)">([\d.]+)<')
DRAWN = re.compile(r'<a href="(/phan-anh/[^"]*)" aria-label="[^"]*: (\d+)(?:, [^"]*)?"')


@pytest.mark.parametrize("query", ["", "ky=quy", "tu-ngay=14/09/2026&den-ngay=16/09/2026", "linh-vuc={economy}"])
def test_every_number_opens_exactly_its_list(month, reader, situation, query):
    page = reader.get(f"{PAGE}?{query.format(economy=situation.topic('economy').id)}").text
    items = NUMBER.findall(LABELLED.sub("", page)) + DRAWN.findall(page)
    voices = VOICES.findall(page)
    lists = {url: total(reader, url) for url, _number in items + voices}
    assert (len(items) > 70, len(voices) > 10) == (True, True)
    assert [(url, number) for url, number in items if lists[url][0] != int(number)] == []
    assert [(url, number) for url, number in voices if lists[url][1] != int(number)] == []


def total(browser, url: str) -> tuple[int, int]:
    page = browser.get(unescape(url), headers={"HX-Request": "true"}).text
    found = re.search(r"<span>(?:Trang [^·]*· )?([\d.]+) nội dung · ([\d.]+) lượt ý kiến</span>", page)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def test_the_period_stands_in_the_address_and_in_the_heading(month, reader):
    heads = {query: re.search("<h1>(.*?)</h1>", reader.get(f"{PAGE}?{query}").text)[1] for query in (
        "", "ky=nam", "ky=tuan", "tu-ngay=01/07/2026&den-ngay=30/09/2026", "tu-ngay=16/09/2026&den-ngay=14/09/2026",
        "tu-ngay=20/08/2026",
    )}  # fmt: skip
    assert list(heads.values()) == [
        "Tổng quan tháng 9 năm 2026", "Tổng quan năm 2026", "Tổng quan tuần 14/09 - 20/09/2026",
        "Tổng quan quý III năm 2026", "Tổng quan từ 14/09/2026 đến 16/09/2026",
        "Tổng quan từ 20/08/2026 đến 16/09/2026",
    ]  # fmt: skip
    page = reader.get(f"{PAGE}?linh-vuc=1").text
    before = re.search(r'<a href="([^"]*)">Kỳ trước</a>', page)
    assert before
    assert "<h1>Tổng quan tháng 8 năm 2026</h1>" in reader.get(unescape(before[1])).text
    assert "linh-vuc=1" in before[1]
    assert "Kỳ sau" not in page


@pytest.mark.parametrize(
    "value", [str(2**63), "-1", "x", "²", "%", "9" * 400, "31/02/2026", "01/01/1900", "31/12/2100"]
)
def test_a_mistyped_address_is_never_a_crash(reader, value):
    names = ("ky", "tu-ngay", "den-ngay", "linh-vuc", "dia-ban", "don-vi")
    assert [reader.get(PAGE, query_string={name: value}).status_code for name in names] == [200] * len(names)


def test_nothing_yet_says_so(reader):
    assert "Chưa có nội dung nào" in reader.get(PAGE).text


def test_one_matter_costs_as_many_statements_as_two_hundred(today, situation, reader, fresh):
    paths = (PAGE, f"{PAGE}?ky=nam&linh-vuc=1", SHEET)
    asked = []
    for many in (1, 199):
        for n in range(many):
            row = situation.petition(
                on_day=WEDNESDAY - timedelta(days=n), area=("Phố Phúc Ninh", "Thôn Đồng Lân")[n % 2],
                topic=("economy.urban", "hot", "culture.food")[n % 3],
            )  # fmt: skip
            if n % 2:
                answered(row, WEDNESDAY)
        situation.save()
        counts = []
        for path in paths:
            with counted(fresh) as said:
                assert reader.get(path).status_code == 200
            counts.append(len(said))
        asked.append(counts)
    assert asked[0] == asked[1]
    assert max(asked[0]) < 30


@papers.needs_pdftotext
@pytest.mark.parametrize("code", ["dang", "nha-nuoc"])
def test_the_overview_on_paper(month, reader, code):
    pdf = reader.get(f"{PAPER}?the-thuc={code}&so=7&ngay-ky=30/09/2026").data
    text = " ".join(papers.text(pdf).split())
    assert "nắm tình hình Nhân dân tháng 9 năm 2026" in text
    assert "Có 9 nội dung với 16 lượt ý kiến, trong đó 1 nội dung cấp bách." in text
    assert "Theo dõi trả lời 4 việc: đã có kết quả 2 (50%), một nửa số đó trả lời ngay trong ngày" in text
    assert "THEO ĐỊA BÀN" in text
    assert text.startswith("ĐẢNG ỦY PHƯỜNG MINH HỌA")
    assert "DỰ THẢO" not in text
    assert min(run.size for run in papers.runs(pdf)) >= 9


def test_the_overview_as_a_spreadsheet(month, reader):
    book = load_workbook(io.BytesIO(reader.get(SHEET).data)).active
    found = list(book.iter_rows(min_row=3, values_only=True))
    assert found[0][:9] == ("Tất cả", "Tất cả", 9, 16, 1, 4, 2, 50, 0)
    assert next(row[1:4] for row in found if row[0] == "Địa bàn") == ("Phố Phúc Ninh", 6, 12)
    assert sum(row[2] for row in found if row[0] == "Tuần") == 10


def test_taking_it_away_is_remembered(month, reader):
    reader.get(SHEET)
    event = db.session.scalars(db.select(history.Event).order_by(history.Event.id.desc()).limit(1)).one()
    assert (event.subject, event.action) == ("overview", "export_xlsx")


def test_a_number_a_reader_may_not_open_is_not_shown_to_him(month, stranger, situation):
    page = stranger.get(PAGE).text
    assert "Xin 1" not in page
    counted_rows = db.session.scalar(db.select(db.func.count(Observation.id)))
    assert counted_rows == 12
    assert total(stranger, "/phan-anh/?tinh-trang=da-xac-nhan") == (1, 2)
