"""What a file is called: as people named it, without what only a computer would see."""

import re

from ..text import clean_line

LONGEST = 200
NAMELESS = "tệp"
_FOLDERS = re.compile(r".*[/\\]")


def clean_name(name: str) -> str:
    """Return ``name`` in NFC, without folders, hidden or control characters, at most ``LONGEST`` characters.

    The ending stays when the rest has to be shortened; diacritics always stay.
    """
    stem, dot, ending = clean_line(_FOLDERS.sub("", name.replace("\0", ""))).rpartition(".")
    if not dot:
        return ending[:LONGEST] or NAMELESS
    stem = stem.strip(" .") or NAMELESS
    ending = ending.strip()[:20]
    return f"{stem[: LONGEST - len(ending) - 1].rstrip()}.{ending}"


def ending_of(name: str) -> str:
    """Return the ending of a name, in small letters and without the dot; "" when there is none."""
    return name.rpartition(".")[2].casefold() if "." in name else ""


def size_text(size: int) -> str:
    """Return a number of bytes as people say it: "820 KB", "1,2 MB", "74,7 GB"."""
    if size < 1000 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    mega = size / 1024 / 1024
    return (f"{mega:.1f} MB" if mega < 1000 else f"{mega / 1024:.1f} GB").replace(".", ",")
