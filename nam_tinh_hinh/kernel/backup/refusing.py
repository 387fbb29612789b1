"""How a backup or a restore is refused: in words, with the way out, and without a place on the machine."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError

NOT_OURS = "Tệp này không phải bản sao lưu của chương trình. Hãy chọn tệp có đuôi .nth hoặc .nth.age."
DAMAGED = "Bản sao lưu bị hỏng hoặc bị cắt cụt nên không dùng được. Hãy lấy bản khác, hoặc chép lại tệp từ nơi cất."
NEWER = "Bản sao lưu do chương trình mới hơn làm ra. Hãy cài chương trình mới rồi khôi phục lại."
NO_ROOM = "Hết chỗ trên ổ đĩa. Hãy dọn bớt hoặc chọn ổ khác rồi làm lại."
NO_FOLDER = "Không thấy thư mục cất bản sao lưu. Hãy cắm ổ hoặc tạo thư mục ấy rồi làm lại."
NOT_WRITTEN = "Không đọc hoặc không ghi được tệp. Hãy xem ổ đĩa còn cắm, còn chỗ và còn quyền ghi không rồi làm lại."
BROKEN = "Cơ sở dữ liệu bị hỏng nên không sao lưu được. Chạy “nam-tinh-hinh doctor”, rồi khôi phục từ bản tốt gần nhất."
BUSY = "Đang có một bản sao lưu khác được làm. Hãy đợi xong rồi làm lại."
NOT_SQLITE = (
    "Dữ liệu nằm ở PostgreSQL: hãy sao lưu bằng pg_dump, chép kèm thư mục uploads, settings.toml và secret_key."
)


DISK = {"disk is full": NO_ROOM, "disk I/O error": NOT_WRITTEN}


class BackupRefused(Exception):
    """A backup or a restore that is not done; the sentence says why and the way out."""


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what the disk or the database complains of inside the block into ``BackupRefused``."""
    try:
        yield
    except OSError as error:
        raise BackupRefused(NO_ROOM if error.errno in (errno.ENOSPC, errno.EDQUOT) else NOT_WRITTEN) from error
    except sqlite3.OperationalError as error:
        raise BackupRefused(NO_ROOM if "full" in str(error) else NOT_WRITTEN) from error
    except OperationalError as error:  # of a migration: only the disk's own faults are the disk's
        if said := next((said for words, said in DISK.items() if words in str(error.orig)), None):
            raise BackupRefused(said) from error
        raise
    except sqlite3.DatabaseError as error:
        raise BackupRefused(BROKEN) from error
