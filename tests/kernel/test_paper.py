"""Tests of nam_tinh_hinh.kernel.paper: pure, no PDF."""

import json
from dataclasses import replace
from datetime import date

import pytest

from nam_tinh_hinh.kernel.paper import (
    LAYOUTS,
    PARTY,
    STATE,
    Layout,
    LayoutRefused,
    Letterhead,
    Signing,
    authority_line,
    date_line,
    number_line,
    recipient_lines,
)
from nam_tinh_hinh.kernel.paper.heading import Heading
from nam_tinh_hinh.kernel.typeface import text_width

LETTERHEAD = Letterhead(
    parent_lines=("Đảng bộ xã Hiền Quan",),
    issuer_lines=("Ban Chỉ đạo",),
    symbol="BCĐ",
    place="Hiền Quan",
    post="Trưởng ban",
    signer="Nguyễn Văn Ước",
)


@pytest.mark.parametrize(
    ("layout", "number", "kind", "symbol", "line"),
    [
        (PARTY, 5, "BC", "ĐU", "Số 05-BC/ĐU"),
        (PARTY, 10, "BC", "ĐU", "Số 10-BC/ĐU"),
        (PARTY, 152, "BC", "ĐU", "Số 152-BC/ĐU"),
        (PARTY, None, "DS", "BCĐ", "Số      -DS/BCĐ"),
        (STATE, 5, "BC", "UBND", "Số: 05/BC-UBND"),
        (STATE, 152, "BC", "UBND", "Số: 152/BC-UBND"),
        (STATE, None, "DS", "BCĐ", "Số:      /DS-BCĐ"),
    ],
)
def test_number_line(layout, number, kind, symbol, line):
    assert number_line(layout, number, kind, symbol) == line


def test_a_document_has_no_number_zero():
    with pytest.raises(ValueError, match="starts from 1"):
        number_line(STATE, 0, "BC", "UBND")


@pytest.mark.parametrize("layout", [PARTY, STATE])
@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2026, 1, 5), "Thuận Thành, ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "Thuận Thành, ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "Thuận Thành, ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 10), "Thuận Thành, ngày 10 tháng 12 năm 2026"),
        (None, "Thuận Thành, ngày       tháng       năm"),
    ],
)
def test_date_line(layout, day, line):
    assert date_line(layout, "Thuận Thành", day) == line


@pytest.mark.parametrize(
    ("layout", "signing", "line"),
    [
        (PARTY, Signing.IN_PERSON, ""),
        (PARTY, Signing.ON_BEHALF, "T/M BAN CHỈ ĐẠO"),
        (PARTY, Signing.FOR_CHIEF, "K/T BAN CHỈ ĐẠO"),
        (PARTY, Signing.BY_ORDER, "T/L BAN CHỈ ĐẠO"),
        (STATE, Signing.ON_BEHALF, "TM. BAN CHỈ ĐẠO"),
        (STATE, Signing.FOR_CHIEF, "KT. BAN CHỈ ĐẠO"),
        (STATE, Signing.BY_ORDER, "TL. BAN CHỈ ĐẠO"),
    ],
)
def test_authority_line(layout, signing, line):
    assert authority_line(layout, replace(LETTERHEAD, signing=signing, authority="Ban Chỉ đạo")) == line


@pytest.mark.parametrize(
    ("layout", "recipients", "archive", "lines"),
    [
        (PARTY, ("Thường trực",), "Văn phòng", ("- Thường trực;", "- Lưu Văn phòng.")),
        (STATE, ("Như trên", "Như trên"), "VT", ("- Như trên;", "- Như trên;", "- Lưu: VT.")),
        (STATE, ("Như trên", "Như trên"), "", ("- Như trên;", "- Như trên.")),
        (PARTY, (), "", ()),
    ],
)
def test_recipient_lines(layout, recipients, archive, lines):
    assert recipient_lines(layout, replace(LETTERHEAD, recipients=recipients, archive=archive)) == lines


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_layout_survives_being_kept_as_json(layout):
    assert Layout.from_row(json.loads(json.dumps(layout.as_row()))) == layout


def test_the_presets_are_found_by_their_codes():
    assert LAYOUTS == {"dang": PARTY, "nha-nuoc": STATE}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"margin_top_mm": None}, "“margin_top_mm” phải là số từ 0 đến 60"),
        ({"margin_top_mm": "20"}, "“margin_top_mm” phải là số từ 0 đến 60"),
        ({"margin_top_mm": True}, "“margin_top_mm” phải là số từ 0 đến 60"),
        ({"margin_top_mm": -1}, "“margin_top_mm” phải là số từ 0 đến 60"),
        ({"margin_top_mm": float("nan")}, "“margin_top_mm” phải là số từ 0 đến 60"),
        ({"margin_top_mm": 61}, "“margin_top_mm” phải là số từ 0 đến 60"),
        ({"table_line_pt": 0}, "“table_line_pt” phải là số từ 1 đến 72"),
        ({"issuer_share": 1.5}, "“issuer_share” phải là số từ 0 đến 1"),
        ({"pad_day_below": 9.5}, "“pad_day_below” phải là số nguyên từ 0 đến 32"),
        ({"title_caps": 1}, "“title_caps” phải là có hoặc không"),
        ({"heading": 5}, "“heading” phải là chữ"),
        ({"number_pattern": "Số {so}"}, "“number_pattern” phải có đủ và chỉ có"),
        ({"number_pattern": "Số {number}"}, "“number_pattern” phải có đủ và chỉ có"),
        ({"number_pattern": "Số {number"}, "“number_pattern” phải có đủ và chỉ có"),
        (
            {"date_pattern": "{place.__class__}"},
            "“date_pattern” phải có đủ và chỉ có các chỗ điền {place}, {day}, {month}, {year}",
        ),
        ({"archive_pattern": "Lưu {}"}, "“archive_pattern” phải có đủ và chỉ có các chỗ điền {archive}"),
        ({"le_tren": 20}, "không có thiết lập nào tên “le_tren”"),
    ],
)
def test_a_wrong_setting_is_refused_in_words(change, words):
    with pytest.raises(LayoutRefused) as caught:
        Layout.from_row(PARTY.as_row() | change)
    assert words in str(caught.value)


def test_a_missing_setting_is_named():
    row = PARTY.as_row()
    del row["title_pt"]
    with pytest.raises(LayoutRefused, match="thiếu “title_pt”"):
        Layout.from_row(row)


def _heading(layout, **changes):
    letterhead = replace(LETTERHEAD, **changes)
    return Heading(layout=layout, letterhead=letterhead, number="Số", date="ngày", title="Báo cáo", subject="kết quả")


def test_the_issuer_is_set_in_capitals():
    heading = _heading(STATE)
    assert heading.parent_lines == ("ĐẢNG BỘ XÃ HIỀN QUAN",)
    assert heading.issuer_lines == ("BAN CHỈ ĐẠO",)


def test_the_party_rules_its_heading_and_nothing_else():
    heading = _heading(PARTY)
    assert heading.heading_rule_pt == pytest.approx(text_width("ĐẢNG CỘNG SẢN VIỆT NAM", 15, bold=True))
    assert (heading.motto_rule_pt, heading.issuer_rule_pt, heading.subject_rule_pt) == (0, 0, 0)


def test_the_state_rules_motto_issuer_and_subject():
    heading = _heading(STATE, issuer_lines=("Ban", "Ban Chỉ đạo phong trào"))
    longest = text_width("BAN CHỈ ĐẠO PHONG TRÀO", 13, bold=True)
    assert heading.heading_rule_pt == 0
    assert heading.motto_rule_pt == pytest.approx(text_width("Độc lập - Tự do - Hạnh phúc", 14, bold=True))
    assert longest / 3 <= heading.issuer_rule_pt <= longest / 2
    assert 1 / 3 <= heading.subject_rule_pt / text_width("kết quả", 14, bold=True) <= 1 / 2
