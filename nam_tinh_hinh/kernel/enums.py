"""The base of enums whose members carry their Vietnamese word."""

from enum import StrEnum


class Labelled(StrEnum):
    """A text enum: ``NAME = value, label``. One that says more of its members takes it in its own ``__init__``."""

    label: str

    def __new__(cls, value: str, *_said: object) -> "Labelled":
        member = str.__new__(cls, value)
        member._value_ = value
        return member

    def __init__(self, _value: str, label: str = "") -> None:
        self.label = label


class Toned(Labelled):
    """A labelled enum whose word is also coloured: ``NAME = value, label, tone`` (the tones of macros/ui.html)."""

    tone: str

    def __init__(self, value: str, label: str = "", tone: str = "") -> None:
        super().__init__(value, label)
        self.tone = tone
