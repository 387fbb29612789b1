"""A report on paper: in both layouts, with one signer or six, with what is missing said and no mark of origin left."""

import io
import re
from zipfile import ZipFile

import docx
import pytest

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper import LAYOUTS
from nam_tinh_hinh.kernel.paper.prose import Paragraph
from nam_tinh_hinh.kernel.word import docx_of
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries.issuing import letterhead_for
from nam_tinh_hinh.reporting import queries, services
from nam_tinh_hinh.reporting.documents.report import Replaced, signers_of, span_of, usual_recipients
from nam_tinh_hinh.reporting.enums import SectionStage
from nam_tinh_hinh.reporting.queries import printing
from nam_tinh_hinh.reporting.tables import Passage, PassageUse
from tests import papers
from tests.kernel.prose import printed
from tests.people.issuing import issued
from tests.reporting.printing import SIX, paper_of, text_of

ISSUES = "Đường tổ 5 ngập sau mưa.\n- Chợ cóc lấn vỉa hè phố Phúc Ninh.\n- Đèn đường ngõ 12 hỏng."
BOTH = pytest.mark.parametrize("layout", ["dang", "nha-nuoc"])
pytestmark = papers.needs_pdftotext


def figured(reporting, key="ccb", send=True, **figures):
    """A unit's report with figures; sent unless said otherwise."""
    report = reporting.written(key, issues=ISSUES)
    section = reporting.section(report, "figures")
    services.save_section(actor=reporting.of(key, Role.CLERK), section=section, text="", figures=figures)
    reporting.save()
    if send:
        reporting.send(report, key)
    return report


@BOTH
def test_the_paper_says_what_was_sent_under_its_outline(reporting, layout):
    report = figured(reporting, observations=12, voices=1450, hot=0)
    paper = paper_of(reporting, report, layout)
    text = text_of(paper)
    about = f"kết quả hoạt động và tình hình Nhân dân {span_of(report)}"
    mark = LAYOUTS[layout].part_mark
    for words in (
        f"BÁO CÁO về {about}", f"Hội Cựu chiến binh phường Minh Họa báo cáo {about} như sau:",
        f"I{mark} KẾT QUẢ HOẠT ĐỘNG CỦA TỔ CHỨC 1. Kết quả thực hiện nhiệm vụ trong tuần Tuyên truyền 03 buổi",
        f"II{mark} TÌNH HÌNH NHÂN DÂN, ĐOÀN VIÊN, HỘI VIÊN 1. Nội dung Nhân dân phản ánh, kiến nghị Đường tổ 5 ngập",
        "- Chợ cóc lấn vỉa hè phố Phúc Ninh.", "2. Vấn đề nổi cộm, bức xúc, cấp bách Không phát sinh.",
        "TT Nội dung Đơn vị tính Số lượng", "2 Lượt ý kiến của Nhân dân lượt 1.450", "chú ý, cấp bách nội dung 0",
        f"Trên đây là báo cáo về {about}, Hội Cựu chiến binh",
    ):  # fmt: skip
        assert words in text, words
    assert "Nhiệm vụ trọng tâm tuần tới" not in text  # not written, so no heading stands alone
    assert ("Kính gửi: Ủy ban MTTQ Việt Nam phường Minh Họa" in text) == (layout == "nha-nuoc")
    assert ("- Ủy ban MTTQ Việt Nam phường Minh Họa (để b/c);" in text) == (layout == "dang")
    assert ("- Như trên;" in text) == (layout == "nha-nuoc")
    assert "DỰ THẢO" not in text
    assert paper.draft is False


@BOTH
def test_the_word_file_says_the_same_words(reporting, layout):
    report = figured(reporting, observations=12, voices=1450)
    paper = paper_of(reporting, report, layout, signers=SIX)
    body = docx.Document(io.BytesIO(docx_of(paper))).element.body
    word = " ".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))
    drawn = papers.squeezed(papers.text(printed(paper)))
    words = re.findall(r"\w+", word)
    assert len(words) > 100
    assert [one for one in dict.fromkeys(words) if one not in drawn] == []
    assert [word.count(one) for one in ("Phúc Ninh", "1.450", "BAN THƯỜNG VỤ")] == [1, 1, 5]


@BOTH
def test_six_sign_together_and_one_alone(reporting, layout):
    report = reporting.sent()
    six = text_of(paper_of(reporting, report, layout, signers=SIX))
    said = "T/M BAN THƯỜNG VỤ" if layout == "dang" else "TM. BAN THƯỜNG VỤ"
    assert six.count(said) == 5
    assert all(one["name"] in six for one in SIX)
    assert "Nơi nhận:" in six
    one = text_of(paper_of(reporting, report, layout, signers=SIX[:1]))
    assert one.count("BAN THƯỜNG") == 1
    assert "Phạm Văn Thắng" not in one
    usual = text_of(paper_of(reporting, report, layout))
    assert ("CHỦ TỊCH HỘI" in usual, "Phạm Văn Thắng" in usual) == (True, True)


@pytest.mark.parametrize(("typed", "party", "state"), [
    ("TM. BAN THƯỜNG TRỰC", "T/M BAN THƯỜNG TRỰC", "TM. BAN THƯỜNG TRỰC"),
    ("k/t chủ tịch", "K/T chủ tịch", "KT. chủ tịch"), ("TL.Chủ tịch", "T/L Chủ tịch", "TL. Chủ tịch"),
    ("Tập thể Ban", "Tập thể Ban", "Tập thể Ban"), ("", "", ""),
])  # fmt: skip
def test_the_word_before_an_authority_is_the_layouts(typed, party, state):
    rows = [{"authority": typed, "post": "Phó Chủ tịch"}]
    assert [signers_of(rows, LAYOUTS[code])[0].authority for code in ("dang", "nha-nuoc")] == [party, state]


def test_the_front_issues_by_its_standing_board_in_the_state_layout(reporting):
    report = reporting.sent("mttq")
    text = text_of(paper_of(reporting, report, "nha-nuoc", as_seen_by="van_phong"))
    assert "ỦY BAN MTTQ VIỆT NAM PHƯỜNG MINH HỌA BAN THƯỜNG TRỰC" in text
    assert ("Số: 05/BC-MTTQ-BTT" in text, "TM. BAN THƯỜNG TRỰC PHÓ CHỦ TỊCH" in text) == (True, True)
    assert letterhead_for(reporting.unit("mttq").id, "dang").symbol == "MTTQ"


def test_no_mark_of_origin_reaches_paper_not_even_one_whose_row_is_gone(reporting):
    reporting.sent(issues="Đường tổ 5 ngập sau mưa.")
    report = reporting.written(
        "mttq", issues="Đường tổ 5 ngập sau mưa [nguồn 1].\nChợ cóc [nguồn 27] lấn vỉa hè.\n[nguồn 2]"
    )
    passage = db.session.scalars(db.select(Passage)).first()
    db.session.add(PassageUse(
        report_id=report.id, number=1, passage_id=passage.id, unit_id=reporting.unit("ccb").id, unit_name="Hội CCB",
        words=passage.words, done_at=clock.now(), done_by_name="",
    ))  # fmt: skip
    reporting.send(report, "mttq")
    paper = paper_of(reporting, report, as_seen_by="van_phong")
    text = text_of(paper)
    assert "nguồn" not in text
    assert "1. Nội dung Nhân dân phản ánh, kiến nghị Đường tổ 5 ngập sau mưa. Chợ cóc lấn vỉa hè. 2." in text
    assert b"ngu\xe1\xbb\x93n" not in b"".join(_parts(docx_of(paper)))
    draft = paper_of(reporting, report, sent=False)
    assert "nguồn" not in text_of(draft)


def _parts(content):
    with ZipFile(io.BytesIO(content)) as packed:
        return [packed.read(name) for name in packed.namelist()]


def test_missing_units_are_named_and_figures_stand_by_unit(reporting):
    figured(reporting, "ccb", observations=12, voices=1450)
    figured(reporting, "phu_nu", observations=3)
    report = figured(reporting, "mttq", send=False, observations=15, voices=1450)
    owed = reporting.report("nong_dan").obligation_id
    report.missing = [{"obligation_id": owed, "unit_name": "Hội Nông dân phường Minh Họa", "why": "Chưa nộp."}]
    reporting.send(report, "mttq")
    paper = paper_of(reporting, report, as_seen_by="van_phong")
    text = text_of(paper)
    assert "Báo cáo này chưa có số liệu, nội dung của: Hội Nông dân phường Minh Họa (Chưa nộp)." in text
    assert "Phụ lục SỐ LIỆU THEO ĐƠN VỊ" in text
    assert "1 Hội Cựu chiến binh phường Minh Họa 12 1.450 2 Hội Liên hiệp Phụ nữ phường Minh Họa 3 - " in text
    assert "Cộng các đơn vị 15 1.450" in text


def test_the_appendix_stays_as_the_units_reports_were_when_it_was_sent(reporting):
    first = figured(reporting, "ccb", observations=12)
    report = figured(reporting, "mttq", observations=12)
    services.return_sections(
        actor=reporting.of("mttq"), report=first, reasons={reporting.section(first, "figures").id: "Đếm lại."}
    )
    services.save_section(
        actor=reporting.of("ccb", Role.CLERK), section=reporting.section(first, "figures"), text="",
        figures={"observations": 99},
    )  # fmt: skip
    services.finish(
        actor=reporting.of("ccb", Role.CLERK), section=reporting.section(first, "figures"), stage=SectionStage.DONE
    )
    reporting.save()
    reporting.send(first)
    (part,) = paper_parts(reporting, report)
    assert part.figures == {("figures", "observations"): 12}
    assert [one.figures for one in printing.parts_of(report, clock.now())] == [{("figures", "observations"): 99}]


def paper_parts(reporting, report):
    return printing.told(report, queries.sending(reporting.of("van_phong"), report.id)).parts


@BOTH
def test_nothing_at_all_is_one_sentence(reporting, layout):
    report = reporting.report()
    services.nothing_at_all(actor=reporting.of("ccb"), report=report, on=True)
    reporting.send(report)
    paper = paper_of(reporting, report, layout)
    sentence = f"Hội Cựu chiến binh phường Minh Họa báo cáo: {span_of(report)} không phát sinh nội dung cần báo cáo."
    assert paper.blocks == (Paragraph(sentence),)
    assert papers.pages(printed(paper)) == 1


def test_a_correction_says_what_it_replaces(world, reporting):
    report = reporting.sent()
    old = issued(world, "ccb", subject="report", subject_id=report.id)
    text = text_of(paper_of(reporting, report, replaced=Replaced(old, "Bổ sung số hộ.")))
    assert f"Báo cáo này thay thế {old.name} ngày {day_text(old.day)} (lý do: Bổ sung số hộ)." in text


def test_a_draft_marks_what_is_compulsory_and_not_written(reporting):
    paper = paper_of(reporting, reporting.report(), sent=False, number=None, day=None)
    assert paper.draft is True
    text = text_of(paper)
    assert text.count("(Chưa viết.)") == 2
    assert "Kết quả thực hiện nhiệm vụ trong tuần (Chưa viết.)" in text


@BOTH
def test_long_names_stay_inside_the_margins(reporting, layout):
    report = figured(reporting, observations=1)
    report.unit.name = f"Hội Cựu chiến binh {'xã vùng biên giới Nguyễn Thị Minh Khai Phú Bình Thượng Hạ ' * 3}"
    reporting.save()
    long = [dict(one, post=one["post"] * 4, name=one["name"] * 2) for one in SIX]
    pdf = printed(paper_of(reporting, report, layout, signers=long))
    shape = LAYOUTS[layout]
    for word in papers.words(pdf):
        assert word.left >= shape.margin_left_mm * papers.PT_PER_MM - 0.1
        assert word.right <= (210 - shape.margin_right_mm) * papers.PT_PER_MM + 0.1


def test_the_usual_recipients_are_receiver_committee_and_copies_once_each(reporting):
    report = reporting.report()
    owed = report.obligation
    owed.copy_id, owed.period.regime.copies = (
        reporting.unit("dang_uy").id,
        "Hội Cựu chiến binh tỉnh\n\nHội Cựu chiến binh tỉnh",
    )
    reporting.save()
    assert usual_recipients(report) == [
        "Ủy ban MTTQ Việt Nam phường Minh Họa (để b/c)", "Đảng ủy phường Minh Họa (để b/c)", "Hội Cựu chiến binh tỉnh",
    ]  # fmt: skip
