"""Reads about layouts and print settings."""

from collections.abc import Sequence

from sqlalchemy import Row, select
from sqlalchemy.orm import contains_eager

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import PaperLayout, PrintSetting, Unit


def layouts() -> Sequence[PaperLayout]:
    """Return the official layouts a paper can be printed in."""
    return db.session.scalars(select(PaperLayout).order_by(PaperLayout.id)).all()


def print_setting(layout_code: str) -> PrintSetting | None:
    """Return the committee's letterhead in one layout, with the layout's numbers."""
    wanted = select(PrintSetting).join(PrintSetting.layout).options(contains_eager(PrintSetting.layout))
    return db.session.scalar(wanted.where(PaperLayout.code == layout_code).order_by(PrintSetting.id).limit(1))


def committee_unit() -> Unit | None:
    """Return the steering committee: the unit that got the first letterhead."""
    first = select(PrintSetting.unit_id).order_by(PrintSetting.id).limit(1)
    return db.session.scalar(select(Unit).where(Unit.id.in_(first)))


def print_settings_of(unit_id: int) -> Sequence[PrintSetting]:
    """Return the letterheads of one unit, one a layout."""
    wanted = select(PrintSetting).join(PrintSetting.layout).options(contains_eager(PrintSetting.layout))
    return db.session.scalars(wanted.where(PrintSetting.unit_id == unit_id).order_by(PaperLayout.id)).all()


def all_print_settings() -> Sequence[Row[PrintSetting, Unit]]:
    """Return every letterhead with its unit, in the order in which the units got theirs."""
    wanted = select(PrintSetting, Unit).join(Unit, Unit.id == PrintSetting.unit_id).join(PrintSetting.layout)
    loaded = wanted.options(contains_eager(PrintSetting.layout))
    return db.session.execute(loaded.order_by(PrintSetting.id)).all()


def layout_by_code(code: str) -> PaperLayout | None:
    """Return one official layout."""
    return db.session.scalar(select(PaperLayout).filter_by(code=code))
