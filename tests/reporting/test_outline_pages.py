"""Outlines: read, compared, edited; an edition that was used never changes, and codes stay."""

import re
from dataclasses import replace

import pytest

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.reporting.enums import FigureSource, HeadingKind, Part
from nam_tinh_hinh.reporting.forms.outlines import filled
from nam_tinh_hinh.reporting.outline_facts import FigureFacts, HeadingFacts, differences, facts_of, faults
from nam_tinh_hinh.reporting.outline_steps import stepped
from nam_tinh_hinh.reporting.queries import outline_pages as queries
from nam_tinh_hinh.reporting.queries.outlines import newest_outline
from nam_tinh_hinh.reporting.seed.outlines import AD_HOC, MONTHLY, OUTLINES, WEEKLY
from nam_tinh_hinh.reporting.services import outlines as services
from nam_tinh_hinh.reporting.services.outlines import OutlineRefused
from nam_tinh_hinh.reporting.tables import Outline
from tests.browser import form_values

PAGE = "/bao-cao/de-cuong"


@pytest.fixture
def keeper(sign_in):
    return sign_in("thuongtruc")


@pytest.fixture
def doer(world):
    return world.actor("thuongtruc")


def fields_of(form):
    """Return what a browser sends for a form as it is filled."""
    sent = {}
    for field in _leaves(form):
        if field.type == "SelectMultipleField":
            sent[field.name] = list(field.data or ())
        elif field.type != "BooleanField":
            sent[field.name] = "" if field.data is None else str(field.data)
        elif field.data:
            sent[field.name] = "y"
    return {name: value for name, value in sent.items() if name not in ("form_key", "csrf_token")}


def _leaves(form):
    for field in form:
        if hasattr(field, "entries"):
            for entry in field.entries:
                yield from _leaves(entry.form)
        else:
            yield field


def sent(app, keeper, row, facts, step="luu", seen=0):
    """What the editor of ``row`` sends with these facts in it."""
    path = f"{PAGE}/{row.id}/sua"
    form = form_values(keeper.get(path).text, path)
    with app.test_request_context():
        said = fields_of(filled(facts, seen))
    return form | said | {"buoc": step, "seen": form["seen"]}


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


@pytest.mark.parametrize("who", ["canbo", "canbo2", "quantri", "thuongtruc"])
def test_everybody_reads_headings_as_they_are_printed(world, sign_in, who):
    row = newest_outline(MONTHLY)
    page = sign_in(who).get(f"{PAGE}/{row.id}")
    said = text(page)
    for words in ("I. Tình hình Nhân dân", "1. Tâm tư", "IV. Kết quả hoạt động của tổ chức", "lĩnh vực: ", "Bắt buộc",
                  "Số tiền vận động, ủng hộ (nghìn đồng)", "chỉ việc cần chú ý, cấp bách"):  # fmt: skip
        assert words in said
    assert ("Sửa đề cương" in said) is (who in {"quantri", "thuongtruc"})
    listed = text(sign_in(who).get(PAGE))
    assert all(label in listed for label, _source, _lines in OUTLINES.values())


def test_an_unused_edition_is_edited_in_place_and_a_used_one_never_changes(reporting, doer):
    row = newest_outline(WEEKLY)
    was = facts_of(row)
    renamed = replace(was, headings=(replace(was.headings[0], title="Việc đã làm"), *was.headings[1:]))
    assert services.save(actor=doer, outline=row, facts=renamed).id == row.id
    assert facts_of(newest_outline(WEEKLY)) == renamed
    assert reporting.week.outline_id == row.id
    again = replace(renamed, label="Báo cáo nhanh thứ Năm", headings=renamed.headings[1:])
    fresh = replace(again, headings=(replace(again.headings[0], level=1), *again.headings[1:]))
    new = services.save(actor=doer, outline=newest_outline(WEEKLY), facts=fresh)
    assert (new.edition, new.code, new.label) == (2, WEEKLY, "Báo cáo nhanh thứ Năm")
    assert facts_of(queries.outline(row.id)) == renamed
    assert reporting.report().sections[0].heading.title == "Kết quả thực hiện nhiệm vụ trong tuần"
    assert newest_outline(WEEKLY).id == new.id
    assert services.save(actor=doer, outline=new, facts=fresh).id == new.id
    actions = [event.action for one in (row, new) for event in history.of("outline", one.id)]
    assert actions == ["edit", "new_edition"]


def test_codes_stay_from_edition_to_edition_and_a_known_title_finds_its_own(reporting, doer):
    assert reporting.week
    row = newest_outline(WEEKLY)
    was = facts_of(row)
    added = (
        HeadingFacts("", 1, "Tình hình tiếp nhận, giải quyết kiến nghị của Nhân dân", HeadingKind.PETITIONS),
        HeadingFacts("", 1, "Ý kiến của Ban Chỉ đạo"), HeadingFacts("", 1, "Ý kiến của Ban chỉ đạo"),
        HeadingFacts("forged", 1, "@@@"), HeadingFacts("done", 1, "Mã của mục khác"),
    )  # fmt: skip
    renamed = replace(was.headings[1], title="Kết quả trong tuần")
    facts = replace(was, headings=(was.headings[0], renamed, *was.headings[2:], *added))
    new = facts_of(services.save(actor=doer, outline=row, facts=facts))
    codes = [one.code for one in new.headings]
    assert codes[: len(was.headings)] == [one.code for one in was.headings]
    assert codes[len(was.headings) :] == ["petitions", "y_kien_cua_ban_chi_dao", "y_kien_cua_ban_chi_dao_2", "muc",
                                          "ma_cua_muc_khac"]  # fmt: skip
    found = differences(was, new)
    assert (found[0].happened, found[0].title) == ("Sửa", "Kết quả trong tuần")
    assert {one.happened for one in found} == {"Sửa", "Thêm"}


def test_lines_of_figures_keep_their_codes_too(doer, world):
    row = newest_outline(AD_HOC)
    was = facts_of(row)
    received = FigureFacts("", "Kiến nghị tiếp nhận", "kiến nghị", FigureSource.PETITIONS)
    figures = (received, FigureFacts("", "Số hộ di dời"))
    table = HeadingFacts("", 1, "Số liệu", HeadingKind.FIGURES, figures=figures)
    first = services.save(actor=doer, outline=row, facts=replace(was, headings=(*was.headings, table)))
    saved = facts_of(first).headings[-1]
    assert [line.code for line in saved.figures] == ["petitions", "so_ho_di_doi"]
    renamed = replace(saved, figures=(saved.figures[0], replace(saved.figures[1], label="Hộ phải di dời")))
    second = services.save(actor=doer, outline=first, facts=replace(facts_of(first), headings=(*was.headings, renamed)))
    assert facts_of(second).headings[-1].figures[1].code == "so_ho_di_doi"


GROUP, PLAIN = HeadingKind.GROUP, HeadingKind.TEXT


@pytest.mark.parametrize(
    ("headings", "sentence"),
    [
        ([], "ít nhất một mục để viết"),
        ([HeadingFacts("", 1, "A", GROUP)], "cần có mục con ngay bên dưới"),
        ([HeadingFacts("", 1, "A", GROUP), HeadingFacts("", 1, "B")], "cần có mục con ngay bên dưới"),
        ([HeadingFacts("", 2, "A")], "phải nằm dưới một mục I."),
        ([HeadingFacts("", 1, "A"), HeadingFacts("", 3, "B")], "phải nằm dưới một mục 1."),
        ([HeadingFacts("", 1, "")], "Ghi tên mục."),
        ([HeadingFacts("", 1, "A", HeadingKind.FIGURES)], "ít nhất một dòng số liệu"),
        ([HeadingFacts("", 1, "A")] * 61, "nhiều nhất 60 mục"),
    ],
)
def test_what_makes_no_outline_is_refused_in_words(world, doer, headings, sentence):
    row = newest_outline(WEEKLY)
    facts = replace(facts_of(row), headings=tuple(headings))
    assert any(sentence in fault.sentence for fault in faults(facts))
    with pytest.raises(OutlineRefused, match=re.escape(sentence)):
        services.save(actor=doer, outline=row, facts=facts)


def test_someone_quicker_is_a_conflict(reporting, doer):
    assert reporting.week
    row = newest_outline(WEEKLY)
    seen, was = queries.seen_version(row.id), facts_of(row)
    services.save(actor=doer, outline=row, facts=replace(was, label="Tên một"), seen=seen)
    with pytest.raises(ActionRefused, match="đã thay đổi từ khi bạn mở trang"):
        services.save(actor=doer, outline=row, facts=replace(was, label="Tên hai"), seen=seen)


def test_the_buttons_of_the_editor_move_add_and_take_out():
    a, b, c = (HeadingFacts(code, 1, code) for code in "abc")
    facts = replace(facts_of(Outline(label="x", source="", headings=[])), headings=(a, b, c))

    def after(step):
        return [one.code for one in stepped(facts, step).headings]

    assert after("len-1") == ["b", "a", "c"]
    assert after("xuong-1") == ["a", "c", "b"]
    assert after("bo-1") == ["a", "c"]
    assert after("them-0") == ["a", "", "b", "c"]
    assert after("them") == ["a", "b", "c", ""]
    for nothing in ("len-0", "xuong-2", "bo-9", "x", "dong-0", "len-99", "len-²"):
        assert after(nothing) == ["a", "b", "c"]
    group = replace(facts, headings=(replace(a, kind=GROUP, part=Part.PEOPLE),))
    assert [(one.level, one.part) for one in stepped(group, "them-0").headings] == [(1, Part.PEOPLE), (2, Part.PEOPLE)]


def test_the_editor_keeps_typed_words_moves_without_saving_and_saves_as_a_whole(app, reporting, keeper, stranger):
    assert reporting.week
    row = newest_outline(WEEKLY)
    path, was = f"{PAGE}/{row.id}/sua", facts_of(row)
    typed = replace(
        was, headings=(was.headings[0], replace(was.headings[1], title="Tên đang gõ dở"), *was.headings[2:])
    )
    page = keeper.get(path)
    assert "đã có kỳ báo cáo dùng nên giữ nguyên" in page.text
    whole = keeper.post(path, sent(app, keeper, row, typed, "xuong-1"))
    part = keeper.htmx(path, sent(app, keeper, row, typed, "xuong-1"), page=path)
    for answer in (whole, part):
        assert answer.status_code == 200
        titles = re.findall(r'name="headings-\d+-title"[^>]*value="([^"]*)"', answer.text)
        assert titles[1:3] == ["Nhiệm vụ trọng tâm tuần tới", "Tên đang gõ dở"]
    assert ("<h1>" in whole.text, "<h1>" in part.text) == (True, False)
    assert queries.editions(WEEKLY)[0].edition == 1
    form = sent(app, keeper, row, typed)
    answers = [keeper.post(path, form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert [one.edition for one in queries.editions(WEEKLY)] == [2, 1]
    new = newest_outline(WEEKLY)
    compared = text(stranger.get(f"{PAGE}/{new.id}/so-sanh"))
    assert "Sửa : Tên đang gõ dở" in compared
    assert "tên: Kết quả thực hiện nhiệm vụ trong tuần → Tên đang gõ dở" in compared
    assert "Đây là bản cũ" in stranger.get(f"{PAGE}/{row.id}").text
    late = keeper.post(path, form | {"form_key": "a" * 32, "headings-1-title": "Tên khác"})
    assert late.status_code == 409
    assert "Trên máy chủ nay khác" in late.text


def test_an_old_edition_becomes_the_next_one(app, reporting, doer, keeper):
    assert reporting.week
    row = newest_outline(WEEKLY)
    was = facts_of(row)
    services.save(actor=doer, outline=row, facts=replace(was, headings=was.headings[:2]))
    db.session.commit()
    page = keeper.get(f"{PAGE}/{row.id}/sua").text
    assert "Đang lấy lại bản 1" in page
    assert keeper.post(f"{PAGE}/{row.id}/sua", sent(app, keeper, row, was)).status_code == 303
    assert facts_of(newest_outline(WEEKLY)) == was


def test_faults_are_said_at_their_heading_and_nothing_is_kept(app, world, keeper):
    row = newest_outline(WEEKLY)
    path, was = f"{PAGE}/{row.id}/sua", facts_of(row)
    broken = replace(was, headings=(*was.headings, HeadingFacts("", 1, "Mục cuối", GROUP)))
    answer = keeper.post(path, sent(app, keeper, row, broken))
    assert answer.status_code == 422
    assert "cần có mục con ngay bên dưới" in answer.text
    assert "Mục cuối" in answer.text
    form = sent(app, keeper, row, was) | {"headings-1-kind": "nothing", "headings-1-level": "x"}
    answer = keeper.post(path, form)
    assert answer.status_code == 422
    assert "Hãy chọn một mục trong danh sách." in answer.text
    assert facts_of(newest_outline(WEEKLY)) == was


def test_a_new_outline_begins_as_a_copy(world, keeper, sign_in):
    row = newest_outline(MONTHLY)
    path = f"{PAGE}/them?tu={row.id}"
    form = form_values(keeper.get(path).text, path) | {"label": "Báo cáo tháng của phường", "source": ""}
    answers = [keeper.post(path, form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    made = newest_outline("bao_cao_thang_cua_phuong")
    assert facts_of(made).headings == facts_of(row).headings
    assert sign_in("canbo").post(path, {"label": "Khác"}).status_code == 403
    assert keeper.post(path, form | {"label": " ", "form_key": "b" * 32}).status_code == 422
