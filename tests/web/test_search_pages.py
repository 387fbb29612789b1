"""The page of results: grouped, counted, paged, marked; empty with the way out; whatever is typed."""

import re

import pytest

from nam_tinh_hinh.kernel import searching
from nam_tinh_hinh.kernel.searching import finding
from nam_tinh_hinh.situation.tables import Observation
from tests.people.statements import counted
from tests.situation.given import Situation
from tests.web.searching import one_of_each

HOSTILE = (
    "'", '"', "*", "(", "NEAR(a b)", "a OR b", "a AND", "^a", "a:b", "-a", "%", "_", "\\", "%00", "%00a", "%0d%0a",
    "%F0%9F%98%80", "%ff", "a" * 5000, "%CC%81" * 100, "' OR 1=1 --", "</mark><script>", "::", "|", "&", "!", "<->",
)  # fmt: skip


@pytest.fixture
def many(world):
    """Sixty observations of Hội CCB about lamps, and one of Hội LHPN."""
    situation = Situation(world)
    for number in range(59):
        situation.recorded(content=f"Đèn đường số {number} hỏng")
    situation.recorded(content="Đường đi tối vì đèn hỏng, <b>Đèn</b> đường mới lắp")
    situation.recorded("canbo2", content="Đèn đường ở chợ")
    return situation


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html))


def test_the_box_stands_on_every_page_of_who_has_a_position(clerk, fresh):
    for path in ("/", "/dan-van-kheo/", "/phan-anh/", "/huong-dan"):
        page = clerk.get(path).text
        assert page.count('name="q"') == 1
        assert 'action="/tim"' in page
    assert 'name="q"' not in fresh.test_client().get("/dang-nhap").text


def test_results_are_grouped_by_kind_with_counts_and_marks(world, clerk):
    one_of_each(world, "hoàng yến")
    page = clerk.get("/tim?q=hoang+yen").text
    assert re.findall(r'<h2 id="nhom-[\w-]+">([^<]+)', page) == [
        "Mô hình, điển hình", "Nội dung nắm được", "Chỉ đạo, định hướng", "Báo cáo", "Đơn vị", "Danh bạ đầu mối",
    ]  # fmt: skip
    assert page.count("<mark>hoàng yến</mark>") >= 5
    assert "Báo cáo (1)" in text_of(page)


def test_one_kind_is_paged_and_past_the_end_is_the_last_page(clerk, many):
    first = clerk.get("/tim?q=den+duong&loai=noi-dung").text
    assert "Trang 1/3 · 60 kết quả" in text_of(first)
    assert first.count('class="tim-ten"') == finding.PER_PAGE
    for number in (3, 4, 999_999_999):
        last = clerk.get(f"/tim?q=den+duong&loai=noi-dung&trang={number}").text
        assert "Trang 3/3" in text_of(last)
    everything = clerk.get("/tim?q=den+duong").text
    assert "Xem tất cả: Nội dung nắm được (60)" in text_of(everything)


def test_every_result_stands_on_exactly_one_page(clerk, many):
    pages = [clerk.get(f"/tim?q=den+duong&loai=noi-dung&trang={number}").text for number in (1, 2, 3)]
    links = [link for page in pages for link in re.findall(r'class="tim-ten" href="([^"]+)"', page)]
    assert (len(links), len(set(links))) == (60, 60)


def test_words_side_by_side_come_first_and_what_was_typed_is_never_markup(clerk, many):
    page = clerk.get("/tim?q=duong+di").text
    assert "<mark>Đường đi</mark>" in page
    assert "&lt;b&gt;" in page
    ranked = text_of(clerk.get("/tim?q=hong+den&loai=noi-dung").text)
    assert ranked.index("Đèn đường số 58") < ranked.index("Đèn đường số 57")
    phrase = clerk.get('/tim?q="den+hong"&loai=noi-dung').text
    assert phrase.count('class="tim-ten"') == 1


def test_a_title_goes_before_a_text_and_words_together_before_words_apart(world, clerk):
    world.saved_draft(name="Bảo vệ môi trường", content="Xanh")
    world.saved_draft(name="Khác", content="Trồng cây xanh bảo vệ")
    world.saved_draft(name="Cây xanh", content="Vệ sinh, bảo vệ cây")
    page = clerk.get("/tim?q=cây+xanh&loai=mo-hinh").text
    names = [text_of(one) for one in re.findall(r'class="tim-ten"[^>]*>(.*?)</a>', page)]
    assert names == ["Cây xanh", "Khác"]


def test_beyond_what_is_counted_the_page_says_only_that_there_are_more(clerk, many, monkeypatch):
    monkeypatch.setattr(finding, "FOUND_AT_MOST", 30)
    page = text_of(clerk.get("/tim?q=den+duong&loai=noi-dung").text)
    assert "Nội dung nắm được (hơn 30)" in page
    assert "Có hơn 30 kết quả, đây là 30 kết quả mới nhất" in page
    assert "Trang 1/2 · 30 kết quả" in page
    assert clerk.get("/tim?q=den+duong&loai=noi-dung&trang=2").text.count('class="tim-ten"') == 10


def test_nothing_found_says_what_to_do_and_nothing_asked_what_can_be_found(clerk):
    page = text_of(clerk.get("/tim?q=khong+he+co+dau").text)
    assert "Không tìm thấy “khong he co dau”" in page
    assert "Thử ít chữ hơn" in page
    for path in ("/tim", "/tim?q=", "/tim?q=***"):
        assert "Gõ chữ cần tìm vào ô ở đầu trang" in text_of(clerk.get(path).text)


def test_nothing_of_this_kind_leads_to_the_other_kinds(clerk, many):
    page = clerk.get("/tim?q=den+duong&loai=vu-viec").text
    assert "Không có kết quả nào ở loại này" in page
    assert 'href="/tim?q=den+duong"' in page


def test_whatever_is_typed_is_answered(clerk):
    for typed in HOSTILE:
        assert clerk.get(f"/tim?q={typed}").status_code == 200
    for more in ("&loai=noi-dung", "&loai=zzz&trang=-1", "&trang=99999999999", "&loai=%00&trang=²"):
        assert clerk.get(f"/tim?q=den{more}").status_code == 200


def test_htmx_gets_the_results_alone(clerk, many):
    answer = clerk.get("/tim?q=den", headers={"HX-Request": "true"})
    assert answer.text.lstrip().startswith('<div id="ket-qua"')
    assert "HX-Request" in answer.headers["Vary"]


def test_the_number_of_statements_does_not_grow_with_what_is_found(world, fresh, clerk, many):
    asked = {}
    for typed in ("khonghecogi", "den"):
        with counted(fresh) as statements:
            clerk.get(f"/tim?q={typed}")
        asked[typed] = len(statements)
    one_of_each(world, "den hoang yen")
    with counted(fresh) as statements:
        clerk.get("/tim?q=den")
    assert len(statements) == asked["den"] == asked["khonghecogi"] + 1
    assert len(statements) <= 8


def test_bulk_text_of_one_row_is_shown_short(world, clerk):
    world.saved_draft(name="Dài", content="mở đầu " * 3000 + "hoàng yến")
    page = clerk.get("/tim?q=hoang+yen").text
    assert "<mark>hoàng yến</mark>" in page
    assert len(page) < 30_000


def test_the_help_page_is_there(clerk):
    assert "Gõ thế nào" in clerk.get("/huong-dan/tim-kiem").text


def test_every_kind_has_a_place_of_its_own_in_the_index():
    kinds = searching.indexed()
    assert len({kind.number for kind in kinds}) == len({kind.code for kind in kinds}) == len(kinds) == 7
    assert Observation in next(kind for kind in kinds if kind.code == "noi-dung").watches
