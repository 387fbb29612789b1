"""Members assess apart; the decider may differ from their middle, but says why."""

from dataclasses import replace

import pytest

from nam_tinh_hinh.emulation.enums import Award, Proposal, Stage
from nam_tinh_hinh.emulation.queries import recognising as queries
from nam_tinh_hinh.emulation.services import recognising
from nam_tinh_hinh.emulation.tables import Assessment, Criterion
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.actor import Hat
from nam_tinh_hinh.people.enums import Role
from tests.browser import form_values
from tests.emulation.judging import another, assess
from tests.people.statements import counted

WORDS = "Chưa có số liệu chứng minh."
SECRETS = (WORDS, 'data-label="Đề nghị">Không công nhận')


@pytest.fixture
def reported(world):
    return world.staged(Stage.REPORTED)


@pytest.fixture
def judged_by_another(world, reported):
    assess(world, "banchidao2", reported, Proposal.REFUSE, WORDS)
    return reported


def standing(world, who, exemplar):
    who = world.actor(who) if isinstance(who, str) else who
    return queries.standing_of([exemplar.id], who)[exemplar.id]


def pages_of(exemplar):
    return [
        f"/dan-van-kheo/{exemplar.id}", f"/dan-van-kheo/{exemplar.id}/ket-qua", f"/dan-van-kheo/{exemplar.id}/danh-gia",
        "/dan-van-kheo/cong-nhan", "/dan-van-kheo/cong-nhan?tinh-trang=cho-toi", "/dan-van-kheo/", "/",
    ]  # fmt: skip


def test_others_are_read_only_after_ones_own(world, judged_by_another, member):
    for page in pages_of(judged_by_another):
        text = member.get(page).text
        assert [secret for secret in SECRETS if secret in text] == [], page
    page = f"/dan-van-kheo/{judged_by_another.id}/danh-gia"
    assert "Đã có <b>1</b> thành viên đánh giá" in member.get(page).text
    said = form_values(member.get(page).text, page) | {"proposal": "recognise"}
    assert member.post(page, said).status_code == 303
    assert WORDS in member.get(page).text
    assert "Vũ Thị Ngọc Ánh" in member.get(f"/dan-van-kheo/{judged_by_another.id}/ket-qua").text


def test_the_query_itself_is_blind(world, judged_by_another):
    before = standing(world, "banchidao", judged_by_another)
    assert (before.count, before.is_open, before.assessments, before.median) == (1, False, (), None)
    assess(world, "banchidao", judged_by_another, Proposal.COMMEND)
    after = standing(world, "banchidao", judged_by_another)
    assert (after.count, after.is_open, after.median) == (2, True, Proposal.REFUSE)


def test_another_hat_opens_nothing(world, judged_by_another):
    member = world.actor("banchidao")
    office = Hat(0, world.unit("ban_xay_dung").id, "", Role.STANDING, "")
    both = replace(member, hat=office, hats=(*member.hats, office))
    assert standing(world, both, judged_by_another).is_open is False
    assert standing(world, "thuongtruc", judged_by_another).is_open is True


@pytest.mark.parametrize("who", ["canbo", "lanhdao", "canbo2", "tonghop", "phutrach", "quantri"])
def test_outside_the_committee_nothing_is_known(world, judged_by_another, who):
    assert standing(world, who, judged_by_another) == queries.Standing()


def test_of_ones_own_unit_nothing_is_known_or_given(world, member):
    ours = world.staged(Stage.REPORTED, "mttq")
    assess(world, "banchidao2", ours, Proposal.REFUSE, WORDS)
    assert standing(world, "banchidao", ours) == queries.Standing()
    assert member.get(f"/dan-van-kheo/{ours.id}/danh-gia").status_code == 404
    assert WORDS not in member.get(f"/dan-van-kheo/{ours.id}/ket-qua").text
    with pytest.raises(ActionRefused) as refused:
        assess(world, "banchidao", ours, Proposal.REWARD)
    assert refused.value.kind is Refusal.NOT_ALLOWED


def test_a_pending_result_of_ones_own_unit_is_in_no_filter(world, member):
    world.staged(Stage.RECOGNISE_PENDING, "mttq", name="Của đơn vị mình")
    said = {state: "Của đơn vị mình" in member.get(f"/dan-van-kheo/cong-nhan?tinh-trang={state}").text
            for state in ("cho-quyet", "du-kien", "da-co")}  # fmt: skip
    assert said == {"cho-quyet": True, "du-kien": False, "da-co": False}


def test_ones_own_is_changed_until_the_result_is_decided(world, reported):
    first = assess(world, "banchidao2", reported, Proposal.COMMEND).id
    assert assess(world, "banchidao2", reported, Proposal.REWARD).id == first
    last = history.last("assessment", first)
    assert last.details == {"before": {"proposal": "Biểu dương"}, "after": {"proposal": "Khen thưởng"}}
    world.act("banchidao2", reported, "reward")
    with pytest.raises(ActionRefused) as refused:
        assess(world, "banchidao2", reported, Proposal.REFUSE, WORDS)
    assert refused.value.kind is Refusal.MOVED_ON


def test_against_it_needs_a_word_why(world, reported, member):
    page = f"/dan-van-kheo/{reported.id}/danh-gia"
    answer = member.post(page, form_values(member.get(page).text, page) | {"proposal": "refuse"})
    assert (answer.status_code, recognising.WHY_NOT in answer.text) == (422, True)
    assert db.session.scalars(db.select(Assessment)).all() == []


def test_criteria_are_marked_when_the_year_uses_them(world, reported, member):
    first, second = queries.criteria()[:2]
    reported.campaign.uses_criteria, second.most_points = True, 10
    names, campaign_id = (f"c{first.id}", f"c{second.id}"), reported.campaign_id
    world.save()
    page = f"/dan-van-kheo/{reported.id}/danh-gia"
    said = form_values(member.get(page).text, page) | {"proposal": "commend", names[0]: "y"}
    assert member.post(page, said | {names[1]: "11"}).status_code == 422
    assert member.post(page, said | {names[1]: "8"}).status_code == 303
    now = standing(world, "banchidao", reported)
    assert (now.met, now.points, campaign_id) == (1, 8, reported.campaign_id)
    assert 'value="8"' in member.get(page).text


@pytest.fixture
def three(world, reported):
    """Two more members propose to commend, the decider to recognise: the middle is to commend."""
    assess(world, another(world, "uyvien1"), reported, Proposal.COMMEND)
    assess(world, another(world, "uyvien2"), reported, Proposal.COMMEND)
    assess(world, "banchidao2", reported, Proposal.RECOGNISE)
    return reported


@pytest.mark.parametrize(
    ("action", "reason", "award"),
    [("commend", "", Award.COMMEND), ("reward", "Có sức lan tỏa cả tỉnh.", Award.REWARD), ("refuse", "Sai.", None)],
)
def test_the_decider_may_differ_if_he_says_why(world, three, action, reason, award):
    recognising.judge(actor=world.actor("banchidao2"), exemplar=three, action=action, reason=reason)
    world.save()
    assert (three.award, three.judgement_reason) == (award, reason)


@pytest.mark.parametrize("action", ["recognise", "reward", "refuse"])
def test_differing_without_a_reason_is_refused_in_words(world, three, action):
    with pytest.raises(ActionRefused, match="Đề nghị chung của 3 thành viên là “Biểu dương”") as refused:
        recognising.judge(actor=world.actor("banchidao2"), exemplar=three, action=action)
    assert (refused.value.kind, three.stage) == (Refusal.NO_REASON, Stage.REPORTED)


def test_who_has_not_assessed_gives_his_own_before_he_decides(world, three):
    with pytest.raises(ActionRefused) as refused:
        recognising.judge(actor=world.actor("banchidao"), exemplar=three, action="commend")
    assert refused.value.message == recognising.OWN_FIRST


def test_where_nobody_assessed_one_member_may_decide(world, reported):
    recognising.judge(actor=world.actor("banchidao"), exemplar=reported, action="recognise")
    assert reported.stage is Stage.RECOGNISE_PENDING


def test_deciding_on_the_page_keeps_what_was_typed_and_can_be_undone(world, three, sign_in, clerk):
    decider = sign_in("banchidao2")
    page, target = f"/dan-van-kheo/{three.id}/ket-qua", f"/dan-van-kheo/{three.id}/ket-luan"
    said = form_values(decider.get(page).text, target)
    answer = decider.post(target, said | {"ket-luan": "reward"})
    assert (answer.status_code, "Kết luận khác với đề nghị chung thì ghi lý do." in answer.text) == (422, True)
    assert decider.post(target, said | {"ket-luan": "reward", "reason": "Lan tỏa."}).status_code == 303
    shown = decider.get(page).text
    assert ("Kết luận dự kiến:</b> Công nhận, khen thưởng. Lan tỏa." in shown, "Hoàn tác" in shown) == (True, True)
    assert "Lan tỏa." not in clerk.get(page).text
    undo = f"/dan-van-kheo/{three.id}/hoan-tac-danh-gia"
    assert decider.post(undo, form_values(decider.get(page).text, undo)).status_code == 303
    assert world.again(three.id).stage is Stage.REPORTED


def test_there_is_no_way_around_the_reason(world, three, sign_in):
    decider = sign_in("banchidao2")
    said = world.seen("banchidao2", three)
    codes = {decider.post(f"/dan-van-kheo/{three.id}/{slug}", said).status_code
             for slug in ("cong-nhan", "bieu-duong", "khen-thuong", "khong-cong-nhan")}  # fmt: skip
    assert codes == {404}
    assert world.again(three.id).stage is Stage.REPORTED


def test_a_stale_page_decides_nothing(world, three, sign_in):
    decider = sign_in("banchidao2")
    target = f"/dan-van-kheo/{three.id}/ket-luan"
    answer = decider.post(target, {"ket-luan": "commend", "version": "1", "reason": "Đã gõ"})
    assert (answer.status_code, "Đã gõ" in answer.text) == (409, True)


def test_the_list_takes_the_same_statements_however_long(world, sign_in):
    member, numbers = sign_in("banchidao2"), []
    for number in (1, 6):
        for n in range(number):
            world.staged(Stage.REPORTED, name=f"Mô hình {number}.{n}")
        with counted(world.app) as said:
            member.get("/dan-van-kheo/cong-nhan")
        numbers.append(len(said))
    assert numbers[0] == numbers[1]


def test_criteria_are_kept_and_a_stale_page_is_told(world, standing):
    page = "/dan-van-kheo/cong-nhan/tieu-chi"
    html = standing.get(page).text
    rows = queries.criteria(every=True)
    typed = {f"position{row.id}": str(row.position) for row in rows} | {f"active{row.id}": "y" for row in rows[1:]}
    said = typed | form_values(html, page) | {f"points{rows[1].id}": "15"}
    assert standing.post(page, said).status_code == 303
    world.save()
    first, second = (db.session.get(Criterion, row.id) for row in rows[:2])
    assert (first.active, second.most_points) == (False, 15)
    stale = standing.post(page, said | {"form_key": "0" * 32})
    assert (stale.status_code, recognising.CRITERIA_CHANGED in stale.text) == (409, True)
