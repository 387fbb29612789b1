"""Writing a report: each section is saved by itself, so that nothing typed waits for the rest."""

from collections.abc import Mapping

from sqlalchemy.orm.exc import StaleDataError

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, record_change
from nam_tinh_hinh.reporting import rules
from nam_tinh_hinh.reporting.enums import EDITABLE, SectionStage
from nam_tinh_hinh.reporting.tables import Report, Section
from nam_tinh_hinh.reporting.workflow import REPORT
from nam_tinh_hinh.situation.reach import Reach

NOT_YOURS = "Chỉ người của đơn vị lập báo cáo được viết báo cáo này."
LOCKED = "Mục này không được yêu cầu sửa nên đang khóa. Cần sửa thêm, hãy đề nghị nơi nhận mở mục này."
MOVED = "Báo cáo đã thay đổi từ khi bạn mở trang."
HAS_WORDS = (
    "Mục này đang có chữ đã viết. Bấm “Xong” nếu giữ; nếu đúng là không phát sinh, xóa hết chữ và số rồi bấm lại."
)
CHANGED = "Mục này đã được lưu ở nơi khác từ khi bạn mở trang."


class SectionMoved(ActionRefused):
    """Someone saved the section meanwhile: ``section`` has the server's words, the page still has the typed ones."""

    def __init__(self, section: Section) -> None:
        by = f" {section.saved_by_name} lưu lúc {clock.moment_text(section.saved_at)}." if section.saved_at else ""
        super().__init__(Refusal.MOVED_ON, CHANGED + by)
        self.section = section


def save_section(
    *, actor: Reach, section: Section, text: str, figures: Mapping[str, int], version: int | None = None
) -> Section:
    """Keep the words and figures of one section; an autosave and a press of "Lưu" are the same.

    ``version`` is the one the person saw. The same words again are taken as saved, whatever the version: a lost answer
    is no conflict. No line goes into the history: who saved last, and when, stands on the row.

    Raises ``ActionRefused``: not his to write, signed or sent already, locked; ``SectionMoved`` when someone saved
    other words meanwhile.
    """
    check_writable(actor, section)
    said = {code: number for code, number in figures.items() if number is not None}
    if (section.text, section.figures) == (text, said):
        return section
    if version not in (None, section.version):
        raise SectionMoved(section)
    section.text, section.figures = text, said
    section.stage = _stage_of_words(section)
    _stamp(section, actor)
    return written(section)


def _stage_of_words(section: Section) -> SectionStage:
    """Being written again is "Đang làm"; one that has to be mended stays so until it is ticked "Đã sửa"."""
    if section.return_reason:
        return SectionStage.TO_MEND
    return SectionStage.WRITING if section.text or section.figures else SectionStage.TO_DO


def finish(*, actor: Reach, section: Section, stage: SectionStage, version: int | None = None) -> Section:
    """Tick a section: DONE, MENDED (where a change was asked for), NOTHING ("Không phát sinh"), or WRITING to undo.

    NOTHING empties the section of what the data gave (it can be filled in again), never of what a person wrote. Raises
    as ``save_section``, and ``ActionRefused`` for DONE without any word and NOTHING over written ones.
    """
    check_writable(actor, section)
    if version not in (None, section.version):
        raise SectionMoved(section)
    if stage is SectionStage.NOTHING:
        if section.text not in ("", section.given) or section.figures not in ({}, section.given_figures):
            raise ActionRefused(Refusal.INCOMPLETE, HAS_WORDS)
        section.text, section.figures = "", {}
    elif stage in {SectionStage.DONE, SectionStage.MENDED} and not (section.text or section.figures):
        raise ActionRefused(Refusal.INCOMPLETE, "Mục này chưa có nội dung. Viết vào, hoặc bấm “Không phát sinh”.")
    section.stage = _ticked(section, stage)
    _stamp(section, actor)
    return written(section)


def _ticked(section: Section, stage: SectionStage) -> SectionStage:
    if stage in {SectionStage.DONE, SectionStage.MENDED}:
        return SectionStage.MENDED if section.return_reason else SectionStage.DONE
    return _stage_of_words(section) if stage is SectionStage.WRITING else stage


def nothing_at_all(
    *, actor: Reach, report: Report, on: bool, version: int | None = None, key: str | None = None
) -> Report:
    """Say that the whole report is "Không phát sinh", or take that back; words in its sections stay where they are.

    Raises ``ActionRefused``.
    """
    if history.replayed(key, actor, REPORT, action="nothing", subject_id=report.id):
        return report
    check_open(actor, report)
    if version not in (None, report.version):
        raise ActionRefused(
            Refusal.MOVED_ON, "Báo cáo đã thay đổi từ khi bạn mở trang.", history.last(REPORT, report.id)
        )
    report.is_nothing = on
    record_change(
        MOVED, actor=actor, action="nothing", subject=REPORT, subject_id=report.id, key=key,
        details={"after": {"nothing": on}},
    )  # fmt: skip
    return report


def check_open(actor: Reach, report: Report) -> None:
    """Raise ``ActionRefused`` unless ``actor`` may write the report now; the sentence says why and the way out."""
    if not rules.works_on(actor, report):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)
    if report.stage not in EDITABLE:
        words = f"Báo cáo đang ở bước “{report.stage.label}” nên không sửa được. {_way_out(report)}"
        raise ActionRefused(Refusal.MOVED_ON, words, history.last(REPORT, report.id))


def _way_out(report: Report) -> str:
    return {
        "proposed": "Bấm “Lấy về sửa tiếp” ở trang báo cáo.",
        "sent": "Lãnh đạo thu hồi được khi nơi nhận chưa mở xem; nếu đã mở, đề nghị nơi nhận trả lại.",
    }.get(report.stage.value, "Đề nghị nơi nhận trả lại mục cần sửa.")


def check_writable(actor: Reach, section: Section) -> None:
    """Raise ``ActionRefused`` unless ``actor`` may write this section now."""
    check_open(actor, section.report)
    if not section.opened:
        raise ActionRefused(Refusal.NOT_ALLOWED, LOCKED)


def _stamp(section: Section, actor: Reach) -> None:
    section.saved_at, section.saved_by_name = clock.now(), actor.name


def written(section: Section) -> Section:
    """Flush; another transaction that was quicker shows as a conflict, not as an error."""
    section_id = section.id
    try:
        db.session.flush()
    except StaleDataError as error:
        db.session.rollback()
        raise SectionMoved(db.session.get_one(Section, section_id)) from error
    return section
