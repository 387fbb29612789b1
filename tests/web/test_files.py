"""Files on a registration in the pages: added, seen, taken off, put back; what the stranger sees; what is refused."""

import io
import re
from html import unescape
from urllib.parse import unquote

import pytest

from nam_tinh_hinh.demo.ways import send
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.kernel import history, uploads
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.uploads import store
from nam_tinh_hinh.web import files as web_files
from tests.kernel.uploads import given
from tests.people.statements import counted

NAME = "Ảnh Đảng ủy họp.jpg"


@pytest.fixture
def draft(world):
    return world.saved_draft().id


def page_of(exemplar_id):
    return f"/dan-van-kheo/{exemplar_id}"


def add(browser, exemplar_id, *sent, htmx=False, **more):
    files = [(io.BytesIO(content), name) for content, name in sent or [(given.picture(), NAME)]]
    headers = {"HX-Request": "true"} if htmx else {}
    typed = {"tep": files, "next": page_of(exemplar_id)} | more
    return browser.post(f"/tep/them/exemplar/{exemplar_id}", typed, headers=headers)


def hanging(exemplar_id):
    db.session.rollback()
    return uploads.attached("exemplar", [exemplar_id])[exemplar_id]


def test_a_picture_is_added_and_shown_where_it_belongs(clerk, draft):
    answer = add(clerk, draft)
    assert (answer.status_code, answer.location) == (303, f"{page_of(draft)}#tep-exemplar-{draft}")
    page = clerk.get(page_of(draft)).text
    row = hanging(draft)[0]
    assert f"Đã thêm “{NAME}”." in page
    assert f'src="/tep/{row.id}/anh"' in page
    assert NAME in page
    assert row.added_by_name in page
    assert "Thêm tệp</b>" not in page  # the list says it, the timeline need not


def test_htmx_gets_the_list_alone(clerk, draft):
    answer = add(clerk, draft, htmx=True)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith(f'<div class="tep__khung" id="tep-exemplar-{draft}">')
    assert NAME in answer.text
    assert page_of(draft) in answer.text  # the way back goes on with the new forms


def test_a_wrong_file_among_good_ones_is_named_and_the_good_ones_stay(clerk, draft):
    answer = add(clerk, draft, (given.picture(), "1.jpg"), (b"MZ", "chạy.exe"), (given.pdf(), "2.pdf"), htmx=True)
    assert answer.status_code == 200
    assert [row.name for row in hanging(draft)] == ["1.jpg", "2.pdf"]
    assert "“chạy.exe” chưa được nhận. Chỉ nhận ảnh" in answer.text
    assert "Đã thêm 2 tệp." in answer.text


@pytest.mark.parametrize("htmx", [True, False])
def test_a_wrong_file_alone_changes_nothing(clerk, draft, htmx):
    answer = add(clerk, draft, (b"<html>", "a.pdf"), htmx=htmx)
    said = answer.text if htmx else clerk.get(page_of(draft)).text
    assert answer.status_code == (422 if htmx else 303)
    assert "“a.pdf” chưa được nhận. Tệp có đuôi .pdf nhưng bên trong là nội dung khác." in said
    assert hanging(draft) == []


def test_nothing_chosen_is_said(clerk, draft):
    answer = clerk.post(f"/tep/them/exemplar/{draft}", {"next": "/"}, headers={"HX-Request": "true"})
    assert (answer.status_code, "Chưa chọn tệp nào." in answer.text) == (422, True)


def test_a_second_sending_adds_nothing(clerk, draft):
    for _ in range(2):
        add(clerk, draft, form_key="a" * 32)
    assert len(hanging(draft)) == 1
    assert [event.action for event in history.of("exemplar", draft)].count("attach_file") == 1


def test_no_more_than_the_holder_carries(clerk, draft):
    add(clerk, draft, *[(given.picture(colour=(n, 0, 0)), f"{n}.jpg") for n in range(20)])
    answer = add(clerk, draft, (given.picture(), "21.jpg"), htmx=True)
    assert "“21.jpg” chưa được nhận. Đã đủ 20 tệp." in answer.text
    assert len(hanging(draft)) == 20


def test_a_file_is_taken_off_and_put_back(clerk, draft):
    add(clerk, draft)
    row = hanging(draft)[0].id
    answer = clerk.post(f"/tep/{row}/bo", {"next": page_of(draft)}, headers={"HX-Request": "true"})
    assert f"Đã bỏ “{NAME}”." in answer.text
    assert f'action="/tep/{row}/lay-lai"' in answer.text
    assert [clerk.get(f"/tep/{row}{more}").status_code for more in ("", "/anh")] == [404, 404]
    clerk.post(f"/tep/{row}/lay-lai", {"next": page_of(draft)})
    assert [item.id for item in hanging(draft)] == [row]
    assert clerk.get(f"/tep/{row}").status_code == 200


def test_taking_off_without_scripts_offers_the_way_back(clerk, draft):
    add(clerk, draft)
    row = hanging(draft)[0].id
    assert clerk.post(f"/tep/{row}/bo", {"next": page_of(draft)}).status_code == 303
    page = clerk.get(page_of(draft)).text
    assert re.search(rf'action="/tep/{row}/lay-lai".*?name="next" value="{page_of(draft)}"', page, re.S)


def test_names_survive_the_way_out(clerk, draft):
    add(clerk, draft, (given.pdf(), "Biên bản họp Đảng ủy.pdf"))
    answer = clerk.get(f"/tep/{hanging(draft)[0].id}")
    said = answer.headers["Content-Disposition"]
    assert said.startswith("attachment;")
    assert unquote(said.partition("filename*=UTF-8''")[2]) == "Biên bản họp Đảng ủy.pdf"
    assert answer.data == given.pdf()


@pytest.mark.parametrize(("way", "disposition"), [("", "attachment"), ("/anh", "inline")])
def test_what_goes_out_can_do_nothing(clerk, draft, way, disposition):
    add(clerk, draft)
    answer = clerk.get(f"/tep/{hanging(draft)[0].id}{way}")
    assert answer.headers["Content-Disposition"].split(";")[0] == disposition
    assert answer.mimetype == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox;")
    assert answer.headers["Cache-Control"] == "no-store"


def test_only_pictures_are_shown_in_a_page(clerk, draft):
    add(clerk, draft, (given.pdf(), "a.pdf"))
    assert clerk.get(f"/tep/{hanging(draft)[0].id}/anh").status_code == 404


def test_a_name_is_no_markup(clerk, draft):
    add(clerk, draft, (given.picture(), "<b>x.jpg"), (b"", "<i>y.jpg"))
    page = clerk.get(page_of(draft)).text
    assert "<i>" not in page
    assert "<b>x.jpg" not in page
    assert {"<b>x.jpg", "<i>y.jpg"} <= set(re.findall(r"<[bi]>[xy].jpg", unescape(page)))


@pytest.mark.parametrize("back", ["//xau.example/", "https://xau.example/", "/\\xau.example", "javascript:alert(1)"])
def test_the_way_back_stays_on_this_site(clerk, draft, back):
    assert add(clerk, draft, next=back).location.startswith("/#tep-")


def test_a_stranger_finds_nothing_on_any_address(clerk, stranger, draft):
    add(clerk, draft)
    row = hanging(draft)[0].id
    asked = [stranger.get(f"/tep/{row}{way}").status_code for way in ("", "/anh")]
    sent = [stranger.post(f"/tep/{row}/{way}").status_code for way in ("bo", "lay-lai")]
    assert [*asked, *sent, add(stranger, draft).status_code] == [404] * 5
    assert len(hanging(draft)) == 1


@pytest.mark.parametrize(
    "path", ["/tep/99999", "/tep/99999/anh", "/tep/99999/bo", "/tep/them/exemplar/99999", "/tep/them/khac/1",
             "/tep/them/user/1", "/tep/them/../1", "/tep/99999999999999"]
)  # fmt: skip
def test_what_is_not_there_is_404(clerk, path):
    ask = clerk.get if path.endswith(("99", "anh")) and "them" not in path else clerk.post
    assert ask(path).status_code == 404


def test_a_sent_registration_is_closed_and_says_so(world, clerk):
    sent = world.sent().id
    page = clerk.get(page_of(sent)).text
    assert 'type="file"' not in page
    assert "Chưa có tệp nào." in page
    for htmx in (True, False):
        answer = add(clerk, sent, htmx=htmx)
        assert (answer.status_code, "Lúc này không thêm, bớt tệp" in answer.text) == (403, True)
    assert hanging(sent) == []


def test_the_committee_sees_the_files_of_what_was_sent(world, clerk, member, draft):
    add(clerk, draft)
    row = hanging(draft)[0].id
    assert member.get(f"/tep/{row}").status_code == 404
    send([world.again(draft)])
    world.save()
    assert (world.again(draft).stage, member.get(f"/tep/{row}/anh").status_code) == (Stage.SUBMITTED, 200)
    assert NAME in member.get(page_of(draft)).text
    assert clerk.post(f"/tep/{row}/bo").status_code == 403


@pytest.mark.parametrize("htmx", [True, False])
def test_too_much_at_once_is_said_in_words(clerk, draft, monkeypatch, htmx):
    monkeypatch.setattr(web_files, "MOST_AT_ONCE", 100_000)
    answer = add(clerk, draft, (b"x" * 200_000, "a.jpg"), htmx=htmx)
    assert (answer.status_code, "quá lớn" in answer.text, "ít tệp hơn" in answer.text) == (413, True, True)


def test_many_photographs_are_more_than_other_forms_may_be(clerk, draft):
    twenty = [(b"\xff\xd8\xff" + b"x" * 9_000_000, f"{n}.jpg") for n in range(3)]
    answer = add(clerk, draft, *twenty, htmx=True)
    assert answer.status_code == 422
    assert answer.text.count("bị hỏng hoặc bị cụt") == 3


def test_a_missing_file_is_no_crash(clerk, draft):
    add(clerk, draft)
    row = hanging(draft)[0]
    store.path_of(row.sha256).unlink()
    assert [clerk.get(f"/tep/{row.id}{way}").status_code for way in ("", "/anh")] == [404, 404]


def test_the_page_asks_as_often_for_many_files_as_for_one(fresh, clerk, draft):
    asked = []
    for most in (1, 20):
        add(clerk, draft, *[(given.picture(colour=(n, 0, 0)), f"{n} {'dài ' * 40}.jpg") for n in range(most)])
        clerk.get(page_of(draft))  # says what was done
        with counted(fresh) as statements:
            assert clerk.get(page_of(draft)).text.count('/anh" alt=') == most
        asked.append(len(statements))
    assert asked[0] == asked[1]
