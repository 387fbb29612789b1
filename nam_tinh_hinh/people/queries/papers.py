"""Reads about layouts and print settings."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import PaperLayout, PrintSetting


def layouts() -> Sequence[PaperLayout]:
    """Return the official layouts a paper can be printed in."""
    return db.session.scalars(select(PaperLayout).order_by(PaperLayout.id)).all()


def print_setting(layout_code: str) -> PrintSetting | None:
    """Return the committee's letterhead in one layout, with the layout's numbers."""
    wanted = select(PrintSetting).join(PrintSetting.layout).options(contains_eager(PrintSetting.layout))
    return db.session.scalar(wanted.where(PaperLayout.code == layout_code).order_by(PrintSetting.id).limit(1))
