"""Putting into sections what the data give, and bringing newer data in without losing a word that was typed."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.reporting import changed
from nam_tinh_hinh.reporting.enums import EDITABLE, SectionStage
from nam_tinh_hinh.reporting.queries import filling
from nam_tinh_hinh.reporting.queries.filling.given import is_unwritten
from nam_tinh_hinh.reporting.services.writing import SectionMoved, check_writable, written
from nam_tinh_hinh.reporting.tables import Report, Section
from nam_tinh_hinh.reporting.workflow import REPORT
from nam_tinh_hinh.situation.reach import Reach

IS_NOTHING = "Mục đang ghi “Không phát sinh”. Bỏ đánh dấu đó rồi cập nhật số liệu."
NOT_FILLED = "Mục này do đơn vị tự viết, không lấy từ số liệu."


@dataclass(frozen=True)
class Before:
    """What stood in a section before newer data came in, so that it can be put back."""

    text: str
    figures: dict[str, int]
    given: str
    given_figures: dict[str, int]
    filled_at: datetime | None
    stage: SectionStage

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data, fit to be signed and sent along with a page."""
        return asdict(self) | {"filled_at": self.filled_at and self.filled_at.isoformat()}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Before":
        """Return what ``as_data`` gave."""
        at = data["filled_at"]
        return cls(
            **{**data, "filled_at": at and datetime.fromisoformat(at), "stage": SectionStage(data["stage"])}
        )  # fmt: skip


def fill(*, actor: Reach | history.Machine, section: Section) -> Section:
    """Put what the data give into a section in which nothing was written yet; any other stays as it is.

    Raises ``ActionRefused`` when a person may not write it now. What the data do not have stays "Chưa làm": to say
    "Không phát sinh" is for people.
    """
    if isinstance(actor, Reach):
        check_writable(actor, section)
    if is_unwritten(section):
        _put(section, filling.given_for(section))
        written(section)
    return section


def fill_first(*, actor: Reach | history.Machine, report: Report) -> list[Section]:
    """Fill all sections of a report that the data were never given to; return them, none when there is nothing to do.

    The data are read once for all. A report that is out, proposed or "không phát sinh" stays as it is.
    """
    if report.stage not in EDITABLE or report.is_nothing:
        return []
    rows = filling.unfilled(report)
    if rows and isinstance(actor, Reach):
        check_writable(actor, rows[0])
    given = filling.given_for_all(report, rows) if rows else {}
    for row in rows:
        _put(row, given[row.id])
    for row in rows:
        written(row)
    return rows


def _put(section: Section, given: filling.Given) -> None:
    section.text = section.given = given.text
    section.figures, section.given_figures = dict(given.figures), dict(given.figures)
    section.filled_at = clock.now()
    if given.text or given.figures:
        section.stage = SectionStage.WRITING


def refill(*, actor: Reach, section: Section, key: str | None = None) -> Before | None:
    """Bring newer data into a section; return what stood there before, None when nothing in it changed.

    What a person typed, edited or took out stays (``changed.refilled``); in an empty section all comes in again. The
    same ``key`` again changes nothing. Raises ``ActionRefused``.
    """
    if history.replayed(key, actor, REPORT, action="refill", subject_id=section.report_id):
        return None
    _check(actor, section)
    before, given = _before(section), filling.given_for(section)
    text, figures = _brought_up(section, given)
    section.given, section.given_figures, section.filled_at = given.text, dict(given.figures), clock.now()
    changes_words = (text, figures) != (section.text, section.figures)
    if changes_words:
        section.text, section.figures = text, figures
        _rewritten(actor, section)
    written(section)
    return _noted(actor, section, before, key) if changes_words else None


def _check(actor: Reach, section: Section) -> None:
    check_writable(actor, section)
    if not section.heading.kind.is_prefilled:
        raise ActionRefused(Refusal.INCOMPLETE, NOT_FILLED)
    if section.stage is SectionStage.NOTHING or section.report.is_nothing:
        raise ActionRefused(Refusal.INCOMPLETE, IS_NOTHING)


def _brought_up(section: Section, given: filling.Given) -> tuple[str, dict[str, int]]:
    if not (section.text or section.figures):
        return given.text, dict(given.figures)
    text = changed.refilled(section.given, section.text, given.text)
    return text, changed.refilled_figures(section.given_figures, section.figures, given.figures)


def _before(section: Section) -> Before:
    return Before(
        section.text, dict(section.figures), section.given, dict(section.given_figures),
        section.filled_at, section.stage,
    )  # fmt: skip


def _rewritten(actor: Reach, section: Section) -> None:
    """What was ticked "Xong" says something else now: it is to be looked at again."""
    empty = not (section.text or section.figures)
    section.stage = SectionStage.TO_DO if empty else SectionStage.WRITING
    if section.return_reason:
        section.stage = SectionStage.TO_MEND
    section.saved_at, section.saved_by_name = clock.now(), actor.name


def _noted(actor: Reach, section: Section, before: Before, key: str | None) -> Before:
    news = changed.difference(before.given, section.given)
    after = {"section": section.heading.title, "fresh": len(news.fresh), "gone": len(news.gone)}
    history.record(
        actor=actor, action="refill", subject=REPORT, subject_id=section.report_id, key=history.unused(key),
        details={"after": after},
    )  # fmt: skip
    return before


def undo_refill(*, actor: Reach, section: Section, before: Before, version: int | None) -> Section:
    """Put back what stood in a section before ``refill``; ``version`` is the one that the refilling left.

    Raises ``ActionRefused``; ``SectionMoved`` when somebody wrote in it since: that would be lost.
    """
    check_writable(actor, section)
    if version != section.version:
        raise SectionMoved(section)
    for name in ("text", "figures", "given", "given_figures", "filled_at", "stage"):
        setattr(section, name, getattr(before, name))
    section.saved_at, section.saved_by_name = clock.now(), actor.name
    return written(section)


def news(section: Section, given: filling.Given) -> changed.Difference:
    """Return what newer data would bring into a section, words and numbers together as lines."""
    words = changed.difference(section.given, given.text)
    labels = {one.code: one.label for one in section.heading.figures}
    numbers = tuple(_moved(labels, section.given_figures, given.figures))
    return changed.Difference(words.fresh, words.gone, (*words.renumbered, *numbers))


def _moved(labels: Mapping[str, str], before: Mapping[str, int], now: Mapping[str, int]) -> Iterable[tuple[str, str]]:
    for code, label in labels.items():
        if before.get(code) != now.get(code):
            yield f"{label}: {before.get(code, 'chưa có')}", f"{label}: {now.get(code, 'chưa có')}"
