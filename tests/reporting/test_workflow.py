"""Every stage, every person, every action: who may do what is written down, the rest is refused."""

import random

import pytest

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.reporting import queries, services
from nam_tinh_hinh.reporting.enums import EDITABLE, OUT, Punctuality, SectionStage, Stage
from nam_tinh_hinh.reporting.tables import Passage, Report, Sending
from nam_tinh_hinh.reporting.workflow import ACTIONS, workflow

WRITERS, SIGNERS, ABOVE = ("canbo",), ("lanhdao",), ("mttq",)
PEOPLE = ("canbo", "lanhdao", "canbo2", "lanhdao2", "phutrach", "tonghop", "nguoixem", "thuongtruc", "truongban",
          "mttq", "quantri")  # fmt: skip
# What each may do with the report of Hội CCB in each stage; nobody else may do anything.
MAY: dict[Stage, dict[tuple[str, ...], set[str]]] = {
    Stage.DRAFT: {WRITERS: {"propose"}, SIGNERS: {"propose", "send"}},
    Stage.DECLINED: {WRITERS: {"propose"}, SIGNERS: {"propose", "send"}},
    Stage.RETURNED: {WRITERS: {"propose"}, SIGNERS: {"propose", "send"}},
    Stage.PROPOSED: {WRITERS: {"take_back"}, SIGNERS: {"take_back", "decline", "send"}},
    Stage.SENT: {SIGNERS: {"recall"}, ABOVE: {"accept", "return"}},
    Stage.ACCEPTED: {ABOVE: {"unaccept", "return"}},
}


def people(reporting):
    """Everybody of the demonstration; the leader of MTTQ is the second hat of a committee member."""
    return {who: reporting.of("mttq") if who == "mttq" else reporting.reach(who) for who in PEOPLE}


@pytest.mark.parametrize("stage", Stage)
def test_each_may_do_what_is_written_down_and_nothing_else(reporting, stage):
    report = reporting.staged(stage)
    wanted = {who: names for group, names in MAY[stage].items() for who in group}
    found = {who: {a.name for a in workflow.available(reach, report)} for who, reach in people(reporting).items()}
    assert found == {who: wanted.get(who, set()) for who in PEOPLE}


@pytest.mark.parametrize("stage", Stage)
def test_what_is_not_offered_is_refused_and_changes_nothing(reporting, stage):
    report = reporting.staged(stage)
    before = report.version
    for reach in people(reporting).values():
        offered = {action.name for action in workflow.available(reach, report)}
        for action in ACTIONS:
            if action.name not in offered:
                with pytest.raises(ActionRefused):
                    carry_out(reporting, reach, report, action.name)
    reporting.save()
    assert (report.stage, report.version) == (stage, before)


def carry_out(reporting, reach, report, name):
    """Do one action by the verb that is meant for it."""
    if name == "send":
        services.send(actor=reach, report=report)
    elif name == "return":
        one = queries.sections(report.id)[0]
        services.return_sections(actor=reach, report=report, reasons={one.id: "Viết rõ hơn."})
    else:
        services.act(actor=reach, report=report, action=name, reason="Lý do")


def test_a_compulsory_section_keeps_the_report_from_going_out(reporting):
    report = reporting.report()
    with pytest.raises(ActionRefused, match=r"Kết quả thực hiện nhiệm vụ trong tuần.*Vấn đề nổi cộm"):
        services.send(actor=reporting.of("ccb"), report=report)
    assert report.stage is Stage.DRAFT


def test_nothing_at_all_needs_no_section(reporting):
    report = reporting.report()
    services.nothing_at_all(actor=reporting.of("ccb"), report=report, on=True)
    row = reporting.send(report)
    assert (report.stage, row.is_nothing, {one.is_nothing for one in row.sections}) == (Stage.SENT, True, {True})


def test_what_went_out_is_copied_and_cut_into_passages(reporting):
    report = reporting.sent(issues="- Đường tổ 5 ngập sau mưa.\n- Chợ cóc lấn vỉa hè.")
    row = db.session.scalars(db.select(Sending).filter_by(report_id=report.id)).one()
    words = list(db.session.scalars(db.select(Passage.words).filter_by(sending_id=row.id).order_by(Passage.id)))
    assert words == [
        "Tuyên truyền 03 buổi tại khu dân cư.", "Vận động 12 hộ chỉnh trang ngõ phố.", "Đường tổ 5 ngập sau mưa.",
        "Chợ cóc lấn vỉa hè.",
    ]  # fmt: skip
    services.act(actor=reporting.of("ccb"), report=report, action="recall")
    section = reporting.section(report, "issues")
    services.save_section(actor=reporting.of("ccb"), section=section, text="Viết lại.", figures={})
    reporting.save()
    assert [one.text for one in row.sections if one.heading.code == "issues"] != ["Viết lại."]


def test_the_same_key_sends_once(reporting):
    report = reporting.written()
    first = services.send(actor=reporting.of("ccb"), report=report, key="k1")
    again = services.send(actor=reporting.of("ccb"), report=report, key="k1")
    assert (first.id, report.rounds) == (again.id, 1)


def test_a_return_opens_only_the_sections_asked_for(reporting):
    report = reporting.staged(Stage.RETURNED)
    found = {one.heading.code: (one.opened, one.stage) for one in queries.sections(report.id)}
    assert found["done"] == (True, SectionStage.TO_MEND)
    assert {opened for code, (opened, _stage) in found.items() if code != "done"} == {False}
    with pytest.raises(ActionRefused, match="không được yêu cầu sửa"):
        services.save_section(
            actor=reporting.of("ccb"), section=reporting.section(report, "tasks"), text="Thêm.", figures={}
        )


def test_mended_and_sent_again_it_is_the_second_round(reporting):
    report = reporting.staged(Stage.RETURNED)
    clerk, section = reporting.of("ccb", Role.CLERK), reporting.section(report)
    with pytest.raises(ActionRefused, match="chưa xong mục"):
        services.act(actor=clerk, report=report, action="propose")
    services.save_section(actor=clerk, section=section, text="Vận động 15 hộ.", figures={})
    services.finish(actor=clerk, section=section, stage=SectionStage.DONE)
    assert section.stage is SectionStage.MENDED
    row = reporting.send(report)
    assert (row.round, row.label) == (2, "Đã nộp (có sửa)")
    assert {one.opened for one in queries.sections(report.id)} == {True}


def test_what_the_receiver_has_opened_is_not_recalled(reporting):
    report = reporting.sent()
    row = db.session.scalars(db.select(Sending).filter_by(report_id=report.id)).one()
    services.sending.note_reading(sending_id=row.id, name="Lê Minh Đức")
    reporting.save()
    with pytest.raises(ActionRefused, match="nơi nhận đã mở xem"):
        services.act(actor=reporting.of("ccb"), report=report, action="recall")


def test_two_savings_of_one_section_conflict_and_lose_nothing(reporting):
    report = reporting.report()
    mine, seen = reporting.of("ccb", Role.CLERK), reporting.section(report).version
    services.save_section(actor=mine, section=reporting.section(report), text="Của tôi.", figures={}, version=seen)
    reporting.save()
    with pytest.raises(services.SectionMoved) as refused:
        services.save_section(
            actor=reporting.of("ccb"), section=reporting.section(report), text="Của lãnh đạo.", figures={}, version=seen
        )
    assert refused.value.section.text == "Của tôi."
    # The first's answer was lost on the way and the page sends the same words again: no conflict.
    services.save_section(actor=mine, section=reporting.section(report), text="Của tôi.", figures={}, version=seen)


@pytest.mark.parametrize(
    ("weekday", "hour", "minute", "wanted"),
    [(3, 13, 30, Punctuality.IN_TIME), (3, 13, 45, Punctuality.IN_GRACE), (3, 14, 1, Punctuality.LATE)],
)
def test_the_servers_clock_says_whether_it_was_in_time(reporting, weekday, hour, minute, wanted):
    report, moment = reporting.written(), reporting.at(weekday, hour, minute)
    with clock.stopped_at(moment):
        row = reporting.send(report)
    assert (row.punctuality, row.sent_at) == (wanted, moment)


@pytest.mark.parametrize("seed", range(10))
def test_whatever_is_tried_the_report_stays_in_order(reporting, seed):
    """120 random acts by random people; after each: the database agrees with itself."""
    rng, report = random.Random(seed), reporting.written()
    crowd = list(people(reporting).values())
    for _ in range(120):
        reach = rng.choice(crowd)
        try:
            if rng.random() < 0.4:
                write_something(rng, reach, report)
            else:
                carry_out(reporting, reach, report, rng.choice(ACTIONS).name)
            db.session.commit()
        except ActionRefused:
            db.session.rollback()
        report = reporting.again(report.id)
        in_order(report)


def write_something(rng, reach, report):
    section = rng.choice(queries.sections(report.id))
    if rng.random() < 0.6:
        services.save_section(actor=reach, section=section, text=f"Lần {rng.random()}.", figures={})
    else:
        services.finish(actor=reach, section=section, stage=rng.choice(list(SectionStage)[1:4]))


def in_order(report: Report) -> None:
    rounds = [row.round for row in queries.sendings(report.id)]
    assert rounds == list(range(1, report.rounds + 1))
    living = [row for row in queries.sendings(report.id) if row.recalled_at is None]
    assert bool(living) or report.stage not in OUT
    assert report.stage not in OUT or living[-1].round == report.rounds
    assert report.accepted_round in (None, report.rounds)
    opened = {one.opened for one in queries.sections(report.id)}
    assert opened == {True} or report.stage in EDITABLE | {Stage.PROPOSED}
