"""Change requests: what a unit may ask in which stage, who answers, and what an answer does."""

from datetime import date

import pytest

from nam_tinh_hinh.emulation.changes import kinds_in
from nam_tinh_hinh.emulation.enums import ChangeKind, RequestStage, Stage
from nam_tinh_hinh.emulation.queries import changing
from nam_tinh_hinh.emulation.services import changing as services
from nam_tinh_hinh.emulation.tables import ChangeRequest, InterimReview
from nam_tinh_hinh.emulation.tasks import matters
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.matters import tasks_of
from nam_tinh_hinh.kernel.workflow import ActionRefused
from tests.browser import form_values
from tests.papers import needs_pdftotext, squeezed, text
from tests.people.statements import counted
from tests.world import FACTS

QUEUE = "/dan-van-kheo/dieu-chinh"
WHY = "Khu phố mới sáp nhập."
NEW_PLACE = "Khu phố Phúc Ninh mới"
F, W, S, D = ChangeKind.FACTS, ChangeKind.WITHDRAW, ChangeKind.STOP, ChangeKind.DIFFICULTY


def asked(world, item, kind=F, **facts):
    changed = (FACTS | {"address": NEW_PLACE} | facts) if kind is F else None
    row = services.ask(actor=world.clerk_of("ccb"), exemplar=item, kind=kind, reason=WHY, facts=changed)
    world.save()
    return row


def request_again(row):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(ChangeRequest, row.id)


def answer(browser, row, verb="dong-y", **said):
    return browser.post(f"{QUEUE}/{row.id}/{verb}", {"version": str(row.version)} | said)


@pytest.mark.parametrize(
    ("stage", "kinds"),
    [
        (Stage.DRAFT, []), (Stage.APPROVED, []), (Stage.SUBMITTED, [F, W, D]), (Stage.AGREE_PENDING, [F, W, D]),
        (Stage.DECLINE_PENDING, [F, W, D]), (Stage.RETURNED, [W, D]), (Stage.AGREED, [F, W, D]),
        (Stage.DECLINED, []), (Stage.UNDERWAY, [F, S, D]), (Stage.REPORTED, [D]), (Stage.RECOGNISED, []),
        (Stage.STOPPED, []), (Stage.WITHDRAWN, []),
    ],
)  # fmt: skip
def test_what_may_be_asked_follows_the_stage(stage, kinds):
    assert kinds_in(stage) == kinds


def test_what_may_be_asked_tells_nothing_of_a_hidden_decision():
    assert kinds_in(Stage.AGREE_PENDING) == kinds_in(Stage.DECLINE_PENDING) == kinds_in(Stage.SUBMITTED)


def test_the_unit_asks_by_the_form_and_only_what_differs_is_kept(world, clerk, stranger):
    item = world.sent()
    page, action = f"/dan-van-kheo/{item.id}/dieu-chinh", f"/dan-van-kheo/{item.id}/dieu-chinh?de-nghi=facts"
    hidden = form_values(clerk.get(action).text, action)
    typed = {
        "reason": WHY, "name": item.name, "kind": "practice", "address": NEW_PLACE, "starts_on": "1/3/2026",
        "ends_on": "15/12/2026", "content": item.content, "owner_kind": "collective", "owner": item.owner,
    }  # fmt: skip
    assert clerk.post(action, hidden | typed | {"reason": ""}).status_code == 422
    unchanged = clerk.post(action, hidden | typed | {"address": item.address})
    assert (unchanged.status_code, "Chưa sửa mục nào" in unchanged.text) == (422, True)
    assert clerk.post(action, hidden | typed).location == page
    row = changing.open_about(item.id)
    assert (row.before, row.after, row.reason) == ({"address": item.address}, {"address": NEW_PLACE}, WHY)
    assert clerk.post(action, hidden | typed).location == page  # the same press again
    assert len(changing.of_exemplar(item.id)) == 1
    assert history.last("exemplar", item.id).action == "ask_change"
    assert NEW_PLACE in clerk.get(page).text
    assert stranger.get(page).status_code == stranger.post(action, typed).status_code == 404


def test_one_open_request_an_exemplar_and_it_can_be_taken_back(world, clerk):
    item = world.sent()
    row = asked(world, item, W)
    with pytest.raises(ActionRefused, match="đang có một đề nghị"):
        asked(world, item, D)
    answered = clerk.post(f"{QUEUE}/{row.id}/rut-lai", {"version": str(row.version)})
    assert answered.status_code == 303
    assert request_again(row).stage is RequestStage.TAKEN_BACK
    assert clerk.post(f"{QUEUE}/{row.id}/rut-lai", {"version": "1"}).status_code == 409
    assert asked(world, world.again(item.id), D).stage is RequestStage.ASKED


def test_agreeing_rewrites_the_facts(world, member, clerk):
    item = world.sent()
    row = asked(world, item)
    shown = member.get(QUEUE).text
    assert (item.address in shown, NEW_PLACE in shown, WHY in shown) == (True, True, True)
    assert answer(member, row).status_code == 303
    now = world.again(item.id)
    assert (now.address, now.stage, "phuc ninh moi" in now.folded_text) == (NEW_PLACE, Stage.SUBMITTED, True)
    assert request_again(row).stage is RequestStage.ACCEPTED
    assert "Đồng ý đề nghị điều chỉnh" in clerk.get(f"/dan-van-kheo/{item.id}").text


@pytest.mark.parametrize(
    ("stage", "kind", "ended"), [(Stage.AGREED, W, Stage.WITHDRAWN), (Stage.UNDERWAY, S, Stage.STOPPED)]
)
def test_agreeing_withdraws_or_stops_with_the_units_reason(world, standing, stage, kind, ended):
    item = world.staged(stage)
    assert answer(standing, asked(world, item, kind)).status_code == 303
    now = world.again(item.id)
    assert (now.stage, now.end_reason) == (ended, WHY)


def test_refusing_says_why(world, member):
    row = asked(world, world.sent(), W)
    silent = answer(member, row, "khong-dong-y")
    assert (silent.status_code, "Ghi lý do không đồng ý" in silent.text) == (422, True)
    assert answer(member, row, "khong-dong-y", answer="Đã in danh sách.").status_code == 303
    now = request_again(row)
    assert (now.stage, now.answer, now.exemplar.stage) == (RequestStage.REFUSED, "Đã in danh sách.", Stage.SUBMITTED)


def test_a_difficulty_is_answered_in_words(world, member):
    row = asked(world, world.sent(), D)
    assert answer(member, row).status_code == 422
    assert answer(member, row, answer="Sẽ hỗ trợ loa.").status_code == 303


def test_an_exemplar_that_moved_on_is_said_and_the_words_stay(world, member):
    item = world.sent()
    row = asked(world, item, W)
    world.act("thuongtruc", world.again(item.id), "withdraw", "Đã rút theo công văn.")
    refused = answer(member, request_again(row), answer="Được")
    assert (refused.status_code, "nên không rút" in refused.text, ">Được</textarea>" in refused.text) == (
        409,
        True,
        True,
    )
    assert request_again(row).stage is RequestStage.ASKED


def test_facts_changed_meanwhile_are_not_overwritten(world, member):
    item = world.sent()
    row = asked(world, item)
    world.again(item.id).address = "Nơi khác"
    world.save()
    assert answer(member, row).status_code == 409
    assert world.again(item.id).address == "Nơi khác"


def test_two_members_cannot_both_answer(world, member, standing):
    row = asked(world, world.sent(), W)
    version = row.version
    assert answer(member, row, "khong-dong-y", answer="Chưa.").status_code == 303
    late = standing.post(f"{QUEUE}/{row.id}/dong-y", {"version": str(version)})
    assert late.status_code == 409
    assert request_again(row).stage is RequestStage.REFUSED


def test_nobody_answers_for_his_own_unit(world, member, stranger):
    item = world.sent("mttq")
    row = services.ask(actor=world.clerk_of("mttq"), exemplar=item, kind=W, reason=WHY)
    world.save()
    assert answer(member, row).status_code == 403  # banchidao leads mttq too
    assert request_again(row).stage is RequestStage.ASKED
    assert stranger.post(f"{QUEUE}/{row.id}/dong-y", {"version": "1"}).status_code == 403
    assert stranger.post(f"{QUEUE}/{row.id}/rut-lai", {"version": "1"}).status_code == 404
    assert WHY not in stranger.get(QUEUE).text


def test_htmx_gets_the_one_request_answered(world, member):
    row = asked(world, world.sent())
    fragment = member.htmx(f"{QUEUE}/{row.id}/dong-y", {"version": str(row.version)})
    assert (fragment.status_code, f'id="de-nghi-{row.id}"' in fragment.text, "<html" in fragment.text) == (
        200,
        True,
        False,
    )


def test_new_days_set_the_interim_reviews_anew_but_lose_none_that_was_written(world, standing):
    item = world.staged(Stage.UNDERWAY, starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))

    def reviews():
        rows = db.session.scalars(
            db.select(InterimReview).filter_by(exemplar_id=item.id).order_by(InterimReview.months)
        )
        return {row.months: row for row in rows}

    assert set(reviews()) == {3, 6, 9}
    reviews()[9].progress = "Đã viết trước"
    world.save()
    whole = {name: getattr(item, name) for name in FACTS}
    row = services.ask(
        actor=world.clerk_of("ccb"), exemplar=item, kind=F, reason=WHY,
        facts=whole | {"starts_on": date(2027, 2, 1), "ends_on": date(2027, 6, 30)},
    )  # fmt: skip
    world.save()
    assert answer(standing, row).status_code == 303
    db.session.rollback()
    assert {months: one.due_on for months, one in reviews().items()} == {3: date(2027, 5, 1), 9: date(2027, 10, 1)}


def test_home_tells_both_sides(world):
    item = world.sent()
    row = asked(world, item, W)
    assert [
        t.count for t in tasks_of(matters(world.actor("banchidao2"))) if t.title == "Trả lời đề nghị điều chỉnh"
    ] == [1]
    services.refuse(actor=world.actor("banchidao2"), request=row, answer="Chưa được.")
    world.save()
    assert [t.title for t in tasks_of(matters(world.actor("canbo"))) if "đề nghị" in t.title] == [
        f"Trả lời đề nghị: {item.name}"
    ]
    assert [t.title for t in tasks_of(matters(world.actor("canbo2"))) if "đề nghị" in t.title] == []


def test_the_queue_is_filtered_paged_and_costs_the_same(world, member):
    def queue():
        with counted(world.app) as seen:
            member.get(f"{QUEUE}?tra-loi=asked&loai=withdraw")
        return len(seen)

    asked(world, world.sent(name="Số 0"), W)
    one = queue()
    for n in range(1, 55):
        asked(world, world.sent(name=f"Số {n}"), W)
    asked(world, world.sent(name="Vướng mắc"), D)
    assert queue() == one
    shown = member.get(f"{QUEUE}?loai=withdraw").text
    assert ("55 đề nghị" in shown, "Vướng mắc</a>" in shown, shown.count('class="hang-doi__hs') == 50) == (
        True,
        False,
        True,
    )
    assert "Không có đề nghị nào khớp" in member.get(f"{QUEUE}?tra-loi=refused").text
    assert member.get(f"{QUEUE}?trang=x&nam=a&don-vi=99&loai=z").status_code == 200


@needs_pdftotext
def test_a_years_requests_print_and_go_to_excel(world, member):
    item = world.sent()
    asked(world, item)
    printed = squeezed(text(member.get(f"{QUEUE}/danh-sach.pdf?nam={item.campaign.year}").data))
    assert [squeezed(word) in printed for word in (item.name, WHY, NEW_PLACE)] == [True] * 3
    assert member.get(f"{QUEUE}/danh-sach.xlsx").status_code == 200
