"""The database itself: its schema, its pages, its foreign keys."""

from collections.abc import Iterator
from itertools import islice

from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import schema
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.upkeep.findings import Finding, unknown

SHOWN = 5
OLD = "Cơ sở dữ liệu chưa đúng phiên bản chương trình"
RESTORE = "Dừng máy chủ, khôi phục bản sao lưu gần nhất còn tốt: “nam-tinh-hinh restore”."


def schema_revision(_settings: Settings) -> Iterator[Finding]:
    """Tell when the database is empty, older or newer than this program."""
    found, wanted = schema.revision(), schema.head()
    if found == wanted:
        return
    if found is None:
        yield Finding(
            "Cơ sở dữ liệu còn trống, hoặc bảng ghi phiên bản đã mất.", "Chương trình chưa có gì để chạy.",
            "Cài mới thì chạy “nam-tinh-hinh init”; đã dùng rồi thì khôi phục bản sao lưu: “nam-tinh-hinh restore”.",
        )  # fmt: skip
    elif _is_known(found):
        yield Finding(
            f"{OLD}: dữ liệu ở bản {found}, chương trình cần bản {wanted}.",
            "Máy chủ từ chối chạy để không ghi sai.", "Chạy “nam-tinh-hinh migrate” (tự sao lưu trước khi nâng).",
        )  # fmt: skip
    else:
        yield Finding(
            f"{OLD}: chương trình này không biết bản {found}.",
            "Có thể dữ liệu do một chương trình mới hơn ghi; chạy tiếp sẽ ghi sai.",
            "Cài chương trình mới hơn, hoặc khôi phục bản sao lưu của chương trình này: “nam-tinh-hinh restore”.",
        )  # fmt: skip


def _is_known(revision: str) -> bool:
    try:
        return (
            ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config()).get_revision(revision)
            is not None
        )
    except CommandError:
        return False


def integrity(_settings: Settings) -> Iterator[Finding]:
    """Tell what the database says of its own pages and indexes."""
    if db.engine.dialect.name != "sqlite":
        yield unknown(
            "Không tự kiểm được cơ sở dữ liệu PostgreSQL.", "Việc đó do máy chủ PostgreSQL tự làm.",
            "Nhờ người quản trị PostgreSQL chạy pg_amcheck.",
        )  # fmt: skip
        return
    for line in islice((line for line in _said_of_itself() if line != "ok"), SHOWN):
        yield Finding(
            f"Cơ sở dữ liệu hỏng: {line}", "Đĩa hỏng hoặc mất điện khi đang ghi; để lâu sẽ mất thêm dữ liệu.", RESTORE
        )


def _said_of_itself() -> Iterator[str]:
    try:
        for cell in db.session.scalars(text("PRAGMA integrity_check")):
            yield from str(cell).splitlines()  # one cell holds a line for every page and index
    except DatabaseError as error:  # too far gone to be looked through
        yield str(error.orig)


def orphan_rows(_settings: Settings) -> Iterator[Finding]:
    """Tell which rows point to rows that are not there."""
    if db.engine.dialect.name != "sqlite":
        return  # PostgreSQL lets no such row come about
    strays = db.session.execute(text("PRAGMA foreign_key_check")).all()
    for table, row, parent, *_rest in strays[:SHOWN]:
        yield Finding(
            f"Dòng mồ côi trong bảng {table} (dòng {row}): trỏ tới một dòng của bảng {parent} không còn nữa.",
            "Có người đã sửa cơ sở dữ liệu ngoài chương trình; trang dùng dòng này có thể báo lỗi.", RESTORE,
        )  # fmt: skip
    if more := len(strays[SHOWN:]):
        yield Finding(f"Còn {more} dòng mồ côi nữa.", "Cùng một nguyên nhân như trên.", RESTORE)
