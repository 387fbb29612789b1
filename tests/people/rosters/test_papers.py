"""The slips with first codes, and the list as a paper and a spreadsheet."""

import io
import re
import sqlite3

import pypdf
import pytest

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.documents.slips import batches
from nam_tinh_hinh.people.queries.rosters import Newcomer
from tests.browser import Browser
from tests.papers import needs_pdftotext, pages, text
from tests.people.rosters.given import BINH, KEY, LAN, LISTS, PAGE, approved, sent, table, user
from tests.people.units import merge


def codes_in(pdf):
    return re.findall(r"\b[0-9a-z]{4}(?:-[0-9a-z]{4}){3}\b", text(pdf))


def print_slips(admin, roster, key=KEY):
    return admin.post(f"{LISTS}/{roster.id}/phieu.pdf", {"form_key": key})


@needs_pdftotext
def test_four_slips_on_a_page_and_a_code_signs_in_once_and_must_be_changed(world, fresh, admin):
    people = [{"name": f"Vũ Văn {name}", "areas": "Thôn Đồng Lân"} for name in ("Bình", "Cường", "Dũng", "Em", "Giang")]
    roster = approved(world, *people)
    printed = print_slips(admin, roster)
    assert (printed.status_code, printed.mimetype) == (200, "application/pdf")
    assert pages(printed.data) == 2
    said = text(printed.data)
    assert all(word in said for word in ("Vũ Văn Bình", "binh.vv", "http://localhost/", "72 giờ", "Hội Cựu chiến binh"))
    assert said.split("\f")[0].count("Mã dùng một lần") == 4
    code = codes_in(printed.data)[0]
    newcomer = Browser(fresh)
    assert newcomer.sign_in("binh.vv", code).status_code == 303
    assert newcomer.get("/").location == "/doi-mat-khau"
    newcomer.get("/doi-mat-khau")
    change = {"current": code, "new": "con thuyền giấy trắng", "again": "con thuyền giấy trắng"}
    assert newcomer.post("/doi-mat-khau", change).status_code == 303
    assert newcomer.get("/").status_code == 200
    assert Browser(fresh).sign_in("binh.vv", code).status_code == 422
    again = print_slips(admin, roster, "b" * 32)
    assert "Vũ Văn Bình" not in text(again.data)


@pytest.mark.sqlite
@needs_pdftotext
def test_codes_stand_on_paper_only(world, admin, folder):
    roster = approved(world, BINH, LAN)
    codes = codes_in(print_slips(admin, roster).data)
    assert len(codes) == 2
    stored = b"".join(path.read_bytes() for path in folder.glob("nam-tinh-hinh.db*"))
    for code in codes:
        assert code.encode() not in stored
        assert code.replace("-", "").encode() not in stored
    with sqlite3.connect(folder / "nam-tinh-hinh.db") as database:
        dump = "\n".join(database.iterdump())
    assert not any(code in dump for code in codes)
    event = history.of("roster", roster.id)[-1]
    assert (event.action, event.actor_name) == ("print_slips", "Đặng Anh Tuấn")
    assert event.details == {"before": None, "after": {"accounts": ["binh.vv", "lan.lt"]}}


@needs_pdftotext
def test_printing_again_voids_the_earlier_slips_and_says_so_before(world, fresh, admin):
    roster = approved(world, BINH)
    first = codes_in(print_slips(admin, roster).data)[0]
    assert "phiếu in trước hết dùng được" in admin.get(f"{LISTS}/{roster.id}").text.casefold()
    assert print_slips(admin, roster).status_code == 409
    second = codes_in(print_slips(admin, roster, "b" * 32).data)[0]
    assert Browser(fresh).sign_in("binh.vv", first).status_code == 422
    assert Browser(fresh).sign_in("binh.vv", second).status_code == 303


@needs_pdftotext
def test_a_code_given_out_elsewhere_is_named_before_a_slip_voids_it(world, admin):
    print_slips(admin, approved(world, BINH))
    later = approved(world, BINH, LAN)
    page = admin.get(f"{LISTS}/{later.id}").text
    assert "Vũ Văn Bình đang giữ mã còn hạn." in page


def test_with_a_unit_go_the_lists_of_those_it_came_after(world, leader, sign_in):
    roster = approved(world, BINH)
    merge(world, "ccb", "phu_nu")
    db.session.commit()
    assert leader.get(f"{LISTS}/{roster.id}").status_code == 200
    assert sign_in("banchidao").get(f"{LISTS}/{roster.id}").status_code in {403, 404}


def test_no_slips_before_approval_and_none_for_a_leader(world, admin, leader):
    roster = sent(world, BINH)
    assert print_slips(admin, roster).status_code == 409
    assert print_slips(leader, roster).status_code == 403


@needs_pdftotext
@pytest.mark.parametrize("layout", ["dang", "nha-nuoc", "x"])
def test_the_list_prints_with_letterhead_signer_and_recipients(world, leader, layout):
    roster = approved(world, BINH, LAN)
    answer = leader.get(f"{LISTS}/{roster.id}/ban-in.pdf?the-thuc={layout}&so=5&ngay-ky=5/1/2026")
    assert answer.mimetype == "application/pdf"
    said = " ".join(text(answer.data).split())
    for words in (
        "HỘI CỰU CHIẾN BINH", "PHƯỜNG MINH HỌA", "DANH SÁCH", "phụ trách, theo dõi, nắm tình hình", "Vũ Văn Bình",
        "CHỦ TỊCH HỘI", "Phạm Văn Thắng", "Đảng ủy phường Minh Họa (để b/c)", "Minh Họa, ngày 05 tháng 01 năm 2026",
        "Danh sách này có 2 người.",
    ):  # fmt: skip
        assert words in said


def test_a_list_not_approved_prints_as_a_draft(world, leader):
    roster = sent(world, BINH)
    draft = leader.get(f"{LISTS}/{roster.id}/ban-in.pdf")
    assert len(pypdf.PdfReader(io.BytesIO(draft.data)).pages[0].images) == 1


def test_the_sheet_comes_back_as_it_went_out(world, leader):
    roster = approved(world, BINH, LAN)
    content = leader.get(f"{LISTS}/{roster.id}/danh-sach.xlsx").data
    answer = leader.post(PAGE, table(buoc="tep", tep=(io.BytesIO(content), "ds.xlsx")))
    assert answer.status_code == 200
    assert answer.text.count("Giữ nguyên.") == 2


def test_many_slips_come_in_printings_of_forty():
    people = [Newcomer(n, "Vũ Văn Bình", f"binh.vv{n}", row=n + 3) for n in range(1, 91)]
    assert batches(people) == [(4, 43, 40), (44, 83, 40), (84, 93, 10)]
    assert batches([]) == []


@needs_pdftotext
def test_a_printing_begins_at_the_row_asked_for(world, admin):
    roster = approved(world, BINH, LAN)
    only = admin.post(f"{LISTS}/{roster.id}/phieu.pdf", {"form_key": KEY, "tu-dong": "2"})
    assert ("Lê Thị Lan" in text(only.data), "Vũ Văn Bình" in text(only.data)) == (True, False)
    assert user("binh.vv").password_hash == "!"
    assert admin.post(f"{LISTS}/{roster.id}/phieu.pdf", {"tu-dong": "3"}).status_code == 409


@needs_pdftotext
def test_each_printing_of_a_long_list_has_a_key_of_its_own(world, admin):
    roster = approved(world, *({"name": f"Vũ Văn Bình {n}", "areas": "Thôn Đồng Lân"} for n in range(42)))
    forms = re.findall(r'<form[^>]*phieu\.pdf".*?</form>', admin.get(f"{LISTS}/{roster.id}").text, re.S)
    fields = [dict(re.findall(r'name="(form_key|tu-dong)" value="([^"]+)"', form)) for form in forms]
    assert [one["tu-dong"] for one in fields] == ["1", "41"]
    answers = [admin.post(f"{LISTS}/{roster.id}/phieu.pdf", one) for one in fields]
    assert [len(codes_in(answer.data)) for answer in answers] == [40, 2]
