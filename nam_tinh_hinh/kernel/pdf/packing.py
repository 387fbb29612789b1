"""What a pack is to be bound of, as it travels from the server to its child: a line of JSON, then the PDFs."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from unicodedata import normalize


@dataclass(frozen=True)
class Bound:
    """One paper of a pack: what the contents call it ("05-BC/ĐU", or nothing), and its PDF."""

    title: str
    number_words: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class PackHeading:
    """What stands above the contents: whose pack, "Hồ sơ họp", of what meeting, on what day; ``notes`` stand below."""

    title: str
    subject: str = ""
    day: str = ""
    issuer_lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Everything it says."""
        return "\n".join((self.title, self.subject, self.day, *self.issuer_lines, *self.notes))


def packed(papers: Sequence[Bound], heading: PackHeading) -> bytes:
    """Return both as bytes, for ``unpacked``."""
    listed = [{"title": one.title, "number_words": one.number_words, "size": len(one.content)} for one in papers]
    head = json.dumps({"heading": asdict(heading), "papers": listed}, ensure_ascii=False)
    return b"".join([normalize("NFC", head).encode(), b"\n", *(one.content for one in papers)])


def unpacked(given: bytes) -> tuple[list[Bound], PackHeading]:
    """Return what ``packed`` was given."""
    head, _, rest = given.partition(b"\n")
    said: dict[str, Any] = json.loads(head)
    papers, start = [], 0
    for one in said["papers"]:
        papers.append(Bound(one["title"], one["number_words"], rest[start : start + one["size"]]))
        start += one["size"]
    lists = {name: tuple(said["heading"][name]) for name in ("issuer_lines", "notes")}
    return papers, PackHeading(**said["heading"] | lists)
