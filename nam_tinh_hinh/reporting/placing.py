"""Under which heading of a consolidating report something belongs. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any

from nam_tinh_hinh.reporting.enums import HeadingKind, Part


def of_code(headings: Sequence[Any], code: str, part: Part | None) -> Any | None:
    """Return the written heading for words of a lower report under ``code``: the same code, else one of its part.

    Of a part it is the first of running text, else its first. None when there is neither.
    """
    written = [one for one in headings if one.kind.is_written]
    of_part = [one for one in written if part is not None and one.part is part]
    texts = [one for one in of_part if one.kind is HeadingKind.TEXT]
    return next((one for one in (*(h for h in written if h.code == code), *texts, *of_part)), None)


def of_observation(headings: Sequence[Any], kind: str, topic: str, is_hot: bool) -> Any | None:
    """Return the heading for an observation: the one of kind "observations" that asks for it most narrowly.

    ``kind`` is its value, ``topic`` the code of its main topic. A matter stands under one heading only: what presses
    first, then the kind asked for, then the topic.
    """
    fitting = [one for one in headings if one.kind is HeadingKind.OBSERVATIONS and _fits(one, kind, topic, is_hot)]
    return max(fitting, key=lambda one: (one.hot_only, bool(one.kinds), bool(one.topics)), default=None)


def _fits(heading: Any, kind: str, topic: str, is_hot: bool) -> bool:
    if heading.hot_only and not is_hot:
        return False
    return _asked(heading.kinds, kind) and _asked(heading.topics, topic)


def _asked(wanted: Iterable[str], value: str) -> bool:
    return not wanted or value in wanted
