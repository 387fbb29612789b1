"""The papers of a sitting: real PDFs in both layouts, with the right words inside the margins."""

import pytest

from nam_tinh_hinh.emulation.documents import sitting as documents
from nam_tinh_hinh.emulation.services import deciding
from nam_tinh_hinh.emulation.services import sitting as services
from nam_tinh_hinh.kernel.paper import PARTY, STATE
from nam_tinh_hinh.people.queries.letterheads import letterhead_for
from tests import papers
from tests.emulation.sittings import FACTS, item_of, opened, planned
from tests.kernel.prose import printed

LAYOUTS = pytest.mark.parametrize("layout", [PARTY, STATE], ids=["dang", "nha-nuoc"])
LONG = "Tổ tự quản bảo vệ an ninh trật tự, vệ sinh môi trường và chăm sóc người cao tuổi neo đơn tại khu dân cư số 2"
MM = papers.PT_PER_MM


@pytest.fixture
def held(world):
    """A sitting on three: one agreed, one declined, one left; one member away, one stepped aside."""
    first, second, _third = (world.sent(key, name=name) for key, name in
                             (("ccb", "Tiếng kẻng"), ("mttq", LONG), ("ccb", "Chưa xét đến")))  # fmt: skip
    one = opened(world, guests="Chủ tịch Hội Cựu chiến binh\nTrưởng khu phố Phúc Ninh")
    member = world.actor("banchidao2")
    deciding.note(actor=member, item=item_of(one, first.id), discussion="Đồng chí Đức: cách làm mới.")
    deciding.decide(actor=member, item=item_of(one, first.id), action="agree")
    deciding.decide(actor=member, item=item_of(one, second.id), action="decline", reason="Trùng nội dung năm trước")
    world.save()
    return one


def minutes(world, one, layout, **said):
    setting = letterhead_for(world.unit("ban_chi_dao").id, layout.code)
    plain = {"conclusion": documents.preset_conclusion(one), "ends": "11 giờ 15", "number": 7, "day": FACTS["held_on"]}
    return printed(documents.minutes(one, setting=setting, **plain | said))


@papers.needs_pdftotext
@LAYOUTS
def test_the_minutes_tell_who_what_and_why(world, held, layout):
    words = papers.squeezed(papers.text(minutes(world, held, layout)))
    said = (
        "BIÊN BẢN", "họp xét đăng ký mô hình, điển hình “Dân vận khéo” năm 2026",
        "Số 07-BB/BCĐ" if layout is PARTY else "Số: 07/BB-BCĐ", "8 giờ 00, ngày 12/03/2026", "Phòng họp tầng 2",
        "Chủ trì: Vũ Thị Ngọc Ánh, Phó Trưởng ban Chỉ đạo.", "có mặt 3/3", "Trưởng khu phố Phúc Ninh",
        "Lê Minh Đức (mô hình của đơn vị mình), đối với mô hình", LONG, "Thảo luận: Đồng chí Đức: cách làm mới.",
        "Quyết định: đồng ý đưa vào danh sách.", "Lý do: Trùng nội dung năm trước.",
        "chưa quyết định, chuyển phiên họp sau", "Phiên họp thống nhất đồng ý đưa vào danh sách: 1 mô hình; không đưa "
        "vào danh sách: 1 mô hình.", "kết thúc lúc 11 giờ 15 cùng ngày", "THƯ KÝ", "CHỦ TRÌ", "Đỗ Quang Huy",
    )  # fmt: skip
    assert [one for one in said if papers.squeezed(one) not in words] == []


@papers.needs_pdftotext
@LAYOUTS
@pytest.mark.parametrize("items", [3, 25])
def test_every_word_stands_inside_the_margins(world, layout, items):
    for n in range(items):
        world.sent(name=f"{LONG} {n}")
    one = opened(world)
    for item in one.items:
        deciding.note(actor=world.actor("banchidao2"), item=item, discussion="Ý kiến dài. " * 60)
    pdf = minutes(world, one, layout)
    for word in papers.words(pdf):
        assert word.left >= layout.margin_left_mm * MM - 0.1
        assert word.right <= (210 - layout.margin_right_mm) * MM + 0.1
        assert word.bottom <= (297 - layout.margin_bottom_mm) * MM + 0.1


@papers.needs_pdftotext
def test_without_a_number_it_is_a_draft_and_hides_what_its_reader_may_not_know(world, held):
    hidden = next(item for item in held.items if item.reason)
    setting = letterhead_for(world.unit("ban_chi_dao").id, "dang")
    said = {"conclusion": "…", "ends": "", "number": None, "day": None}
    paper = documents.minutes(held, setting=setting, hidden=[hidden.id], **said)
    words = papers.squeezed(papers.text(printed(paper)))
    assert (paper.draft, "Trùngnộidung" in words, "bạnkhôngthamgiaxét" in words) == (True, False, True)


@papers.needs_pdftotext
@LAYOUTS
def test_the_programme_has_room_to_write_and_no_number(world, layout):
    world.sent()
    one = planned(world)
    (row,) = (row for row in one.attendances if row.name == "Vũ Thị Ngọc Ánh")
    services.attend(actor=world.actor("thuongtruc"), sitting=one, there={row.id: (False, "Đi công tác")})
    setting = letterhead_for(world.unit("ban_chi_dao").id, layout.code)
    words = papers.squeezed(papers.text(printed(documents.programme(one, setting=setting))))
    said = ("CHƯƠNG TRÌNH", "Tiếng kẻng an ninh", "Vắng mặt: Vũ Thị Ngọc Ánh, Phó Trưởng ban Chỉ đạo (Đi công tác)",
            "Quyết định, lý do: ....")  # fmt: skip
    assert [one for one in said if papers.squeezed(one) not in words] == []
    assert "BB" not in words
