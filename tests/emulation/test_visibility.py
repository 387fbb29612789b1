"""What each may see of a registration, and that no decision is known outside the committee before its release."""

import io
import re

import openpyxl
import pytest

from nam_tinh_hinh.emulation.enums import UNSENT, Stage
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.people import services as people
from nam_tinh_hinh.people.tables import UnitKind
from tests import papers

# Who sees a registration of the veterans (ccb): its own unit always, these once it is sent, the others never.
OWN = ("canbo", "lanhdao")
ONCE_SENT = ("banchidao", "banchidao2", "thuongtruc", "tonghop")
NEVER = ("canbo2", "phutrach", "quantri")

# People who learn a decision at its release and not before. Member "banchidao" leads the Front (mttq) in his other hat.
OUTSIDERS = (("canbo", "ccb"), ("lanhdao", "ccb"), ("tonghop", "ccb"), ("phutrach", "mttq"), ("banchidao", "mttq"))
REASON = "Trùng với việc của chi bộ Hoa Mẫu Đơn"
INSIDE = re.compile(f"{REASON}|Dự kiến|Vũ Thị Ngọc Ánh|_pending")
PENDING = {
    "agree": [("agree", "")],
    "decline": [("decline", REASON)],
    "undo": [("agree", ""), ("undo", "")],
}


@pytest.mark.parametrize("username", OWN + ONCE_SENT + NEVER)
def test_a_registration_is_there_only_for_those_it_concerns(world, sign_in, username):
    paths = {stage: f"/dan-van-kheo/{item.id}" for stage, item in world.one_of_each().items()}
    browser = sign_in(username)
    seen = {stage for stage in Stage if username in OWN or (username in ONCE_SENT and stage not in UNSENT)}
    codes = {stage: browser.get(path).status_code for stage, path in paths.items()}
    assert codes == {stage: 200 if stage in seen else 404 for stage in Stage}


def test_an_area_officer_sees_what_his_unit_has_sent(world, officer):
    items = world.one_of_each("mttq")
    codes = {stage: officer.get(f"/dan-van-kheo/{item.id}").status_code for stage, item in items.items()}
    assert codes == {stage: 404 if stage in UNSENT else 200 for stage in Stage}


def test_a_unit_sees_what_units_below_it_sent_and_cannot_change_it(world, clerk):
    kind = world.unit("ccb").kind
    below = people.add_unit(kind=kind, name="Chi hội Cựu chiến binh khu phố 3", parent=world.unit("ccb"))
    draft, sent = world.staged(Stage.DRAFT, name="Nháp"), world.staged(Stage.RETURNED, name="Đã trả lại")
    draft.unit_id = sent.unit_id = below.id
    world.save()
    assert isinstance(kind, UnitKind)
    assert clerk.get(f"/dan-van-kheo/{draft.id}").status_code == 404
    assert clerk.get(f"/dan-van-kheo/{sent.id}").status_code == 200
    assert clerk.post(f"/dan-van-kheo/{sent.id}/sua", {"name": "Của tôi"}).status_code == 403


def plain(html, exemplar_id):
    """Return ``html`` without the one-time keys of its forms and without the number of the registration."""
    html = re.sub(r'value="(I[jm][\w.-]{40,}|[0-9a-f]{32})"', "", html)
    return re.sub(rf"(dan-van-kheo/|dang-ky-|exemplar[-/]){exemplar_id}\b", "", html)


def views_of(browser, exemplar_id):
    """Return everything of the registration that reaches a browser."""
    paths = ["/", f"/dan-van-kheo/{exemplar_id}", "/dan-van-kheo/?tu-khoa=keng"]
    paths += [f"/dan-van-kheo/?giai-doan={stage.value}" for stage in Stage]
    return [plain(browser.get(path).text, exemplar_id) for path in paths]


def sheet_of(browser):
    book = openpyxl.load_workbook(io.BytesIO(browser.get("/dan-van-kheo/danh-sach.xlsx").data))
    return [[cell.value for cell in row] for sheet in book for row in sheet]


@pytest.mark.parametrize("steps", PENDING.values(), ids=PENDING)
@pytest.mark.parametrize(("username", "unit"), OUTSIDERS)
def test_a_decision_changes_no_letter_for_outsiders_before_its_release(world, sign_in, username, unit, steps):
    exemplar, outsider = world.sent(unit), sign_in(username)
    before = views_of(outsider, exemplar.id), sheet_of(outsider)
    for action, reason in steps:
        world.act("banchidao2", exemplar, action, reason)
    assert (views_of(outsider, exemplar.id), sheet_of(outsider)) == before
    assert not INSIDE.search(str(before))


@papers.needs_pdftotext
def test_a_decision_changes_no_word_of_the_papers_outsiders_print(world, clerk):
    exemplar = world.sent()
    before = papers.text(clerk.get("/dan-van-kheo/danh-sach.pdf").data)
    world.act("banchidao2", exemplar, "decline", REASON)
    assert "Đang xét" in " ".join(before.split())
    assert papers.text(clerk.get("/dan-van-kheo/danh-sach.pdf").data) == before


@pytest.mark.parametrize("steps", PENDING.values(), ids=PENDING)
@pytest.mark.parametrize("way", ["sua", "trinh", "lay-ve", "gui-lai", "bo", "dong-y", "hoan-tac", "danh-dau"])
def test_a_refusal_tells_a_unit_nothing_of_a_decision(world, clerk, way, steps):
    def tried(exemplar):
        answer = clerk.post(f"/dan-van-kheo/{exemplar.id}/{way}", {"version": seen, "name": "Tên khác"})
        return answer.status_code, plain(answer.text, exemplar.id)

    with clock.stopped_at(clock.now()):
        waiting, decided = world.sent(), world.sent()
    seen = waiting.version
    for action, reason in steps:
        world.act("banchidao2", decided, action, reason)
    assert tried(decided) == tried(waiting)


def test_the_release_tells_everybody(world, clerk):
    exemplar = world.staged(Stage.DECLINED, reason=REASON)
    page = clerk.get(f"/dan-van-kheo/{exemplar.id}").text
    assert REASON in page
    assert "Không đưa vào danh sách" in page
    assert "Vũ Thị Ngọc Ánh" not in page
    assert REASON in clerk.get("/dan-van-kheo/?giai-doan=declined").text or exemplar.name in page


def test_the_committee_knows_its_decisions(world, member, standing):
    exemplar = world.staged(Stage.DECLINE_PENDING, reason=REASON)
    for insider in (member, standing):
        page = insider.get(f"/dan-van-kheo/{exemplar.id}").text
        assert REASON in page
        assert "Dự kiến không đưa vào" in page


def test_an_involved_member_knows_what_his_unit_knows(world, member, standing):
    exemplar = world.staged(Stage.RETURNED, "mttq", REASON)
    page = f"/dan-van-kheo/{exemplar.id}"
    refused = f"{page}/dong-y"
    assert "Vũ Thị Ngọc Ánh" not in member.get(page).text + member.post(refused).text
    assert "Vũ Thị Ngọc Ánh" in standing.get(page).text
