"""Quick entry as its user meets it: what is kept, what is refused, what is never kept."""

import re
from datetime import timedelta

import pytest

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.enums import ObservationKind, Severity, Stage
from nam_tinh_hinh.situation.services import occasions
from nam_tinh_hinh.situation.tables import Alert, Observation, Occasion
from tests.browser import form_values
from tests.situation.given import WORDS
from tests.situation.test_observation_pages import statements

NEW, HINT = "/phan-anh/ghi", "/phan-anh/tuong-tu"
SECRET = "Kế hoạch TUYỆT MẬT của đơn vị"


@pytest.fixture
def typed(situation):
    """What a clerk fills in: as little as is needed."""
    facts = situation.facts(area="Khu dân cư số 3", channel="meeting_village")
    return {
        "channel_id": facts["channel_id"], "area_id": facts["area_id"], "topic_id": facts["topic_id"],
        "kind": "petition", "content": WORDS, "voices": "3", "severity": "normal", "group_id": "", "source": "",
        "on_day": clock.day_text(clock.today()), "buoc": "luu",
    }  # fmt: skip


def stored() -> list[Observation]:
    db.session.rollback()
    return list(db.session.scalars(db.select(Observation).order_by(Observation.id)))


def problems(answer) -> dict[str, str]:
    box = re.search(r"data-error-summary>.*?</div>", answer.text, re.S)
    return dict(re.findall(r'<a href="#([^"]+)">[^:]*: ([^<]*)</a>', box[0])) if box else {}


def options(html: str, name: str) -> str:
    return re.search(rf'<select[^>]*name="{name}".*?</select>', html, re.S)[0]


def test_what_was_typed_is_stored_and_the_receipt_says_who_reads_it_next(situation, clerk, typed):
    answer = clerk.post(NEW, typed | {"source": "Trang “Phường tôi”", "group_id": "2"})
    row = stored()[0]
    assert (row.stage, row.kind, row.content, row.voices) == (Stage.WAITING, ObservationKind.PETITION, WORDS, 3)
    assert (row.area.name, row.source, row.on_day) == ("Khu dân cư số 3", "Trang “Phường tôi”", clock.today())
    assert (row.unit_id, row.group_id, row.severity) == (situation.world.unit("ccb").id, 2, Severity.NORMAL)
    page = clerk.get(answer.location)
    assert f"Đã ghi nội dung số {row.id} lúc" in page.text
    assert "Đầu mối Hội Cựu chiến binh phường Minh Họa đọc tiếp." in page.text
    assert 'data-forget="ghi-noi-dung"' in page.text
    assert WORDS not in page.text


def test_the_next_form_keeps_my_channel_and_my_place_beforehand(situation, clerk, typed):
    assert "– Chọn kênh –" in options(clerk.get(NEW).text, "channel_id")
    clerk.post(NEW, typed)
    html = clerk.get(NEW).text
    assert f'selected value="{typed["channel_id"]}"' in options(html, "channel_id")
    assert f'selected value="{typed["area_id"]}"' in options(html, "area_id")
    assert re.findall(r'optgroup label="([^"]+)"', options(html, "channel_id")) == ["Thường xuyên", "Định kỳ"]
    assert re.findall(r'optgroup label="([^"]+)"', options(html, "area_id")) == [
        "Địa bàn tôi phụ trách",
        "Địa bàn khác",
    ]


def test_what_is_missing_is_said_at_once_and_nothing_typed_is_lost(clerk, typed):
    wrong = {"topic_id": "", "voices": "0", "on_day": f"{clock.today() + timedelta(days=1):%d/%m/%Y}"}
    answer = clerk.post(NEW, typed | wrong)
    assert (answer.status_code, stored()) == (422, [])
    assert problems(answer) == {
        "topic_id": "Chọn lĩnh vực.", "voices": "Ghi số lượt ý kiến, từ 1 đến 100000.",
        "on_day": "Ngày này chưa đến. Ghi ngày nghe được nội dung.",
    }  # fmt: skip
    assert WORDS in answer.text


@pytest.mark.parametrize(("name", "value"), [
    ("topic_id", "99999"), ("area_id", "x"), ("channel_id", "9" * 30), ("kind", "rumour"), ("severity", ""),
    ("voices", "nhiều"), ("voices", "9" * 5000), ("on_day", "hôm qua"), ("superiors", "x"), ("superiors", "99999"),
])  # fmt: skip
def test_bad_input_is_refused_in_words(clerk, typed, name, value):
    answer = clerk.post(NEW, typed | {name: value, "severity": value if name == "severity" else "urgent"})
    assert (answer.status_code, stored()) == (422, [])
    assert [place.removesuffix("-0") for place in problems(answer)] == [name]


@pytest.mark.parametrize(("path", "field"), [(NEW, "content"), (NEW, "source"), (HINT, "content"), (HINT, "source")])
def test_what_is_marked_secret_is_refused_and_kept_nowhere(clerk, typed, path, field):
    events = db.session.scalar(db.select(db.func.count(history.Event.id)))
    answer = clerk.post(path, typed | {field: SECRET})
    assert (answer.status_code, stored()) == (422, [])
    assert db.session.scalar(db.select(db.func.count(history.Event.id))) == events
    assert 'data-keep="never"' in answer.text
    assert '<meta name="forget" content="ghi-noi-dung">' in answer.text
    hint = clerk.htmx(HINT, typed | {field: SECRET})
    assert (hint.status_code, 'data-forget="ghi-noi-dung"' in hint.text) == (422, True)


def test_a_double_click_writes_one(clerk, typed):
    same = typed | {"form_key": "c" * 32, "buoc": "tiep"}
    first, second = (clerk.post(NEW, same) for _again in range(2))
    assert (len(stored()), first.location) == (1, second.location)
    assert db.session.scalar(db.select(db.func.count(Occasion.id))) == 1


def test_from_one_meeting_many_items_with_its_channel_and_day(situation, clerk, stranger, typed):
    answer = clerk.post(NEW, typed | {"buoc": "tiep", "on_day": "01/02/2026"})
    meeting = db.session.scalars(db.select(Occasion)).one().id
    assert answer.location.endswith(f"{NEW}?cuoc={meeting}")
    page = clerk.get(answer.location)
    assert ('name="channel_id"' in page.text, 'name="on_day"' in page.text) == (False, False)
    assert "đã ghi <b>1</b> nội dung" in page.text
    more = {name: typed[name] for name in ("area_id", "topic_id", "kind", "voices", "severity")}
    clerk.post(answer.location, more | {"content": "Đèn đường ngõ 2 hỏng.", "buoc": "tiep"})
    assert [(row.occasion_id, row.channel_id, f"{row.on_day:%d/%m/%Y}") for row in stored()] == [
        (meeting, typed["channel_id"], "01/02/2026")
    ] * 2
    done = clerk.post(answer.location, more | {"content": "Thiếu nước sạch.", "buoc": "luu"})
    assert done.location.endswith(f"/phan-anh/cuoc/{meeting}")
    assert clerk.get(done.location).text.count("Chờ xác nhận") == 3
    assert stranger.get(answer.location).status_code == 404
    assert stranger.post(answer.location, more | {"content": "x"}).status_code == 404
    assert clerk.get(f"{NEW}?cuoc=x").status_code == 404


def test_voices_added_at_a_meeting_lead_back_to_its_form(situation, clerk, typed):
    row = situation.recorded(area="Khu dân cư số 3")
    meeting = occasions.keep(actor=situation.reach("canbo"), observation=row).id
    situation.save()
    answer = clerk.post(f"{NEW}?cuoc={meeting}", typed | {"cung_viec": row.id, "buoc": "tiep"})
    assert (answer.location.endswith(f"{NEW}?cuoc={meeting}"), stored()[0].voices) == (True, 4)


def test_what_was_written_by_mistake_is_taken_back_from_the_receipt(clerk, typed):
    page = clerk.get(clerk.post(NEW, typed | {"buoc": "tiep"}).location)
    undo = f"/phan-anh/{stored()[0].id}/rut"
    assert clerk.post(undo, form_values(page.text, undo)).status_code == 303
    assert stored()[0].stage is Stage.WITHDRAWN


def test_a_meetings_page_takes_as_many_statements_with_many_items_as_with_one(situation, clerk):
    meeting = occasions.keep(actor=situation.reach("canbo"), observation=situation.recorded()).id
    taken = []
    for more in (0, 60):
        for number in range(more):
            situation.recorded(content=f"Việc số {number}.", occasion_id=meeting)
        situation.save()
        with statements() as said:
            assert clerk.get(f"/phan-anh/cuoc/{meeting}").status_code == 200
        taken.append(len(said))
    assert taken[0] == taken[1]
    assert clerk.get(f"/phan-anh/cuoc/{meeting}?trang=2").text.count("Việc số") == 11


def test_speakers_and_name_are_put_right_beside_the_form(situation, clerk, stranger):
    row = situation.recorded()
    meeting = occasions.keep(actor=situation.reach("canbo"), observation=row).id
    situation.save()
    path = f"/phan-anh/cuoc/{meeting}"
    box = clerk.htmx(path, {"title": "Họp tổ dân phố số 3", "speakers": "8", "tiep": "1"})
    assert "<html" not in box.text
    assert "<b>Họp tổ dân phố số 3</b></a>" in box.text
    assert "<b>8</b> người phát biểu" in box.text
    assert clerk.post(path, {"title": "Họp", "speakers": "-1"}).status_code == 422
    assert clerk.post(path, {"title": SECRET, "speakers": "1"}).status_code == 422
    assert clerk.post(path, {"title": "Họp", "speakers": "", "tiep": "1"}).location.endswith(f"{NEW}?cuoc={meeting}")
    db.session.expire_all()
    kept = db.session.get_one(Occasion, meeting)
    assert (kept.title, kept.speakers) == ("Họp", None)
    assert stranger.post(path, {"title": "Khác", "speakers": "1"}).status_code == 404


def test_urgent_word_goes_straight_with_a_copy_to_the_direct_superior(situation, clerk, typed):
    police, party = situation.world.unit("cong_an"), situation.world.unit("dang_uy")
    html = clerk.get(NEW).text
    assert re.search(rf'<input checked[^>]*name="superiors"[^>]*value="{party.id}"', html)
    clerk.post(NEW, typed | {"severity": "urgent", "superiors": police.id})
    sent = db.session.scalars(db.select(Alert).order_by(Alert.is_copy)).all()
    assert [(one.to_unit_id, one.is_copy) for one in sent] == [(police.id, False), (party.id, True)]


def test_what_does_not_press_goes_nowhere_although_a_superior_is_ticked(situation, clerk, typed):
    clerk.post(NEW, typed | {"superiors": situation.world.unit("dang_uy").id})
    assert len(stored()) == 1
    assert db.session.scalar(db.select(db.func.count(Alert.id))) == 0


def test_while_typing_a_clerk_is_offered_his_own_waiting_words(situation, clerk, typed):
    row = situation.recorded(area="Khu dân cư số 3")
    other = situation.confirmed(area="Khu dân cư số 3")
    hint = clerk.htmx(HINT, typed | {"topic_id": ""})
    assert "Thêm số lượt ý kiến vào nội dung này" in hint.text
    assert f'name="cung_viec" id="cung-{row.id}"' in hint.text
    assert f'id="cung-{other.id}"' not in hint.text
    assert f'href="/phan-anh/{other.id}"' in hint.text
    clerk.post(NEW, typed | {"cung_viec": row.id})
    assert [one.voices for one in stored()] == [4, 1]


def test_without_javascript_the_button_shows_the_same_and_keeps_what_was_typed(situation, sign_in, typed):
    root = situation.confirmed(area="Khu dân cư số 3")
    leader = sign_in("lanhdao")
    page = leader.post(HINT, typed | {"tim": "1", "area_id": root.area_id})
    assert (page.status_code, WORDS in page.text, "Gộp vào nội dung này" in page.text) == (200, True, True)
    assert form_values(page.text, NEW)["form_key"]
    done = leader.post(NEW, typed | {"cung_viec": root.id})
    assert "Đã gộp vào số" in leader.get(done.location).text
    assert [row.stage for row in stored()] == [Stage.CONFIRMED, Stage.JOINED]


def test_of_what_the_stranger_unit_wrote_nothing_is_hinted_and_nothing_joined(situation, stranger, typed):
    row = situation.recorded(area="Khu dân cư số 3")
    hint = stranger.htmx(HINT, typed | {"tim": "1"})
    assert "Chưa có nội dung tương tự" in hint.text
    assert WORDS not in hint.text
    stranger.post(NEW, typed | {"cung_viec": row.id})
    assert [(one.voices, one.joined_to_id) for one in stored()] == [(1, None), (3, None)]


def test_without_areas_the_form_says_so_instead_of_failing(sign_in):
    page = sign_in("canbo2").get(NEW)
    assert (page.status_code, "– Chọn địa bàn –" in page.text) == (200, True)
