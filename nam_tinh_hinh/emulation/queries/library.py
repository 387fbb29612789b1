"""The library of recognised exemplars and their family tree: the way to what is public, whoever registered it.

``visible_to`` does not rule here: a recognised exemplar is there to be learnt from by every unit (seed 003, V step 6).
So only columns that everybody may read are selected; no reason, no assessment, no history.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import aliased

from nam_tinh_hinh.emulation.enums import ASSIGNED, Award, Stage
from nam_tinh_hinh.emulation.tables import Campaign, EmulationField, Exemplar, Lesson, Recognition, ResultReport
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paging import Page, page_of_columns
from nam_tinh_hinh.kernel.search import every_word
from nam_tinh_hinh.people.queries import lineage_ids
from nam_tinh_hinh.people.tables import AreaKind, Unit, UnitKind

# What counts as learnt: carried out somewhere under a notice, and not stopped.
CARRIED_ON = ASSIGNED - {Stage.STOPPED}
PUBLIC = (
    Exemplar.id, Exemplar.name, Exemplar.kind, Exemplar.address, Exemplar.starts_on, Exemplar.ends_on,
    Exemplar.content, Exemplar.owner_kind, Exemplar.owner, Exemplar.award, Exemplar.unit_id,
    Unit.name.label("unit_name"), EmulationField.label.label("field"), AreaKind.label.label("place_kind"),
    Campaign.year, Recognition.number_text, Recognition.day.label("decided_on"), Recognition.paper_id,
)  # fmt: skip
IN_DETAIL = (
    ResultReport.results, ResultReport.benefits, Lesson.worked, Lesson.hard, Lesson.advice, Lesson.committee_words,
)  # fmt: skip


@dataclass(frozen=True)
class LibraryFilters:
    """What the library is narrowed to; every value comes from the address and goes back into it."""

    words: str = ""
    field_id: int | None = None
    place_kind_id: int | None = None
    unit_kind_id: int | None = None
    unit_id: int | None = None
    year: int | None = None
    award: Award | None = None

    def as_args(self) -> dict[str, str]:
        """Return the address arguments of these filters, in Vietnamese, empty ones left out."""
        said: dict[str, Any] = {
            "tu-khoa": self.words,
            "linh-vuc": self.field_id,
            "dia-ban": self.place_kind_id,
            "loai-don-vi": self.unit_kind_id,
            "don-vi": self.unit_id,
            "nam": self.year,
            "muc": self.award,
        }
        return {name: str(value) for name, value in said.items() if value}


def _shelf(*columns: Any) -> Select[Any]:
    joined = (
        select(*columns)
        .select_from(Exemplar)
        .join(Unit, Unit.id == Exemplar.unit_id)
        .join(Campaign, Campaign.id == Exemplar.campaign_id)
        .join(Recognition, Recognition.id == Exemplar.recognition_id)
        .outerjoin(EmulationField, EmulationField.id == Exemplar.field_id)
        .outerjoin(AreaKind, AreaKind.id == Exemplar.place_kind_id)
    )
    return joined.where(Exemplar.stage == Stage.RECOGNISED)


def _replicas() -> Any:
    replica = aliased(Exemplar)
    counted = select(func.count()).where(replica.learnt_from_id == Exemplar.id, replica.stage.in_(CARRIED_ON))
    return counted.correlate(Exemplar).scalar_subquery().label("replicas")


def shelf(filters: LibraryFilters) -> Select[Any]:
    """Return the query behind the library's list, paper and spreadsheet, the newest decision first."""
    query = _shelf(*PUBLIC, _replicas())
    same = {
        Exemplar.field_id: filters.field_id, Exemplar.place_kind_id: filters.place_kind_id,
        Unit.kind_id: filters.unit_kind_id, Campaign.year: filters.year, Exemplar.award: filters.award,
    }  # fmt: skip
    for column, value in same.items():
        if value:
            query = query.where(column == value)
    if filters.unit_id:
        query = query.where(Exemplar.unit_id.in_(lineage_ids(filters.unit_id)))
    query = query.where(*every_word(filters.words, Exemplar.folded_text))
    return query.order_by(Campaign.year.desc(), Recognition.day.desc(), Exemplar.id.desc())


def shelf_page(filters: LibraryFilters, number: int) -> Page[Row[Any]]:
    """Return page ``number`` of the library, the last one when there are not so many."""
    return page_of_columns(shelf(filters), number, Exemplar.id)


def whole_shelf(filters: LibraryFilters) -> Sequence[Row[Any]]:
    """Return the whole list, for paper and spreadsheet."""
    return db.session.execute(shelf(filters)).all()


def public(exemplar_id: int) -> Row[Any] | None:
    """Return what everybody may read of one recognised exemplar, None when it is none."""
    query = _shelf(*PUBLIC, *IN_DETAIL, _replicas()).outerjoin(Lesson, Lesson.exemplar_id == Exemplar.id)
    query = query.outerjoin(ResultReport, ResultReport.exemplar_id == Exemplar.id)
    return db.session.execute(query.where(Exemplar.id == exemplar_id)).one_or_none()


def source(exemplar_id: int) -> Exemplar | None:
    """Return a recognised exemplar to learn from, whoever registered it."""
    return db.session.scalar(select(Exemplar).filter_by(id=exemplar_id, stage=Stage.RECOGNISED))


def learnt_already(unit_id: int | None, source_id: int, campaign_id: int) -> Exemplar | None:
    """Return what a unit has begun after an exemplar in a campaign, None when nothing (or thrown away)."""
    query = select(Exemplar).filter_by(unit_id=unit_id, learnt_from_id=source_id, campaign_id=campaign_id)
    return db.session.scalar(query.where(Exemplar.stage != Stage.DISCARDED).order_by(Exemplar.id).limit(1))


def choices() -> dict[str, list[tuple[object, str]]]:
    """Return what the library can be narrowed to: only what leads to something."""
    rows = db.session.execute(
        _shelf(Exemplar.field_id, EmulationField.label.label("field"), Exemplar.place_kind_id,
               AreaKind.label.label("place"), Unit.kind_id, UnitKind.label.label("kind"), Campaign.year)
        .join(UnitKind, UnitKind.id == Unit.kind_id).distinct()
    ).all()  # fmt: skip
    return {
        "linh-vuc": _pairs((row.field_id, row.field) for row in rows),
        "dia-ban": _pairs((row.place_kind_id, row.place) for row in rows),
        "loai-don-vi": _pairs((row.kind_id, row.kind) for row in rows),
        "nam": sorted(_pairs((row.year, str(row.year)) for row in rows), reverse=True),
        "muc": [(award.value, award.label) for award in Award],
    }


def _pairs(found: Any) -> list[tuple[object, str]]:
    return sorted({pair for pair in found if pair[0]})
