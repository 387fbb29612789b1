"""Settings, read once and validated. A program that strangers could enter does not start."""

import os
import re
import secrets
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import timedelta
from pathlib import Path
from typing import Any

SETTINGS_FILE = "settings.toml"
SECRET_FILE = "secret_key"  # noqa: S105 - the name of a file
# Opens the contacts for replies, and nothing else: it lies outside the database and is left out of every backup.
CONTACT_FILE = "contact_key"
BACKUPS = "sao-luu"
SHORTEST_SECRET = 32
MOST_BACKUPS = 1000
# Also the name of a PostgreSQL schema; those that begin with pg_ belong to PostgreSQL itself.
COMMUNE = re.compile(r"(?!pg_|public$|information_schema$)[a-z][a-z0-9_]{0,39}")
RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")
LISTS = frozenset({"hosts", "backup_recipients"})
YES, NO = frozenset({"1", "true", "yes", "co", "có"}), frozenset({"0", "false", "no", "khong", "không"})
# What a number may be: a slip of the hand must not leave sign-ins open for a year, or end them at once.
BOUNDS = {"proxy_hops": (0, 5), "idle_minutes": (5, 120), "absolute_hours": (1, 24), "backup_keep": (1, MOST_BACKUPS)}


class UnsafeSettings(ValueError):
    """The settings would let strangers in; the sentences say which and what to do."""


@dataclass(frozen=True)
class Settings:
    """Everything an installation decides.

    ``commune`` names the part of a PostgreSQL database that is this office's own, where several communes share one.
    ``contact_key`` seals the contacts for replies and lies apart from all that is backed up. ``hosts`` are the names by
    which browsers reach it (empty: any); ``https`` says whether TLS stands in front; ``proxy_hops`` how many proxies'
    forwarded headers are believed; a sign-in ends after ``idle_minutes`` without use or ``absolute_hours`` in all.
    Backups go to ``backup_dir`` (relative to the data folder), the newest ``backup_keep`` of each kind stay, and only
    the owners of ``backup_recipients`` (age public keys) open them.
    """

    folder: Path
    database_url: str = ""
    commune: str = ""
    secret_key: str = field(default="", repr=False)
    contact_key: str = field(default="", repr=False)
    hosts: tuple[str, ...] = ()
    https: bool | None = None
    proxy_hops: int = 0
    idle_minutes: int = 30
    absolute_hours: int = 12
    backup_dir: str = ""
    backup_keep: int = 14
    backup_recipients: tuple[str, ...] = ()
    demo: bool = False
    testing: bool = False

    def __post_init__(self) -> None:
        """Raise ``UnsafeSettings`` for a commune that could not be kept apart from the others."""
        if self.commune and not COMMUNE.fullmatch(self.commune):
            raise UnsafeSettings(f"Tên xã (commune) “{self.commune}” phải là chữ thường không dấu, chữ số, gạch dưới.")
        if self.commune and self.database.startswith("sqlite"):
            raise UnsafeSettings("Chỉ đặt tên xã (commune) khi nhiều xã chung một cơ sở dữ liệu PostgreSQL.")

    @classmethod
    def read(cls, folder: Path | None = None, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Return the settings of the data folder (``NTH_DIR``, else ./du-lieu), overridden by ``NTH_…`` variables."""
        folder = cls.place(folder, environ)
        said = _from_file(folder / SETTINGS_FILE)
        for name in (
            "database_url", "commune", "secret_key", "contact_key", "hosts", "https", "proxy_hops", "idle_minutes",
            "absolute_hours", "backup_dir", "backup_keep", "backup_recipients",
        ):  # fmt: skip
            if value := environ.get(f"NTH_{name.upper()}"):
                number = name in BOUNDS and value.strip().isdecimal()
                said[name] = _typed(name, int(value) if number else value, f"NTH_{name.upper()}")
        said.setdefault("secret_key", _read(folder / SECRET_FILE))
        said.setdefault("contact_key", _read(folder / CONTACT_FILE))
        return cls(folder=folder, **said)

    @staticmethod
    def place(folder: Path | None = None, environ: Mapping[str, str] = os.environ) -> Path:
        """Return the data folder: ``folder``, else ``NTH_DIR``, else ./du-lieu."""
        return Path(folder or environ.get("NTH_DIR") or "du-lieu").absolute()

    @property
    def database(self) -> str:
        """Return the database's address, with the driver we bring along where it names none."""
        said = self.database_url or f"sqlite:///{self.folder / 'nam-tinh-hinh.db'}"
        return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", said)

    @property
    def backups(self) -> Path:
        """Return the folder of the backups."""
        return self.folder / (self.backup_dir or BACKUPS)

    def problems(self) -> list[str]:
        """Return what makes these settings unsafe, each with its mend; nothing for a demo or a test."""
        if self.demo or self.testing:
            return []
        found = []
        if len(self.secret_key) < SHORTEST_SECRET:
            found.append(
                "Chưa có khóa bí mật đủ dài: chạy “nam-tinh-hinh init”, hoặc đặt NTH_SECRET_KEY (từ 32 ký tự)."
            )
        if self.contact_key and len(self.contact_key) < SHORTEST_SECRET:
            found.append("Khóa liên hệ ngắn quá: đặt NTH_CONTACT_KEY hoặc tệp contact_key từ 32 ký tự.")
        if not self.hosts:
            found.append("Chưa khai tên máy chủ: đặt NTH_HOSTS, ví dụ “nth.xa.local,192.168.1.10”.")
        if self.https is None:
            found.append("Chưa nói rõ có HTTPS hay không: đặt NTH_HTTPS=1 (có TLS phía trước) hoặc NTH_HTTPS=0.")
        if self.https and not self.proxy_hops:
            # Else all people would come from the proxy's one address: one who guesses would shut the door to everybody.
            found.append("Có HTTPS phía trước thì phải tin máy đứng trước đó: đặt NTH_PROXY_HOPS=1.")
        return found + self._backup_problems()

    def _backup_problems(self) -> list[str]:
        found = []
        if not isinstance(self.backup_keep, int) or not 1 <= self.backup_keep <= MOST_BACKUPS:
            found.append(f"Số bản sao lưu được giữ (backup_keep) phải từ 1 đến {MOST_BACKUPS}.")
        if not isinstance(self.backup_dir, str):
            found.append("Thư mục sao lưu (backup_dir) phải là một dòng chữ.")
        if not all(isinstance(one, str) and RECIPIENT.fullmatch(one) for one in self.backup_recipients):
            found.append("Khóa công khai của bản sao lưu (backup_recipients) phải bắt đầu bằng age1 và đủ 62 ký tự.")
        return found

    def refuse_unsafe(self) -> None:
        """Raise ``UnsafeSettings`` when there are problems."""
        if found := self.problems():
            raise UnsafeSettings("\n".join(f"- {sentence}" for sentence in found))

    def for_flask(self) -> dict[str, Any]:
        """Return the settings in the words of Flask and its extensions."""
        return (
            self._of_backups()
            | self._of_the_database()
            | self._of_the_cookie()
            | {
                "SECRET_KEY": self.secret_key or secrets.token_urlsafe(SHORTEST_SECRET),
                "CONTACT_KEY": self.contact_key,
                "TRUSTED_HOSTS": list(self.hosts) or None,
                "TESTING": self.testing,
                "DEMO": self.demo,
                "FOLDER": self.folder,
                "IDLE": timedelta(minutes=self.idle_minutes),
                "ABSOLUTE": timedelta(hours=self.absolute_hours),
                "WTF_CSRF_TIME_LIMIT": None,
                # Over TLS it would ask for the Referer, which our own header tells browsers not to send.
                "WTF_CSRF_SSL_STRICT": False,
                "BOOTSTRAP_SERVE_LOCAL": True,
                "MAX_CONTENT_LENGTH": 16 * 1024 * 1024,
                "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
                "MAX_FORM_PARTS": 5000,  # a list of 300 officers is a form of 2,100 fields
                "SEND_FILE_MAX_AGE_DEFAULT": timedelta(days=30),
                "RATELIMIT_HEADERS_ENABLED": True,
            }
        )

    def _of_the_database(self) -> dict[str, Any]:
        # A connection that broke while nobody used it is replaced before it is used.
        options: dict[str, Any] = {"pool_pre_ping": not self.database.startswith("sqlite")}
        if self.commune:  # no statement names a schema: what is not in this one is not there
            options["connect_args"] = {"options": f"-c search_path={self.commune}"}
        return {"SQLALCHEMY_DATABASE_URI": self.database, "SQLALCHEMY_ENGINE_OPTIONS": options, "COMMUNE": self.commune}

    def _of_the_cookie(self) -> dict[str, Any]:
        return {
            # A browser takes a cookie of this name only over TLS, from this very host, for the whole of it.
            "SESSION_COOKIE_NAME": "__Host-nth" if self.https else "nth",
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": bool(self.https),
        }

    def _of_backups(self) -> dict[str, Any]:
        return {
            "BACKUPS": self.backups, "BACKUP_KEEP": self.backup_keep, "BACKUP_RECIPIENTS": self.backup_recipients,
        }  # fmt: skip


def _typed(name: str, value: Any, where: str) -> Any:
    """Return what was said for the setting ``name``; raises ``UnsafeSettings`` when it says nothing one can go by."""
    if name in LISTS:
        several = value.split(",") if isinstance(value, str) else value
        return tuple(str(one).strip() for one in several if str(one).strip())
    if name == "https":
        return _yes_or_no(value, where)
    return _number(name, value, where) if name in BOUNDS else value


def _yes_or_no(value: Any, where: str) -> bool:
    word = str(value).strip().casefold()
    if word not in YES | NO:
        raise UnsafeSettings(f"{where}: ghi true (có) hoặc false (không), không ghi “{value}”.")
    return word in YES


def _number(name: str, value: Any, where: str) -> int:
    least, most = BOUNDS[name]
    if type(value) is not int or not least <= value <= most:
        raise UnsafeSettings(f"{where}: ghi một số từ {least} đến {most}, không ghi “{value}”.")
    return value


def _from_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        said = tomllib.loads(path.read_text("utf-8-sig"))  # Notepad may begin a file with a mark of its own
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnsafeSettings(
            f"Không đọc được {path.name}: {error}. Sửa lại tệp, hoặc lấy lại từ bản sao lưu."
        ) from error
    known = {one.name for one in fields(Settings)} - {"folder", "demo", "testing"}
    if strange := sorted(said.keys() - known):
        raise UnsafeSettings(f"{path.name} có dòng không hiểu: {', '.join(strange)}. Sửa lại tên hoặc bỏ dòng đó.")
    # The settings are backed up, so the key of the contacts is not taken from there.
    return {name: _typed(name, value, path.name + " " + name) for name, value in said.items() if name != "contact_key"}


def _read(path: Path) -> str:
    return path.read_text("ascii").strip() if path.is_file() else ""


def make_key(path: Path) -> str:
    """Write a new random key into the file ``path`` and return it; a key that is there already is never replaced."""
    # Readable by the server's own account only, from the first byte on.
    with suppress(FileExistsError), os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))
    return _read(path)
