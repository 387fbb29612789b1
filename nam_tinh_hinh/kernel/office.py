"""What a part of a Word or Excel file says, looked at before any library opens the file.

The parser is told to stop at a document type: no such file has one, and entities live nowhere else.
"""

import re
from contextlib import suppress
from xml.parsers import expat

# Where one part names another: a hyperlink and a linked workbook wait for a click and a question, the others do not.
ASKED_FIRST = ("/hyperlink", "/externalLinkPath")
FAR = re.compile(r"\s*(?:[a-z][a-z0-9+.-]+:|[\\/]{2})", re.IGNORECASE)
LOCAL = re.compile(r"\s*(?:file:[/\\]*)?[a-z][:|]", re.IGNORECASE)
PROGRAMS = frozenset({"ddeLink", "oleLink"})
DDE = re.compile(r"\bDDE(?:AUTO)?\b", re.IGNORECASE)
FIELD_TEXT, FIELD_SAID = "instrText", "instr"


class _Declared(Exception):
    """A document type was met."""


class _Begun(Exception):
    """The first element was met: no document type can follow."""


def declares(part: bytes) -> bool:
    """Tell whether a part brings a document type, and so perhaps entities, in whatever encoding it is written."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _declared
    parser.StartElementHandler = _begun
    try:
        parser.Parse(part, True)
    except _Declared:
        return True
    except (_Begun, expat.ExpatError):
        return False
    return False


def calls_outside(part: bytes) -> bool:
    """Tell whether a part makes whoever opens it start another program, or fetch something from another machine."""
    reading = _Reading()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _declared
    parser.StartElementHandler = reading.begun
    parser.EndElementHandler = reading.ended
    parser.CharacterDataHandler = reading.said
    with suppress(_Declared, expat.ExpatError):  # whoever opens it gets no further either
        parser.Parse(part, True)
    return reading.calls or bool(DDE.search("".join(reading.fields)))


def tags(part: bytes) -> int:
    """Return how many elements a part can hold at most, by a count that costs nothing."""
    return part.count(b"<")


class _Reading:
    """What was met in one part: whether something calls out, and the words of its fields, in pieces as they lie."""

    def __init__(self) -> None:
        self.calls = self.in_field = False
        self.fields: list[str] = []

    def begun(self, name: str, said: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self.in_field = local == FIELD_TEXT
        self.calls = self.calls or local in PROGRAMS or (local == "Relationship" and _fetches(said))
        self.fields += _instructions(said)

    def ended(self, _name: str) -> None:
        self.in_field = False

    def said(self, text: str) -> None:
        if self.in_field:
            self.fields.append(text)


def _instructions(said: dict[str, str]) -> list[str]:
    return [f" {value} " for name, value in said.items() if name.rpartition(":")[2] == FIELD_SAID]


def _fetches(said: dict[str, str]) -> bool:
    outside = said.get("TargetMode", "").casefold() == "external"
    return outside and not said.get("Type", "").endswith(ASKED_FIRST) and _is_far(said.get("Target", ""))


def _is_far(target: str) -> bool:
    return not LOCAL.match(target) and bool(FAR.match(target))


def _declared(*_said: object) -> None:
    raise _Declared


def _begun(*_said: object) -> None:
    raise _Begun
