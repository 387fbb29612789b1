"""Backups: one archive with the database, the attachments and what they should be; made while the program runs.

``make`` writes one and reads it back before it is called good; ``kept`` lists those in a folder by their names alone;
``opened`` trusts nothing in one; ``placing`` puts its content where an installation was, which is kept whole aside.
"""

from .manifest import Manifest
from .names import Kept, Kind, kept, newest
from .nightly import is_due
from .opening import Archive, opened
from .packing import Source, make
from .recording import here, make_recorded, record
from .refusing import BackupRefused
from .sealed import new_key

__all__ = [
    "Archive", "BackupRefused", "Kept", "Kind", "Manifest", "Source", "here", "is_due", "kept", "make", "make_recorded",
    "new_key", "newest", "opened", "record",
]  # fmt: skip
