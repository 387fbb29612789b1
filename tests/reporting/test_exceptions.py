"""A deadline is moved, a unit is exempt, and back: by whom, with which words, and what it leaves behind."""

from datetime import timedelta

import pytest

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.reporting.enums import Punctuality, Stage
from nam_tinh_hinh.reporting.services import exceptions as services
from nam_tinh_hinh.reporting.tables import Obligation
from nam_tinh_hinh.reporting.workflow import OBLIGATION, PERIOD
from tests.browser import form_values

WHY = "Mất điện cả ngày."
KEY = "b" * 32


@pytest.fixture
def later(reporting):
    """A moment after the week's deadline that is also ahead of now."""
    return max(reporting.week.due_at, clock.now()) + timedelta(days=2)


def extend(reporting, report, moment, **more):
    event = services.extend(actor=reporting.of("mttq"), report=report, due_at=moment, reason=WHY, **more)
    reporting.save()
    return event


def due(report):
    return report.obligation.due_at, report.obligation.grace_until, report.obligation.exempted_at is not None


def test_a_later_deadline_keeps_its_grace_and_stands_in_the_history(reporting, later):
    report = reporting.report()
    event = extend(reporting, report, later, key=KEY)
    assert due(report) == (later, later + timedelta(minutes=30), False)
    assert (report.obligation.exception_reason, reporting.week.due_at < later) == (WHY, True)
    assert (event.subject, event.subject_id, event.reason) == (OBLIGATION, report.obligation_id, WHY)
    assert event.details == {
        "before": {"due": clock.moment_text(reporting.week.due_at), "exempt": False},
        "after": {"due": clock.moment_text(later), "exempt": False},
    }
    assert extend(reporting, report, later, key=KEY).id == event.id
    assert reporting.report("phu_nu").obligation.due_at == reporting.week.due_at
    with clock.stopped_at(later):
        assert reporting.send(reporting.written()).punctuality is Punctuality.IN_TIME


def test_exempt_and_back(reporting, later):
    report = reporting.report()
    extend(reporting, report, later)
    services.exempt(actor=reporting.of("mttq"), report=report, reason=WHY)
    common = (reporting.week.due_at, reporting.week.grace_until)
    assert due(report) == (*common, True)
    with pytest.raises(ActionRefused, match="đang được miễn"):
        extend(reporting, report, later)
    with pytest.raises(ActionRefused, match="được miễn từ trước"):
        services.exempt(actor=reporting.of("mttq"), report=report, reason=WHY)
    services.take_back(actor=reporting.of("mttq"), report=report)
    assert (due(report), report.obligation.exception_reason) == ((*common, False), "")
    with pytest.raises(ActionRefused, match="đang theo hạn chung"):
        services.take_back(actor=reporting.of("mttq"), report=report)
    assert [event.action for event in history.of(OBLIGATION, report.obligation_id)] == [
        "extend", "exempt", "take_back"
    ]  # fmt: skip


def test_only_who_receives_it_decides_and_its_signer_where_nobody_inside_does(reporting, later):
    report = reporting.report()
    for who in ("canbo", "lanhdao", "canbo2", "tonghop", "thuongtruc", "truongban", "quantri"):
        for act in (services.exempt, services.take_back):
            said = {"reason": WHY} if act is services.exempt else {}
            with pytest.raises(ActionRefused) as refused:
                act(actor=reporting.reach(who), report=report, **said)
            assert refused.value.kind is Refusal.NOT_ALLOWED
    report.obligation.receiver_id = None
    reporting.save()
    with pytest.raises(ActionRefused):
        services.exempt(actor=reporting.of("ccb", Role.CLERK), report=report, reason=WHY)
    services.exempt(actor=reporting.of("ccb"), report=report, reason=WHY)
    assert report.obligation.exempted_at


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda now, due: {"due_at": due}, "phải sau hạn chung"),
        (lambda now, due: {"due_at": due - timedelta(days=1)}, "phải sau hạn chung"),
        (lambda now, due: {"reason": ""}, "Ghi lý do"),
        (lambda now, due: {"seen": "x"}, "đã thay đổi"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(reporting, later, change, said):
    report = reporting.report()
    before = due(report)
    words = {"due_at": later, "reason": WHY} | change(clock.now(), reporting.week.due_at)
    with pytest.raises(ActionRefused, match=said):
        services.extend(actor=reporting.of("mttq"), report=report, **words)
    assert (due(report), history.of(OBLIGATION, report.obligation_id)) == (before, [])


def test_a_deadline_that_has_passed_already_helps_nobody(reporting, later):
    report = reporting.report()
    with clock.stopped_at(later + timedelta(days=1)), pytest.raises(ActionRefused, match="sau lúc này"):
        services.extend(actor=reporting.of("mttq"), report=report, due_at=later, reason=WHY)


@pytest.mark.parametrize("stage", [Stage.SENT, Stage.ACCEPTED])
def test_what_was_sent_has_no_deadline_to_move(reporting, stage):
    report = reporting.staged(stage)
    moment = max(reporting.week.due_at, clock.now()) + timedelta(days=1)
    for act, said in ((services.extend, {"due_at": moment, "reason": WHY}), (services.exempt, {"reason": WHY})):
        with pytest.raises(ActionRefused, match="đã nộp"):
            act(actor=reporting.of("mttq"), report=report, **said)


def test_all_who_have_not_sent_get_the_same_time_at_once(reporting, later):
    sent, exempt, late = reporting.sent("phu_nu"), reporting.report("nong_dan"), reporting.report("ccb")
    services.exempt(actor=reporting.of("mttq"), report=exempt, reason=WHY)
    reporting.save()
    for _ in range(2):  # a double click
        services.extend_all(actor=reporting.of("mttq"), report=sent, due_at=later, reason=WHY, key=KEY)
        reporting.save()
    common = reporting.week.due_at
    assert [one.obligation.due_at for one in (late, sent, exempt)] == [later, common, common]
    assert [event.action for event in history.of(PERIOD, reporting.week.id)] == ["open", "extend"]
    assert len(history.of(OBLIGATION, late.obligation_id)) == 1
    with pytest.raises(ActionRefused, match="Không còn đơn vị nào"):
        services.extend_all(actor=reporting.of("mttq"), report=sent, due_at=later, reason=WHY)
    with pytest.raises(ActionRefused) as refused:
        services.extend_all(actor=reporting.reach("lanhdao"), report=late, due_at=later, reason=WHY)
    assert refused.value.kind is Refusal.NOT_ALLOWED


# --- the page ---


@pytest.fixture
def front(world, sign_in):
    """The leader of MTTQ: the second hat of a member of the steering committee."""
    hat = world.actor("banchidao", 1).hat.id
    browser = sign_in("banchidao")
    browser.post("/vi-tri", {"hat": hat})
    return browser


def test_the_page_moves_it_and_the_unit_reads_why(reporting, later, front, clerk, stranger):
    place = f"/bao-cao/{reporting.report().id}/gia-han"
    local = clock.local(later)
    typed = {"what": "gia-han", "due_on": f"{local:%d/%m/%Y}", "due_hour": f"{local:%H:%M}", "reason": WHY}
    answer = front.post(place, form_values(front.get(place).text, place) | typed)
    assert answer.status_code == 303
    page = clerk.get(place).text
    assert (WHY in page, "Gia hạn" in page, "Đổi hạn" in page) == (True, True, False)
    assert f"{local:%H:%M} ngày {local:%d/%m/%Y}" in page
    assert stranger.get(place).status_code == 404
    assert clerk.post(place, typed).status_code == 403
    page = front.get(place).text
    assert front.post(place, {"buoc": "tro-ve", "seen": "x"}).status_code == 409
    assert front.post(place, form_values(page, place) | {"buoc": "tro-ve"}).status_code == 303
    assert "Trở về hạn chung" in clerk.get(place).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"what": "gia-han", "due_on": "", "reason": WHY}, "Ghi ngày hạn mới."),
        ({"what": "gia-han", "due_on": "01/01/2020", "reason": WHY}, "phải sau hạn chung"),
        ({"what": "gia-han", "due_on": "31/02/2030", "reason": WHY}, "không phải là ngày"),
        ({"what": "gia-han", "due_on": "01/01/2030", "due_hour": "99", "reason": WHY}, "không phải là giờ"),
        ({"what": "mien", "reason": "  "}, "Ghi lý do."),
        ({"what": "x", "reason": WHY}, "Hãy chọn một mục"),
        ({"what": "mien", "reason": "TUYỆT MẬT"}, "bí mật nhà nước"),
    ],
)
def test_what_was_typed_stays_and_the_way_out_is_said(reporting, front, typed, said):
    place = f"/bao-cao/{reporting.report().id}/gia-han"
    answer = front.post(place, typed)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert db.session.scalars(db.select(Obligation.due_at).distinct()).all() == [reporting.week.due_at]


def test_exempting_and_all_at_once_from_the_page(reporting, later, front):
    place = f"/bao-cao/{reporting.report().id}/gia-han"
    page = front.get(place).text
    assert "Gia hạn cho cả 3 đơn vị chưa nộp trong kỳ" in page
    typed = {"what": "ca-ky", "due_on": f"{clock.local(later):%d/%m/%Y}", "due_hour": "23h59", "reason": WHY}
    assert front.post(place, typed).status_code == 303
    assert "Đã gia hạn cho 3 đơn vị" in front.get(place).text
    assert front.post(place, {"what": "mien", "reason": WHY}).status_code == 303
    assert "Được miễn nộp kỳ này" in front.get(place).text
