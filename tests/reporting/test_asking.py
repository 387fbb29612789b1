"""Reports outside the calendar: asked for by a superior with a time of its own, or of a unit's own accord."""

from datetime import timedelta

import pytest

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.reporting import queries, rules, services
from nam_tinh_hinh.reporting.enums import PeriodKind, Punctuality, Receiver
from nam_tinh_hinh.reporting.queries import asking as reads
from nam_tinh_hinh.reporting.services import asking
from nam_tinh_hinh.reporting.tables import Obligation, Period, Regime, Report
from nam_tinh_hinh.reporting.workflow import OBLIGATION, PERIOD
from nam_tinh_hinh.situation.audience import Audience
from tests.people.statements import counted

TITLE, WORDS, WHY = "Tình hình ngập úng sau mưa lớn", "Báo cáo những ý kiến nổi lên.", "Đã có báo cáo chung."
KEY = "c" * 32


def wanted(**more):
    said = {"title": TITLE, "words": WORDS, "outline_code": "ad_hoc", "due_at": clock.now() + timedelta(days=1)}
    return asking.Request(**said | more)


def ask(reporting, *keys, who="tonghop", key=None, **more):
    audience = Audience(unit_ids=tuple(reporting.unit(one).id for one in keys or ("ccb", "phu_nu")))
    period = asking.ask(actor=reporting.reach(who), request=wanted(**more), audience=audience, key=key)
    reporting.save()
    return period


def reports(period):
    return db.session.scalars(db.select(Report).join(Report.obligation).filter_by(period_id=period.id)).all()


def everything(kind):
    return db.session.scalar(db.select(db.func.count()).select_from(kind))


def test_who_is_asked_owes_it_by_that_time_to_the_asker(reporting):
    period = ask(reporting, key=KEY)
    party, now = reporting.unit("dang_uy"), period.opened_at
    assert (period.kind, period.title, period.asked_words, period.asked_by_id) == (
        PeriodKind.REQUESTED, TITLE, WORDS, party.id
    )  # fmt: skip
    assert (period.gathers_from, period.gathers_to, period.slot) == (
        now - timedelta(days=7), period.due_at, f"yeu-cau:{KEY}"
    )  # fmt: skip
    owed = [one.obligation for one in reports(period)]
    assert [(one.unit_name, one.receiver_id, one.due_at) for one in owed] == [
        ("Hội Cựu chiến binh phường Minh Họa", party.id, period.due_at),
        ("Hội Liên hiệp Phụ nữ phường Minh Họa", party.id, period.due_at),
    ]
    assert {one.heading.code for one in queries.sections(reports(period)[0].id)} == {
        "event", "issues", "done", "forecast", "proposals"
    }  # fmt: skip
    assert (ask(reporting, key=KEY).id, everything(Period), everything(Obligation)) == (period.id, 1, 2)
    assert [event.action for event in history.of(PERIOD, period.id)] == ["ask"]
    assert rules.receives(reporting.reach("tonghop"), reports(period)[0])


def test_the_standing_office_and_the_chair_ask_in_the_name_of_the_party_committee(reporting):
    for who in ("thuongtruc", "truongban", "tonghop"):
        assert ask(reporting, who=who).asked_by_id == reporting.unit("dang_uy").id


def test_only_lower_units_are_asked_whatever_is_sent(reporting):
    with pytest.raises(ActionRefused, match="Chưa chọn đơn vị nào"):
        ask(reporting, "phu_nu", "mttq", "dang_uy", who="lanhdao")
    assert everything(Period) == 0
    branches = asking.ask(
        actor=reporting.of("ccb"), request=wanted(), audience=Audience(all_direct=True, unit_ids=(1, 2, 9999))
    )
    names = [one.obligation.unit_name for one in reports(branches)]
    assert (len(names), {name.startswith("Chi hội Cựu chiến binh") for name in names}) == (6, {True})


@pytest.mark.parametrize("who", ["canbo", "canbo2", "phutrach", "nguoixem", "quantri"])
def test_who_is_no_superior_asks_nobody(reporting, who):
    with pytest.raises(ActionRefused) as refused:
        ask(reporting, who=who)
    assert refused.value.kind is Refusal.NOT_ALLOWED


def test_the_past_and_what_is_not_there_are_refused(reporting):
    with pytest.raises(ActionRefused, match="ở sau lúc này"):
        ask(reporting, due_at=clock.now())
    with pytest.raises(ActionRefused, match="Không có đề cương"):
        ask(reporting, outline_code="khong-co")
    for row in db.session.scalars(db.select(Regime)):
        db.session.delete(row)
    reporting.save()
    with pytest.raises(ActionRefused, match="Chưa có chế độ báo cáo đột xuất"):
        ask(reporting)
    assert everything(Period) == 0


def test_the_regime_in_force_is_the_one_it_goes_by(reporting):
    second = db.session.scalars(db.select(Regime).filter_by(code="ht_ad_hoc")).one()
    assert ask(reporting).regime.code == "tt_ad_hoc"
    second.valid_from = clock.today()
    reporting.save()
    assert ask(reporting).regime_id == second.id


def test_it_is_written_sent_and_received_like_any_other(reporting):
    period = ask(reporting, "ccb")
    (report,) = reports(period)
    services.nothing_at_all(actor=reporting.reach("canbo"), report=report, on=True)
    with clock.stopped_at(period.due_at + timedelta(minutes=1)):
        assert reporting.send(report).punctuality is Punctuality.LATE
    services.act(actor=reporting.reach("tonghop"), report=report, action="accept")
    assert reads.answered([period.id]) == {period.id: (1, 0)}


def test_a_request_is_taken_back_from_whoever_has_not_sent(reporting):
    period = ask(reporting)
    sent, waits = reports(period)
    services.nothing_at_all(actor=reporting.reach("canbo"), report=sent, on=True)
    reporting.send(sent)
    for _ in range(2):
        asking.withdraw(actor=reporting.reach("thuongtruc"), period=period, reason=WHY, key=KEY)
        reporting.save()
    assert (sent.obligation.exempted_at, waits.obligation.exception_reason) == (None, WHY)
    assert [event.action for event in history.of(OBLIGATION, waits.obligation_id)] == ["exempt"]
    assert [event.action for event in history.of(PERIOD, period.id)] == ["ask", "withdraw"]
    with pytest.raises(ActionRefused, match="Không còn đơn vị nào"):
        asking.withdraw(actor=reporting.reach("thuongtruc"), period=period, reason=WHY)


def test_only_who_asked_takes_it_back_and_says_why(reporting):
    period = ask(reporting)
    for who, reason in (("lanhdao", WHY), ("canbo", WHY), ("quantri", WHY), ("tonghop", "")):
        with pytest.raises(ActionRefused):
            asking.withdraw(actor=reporting.reach(who), period=period, reason=reason)
    own = asking.own(actor=reporting.reach("lanhdao"), title=TITLE, words="", outline_code="ad_hoc")
    with pytest.raises(ActionRefused):
        asking.withdraw(actor=reporting.reach("lanhdao"), period=own.obligation.period, reason=WHY)
    assert reads.unanswered(period.id)


def test_a_unit_reports_of_its_own_accord_at_any_time(reporting):
    report = asking.own(actor=reporting.reach("canbo"), title=TITLE, words=WORDS, outline_code="ad_hoc", key=KEY)
    reporting.save()
    period, owed = report.obligation.period, report.obligation
    assert (period.kind, period.due_at, period.slot) == (PeriodKind.OWN, None, f"tu-bao:{KEY}")
    assert (owed.unit_id, owed.receiver_id, owed.due_at) == (
        reporting.unit("ccb").id, reporting.unit("dang_uy").id, None
    )  # fmt: skip
    assert period.gathers_to - period.gathers_from == timedelta(days=7)
    again = asking.own(actor=reporting.reach("canbo"), title=TITLE, words=WORDS, outline_code="ad_hoc", key=KEY)
    assert (again.id, everything(Report)) == (report.id, 1)
    services.nothing_at_all(actor=reporting.reach("canbo"), report=report, on=True)
    assert reporting.send(report).punctuality is Punctuality.NO_DEADLINE


@pytest.mark.parametrize(
    ("receiver", "unit", "to"),
    [
        (Receiver.COMMITTEE, "khu_2", "Chi bộ khu dân cư số 2"), (Receiver.SUPERIOR, "khu_2", "Ủy ban MTTQ"),
        (Receiver.COMMITTEE, "dang_uy", None), (Receiver.OUTSIDE, "khu_2", None),
    ],
)  # fmt: skip
def test_it_goes_where_such_reports_go(reporting, receiver, unit, to):
    db.session.scalars(db.select(Regime).filter_by(code="tt_ad_hoc")).one().receiver = receiver
    reporting.save()
    report = asking.own(actor=reporting.of(unit), title=TITLE, words="", outline_code="ad_hoc")
    found = report.obligation.receiver
    assert (found.name.startswith(to) if to else found is None) is True


def test_without_the_one_it_goes_to_the_other(reporting):
    unit = reporting.unit("khu_2")
    unit.committee_id = None
    reporting.save()
    report = asking.own(actor=reporting.of("khu_2", Role.CLERK), title=TITLE, words="", outline_code="ad_hoc")
    assert report.obligation.receiver_id == reporting.unit("mttq").id


@pytest.mark.parametrize("who", ["nguoixem", "quantri"])
def test_who_writes_for_no_unit_begins_nothing(reporting, who):
    with pytest.raises(ActionRefused):
        asking.own(actor=reporting.reach(who), title=TITLE, words="", outline_code="ad_hoc")


# --- the pages ---


def typed(reporting, *keys, **more):
    day = clock.today() + timedelta(days=2)
    return {
        "title": TITLE, "words": WORDS, "outline": "ad_hoc", "due_on": f"{day:%d/%m/%Y}", "due_hour": "16h30",
        "unit_ids": [reporting.unit(key).id for key in keys], "form_key": KEY,
    } | more  # fmt: skip


@pytest.fixture
def compiler(sign_in):
    return sign_in("tonghop")


def test_asked_followed_and_withdrawn_on_the_pages(reporting, compiler, clerk, sign_in):
    answers = [compiler.post("/bao-cao/yeu-cau", typed(reporting, "ccb", "phu_nu")) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    page = compiler.get(answers[0].location).text
    assert [word in page for word in (TITLE, WORDS, "16:30", "Hội Liên hiệp Phụ nữ", "Gia hạn, miễn")] == [True] * 5
    assert TITLE in compiler.get("/bao-cao/yeu-cau").text
    leader = sign_in("lanhdao")
    assert (leader.get(answers[0].location).status_code, clerk.get(answers[0].location).status_code) == (404, 403)
    assert TITLE not in leader.get("/bao-cao/yeu-cau").text
    refused = compiler.post(f"{answers[0].location}/rut", {"reason": " "})
    assert (refused.status_code, "Ghi lý do." in refused.text) == (422, True)
    assert compiler.post(f"{answers[0].location}/rut", {"reason": WHY}).status_code == 303
    page = compiler.get(answers[0].location).text
    assert (page.count(WHY), "Rút yêu cầu</summary>" in page) == (2, False)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"title": " "}, "Ghi tên báo cáo."),
        ({"words": ""}, "Ghi nội dung cần báo cáo."),
        ({"due_on": ""}, "Ghi ngày hạn nộp."),
        ({"due_on": "31/02/2026"}, "không phải là ngày"),
        ({"due_on": "01/01/2026"}, "ở sau lúc này"),
        ({"due_hour": "25h"}, "không phải là giờ"),
        ({"unit_ids": []}, "Chưa chọn đơn vị nào"),
        ({"unit_ids": ["99999"]}, "Hãy chọn"),
        ({"unit_ids": ["x"]}, "Hãy chọn"),
        ({"outline": "x"}, "Hãy chọn một mục"),
        ({"title": "TUYỆT MẬT"}, "bí mật nhà nước"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(reporting, compiler, more, said):
    answer = compiler.post("/bao-cao/yeu-cau", typed(reporting, "ccb") | more)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert (WORDS in answer.text) is ("words" not in more)
    assert everything(Period) == 0


def test_a_search_keeps_what_was_typed_and_ticked(reporting, compiler):
    answer = compiler.post("/bao-cao/yeu-cau", typed(reporting, "ccb", buoc="tim") | {"tim-don-vi": "dong lan"})
    assert (answer.status_code, everything(Period)) == (200, 0)
    words = (TITLE, "Chi bộ thôn Đồng Lân", "Hội Cựu chiến binh phường", "Hội Nông dân phường")
    assert [word in answer.text for word in words] == [True, True, True, False]


def test_ones_own_report_is_begun_on_its_page(reporting, clerk, stranger):
    said = {"title": TITLE, "words": WORDS, "outline": "ad_hoc", "form_key": KEY}
    answers = [clerk.post("/bao-cao/dot-xuat", said) for _ in range(2)]
    report = db.session.scalars(db.select(Report)).one()
    assert [(one.status_code, one.location) for one in answers] == [(303, f"/bao-cao/{report.id}")] * 2
    missing = clerk.post("/bao-cao/dot-xuat", said | {"title": ""})
    assert (missing.status_code, WORDS in missing.text, everything(Report)) == (422, True, 1)
    place = f"/bao-cao/{report.id}/gia-han"
    assert (clerk.get(place).status_code, stranger.get(place).status_code) == (200, 404)
    assert "Không đặt hạn" in clerk.get(place).text


def test_the_pages_take_the_same_number_of_statements_however_many_there_are(reporting, compiler):
    one = ask(reporting, "ccb").id

    def statements(path):
        compiler.get(path)
        with counted(reporting.world.app) as seen:
            compiler.get(path)
        return len(seen)

    before = [statements("/bao-cao/yeu-cau"), statements(f"/bao-cao/yeu-cau/{one}")]
    more = [ask(reporting, "ccb", "phu_nu", "nong_dan", "doan", "mttq").id for _ in range(5)]
    assert [statements("/bao-cao/yeu-cau"), statements(f"/bao-cao/yeu-cau/{more[-1]}")] == before
