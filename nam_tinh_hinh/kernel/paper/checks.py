"""What can be wrong with a row of print settings, said in Vietnamese."""

from collections.abc import Mapping
from string import Formatter

_RANGES = {  # by the end of a setting's name: margins that leave a page, print that can be read
    "_mm": (0, 60),
    "_pt": (1, 72),
    "_share": (0, 1),
    "_below": (0, 32),
}
_PLACES = {
    "number_pattern": ("number", "kind", "symbol"),
    "date_pattern": ("place", "day", "month", "year"),
    "archive_pattern": ("archive",),
}


def faults(kinds: Mapping[str, object], row: Mapping[str, object]) -> list[str]:
    """Return what keeps ``row`` from being the settings named in ``kinds`` (name to type); empty when all is well."""
    missing, unknown = sorted(kinds.keys() - row.keys()), sorted(row.keys() - kinds.keys())
    wrong = [(name, _fault(name, kinds[name], value)) for name, value in row.items() if name in kinds]
    return [
        *(f"thiếu “{name}”" for name in missing),
        *(f"không có thiết lập nào tên “{name}”" for name in unknown),
        *(f"“{name}” {fault}" for name, fault in wrong if fault),
    ]


def _fault(name: str, kind: object, value: object) -> str:
    if kind is bool:
        return "" if isinstance(value, bool) else "phải là có hoặc không"
    if kind is str:
        return _text_fault(name, value)
    return _number_fault(name, kind, value)


def _text_fault(name: str, value: object) -> str:
    if not isinstance(value, str):
        return "phải là chữ"
    places = _PLACES.get(name)
    if places is None or _fits(value, places):
        return ""
    return "phải có đủ và chỉ có các chỗ điền " + ", ".join(f"{{{place}}}" for place in places)


def _number_fault(name: str, kind: object, value: object) -> str:
    low, high = next(limits for ending, limits in _RANGES.items() if name.endswith(ending))
    whole = kind is int
    # bool is an int to Python; not-a-number fails the comparison.
    is_number = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
    if is_number and low <= value <= high:  # type: ignore[operator]
        return ""
    return f"phải là số{' nguyên' if whole else ''} từ {low} đến {high}"


def _fits(pattern: str, places: tuple[str, ...]) -> bool:
    """Return whether ``pattern`` has each of ``places``, plainly written, and no other."""
    try:
        found = {tuple(field) for _, *field in Formatter().parse(pattern) if field[0] is not None}
    except ValueError:
        return False
    return found == {(place, "", None) for place in places}
