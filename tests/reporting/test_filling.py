"""Putting into a report what the data give, and bringing newer data in: nothing typed is lost."""

import pytest

from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.reporting import services
from nam_tinh_hinh.reporting.enums import SectionStage, Stage
from tests.reporting.filled import CULTURE, ECONOMY, Week


@pytest.fixture
def week(world) -> Week:
    return Week(world)


def test_the_first_opening_fills_what_nobody_has_written(week):
    week.gathered()
    week.written("Đơn vị tự viết.", "hot")
    section = week.filled()
    assert (section.text, section.given, section.stage) == (f"{ECONOMY}\n{CULTURE}",) * 2 + (SectionStage.WRITING,)
    assert section.filled_at == week.reporting.at(2, 10)
    assert (week.section("hot").text, week.section("hot").filled_at) == ("Đơn vị tự viết.", None)
    nothing = week.section("sentiment")
    assert (nothing.text, nothing.stage, nothing.filled_at) == ("", SectionStage.TO_DO, week.reporting.at(2, 10))
    assert week.section("figures").figures == week.section("figures").given_figures != {}
    assert week.section("done").filled_at is None
    assert services.fill_first(actor=week.reporting.of("ccb"), report=week.report()) == []


def test_one_section_is_filled_by_the_server_too(week):
    week.gathered()
    section = week.section()
    with week.at(2, 10):
        services.fill(actor=Machine(), section=section)
        assert section.text == f"{ECONOMY}\n{CULTURE}"
        week.written("Viết lại.")
        services.fill(actor=Machine(), section=section)
    assert section.text == "Viết lại."


@pytest.mark.parametrize("stage", [Stage.PROPOSED, Stage.SENT, Stage.ACCEPTED])
def test_what_is_out_is_not_filled(week, stage):
    report = week.reporting.staged(stage)
    assert services.fill_first(actor=week.reporting.of("ccb"), report=report) == []


def test_nothing_at_all_is_not_filled(week):
    report = week.report()
    services.nothing_at_all(actor=week.reporting.of("ccb"), report=report, on=True)
    assert services.fill_first(actor=week.reporting.of("ccb"), report=report) == []


def test_refilling_keeps_every_word_and_can_be_undone(week):
    drains = week.gathered()["drains"]
    section = week.filled()
    edited = CULTURE.replace("thiếu", "thiếu 4")
    week.written(f"{ECONOMY}\n{edited}\nThêm bằng tay.")
    with week.at(2, 10, 30):
        drains.voices = 6
        week.situation.confirmed(content="Đèn đường hỏng.", topic="economy.urban")
    with week.at(2, 11):
        before = services.refill(actor=week.reporting.of("ccb"), section=section)
        week.save()
    lamp = "- Kinh tế: Đèn đường hỏng (Phố Phúc Ninh; 1 lượt ý kiến)."
    assert section.text.split("\n") == [ECONOMY.replace("1 lượt", "6 lượt"), lamp, edited, "Thêm bằng tay."]
    assert section.given.split("\n") == [ECONOMY.replace("1 lượt", "6 lượt"), lamp, CULTURE]
    services.undo_refill(actor=week.reporting.of("ccb"), section=section, before=before, version=section.version)
    assert (section.text, section.given) == (f"{ECONOMY}\n{edited}\nThêm bằng tay.", f"{ECONOMY}\n{CULTURE}")


def test_what_was_ticked_is_to_be_looked_at_again(week):
    week.gathered()
    section, clerk = week.filled(), week.reporting.of("ccb", Role.CLERK)
    services.finish(actor=clerk, section=section, stage=SectionStage.DONE)
    with week.at(2, 11):
        assert services.refill(actor=clerk, section=section) is None
    assert section.stage is SectionStage.DONE
    with week.at(2, 12):
        week.situation.confirmed(content="Đèn đường hỏng.")
    with week.at(2, 13):
        before = services.refill(actor=clerk, section=section)
    assert section.stage is SectionStage.WRITING
    assert before.of(before.as_data()) == before
    services.undo_refill(actor=clerk, section=section, before=before, version=section.version)
    assert section.stage is SectionStage.DONE


def test_emptied_and_taken_up_again_all_comes_in(week):
    week.gathered()
    section, clerk = week.filled(), week.reporting.of("ccb", Role.CLERK)
    services.finish(actor=clerk, section=section, stage=SectionStage.NOTHING)
    with week.at(2, 11):
        with pytest.raises(ActionRefused, match="Không phát sinh"):
            services.refill(actor=clerk, section=section)
        services.finish(actor=clerk, section=section, stage=SectionStage.WRITING)
        services.refill(actor=clerk, section=section)
    assert section.text == f"{ECONOMY}\n{CULTURE}"


def test_strangers_and_free_text_are_refused(week):
    section = week.section()
    with pytest.raises(ActionRefused, match="Chỉ người của đơn vị"):
        services.refill(actor=week.reporting.of("phu_nu"), section=section)
    with pytest.raises(ActionRefused, match="tự viết"):
        services.refill(actor=week.reporting.of("ccb"), section=week.section("done"))


def test_the_same_key_refills_once(week):
    week.gathered()
    section, leader = week.section(), week.reporting.of("ccb")
    with week.at(2, 10):
        assert services.refill(actor=leader, section=section, key="a" * 32).text == ""
        week.written("Viết lại.")
        assert services.refill(actor=leader, section=section, key="a" * 32) is None
    assert section.text == "Viết lại."
