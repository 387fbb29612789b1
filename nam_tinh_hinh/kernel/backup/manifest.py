"""What an archive says of itself."""

import json
import re
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from .refusing import DAMAGED, NEWER, BackupRefused

FORMAT = 1
MANIFEST, DATABASE, SETTINGS, SECRET, DEMO = (
    "manifest.json", "nam-tinh-hinh.db", "settings.toml", "secret_key", "minh-hoa",
)  # fmt: skip
FILES = (SETTINGS, SECRET, DEMO)
# Nothing else is ever written or unpacked: the key of the contacts is no member, nor is any path that leads elsewhere.
MEMBER = re.compile(r"nam-tinh-hinh\.db|settings\.toml|secret_key|minh-hoa|uploads/([0-9a-f]{2})/\1[0-9a-f]{62}")
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Member:
    """One file: ``size`` in bytes, ``sha256`` in hex."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """``counts`` are rows per table, ``head`` the newest hash of the history, ``missing`` the SHA-256 of attachments
    that a row speaks of and that were gone or changed when the backup was made.
    """

    program: str
    schema: str
    made_at: datetime
    kind: str
    counts: dict[str, int]
    head: str
    members: dict[str, Member]
    missing: tuple[str, ...] = ()
    format: int = field(default=FORMAT)

    @property
    def size(self) -> int:
        """Return the bytes of all members, unpacked."""
        return sum(one.size for one in self.members.values())

    @property
    def uploads(self) -> int:
        """Return how many attachments are in it."""
        return sum(name.startswith("uploads/") for name in self.members)

    def written(self) -> bytes:
        """Return the manifest as it stands in the archive."""
        said = asdict(self) | {"made_at": self.made_at.isoformat()}
        return json.dumps(said, ensure_ascii=False, indent=1).encode()


def read(content: bytes) -> Manifest:
    """Return what ``content`` says. Raises ``BackupRefused`` when it is of a later format or makes no sense."""
    try:
        said = json.loads(content)
        if int(said["format"]) > FORMAT:
            raise BackupRefused(NEWER)
        return _typed(said)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BackupRefused(DAMAGED) from error


def _typed(said: dict[str, Any]) -> Manifest:
    members = {name: _member(name, one) for name, one in said["members"].items()}
    made_at = datetime.fromisoformat(said["made_at"])
    if DATABASE not in members or made_at.tzinfo is None:
        raise ValueError("not a whole backup")
    return Manifest(
        program=str(said["program"]), schema=str(said["schema"]), made_at=made_at, kind=str(said["kind"]),
        counts={str(name): int(number) for name, number in said["counts"].items()}, head=str(said["head"]),
        members=members, missing=tuple(str(one) for one in said["missing"]), format=int(said["format"]),
    )  # fmt: skip


def _member(name: str, said: dict[str, Any]) -> Member:
    one = Member(int(said["size"]), str(said["sha256"]))
    if not MEMBER.fullmatch(name) or one.size < 0 or not SHA256.fullmatch(one.sha256):
        raise ValueError(name)
    return one
