"""The pages of putting a report together, with and without JavaScript, and what strangers get."""

import re

import pytest

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.reporting import marks
from nam_tinh_hinh.reporting.enums import Fate
from tests.browser import form_values
from tests.reporting.consolidating import DULL, FLOOD, LAMPS, MARKET, Consolidating
from tests.reporting.given import Reporting


@pytest.fixture
def below(world):
    with clock.stopped_at(Reporting(world).at(2, 9)):
        yield Consolidating(world)


@pytest.fixture
def clerk(below, sign_in):
    """An officer of MTTQ, who writes its report."""
    return sign_in("phutrach")


def place(below, code="issues"):
    return f"/bao-cao/{below.mine.id}/tong-hop/{below.part(code).id}"


def fields(below, clerk, **more):
    """What the form of the heading's page carries, as it stands."""
    section = below.part()
    here = f"/bao-cao/{below.mine.id}/muc/{section.id}/luu"
    return form_values(clerk.get(place(below)).text, here) | {"text": below.part().text} | more


def test_the_overview_says_who_sent_and_how_far_one_is(below, clerk):
    html = clerk.get(f"/bao-cao/{below.mine.id}/tong-hop").text
    assert "Đã xử lý 0/3 đoạn" in html
    assert below.unit("nong_dan").name in html
    assert "còn " in html


def test_the_desk_that_receives_opens_what_a_unit_sent_and_others_read_its_name(below, clerk, sign_in):
    place, sent = f"/bao-cao/{below.mine.id}/tong-hop", f'href="/bao-cao/{below.ccb.id}/ban-nop"'
    assert sent not in clerk.get(place).text
    leader = sign_in("banchidao")
    hats = below.world.actor("banchidao").hats
    leader.post("/vi-tri", {"hat": next(one.id for one in hats if one.role is Role.LEADER)})
    assert leader.get(place).text.count(sent) == 1


def test_a_section_leads_to_putting_it_together_where_units_owe_for_it(below, clerk, sign_in):
    one = f"/bao-cao/{below.mine.id}/muc/{below.part().id}"
    assert f'href="{place(below)}">Mở màn hình tổng hợp mục này' in clerk.get(one).text
    other = sign_in("canbo").get(f"/bao-cao/{below.ccb.id}/muc/{below.section(below.ccb).id}").text
    assert "Mở màn hình tổng hợp" not in other


def test_a_heading_shows_passages_by_unit_beside_the_own_section(below, clerk):
    html = clerk.get(place(below)).text
    for words in (FLOOD, MARKET, LAMPS, "Hội CCB", "Hội LHPN", "Đưa vào", "Để kỳ sau", "Không đưa vào"):
        assert words in html
    assert DULL not in html


def test_a_passage_is_taken_without_javascript_and_what_was_typed_is_kept(below, clerk):
    key = below.item(FLOOD).key
    answer = clerk.post(f"{place(below)}/dua-vao", fields(below, clerk, text="Chữ đang viết.", doan=key))
    assert (answer.status_code, answer.location) == (303, f"{place(below)}#doan-{key}")
    assert below.part().text == f"Chữ đang viết.\n{FLOOD[:-1]} [nguồn 1]."
    html = clerk.get(place(below)).text
    assert "Đã đưa vào bài." in html
    assert f"/bao-cao/{below.mine.id}/nguon/1" in html


def test_htmx_gets_the_frame_with_the_next_passage_in_focus(below, clerk):
    asked = fields(below, clerk, doan=below.item(FLOOD).key)
    answer = clerk.htmx(f"{place(below)}/dua-vao", asked)
    assert (answer.status_code, "<html" in answer.text) == (200, False)
    assert f'id="doan-{below.item(MARKET).key}" data-pane tabindex="-1" data-focus' in answer.text
    assert f'data-forget="muc-bao-cao-{below.part().id}"' in answer.text


def test_several_are_merged_into_one_sentence(below, clerk):
    keys = below.keys(FLOOD, LAMPS)
    clerk.post(f"{place(below)}/dua-vao", fields(below, clerk, gop="1", chon=keys))
    assert marks.numbers_in(below.part().text) == [1, 2]
    assert clerk.post(f"{place(below)}/dua-vao", fields(below, clerk, gop="1")).status_code == 422


def test_a_usual_reason_is_one_press_and_another_is_typed(below, clerk):
    one, other = below.keys(FLOOD, LAMPS)
    clerk.post(f"{place(below)}/quyet-dinh", fields(below, clerk, khong=f"{one} 1"))
    clerk.post(f"{place(below)}/quyet-dinh", fields(below, clerk, khong=other, **{f"ly-do-{other}": "Đã có đèn rồi"}))
    assert [below.item(words).use.why for words in (FLOOD, LAMPS)] == ["Việc đã giải quyết xong", "Đã có đèn rồi"]
    answer = clerk.post(f"{place(below)}/quyet-dinh", fields(below, clerk, khong=below.item(MARKET).key))
    assert (answer.status_code, "Ghi lý do không đưa vào" in answer.text) == (422, True)


def test_a_refusal_keeps_what_was_typed(below, clerk):
    below.take(FLOOD)
    asked = fields(below, clerk, text=f"{below.part().text}\nChữ chưa lưu.")
    answer = clerk.post(f"{place(below)}/quyet-dinh", asked | {"ky-sau": below.item(FLOOD).key})
    assert (answer.status_code, "Chữ chưa lưu." in answer.text) == (409, True)
    assert "Chữ chưa lưu." not in below.part().text


def test_a_conflict_shows_both_and_loses_nothing(below, clerk):
    asked = fields(below, clerk, text="Chữ của tôi.", doan=below.item(FLOOD).key)
    below.write("Chữ của người khác.")
    answer = clerk.post(f"{place(below)}/dua-vao", asked)
    assert answer.status_code == 409
    assert "Chữ của tôi." in answer.text
    assert "Chữ của người khác." in answer.text


def test_secret_words_are_not_kept(below, clerk):
    answer = clerk.post(
        f"{place(below)}/dua-vao", fields(below, clerk, text="TÀI LIỆU TUYỆT MẬT", doan=below.item(FLOOD).key)
    )
    assert (answer.status_code, below.part().text) == (422, "")


def test_undo_takes_the_line_out_again(below, clerk):
    below.take(FLOOD)
    clerk.post(f"{place(below)}/hoan-tac", fields(below, clerk, doan=below.item(FLOOD).key))
    assert (below.part().text, below.item(FLOOD).fate) == ("", None)


def test_filters_stand_in_the_address(below, clerk):
    below.take(FLOOD)
    html = clerk.get(f"{place(below)}?con-lai=1&don-vi={below.unit('ccb').id}").text
    cards = re.findall(r'<p class="doan__chu">(.*?)</p>', html)
    assert cards == [MARKET]


def test_the_rest_of_the_report_goes_in_one_press(below, clerk):
    clerk.get(f"/bao-cao/{below.mine.id}/tong-hop")
    answer = clerk.post(f"/bao-cao/{below.mine.id}/tong-hop/con-lai", {"ky-sau": "het", "form_key": "a" * 32})
    assert answer.status_code == 303
    assert set(below.fates().values()) == {Fate.NEXT_PERIOD}


def test_a_missing_unit_is_named_on_the_page_and_can_be_taken_back(below, clerk):
    owed, url = below.report("nong_dan").obligation_id, f"/bao-cao/{below.mine.id}/don-vi-thieu"
    clerk.get(f"/bao-cao/{below.mine.id}/tong-hop")
    refused = clerk.post(url, {"don-vi": owed, "form_key": "a" * 32})
    assert (refused.status_code, "Ghi lý do thiếu" in refused.text) == (422, True)
    clerk.post(url, {"don-vi": owed, "ly-do": "Đã nhắc hai lần", "form_key": "b" * 32})
    assert "Đã nhắc hai lần" in clerk.get(f"/bao-cao/{below.mine.id}/tong-hop").text
    clerk.post(url, {"bo": owed, "form_key": "c" * 32})
    assert below.mine.missing == []


def test_an_origin_opens_for_those_who_work_on_the_report_only(below, clerk, sign_in):
    below.take(FLOOD)
    url = f"/bao-cao/{below.mine.id}/nguon/1"
    assert FLOOD in clerk.get(url).text
    assert clerk.get(f"/bao-cao/{below.mine.id}/nguon/2").status_code == 404
    for who in ("canbo", "lanhdao2", "tonghop"):
        assert sign_in(who).get(url).status_code == 404


def test_a_sent_report_is_only_read(below, clerk):
    below.take(FLOOD)
    below.send_mine()
    html = clerk.get(place(below)).text
    assert 'name="doan"' not in html
    assert "Chuyển kỳ sau" in html


def test_the_lower_unit_reads_what_became_of_its_words_and_a_stranger_does_not(below, sign_in):
    below.take(FLOOD)
    url, canbo = f"/bao-cao/{below.ccb.id}/da-dung", sign_in("canbo")
    assert "Chưa có kết quả" in canbo.get(url).text
    below.send_mine()
    html = canbo.get(url).text
    assert "Đã đưa vào" in html
    assert "[nguồn" not in html
    assert LAMPS not in html
    assert sign_in("canbo2").get(url).status_code == 404


@pytest.mark.parametrize("who", ["canbo", "canbo2", "tonghop", "quantri"])
def test_strangers_find_no_page(below, sign_in, who):
    browser, report_id = sign_in(who), below.mine.id
    codes = {browser.get(url).status_code for url in (place(below), f"/bao-cao/{report_id}/tong-hop")}
    assert codes in ({404}, {403})


def test_anything_in_the_address_or_the_form_is_answered(below, clerk):
    for query in ("don-vi=x", "trang=99999", "con-lai=abc", "trang=-1", "don-vi=99999999999"):
        assert clerk.get(f"{place(below)}?{query}").status_code == 200
    for sent in ({"doan": "p99999"}, {"doan": "x"}, {"doan": ""}, {"gop": "1", "chon": "o1 p2 n3"}, {"giu": "n1"}):
        assert clerk.post(f"{place(below)}/dua-vao", fields(below, clerk, **sent)).status_code in (409, 422)
    for sent in ({"khong": "p1 99"}, {"khong": ""}, {"ky-sau": "het het"}, {"khong": "het 0", "ky-sau": "p1"}):
        assert clerk.post(f"{place(below)}/quyet-dinh", fields(below, clerk, **sent)).status_code in (303, 409, 422)
