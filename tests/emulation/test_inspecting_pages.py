"""The pages of inspecting, as those at work, the unit and strangers see them."""

import re

import pytest

from nam_tinh_hinh.emulation.documents import inspecting as documents
from nam_tinh_hinh.emulation.enums import Stage, Verdict
from nam_tinh_hinh.emulation.queries import inspecting as queries
from nam_tinh_hinh.emulation.tables import Inspection, InspectionTeam
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.queries import issuing
from nam_tinh_hinh.people.tables import IssuedPaper
from tests.browser import form_values
from tests.emulation.inspection_teams import FOUND, TEAMS, TYPED, recorded, set_up

TODAY = clock.today()


@pytest.fixture
def team(world):
    return set_up(world, world.sent(name="Một"), world.sent("mttq", name="Hai"), world.sent("phu_nu", name="Ba"))


def fields(browser, path, action=None):
    return form_values(browser.get(path).text, action or path)


def again(kind, row_id):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(kind, row_id)


def test_a_team_is_set_up_and_sent_on_its_way(world, standing, member):
    one, two = world.sent(name="Một"), world.sent("phu_nu", name="Hai")
    html = standing.get(f"{TEAMS}/lap-doan").text
    said = form_values(html, f"{TEAMS}/lap-doan") | dict(
        re.findall(r'name="(ticked-\d-user_id)" type="hidden" value="(\d+)"', html)
    )
    said |= {"name": "Đoàn kiểm tra số 1", "purpose": "registration", "planned_on": "10/3/2026"}
    assert standing.post(f"{TEAMS}/lap-doan", said).status_code == 422
    typed = {"typed-0-name": "Bà Thư", "typed-0-post": "Văn phòng", "typed-0-duty": "secretary"}
    ticked = {"ticked-0-chosen": "y", "ticked-0-duty": "head", "ticked-1-duty": "member", "ticked-2-duty": "member"}
    answer = standing.post(f"{TEAMS}/lap-doan", said | typed | ticked)
    assert (answer.status_code, again(InspectionTeam, 1).name) == (303, "Đoàn kiểm tra số 1")
    assert [(row.name, row.duty.label) for row in again(InspectionTeam, 1).members] == [
        ("Lê Minh Đức", "Trưởng đoàn"), ("Bà Thư", "Thư ký"),
    ]  # fmt: skip
    choose = f"{TEAMS}/1/chon"
    page = standing.get(choose, query_string={"don-vi": two.unit_id}).text
    assert ("Hai</label>" in page, "Một</label>" in page) == (True, False)
    assert standing.post(choose, {"chon": [str(two.id), str(one.id)]}).location.endswith("/kiem-tra/1")
    assert [row.exemplar.name for row in queries.visits_of(again(InspectionTeam, 1))] == ["Hai", "Một"]
    listed = member.get(TEAMS).text
    assert "0/2 mô hình" in listed
    assert "Lập đoàn" not in listed


def test_order_by_buttons_numbers_and_dropping_with_its_way_back(world, standing, team):
    path, order = f"{TEAMS}/{team.id}", f"{TEAMS}/{team.id}/thu-tu"
    first, second, third = (row.id for row in queries.visits_of(team))

    def press(**pressed):
        assert standing.post(order, fields(standing, path, order) | pressed).status_code == 303
        return [row.id for row in queries.visits_of(again(InspectionTeam, team.id))]

    assert press(xuong=str(first)) == [second, first, third]
    assert press(len=str(third)) == [second, third, first]
    assert press(**{f"so-{first}": "1", f"so-{second}": "x", f"so-{third}": "99999999999"}) == [first, second, third]
    assert press(bo=str(second)) == [first, third]
    page = standing.get(path).text
    undo = form_values(page, f"{path}/chon")
    assert standing.post(f"{path}/chon", undo).status_code == 303
    assert len(queries.visits_of(again(InspectionTeam, team.id))) == 3


def test_one_of_an_inspected_unit_is_marked_and_kept_out(world, standing, member, team):
    assert "Lê Minh Đức thuộc đơn vị này" in standing.get(f"{TEAMS}/{team.id}").text
    visit = queries.visits_of(team)[1]
    recorded(world, visit)
    path = f"{TEAMS}/{team.id}/{visit.id}"
    for answer in (member.get(path), member.post(path, TYPED), member.get(f"{path}/bien-ban/xem-thu.pdf")):
        assert (answer.status_code, "của đơn vị bạn" in answer.text) == (403, True)
    assert "Đạt yêu cầu" not in member.get(f"{TEAMS}/{team.id}").text
    assert "Đạt yêu cầu" in standing.get(f"{TEAMS}/{team.id}").text


def test_recording_leads_to_the_next_and_keeps_what_was_typed_when_refused(world, standing, team):
    one, two = queries.visits_of(team)[:2]
    path = f"{TEAMS}/{team.id}/{one.id}"
    said = fields(standing, path) | TYPED
    refused = standing.post(path, said | {"verdict": "", "visited_on": "32/1/2026"})
    assert refused.status_code == 422
    expected = ("56 hộ tham gia", "32/1/2026", "Chọn kết luận của đoàn.")
    assert [word for word in expected if word not in refused.text] == []
    assert standing.post(path, said | {"visited_on": "1/1/2099"}).status_code == 422
    begun = standing.post(path, said | {"verdict": "", "buoc": "tam"})
    assert begun.location.endswith(path)
    stale = standing.post(path, said | {"findings": "Bản của tôi"})
    assert stale.status_code == 409
    assert all(word in stale.text for word in ("Bản của tôi", FOUND["findings"], "Đã có người sửa"))
    kept = form_values(stale.text, path)
    done = standing.post(path, kept | TYPED | {"findings": "Bản của tôi", "lay": "findings"})
    assert done.location.endswith(f"{TEAMS}/{team.id}/{two.id}")
    row = again(Inspection, one.id)
    assert (row.findings, row.verdict, row.recorded_by_name) == (FOUND["findings"], Verdict.MEETS, "Đỗ Quang Huy")


def test_a_state_secret_is_refused_and_not_kept(standing, team):
    path = f"{TEAMS}/{team.id}/{queries.visits_of(team)[0].id}"
    answer = standing.post(path, fields(standing, path) | TYPED | {"findings": "TUYỆT MẬT: kế hoạch"})
    assert (answer.status_code, 'data-keep="never"' in answer.text) == (422, True)


def test_photographs_are_the_committees_until_the_minutes_then_the_units_too(world, standing, clerk, stranger, team):
    visit = queries.visits_of(team)[0]
    recorded(world, visit)
    add = f"/tep/them/inspection/{visit.id}"
    path = f"{TEAMS}/{team.id}/{visit.id}/bien-ban"
    assert [browser.post(add).status_code for browser in (clerk, stranger, standing)] == [404, 404, 303]
    said = fields(standing, path) | {"day": f"{TODAY:%d/%m/%Y}", "layout": "dang"}
    said["issuer"] = str(world.unit("ban_chi_dao").id)
    assert standing.post(path, said | {"day": "09/03/2026"}).status_code == 422
    issued = standing.post(path, said)
    assert issued.status_code == 303
    assert standing.post(path, said).status_code == 303
    paper = db.session.scalars(db.select(IssuedPaper)).one()
    assert (paper.number_text, paper.audience, paper.about_unit_id, paper.subject_id) == (
        "01-BB/BCĐ", "unit", world.unit("ccb").id, visit.id,
    )  # fmt: skip
    assert [b.get(f"/van-ban/{paper.id}.pdf").status_code for b in (clerk, stranger, standing)] == [200, 404, 200]
    seen = [browser.post(add).status_code for browser in (clerk, stranger, standing)]
    assert seen == [403, 404, 403]
    closed = standing.post(f"{TEAMS}/{team.id}/{visit.id}", TYPED)
    assert (closed.status_code, "56 hộ" in closed.text) == (409, True)


def test_the_unit_reads_what_its_minutes_say_and_a_stranger_nothing(world, clerk, stranger, standing, team):
    visit = queries.visits_of(team)[0]
    recorded(world, visit)
    path = f"/dan-van-kheo/{visit.exemplar_id}/kiem-tra"
    assert "Chưa có kết quả kiểm tra" in clerk.get(path).text
    assert FOUND["findings"] in standing.get(path).text
    assert stranger.get(path).status_code == 404


def test_the_decision_is_issued_once_and_locks_the_team(world, standing, clerk, team):
    path = f"{TEAMS}/{team.id}/quyet-dinh"
    said = fields(standing, path) | {"day": f"{TODAY:%d/%m/%Y}", "layout": "nha-nuoc"}
    said["issuer"] = str(world.unit("ban_chi_dao").id)
    assert standing.post(path, said | {"seen": "1:1"}).status_code == 409
    assert standing.post(path, said | {"day": "30/2/2026"}).status_code == 422
    assert [standing.post(path, said).status_code for _ in range(2)] == [303, 303]
    paper = db.session.scalars(db.select(IssuedPaper)).one()
    row = again(InspectionTeam, team.id)
    assert (row.paper_id, row.number_text) == (paper.id, "01/QĐ-BCĐ")
    opened = clerk.get(f"/van-ban/{paper.id}.pdf")
    assert opened.status_code == 200
    named = opened.headers["Content-Disposition"]
    assert named.isascii()  # a server sends no other header: "BCĐ" once made it fail
    assert named == "inline; filename=01-QD-BCD.pdf; filename*=UTF-8''01-Q%C4%90-BC%C4%90.pdf"
    edit = f"{TEAMS}/{team.id}/sua"
    page = standing.get(edit).text
    assert 'name="name"' not in page
    assert standing.post(edit, form_values(page, edit) | {"planned_on": "1/4/2026", "name": "Khác"}).status_code == 303
    row = again(InspectionTeam, team.id)
    assert (row.name, row.planned_on.isoformat(), len(row.members)) == ("Đoàn kiểm tra số 1", "2026-04-01", 3)


def test_a_team_without_anything_to_visit_is_not_decided(world, standing):
    team = set_up(world)
    assert standing.get(f"{TEAMS}/{team.id}/quyet-dinh").status_code == 303
    assert "Đoàn chưa có mô hình nào để kiểm tra" in standing.get(f"{TEAMS}/{team.id}").text
    assert standing.get(f"{TEAMS}/{team.id}/phieu.pdf").status_code == 422


def test_cancelling_and_its_way_back(standing, team):
    path = f"{TEAMS}/{team.id}"
    assert standing.post(f"{path}/huy", fields(standing, path, f"{path}/huy")).status_code == 303
    page = standing.get(path).text
    assert "Đã hủy" in page
    assert standing.post(f"{path}/khoi-phuc").status_code == 303
    assert again(InspectionTeam, team.id).cancelled_at is None


def test_the_queue_says_what_was_found(world, sign_in, team):
    visit = queries.visits_of(team)[0]
    recorded(world, visit)
    page = sign_in("banchidao2").get("/dan-van-kheo/hang-doi", query_string={"xem": visit.exemplar_id}).text
    assert "Đã kiểm tra ngày 10/03/2026" in page
    assert f"/dan-van-kheo/{visit.exemplar_id}/kiem-tra" in page


@pytest.mark.parametrize("query", ["?muc-dich=zzz&nam=9999999999&trang=-1", "?nam=abc&trang=99999", "?muc-dich=final"])
def test_odd_addresses_are_no_errors(standing, team, query):
    assert standing.get(TEAMS + query).status_code == 200
    assert standing.get(f"{TEAMS}/{team.id}/chon{query}&don-vi=x&linh-vuc=99999999").status_code == 200


def test_pending_decisions_are_not_told_by_what_is_offered(world, standing):
    world.staged(Stage.DECLINE_PENDING, name="Kín")
    team = set_up(world)
    page = standing.get(f"{TEAMS}/{team.id}/chon").text
    assert ("Kín" in page, "Dự kiến" in page) == (True, False)


def test_the_minutes_do_not_count_who_stepped_aside_among_those_who_came(world):
    team = set_up(world, world.sent("mttq"), world.sent("ccb"))
    visits = [recorded(world, visit) for visit in queries.visits_of(team)]
    committee = issuing.committee_unit()
    assert committee
    drawn = documents.frame(committee.id, "dang", number=None, day=None)
    own, other = ([getattr(one, "text", "") for one in documents.minutes(visit, drawn).blocks] for visit in visits)
    aside = "Lê Minh Đức không tham gia kiểm tra nội dung này (thuộc đơn vị được kiểm tra)."
    there = "Lê Minh Đức, Ủy viên Ban Chỉ đạo - Thành viên."
    assert ((aside in own, there in own), (aside in other, there in other)) == ((True, False), (False, True))
