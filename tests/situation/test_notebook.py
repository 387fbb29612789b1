"""The notebook: the form's fields in the form's order, on as many sheets as asked, never a name."""

import pytest
from flask import render_template

from nam_tinh_hinh.kernel import pdf
from nam_tinh_hinh.situation.documents.notebook import notebook
from tests.papers import needs_pdftotext, squeezed, text

PATH = "/phan-anh/so-tay.pdf"
# As on the form: templates/situation/entry/_fields.html.
LABELS = ("Kênh", "Địa bàn", "Lĩnh vực", "Loại", "Nội dung", "Số lượt ý kiến", "Mức độ", "Nhóm đối tượng", "Nguồn",
          "Ngày")  # fmt: skip


@needs_pdftotext
@pytest.mark.parametrize(("asked", "sheets"), [("", 4), ("?so=1", 1), ("?so=0", 1), ("?so=x", 4), ("?so=999", 20)])
def test_as_many_sheets_as_asked_within_reason(clerk, asked, sheets):
    answer = clerk.get(PATH + asked)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert text(answer.data).count("\f") == sheets


@needs_pdftotext
def test_the_fields_stand_in_the_order_of_the_form_four_items_a_sheet(clerk):
    printed = squeezed(text(clerk.get(f"{PATH}?so=1").data))
    assert printed.count(squeezed("Số lượt ý kiến")) == 4
    first = printed.partition("2.")[0].partition("1.")[2]
    places = [first.index(squeezed(label)) for label in LABELS]
    assert places == sorted(places)
    assert squeezed("không ghi họ tên, số điện thoại") in printed


@needs_pdftotext
def test_longer_words_of_a_commune_lose_nothing(fresh):
    long = "Vấn đề phát sinh sau khi sắp xếp đơn vị hành chính, hoạt động của bộ máy chính quyền hai cấp ở cơ sở"
    with fresh.app_context(), fresh.test_request_context():
        html = render_template("print/notebook.html", paper=notebook("Ban Công tác Mặt trận " * 6, [long] * 6, 2))
        printed = squeezed(text(pdf.render(html)))
    assert printed.count(squeezed("Nhóm đối tượng")) == 8
    assert printed.count(squeezed(long)) == 48


def test_only_those_who_write_things_down_print_it(sign_in):
    assert [sign_in(who).get(PATH).status_code for who in ("phutrach", "nguoixem", "quantri")] == [200, 403, 403]
