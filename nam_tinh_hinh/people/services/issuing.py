"""Issuing papers: a number from the register and bytes that stay as they went out (seed 003, V; R120-R128)."""

from datetime import date

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper import Layout
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.lines import number_words
from nam_tinh_hinh.kernel.pdf import page_count
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.enums import Audience, Renewal
from nam_tinh_hinh.people.queries import issuing as queries
from nam_tinh_hinh.people.refusals import EntryRefused, changes
from nam_tinh_hinh.people.tables import IssuedPaper, Numbering, NumberRegister, Unit

NAMES_OF_WAY = ("renewal", "term_label", "term_from", "term_to")
MOST_NUMBER = 99_999


class NumberTaken(ActionRefused):
    """Someone issued with this number meanwhile; the paper has to be drawn again with the next one."""

    def __init__(self, number: int) -> None:
        super().__init__(Refusal.MOVED_ON, f"Số {number:02d} vừa được cấp cho văn bản khác. Bấm ban hành lần nữa.")


def freeze(
    *, actor: history.Doer, unit: Unit, kind: PaperKind, day: date, number: int, content: bytes, subject_words: str,
    layout_code: str, audience: Audience, subject: str, subject_id: int | None, about_unit_id: int | None = None,
    count: int = 1, replaces: IssuedPaper | None = None, replaced_words: str = "", title: str = "",
    key: str | None = None,
) -> IssuedPaper:  # fmt: skip
    """Issue a paper of ``unit``: take ``number`` (and ``count`` - 1 more) in the register and keep ``content``.

    ``content`` is the PDF that bears ``number``; ``title`` stands for the kind's own word. ``replaces`` is the paper
    that this one puts right, ``replaced_words`` why. The caller has checked that ``actor`` may issue for the unit
    (``queries.issuing.may_issue``); ``key`` is the form's, under which ``queries.issuing.issued_before`` finds it.

    Raises ``NumberTaken`` when ``number`` is not the next one, ``ActionRefused`` for a day outside the term and for a
    paper that is replaced already; nothing has changed then.
    """
    _refuse_second_replacement(replaces)
    period = queries.period(unit.id, day)
    _take(unit.id, kind.symbol, period, number, count)
    setting = queries.letterhead_for(unit.id, layout_code)
    row = IssuedPaper(
        unit_id=unit.id, kind=kind, symbol=kind.symbol, period=period, number=number, count=count, day=day,
        number_text=number_words(Layout.from_row(setting.layout.numbers), number, kind.symbol, setting.symbol),
        title=title or kind.label, subject_words=subject_words, layout_code=setting.layout.code, audience=audience,
        about_unit_id=about_unit_id, subject=subject, subject_id=subject_id, content=content,
        sha256=queries.digest(content), size=len(content), pages=page_count(content), issued_by_id=actor.user_id,
        issued_by_name=actor.name, issued_at=clock.now(), replaces=replaces, replaced_words=replaced_words,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    _note_issue(actor, row, key)
    return row


def _refuse_second_replacement(replaces: IssuedPaper | None) -> None:
    if replaces is not None and replaces.replaced_by is not None:
        raise ActionRefused(Refusal.MOVED_ON, f"{replaces.name} đã được thay thế bằng {replaces.replaced_by.name}.")


def _note_issue(actor: history.Doer, row: IssuedPaper, key: str | None) -> None:
    after = {"number": row.number_text, "title": row.title, "replaces": row.replaces.name if row.replaces else ""}
    history.record(
        actor=actor, action="issue", subject=queries.PAPER, subject_id=row.id, key=history.unused(key),
        reason=row.replaced_words, details={"after": {name: said for name, said in after.items() if said}},
    )  # fmt: skip


def _take(unit_id: int, symbol: str, period: str, number: int, count: int) -> None:
    """Move the register on by ``count`` numbers, if ``number`` is the next: a guarded UPDATE lets only one through."""
    row = queries.register(unit_id, symbol, period) or _begun(unit_id, symbol, period)
    taken = (
        update(NumberRegister)
        .where(NumberRegister.id == row.id, NumberRegister.last == number - 1)
        .values(last=number - 1 + count)
        .execution_options(synchronize_session="fetch")
    )
    if not db.session.execute(taken).rowcount:
        raise NumberTaken(number)


def _begun(unit_id: int, symbol: str, period: str) -> NumberRegister:
    """Begin a register; another one who begins it at the same moment has the first number."""
    row = NumberRegister(unit_id=unit_id, symbol=symbol, period=period, last=0)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as error:
        raise NumberTaken(1) from error
    return row


def set_next_number(
    *, actor: history.Doer, unit: Unit, kind: PaperKind, period: str, number: int, reason: str, key: str | None = None
) -> bool:
    """Let the next paper bear ``number``: papers went out on paper before this register. Upward only, never back.

    Returns whether anything changed. Raises ``EntryRefused`` for a number that was given already, or without a reason.
    """
    row = queries.register(unit.id, kind.symbol, period)
    following = (row.last if row else 0) + 1
    if number == following:
        return False
    if not following < number <= MOST_NUMBER:
        raise EntryRefused(_out_of_order(following), field="number")
    if not reason:
        raise EntryRefused("Ghi lý do, ví dụ: đã ban hành trên giấy đến số này.", field="reason")
    row = row or _begun(unit.id, kind.symbol, period)
    row.last = number - 1
    what = f"{kind.label} {period}: số {{:02d}}"
    details = {"before": what.format(following), "after": what.format(number)}
    history.record(
        actor=actor, action="set_next_number", subject="number_register", subject_id=row.id, reason=reason,
        details=details, key=history.unused(key),
    )  # fmt: skip
    return True


def _out_of_order(following: int) -> str:
    return (
        f"Số tiếp theo đang là {following:02d}; chỉ đặt được số lớn hơn, đến {MOST_NUMBER}, để không trùng số đã cấp."
    )


def set_numbering(
    *, actor: history.Doer, unit: Unit, renewal: Renewal, term_label: str = "", term_from: date | None = None,
    term_to: date | None = None,
) -> bool:  # fmt: skip
    """Say when the unit's numbers begin anew; return whether anything changed.

    Papers that are out keep their numbers. Raises ``EntryRefused`` for a term without name or first day, one that ends
    before it begins, or one named like a year, whose numbers would run into that year's.
    """
    row = queries.numbering(unit.id) or Numbering(unit_id=unit.id, renewal=Renewal.YEAR, term_label="")
    of_term = renewal is Renewal.TERM
    wanted = {
        "renewal": renewal, "term_label": term_label if of_term else "", "term_from": term_from if of_term else None,
        "term_to": term_to if of_term else None,
    }  # fmt: skip
    if of_term:
        _check_term(term_label, term_from, term_to)
    before = {name: getattr(row, name) for name in NAMES_OF_WAY}
    if before == wanted:
        return False
    for name, value in wanted.items():
        setattr(row, name, value)
    db.session.add(row)
    db.session.flush()
    history.record(
        actor=actor, action="set_numbering", subject="numbering", subject_id=row.id,
        details=changes(_said(before), _said(wanted)),
    )  # fmt: skip
    return True


def _check_term(label: str, begins: date | None, ends: date | None) -> None:
    if not label or label.isdecimal():
        raise EntryRefused("Ghi tên nhiệm kỳ, ví dụ: 2025 - 2030.", field="term_label")
    if begins is None:
        raise EntryRefused("Ghi ngày đầu của nhiệm kỳ.", field="term_from")
    if ends is not None and ends < begins:
        raise EntryRefused("Ngày cuối nhiệm kỳ phải bằng hoặc sau ngày đầu.", field="term_to")


def _said(way: dict[str, object]) -> dict[str, object]:
    """Return a way of numbering as the history keeps it: words and days as text."""
    renewal = way["renewal"]
    said = {name: f"{value:%d/%m/%Y}" if isinstance(value, date) else value for name, value in way.items()}
    return said | {"renewal": renewal.label if isinstance(renewal, Renewal) else ""}
