"""Pictures and documents that people hang on anything: checked, kept once by content, taken off with a way back.

A room says who may see and change the files of its subject by registering a ``Holder``; a subject nobody registered is
closed. Rooms show the files with the macro ``files`` of macros/files.html.
"""

from .checking import Checked, UploadRefused, inspect
from .holders import Holder, holder_of, register
from .names import size_text
from .tables import Attachment
from .verbs import FIELDS, WORDS, Taken, attach, attached, attachment, remove, restore, take

__all__ = [
    "FIELDS", "WORDS", "Attachment", "Checked", "Holder", "Taken", "UploadRefused", "attach", "attached", "attachment",
    "holder_of", "inspect", "register", "remove", "restore", "size_text", "take",
]  # fmt: skip
