"""From what people write in "Địa bàn phụ trách" to areas, without diacritics too; the nearest are named."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from nam_tinh_hinh.kernel.text import clean_line, fold
from nam_tinh_hinh.people.rostering.lines import Place

_SHOWN = 3
_BETWEEN = re.compile(r"[;\n|]")
# As people shorten them: "KP Hòa Bình", "TDP 4", "tdp4".
_SHORT = {"kp": "khu pho", "tdp": "to dan pho", "kdc": "khu dan cu", "p": "phuong", "x": "xa"}
_LETTERS_OR_DIGITS = re.compile(r"[^\W\d]+|\d+")
_NUMBER_WORD = re.compile(r"(?<=\w )so (?=\d)")


class AreaUnknown(Exception):
    """A text that names no area, or more than one; the sentence says which it could mean."""


class Gazetteer:
    """The areas in force today by all the names people call them."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = {place.id: place for place in places}
        self._named: dict[str, list[Place]] = {}
        for place in self.places.values():
            for name in {key(name) for name in _names(place)}:
                self._named.setdefault(name, []).append(place)

    def label(self, place_id: int) -> str:
        """Return an area's name as the list shows it: with the area around it where the name alone is not enough."""
        place = self.places[place_id]
        alone = len(self._named[key(place.name)]) == 1
        return place.name if alone or not place.parent else f"{place.name}, {place.parent}"

    def find_all(self, text: str) -> tuple[int, ...]:
        """Return the ids of the areas named in a cell, several parted by ``;``. Raises ``AreaUnknown``."""
        found: dict[int, None] = {}
        for part in filter(None, map(clean_line, _BETWEEN.split(text))):
            found |= dict.fromkeys(self._one_or_listed(part))
        return tuple(found)

    def _one_or_listed(self, text: str) -> Sequence[int]:
        # A comma may belong to a name ("Thôn 1, xã Hòa Bình"), so it parts areas only where the whole names none.
        parts = [clean_line(part) for part in text.split(",") if part.strip()]
        if not self._candidates(text) and len(parts) > 1 and all(map(self._candidates, parts)):
            return [self._find(part) for part in parts]
        return [self._find(text)]

    def _candidates(self, text: str) -> list[Place]:
        return self._named.get(key(text), [])

    def _find(self, text: str) -> int:
        found = self._candidates(text)
        exact = [place for place in found if text.casefold() in {name.casefold() for name in _names(place)}]
        if len(found) == 1 or len(exact) == 1:
            return (found if len(found) == 1 else exact)[0].id
        if found:
            raise AreaUnknown(
                f"có {len(found)} địa bàn tên “{text}”. Ghi rõ: {self._said(place.id for place in found)}."
            )
        raise AreaUnknown(self._unknown(text))

    def _unknown(self, text: str) -> str:
        if not self.places:
            return "hệ thống chưa có địa bàn nào. Đề nghị quản trị khai địa bàn trước rồi gửi danh sách."
        if ids := self.near(text):
            return f"không có địa bàn “{text[:80]}”. Gần giống: {self._said(ids)}."
        return f"không có địa bàn “{text[:80]}”. Xem tên đúng ở trang Địa bàn, hoặc đề nghị quản trị thêm."

    def near(self, text: str) -> list[int]:
        """Return the ids of the areas whose names are nearest to ``text``, at most three, the nearest first."""
        names = get_close_matches(key(text), self._named, n=2 * _SHOWN, cutoff=0.5)
        return list(dict.fromkeys(place.id for name in names for place in self._named[name]))[:_SHOWN]

    def _said(self, ids: Iterable[int]) -> str:
        return ", ".join(f"“{self.label(place_id)}”" for place_id in list(ids)[: 2 * _SHOWN])


def key(name: str) -> str:
    """Return what is equal for the ways of writing one area's name: folded, spelled out, "số" left out."""
    words = _LETTERS_OR_DIGITS.findall(fold(name))
    return _NUMBER_WORD.sub("", " ".join(_SHORT.get(word, word) for word in words))


def _names(place: Place) -> list[str]:
    """Return what an area may be called: "Đồng Lân", "Thôn Đồng Lân", either with the area around it."""
    names, bare = [place.name], place.name[len(place.kind) :].strip()
    if place.kind and not fold(place.name).startswith(fold(place.kind)):
        names.append(f"{place.kind} {place.name}")
    elif any(map(str.isalpha, bare)):
        names.append(bare)
    return [*names, *(f"{name}, {place.parent}" for name in names if place.parent)]
