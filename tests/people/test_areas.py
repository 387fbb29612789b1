"""Areas: the tree and its totals, what may not be written, many at once."""

from datetime import date

import pytest

from nam_tinh_hinh.demo.people import FOUNDED
from nam_tinh_hinh.kernel import clock, forms, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.kernel.sheets import SheetRefused, read_file, read_pasted
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import queries, services
from nam_tinh_hinh.people.documents import places as papers
from nam_tinh_hinh.people.queries import AreaFilters
from nam_tinh_hinh.people.refusals import EntryRefused
from nam_tinh_hinh.people.tables import Area
from tests.people.places import add_area, assign

HEADS = "Loại\tTên địa bàn\tThuộc\tTừ ngày\tSố hộ\tSố nhân khẩu\tThí điểm\n"


def tree(**filters):
    return queries.area_tree(AreaFilters(**filters), clock.today())


def edit(area, seen=None, **facts):
    names = ("kind_id", "parent_id", "name", "valid_from", "valid_to", "households", "population", "is_pilot")
    now = {name: getattr(area, name) for name in names}
    services.edit_area(actor=Machine(), area=area, facts=now | facts, seen=seen)


def read(cells):
    return services.read_areas(read_pasted(HEADS + cells), today=clock.today(), parse_day=forms.parse_day)


def test_the_tree_is_in_vietnamese_order_below_its_parents(world):
    ward = add_area("Phường B")
    for name in ("Tổ 10", "Tổ 2", "Ấp Đông", "Ấp Dừa"):
        add_area(name, ward)
    add_area("Phường A")
    assert [(node.name, node.depth) for node in tree()] == [
        ("Phường A", 0),
        ("Phường B", 0),
        ("Ấp Dừa", 1),
        ("Ấp Đông", 1),
        ("Tổ 2", 1),
        ("Tổ 10", 1),
    ]


def test_a_search_needs_no_marks(world):
    add_area("Thôn Đồng Lân")
    add_area("Thôn Bến Trăm")
    assert [node.name for node in tree(words="dong lan")] == ["Thôn Đồng Lân"]


def test_nobody_is_counted_twice(world):
    ward = add_area("Phường", households=1000, population=4000)
    add_area("Tổ 1", ward, households=300, population=1000)
    add_area("Tổ 2", ward, households=200)
    add_area("Tổ 3", ward)
    found = queries.totals(tree())
    assert (found.areas, found.households, found.population, found.unknown) == (4, 500, 1000, 1)
    assert queries.totals(tree(words="phường")).households == 1000


def test_what_is_over_is_shown_only_when_asked_for(world):
    add_area("Thôn cũ", valid_to=date(2026, 1, 31))
    assert tree() == []
    assert [node.name for node in tree(ended_too=True)] == ["Thôn cũ"]


def test_a_circle_is_refused(world):
    ward = add_area("Phường")
    quarter = add_area("Khu phố", ward)
    with pytest.raises(EntryRefused, match="“Phường” không thể nằm trong chính nó") as refused:
        edit(ward, parent_id=quarter.id)
    assert refused.value.field == "parent_name"


def test_an_end_before_the_start_and_a_name_twice_are_refused(world):
    add_area("Thôn A")
    with pytest.raises(EntryRefused, match="Ngày kết thúc phải bằng hoặc sau"):
        add_area("Thôn B", valid_to=date(2020, 1, 1))
    with pytest.raises(EntryRefused, match="Đã có “Thôn A” ở cùng nơi này"):
        add_area("thon a")


def test_an_area_with_someone_in_charge_is_not_closed_over_his_head(world):
    area = add_area()
    assign(world, "phutrach", area)
    with pytest.raises(EntryRefused, match="Hoàng Văn Sơn còn phụ trách") as refused:
        edit(area, valid_to=date(2026, 6, 30))
    assert refused.value.field == "valid_to"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"valid_to": date(2026, 6, 30)}, "valid_to"),  # ends before the posting even begins
        ({"valid_to": date(2026, 8, 31)}, "valid_to"),
        ({"valid_from": date(2026, 7, 15)}, "valid_from"),
    ],
)
def test_the_day_that_leaves_a_posting_outside_is_the_one_pointed_at(world, changes, field):
    area = add_area()
    assign(world, "phutrach", area, since=date(2026, 7, 1), until=date(2026, 9, 30))
    with pytest.raises(EntryRefused, match="Hoàng Văn Sơn còn phụ trách") as refused:
        edit(area, **changes)
    assert refused.value.field == field


def test_a_parent_is_not_closed_before_its_children(world):
    ward = add_area("Phường")
    add_area("Khu phố", ward)
    with pytest.raises(EntryRefused, match="“Khu phố” thuộc địa bàn này"):
        edit(ward, valid_to=date(2026, 6, 30))


def test_closing_leaves_before_and_after(world):
    area = add_area()
    edit(area, valid_to=date(2026, 6, 30))
    event = history.last("area", area.id)
    assert event.action == "close_area"
    assert event.details == {"before": {"valid_to": None}, "after": {"valid_to": "2026-06-30"}}


def test_two_who_edit_at_once(world):
    area = add_area()
    seen = history.last("area", area.id).id
    edit(area, seen=seen, households=10)
    with pytest.raises(ActionRefused, match="vừa được sửa"):
        edit(area, seen=seen, households=20)


def test_what_is_in_use_is_not_deleted(world):
    ward, area = add_area("Phường"), None
    area = add_area("Khu phố", ward)
    assign(world, "phutrach", area)
    for one, words in ((ward, "địa bàn “Khu phố” bên dưới"), (area, "phân công của Hoàng Văn Sơn")):
        with pytest.raises(EntryRefused, match=words):
            services.delete_area(actor=Machine(), area=one)


def test_a_deletion_is_undone_once(world):
    area = add_area(households=12)
    event = services.delete_area(actor=Machine(), area=area)
    assert tree() == []
    services.restore_area(actor=Machine(), event=event)
    assert [(node.name, node.households) for node in tree()] == [("Thôn Đồng Lân", 12)]
    with pytest.raises(ActionRefused):
        services.restore_area(actor=Machine(), event=event)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("Xóm lạ\tA", "Không có loại “Xóm lạ”. Ghi một trong: Xã, Phường"),
        ("Thôn\t", "Thiếu tên địa bàn"),
        ("Thôn\tA\tNơi lạ", "Không có địa bàn “Nơi lạ” ở cột Thuộc"),
        ("Thôn\tA\t\t31/02/2026", "“31/02/2026” không phải là ngày"),
        ("Thôn\tA\t\t\tba trăm", "Số hộ: “ba trăm” không phải là số nguyên"),
        ("Thôn\tA\t\t\t\t-5", "Số nhân khẩu: “-5” không phải là số nguyên"),
        ("Thôn\tA\t\t\t\t\tcó thể", "Ghi x nếu là nơi thí điểm"),
        ("Thôn\t" + "A" * 201, "Tên dài quá 200 ký tự"),
        ("Thôn\tA\tA", "Không có địa bàn “A”"),
        ("Thôn\tThôn cũ", "Đã có “Thôn cũ” ở nơi này rồi"),
    ],
)
def test_every_bad_row_says_how_to_mend_it(world, row, fault):
    add_area("Thôn cũ")
    [line] = read(row)
    assert fault in " ".join(line.faults)
    assert line.number == 2


def test_doubles_and_circles_in_the_table(world):
    lines = read("Thôn\tA\tB\nThôn\tB\tA\nThôn\tC\nThôn\tC")
    assert "vòng" in lines[0].faults[0]
    assert "vòng" in lines[1].faults[0]
    assert lines[2].faults == []
    assert lines[3].faults == ["Trùng với dòng 4: cùng tên, cùng thuộc một nơi. Bỏ một dòng."]


def test_a_good_table_is_saved_whole_whatever_its_order(world):
    there = add_area("Xã cũ")
    lines = read("Thôn\tThôn 1\tPhường X\t1/9/2026\t1.200\t\tx\nPhường\tPhường X\nThôn\tThôn 2\tXã cũ")
    assert services.save_areas(actor=Machine(), lines=lines, key="b" * 32) == 3
    assert services.save_areas(actor=Machine(), lines=lines, key="b" * 32) == 3
    one = db.session.scalars(db.select(Area).filter_by(name="Thôn 1")).one()
    assert (one.parent.name, one.valid_from, one.households, one.is_pilot) == ("Phường X", date(2026, 9, 1), 1200, True)
    assert db.session.scalars(db.select(Area.parent_id).filter_by(name="Thôn 2")).one() == there.id


def test_no_headings(world):
    with pytest.raises(SheetRefused, match="“Loại”, “Tên địa bàn”"):
        services.read_areas(read_pasted("a\tb"), today=clock.today(), parse_day=forms.parse_day)


def test_the_sample_and_the_export_can_be_read_again(world):
    sample = read_file(papers.area_sample(FOUNDED), "mau.xlsx")
    lines = services.read_areas(sample, today=clock.today(), parse_day=forms.parse_day)
    assert [line.faults for line in lines] == [[], []]
    services.save_areas(actor=Machine(), lines=lines)
    rows = read_file(papers.area_sheet(AreaFilters(), clock.today()), "dia-ban.xlsx")
    assert [row.cells[1] for row in rows[1:]] == ["Phường Mẫu", "Tổ dân phố số 1"]
