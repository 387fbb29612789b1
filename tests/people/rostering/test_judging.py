"""The officers' list judged and compared: pure, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.people.enums import LineChange
from nam_tinh_hinh.people.rostering.checking import NOBODY, TOO_MANY, Ground, check
from nam_tinh_hinh.people.rostering.comparing import compare, digest
from nam_tinh_hinh.people.rostering.gazetteer import AreaUnknown, Gazetteer
from nam_tinh_hinh.people.rostering.lines import (
    LONGEST,
    MOST_LINES,
    Line,
    Person,
    Place,
    RawLine,
    fingerprint,
    person_key,
)

PLACES = (
    Place(1, "Phường Minh Họa", "Phường"),
    Place(2, "Đồng Lân", "Thôn", "Phường Minh Họa"),
    Place(3, "Khu phố Phúc Ninh", "Khu phố", "Phường Minh Họa"),
    Place(4, "Thôn 1", "Thôn", "Xã An Bình"),
    Place(5, "Thôn 1", "Thôn", "Xã Hòa Bình"),
    Place(6, "Tổ dân phố số 2", "Tổ dân phố", "Phường Minh Họa"),
)
AN = Person(11, "an.nv", "Nguyễn Văn An", "Chi hội trưởng", "0912 345 678", "", frozenset({2}), is_officer=True)
HOA = Person(12, "hoa.nt", "Nguyễn Thị Hòa", has_other_position=True)
HA = Person(13, "ha.tt", "Trần Thu Hà", is_of_unit=False, has_other_position=True)
MINH, MINH2 = Person(14, "minh.lv", "Lê Văn Minh"), Person(15, "minh.lv2", "Lê Văn Minh")
GROUND = Ground(Gazetteer(PLACES), (AN, HOA, HA, MINH, MINH2))
GOOD = {"name": "Vũ Văn Bình", "post": "Chi hội phó", "phone": "0987654321", "email": "", "areas": "Đồng Lân"}


def rows(*cells, source=""):
    return [RawLine(number, GOOD | dict(typed), source) for number, typed in enumerate(cells, start=1)]


def faults(*cells):
    return [(fault.row, fault.column, fault.sentence) for fault in check(rows(*cells), GROUND).faults]


def one(**typed):
    checked = check(rows(typed), GROUND)
    assert checked.is_good, checked.faults
    return checked.lines[0]


@pytest.mark.parametrize(
    ("typed", "column", "said"),
    [
        ({"name": ""}, "name", "còn trống"),
        ({"name": "123"}, "name", "không phải là họ tên"),
        ({"name": "a" * 201}, "name", "dài 201 ký tự, nhiều nhất 200"),
        ({"post": "p" * 121}, "post", "nhiều nhất 120"),
        ({"phone": "091234567"}, "phone", "Có 9 chữ số; di động cần 10 số"),
        ({"phone": "0912 345 678; 0987 654 321"}, "phone", "Ghi một số"),
        ({"phone": "không có"}, "phone", "để trống"),
        ({"email": "an.nv"}, "email", "ten@noi.vn"),
        ({"email": "thắng@gmail.com"}, "email", "có dấu tiếng Việt"),
        ({"email": "an nv@gmail.com"}, "email", "Sửa thành: annv@gmail.com"),
        ({"areas": ""}, "areas", "còn trống"),
        ({"areas": " ; "}, "areas", "còn trống"),
        ({"areas": "Dong Lan; Phúc Nin"}, "areas", "không có địa bàn “Phúc Nin”. Gần giống: “Khu phố Phúc Ninh”"),
        (
            {"areas": "Thôn 1"},
            "areas",
            "có 2 địa bàn tên “Thôn 1”. Ghi rõ: “Thôn 1, Xã An Bình”, “Thôn 1, Xã Hòa Bình”",
        ),
        ({"areas": "Zzzzzz"}, "areas", "trang Địa bàn"),
        ({"areas": "Đ" * 1001}, "areas", "nhiều nhất 1000"),
        ({"username": "an.nx"}, "username", "không có tài khoản “an.nx”. Có phải “an.nv”?"),
        ({"username": "an.nv"}, "username", "tài khoản của người khác (Nguyễn Văn An)"),
        ({"username": "ha.tt"}, "username", "tài khoản của người khác. Sửa lại"),
        ({"name": "Lê Văn Minh"}, "username", "“minh.lv”, “minh.lv2”"),
        ({"post": "(Mật)"}, "post", "bí mật nhà nước"),
        ({"post": "Tr­ëng th«n"}, "post", "TCVN3. Sửa thành: “Trưởng thôn”"),
        ({"areas": "Tuyệt mật"}, "areas", "bí mật nhà nước"),
    ],
)
def test_a_bad_cell_is_named_with_its_fix(typed, column, said):
    [(row, at, sentence)] = faults({}, {"name": "Đỗ Thị Cúc"} | typed)[:1]
    assert (row, at) == (2, column)
    assert said in sentence


@pytest.mark.parametrize(
    ("column", "typed", "kept"),
    [
        ("phone", "912345678", "0912 345 678"),
        ("phone", "+84 912.345.678", "0912 345 678"),
        ("phone", "84912345678", "0912 345 678"),
        ("phone", "0204-3855-123", "02043855123"),
        ("phone", "", ""),
        ("email", "An.NV@Gmail.com", "an.nv@gmail.com"),
        ("name", "  Vũ   Văn Bình ", "Vũ Văn Bình"),
    ],
)
def test_a_good_cell_is_made_tidy(column, typed, kept):
    assert getattr(one(**{column: typed}), column) == kept


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("Đồng Lân", (2,)),
        ("thon dong lan", (2,)),
        ("Thôn Đồng Lân, phường Minh Họa", (2,)),
        ("Phuc Ninh", (3,)),
        ("khu pho phuc ninh;Đồng Lân", (3, 2)),
        ("Đồng Lân, Khu phố Phúc Ninh", (2, 3)),
        ("Thôn 1, xã Hòa Bình", (5,)),
        ("Đồng Lân\nTổ dân phố số 2", (2, 6)),
        ("Đồng Lân; dong lan", (2,)),
    ],
)
def test_areas_as_people_write_them(typed, ids):
    assert Gazetteer(PLACES).find_all(typed) == ids


def test_without_areas_the_way_out_is_said():
    with pytest.raises(AreaUnknown, match="quản trị khai địa bàn"):
        Gazetteer(()).find_all("Đồng Lân")


def test_an_area_is_shown_with_the_one_around_it_only_where_needed():
    gazetteer = Gazetteer(PLACES)
    assert [gazetteer.label(place) for place in (2, 4)] == ["Đồng Lân", "Thôn 1, Xã An Bình"]


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ({"name": "Nguyễn văn an"}, AN),
        ({"name": "Nguyễn Thị Hoà"}, HOA),
        ({"name": "Nguyễn Văn Ân"}, None),
        ({"name": "Trần Thu Hà"}, None),
        ({"name": "Trần Thu Hà", "username": " HA.tt "}, HA),
        ({"name": "Le Van Minh", "username": "minh.lv2"}, MINH2),
    ],
)
def test_who_is_meant(typed, who):
    assert one(**typed).person == who


def test_the_same_person_twice_names_both_rows():
    [fault] = check(rows({}, {"name": "Lê Thị Lan"}, {"name": "vũ văn bình"}, source="7"), GROUND).faults
    assert (fault.row, fault.column) == (3, "name")
    assert fault.whole.startswith(
        "Dòng 3 (dòng 7 trong tệp), Họ và tên: trùng với dòng 1 (dòng 7 trong tệp): vũ văn bình"
    )
    assert "Gộp vào một dòng" in fault.sentence


def test_two_people_of_one_name_are_told_apart_by_their_phones():
    assert faults({}, {"phone": "0987654322"}) == []
    assert len(faults({}, {"phone": ""})) == 1


def test_one_account_twice_whatever_the_phones():
    assert (
        len(faults({"name": "Nguyễn Văn An"}, {"name": "Nguyen Van An", "username": "an.nv", "phone": "0987654322"}))
        == 1
    )


def test_blank_rows_are_skipped_and_the_others_keep_their_numbers():
    blank = RawLine(1, {"name": " \u00a0 ", "areas": "\t"})
    assert [line.number for line in check([blank, RawLine(2, GOOD)], GROUND).lines] == [2]


def test_a_list_of_nobody_and_a_list_too_long():
    assert check([], GROUND).sentences == (NOBODY,)
    assert check(rows(*[{"name": f"Vũ Văn {n}"} for n in range(MOST_LINES + 1)]), GROUND).sentences == (TOO_MANY,)


def test_secret_words_are_known_for_what_they_are():
    assert check(rows({"post": "TỐI MẬT"}), GROUND).names_a_secret
    assert not check(rows({"phone": "x"}), GROUND).names_a_secret


@given(st.dictionaries(st.sampled_from(sorted(LONGEST)), st.text(max_size=40)))
def test_whatever_is_typed_is_judged_in_words(typed):
    checked = check([RawLine(1, typed)], GROUND)
    assert checked.is_good or checked.faults or checked.sentences
    assert all(fault.whole.endswith((".", "com", "vn")) or ": " in fault.whole for fault in checked.faults)


def line(**changes):
    facts = {"number": 1, "name": AN.name, "post": AN.post, "phone": AN.phone, "area_ids": (2,), "person": AN}
    return Line(**(facts | changes))


@pytest.mark.parametrize(
    ("changes", "people", "change", "what"),
    [
        ({}, (AN,), LineChange.SAME, ["Giữ nguyên."]),
        ({"area_ids": (2, 3)}, (AN,), LineChange.CHANGED, ["Giao thêm: Khu phố Phúc Ninh."]),
        ({"area_ids": (3,)}, (AN,), LineChange.CHANGED, ["Giao thêm: Khu phố Phúc Ninh.", "Thôi phụ trách: Đồng Lân."]),
        ({"post": ""}, (AN,), LineChange.CHANGED, ["Chức vụ: Chi hội trưởng → (trống)."]),
        ({"person": None, "name": "Lê Na"}, (), LineChange.NEW, ["Tạo tài khoản mới.", "Giao phụ trách: Đồng Lân."]),
        (
            {"person": HOA}, (HOA,), LineChange.NEW,
            ["Đã có tài khoản “hoa.nt”: thêm vị trí phụ trách địa bàn.", "Giao phụ trách: Đồng Lân."],
        ),
    ],
)  # fmt: skip
def test_what_will_happen_to_one_on_the_list(changes, people, change, what):
    [difference] = compare([line(**changes)], people, GROUND.gazetteer)
    assert (difference.change, list(difference.what)) == (change, what)


@pytest.mark.parametrize(
    ("facts", "ends", "closes", "said"),
    [
        ({}, (2,), True, "Đóng tài khoản “an.nv”"),
        ({"has_other_position": True}, (2,), False, "Giữ tài khoản"),
        ({"has_other_position": True, "is_officer_elsewhere": True}, (), False, "giữ địa bàn"),
    ],
)
def test_what_will_happen_to_one_who_leaves(facts, ends, closes, said):
    leaver = Person(11, "an.nv", AN.name, AN.post, area_ids=frozenset({2}), is_officer=True, **facts)
    [difference] = compare([], [leaver, HOA, HA], GROUND.gazetteer)
    assert (difference.change, difference.ends, difference.closes_account) == (LineChange.LEAVING, ends, closes)
    assert said in difference.what[-1]


def test_areas_of_an_officer_of_two_units_are_only_added():
    both = Person(
        11, "an.nv", AN.name, AN.post, AN.phone, "", frozenset({2}), is_officer=True, is_officer_elsewhere=True
    )
    [difference] = compare([line(person=both, area_ids=(3,))], [both], GROUND.gazetteer)
    assert (difference.begins, difference.ends) == ((3,), ())


def test_the_mark_of_what_was_read_changes_with_it():
    read = [digest(compare([line(area_ids=ids)], [AN], GROUND.gazetteer)) for ids in ((2,), (3,), (2, 3))]
    assert len(set(read)) == 3


def test_the_fingerprint_sees_content_not_order_and_what_came_before():
    an, binh = line(), line(name="Vũ Văn Bình", person=None)
    assert fingerprint([an, binh], 1) == fingerprint([binh, an], 1)
    assert fingerprint([line(area_ids=(2, 3))], None) == fingerprint([line(area_ids=(3, 2))], None)
    assert len({fingerprint([an], None), fingerprint([an], 1), fingerprint([binh], 1)}) == 3


def test_spellings_of_one_name():
    assert person_key("Nguyễn Thị Hoà") == person_key("nguyễn  thị hòa")
    assert person_key("Nguyễn Văn An") != person_key("Nguyễn Văn Ân")


def test_faults_come_in_the_order_of_rows_and_columns():
    found = faults({"phone": "x", "name": ""}, {"areas": "zz", "email": "y"})
    assert [(row, column) for row, column, _said in found] == [(1, "name"), (1, "phone"), (2, "email"), (2, "areas")]
