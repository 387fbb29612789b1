"""From what people write in a cell to the row it means: without marks, by code, by a part of the words."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Generic, TypeVar

from nam_tinh_hinh.kernel.sheets.cells import CellRefused
from nam_tinh_hinh.kernel.text import fold

K = TypeVar("K")
_SHOWN = 3
_PARTS = str.maketrans(dict.fromkeys(",;()", "\n"))


@dataclass(frozen=True)
class Word(Generic[K]):
    """One thing a cell may name: its key, its words, what else it is called; ``above`` is the word it stands below."""

    key: K
    label: str
    also: tuple[str, ...] = ()
    above: str = ""

    @property
    def full_label(self) -> str:
        """The words that name it and nothing else."""
        return f"{self.above}: {self.label}" if self.above else self.label


class Unknown(CellRefused):
    """A cell that names none of the words, or several; ``near`` are the words it may mean."""

    def __init__(self, sentence: str, near: Iterable[str] = ()) -> None:
        super().__init__(sentence)
        self.near = tuple(near)


class Lexicon(Generic[K]):
    """The words one column knows; ``noun`` is what one of them is called in a sentence."""

    def __init__(self, noun: str, words: Iterable[Word[K]]) -> None:
        self.noun, self.words = noun, tuple(words)
        self._exact: dict[str, list[Word[K]]] = {}
        self._folded = [(word, f" {fold(word.label)} ") for word in self.words]
        self._parts = [(word, set(map(fold, word.label.translate(_PARTS).split("\n")))) for word in self.words]
        self._known: dict[str, tuple[list[Word[K]], tuple[str, ...]]] = {}  # a table says the same words over and over
        for word in self.words:
            for name in {fold(one) for one in (word.label, word.full_label, *word.also)} - {""}:
                self._exact.setdefault(name, []).append(word)

    @property
    def labels(self) -> tuple[str, ...]:
        """The words to choose from."""
        return tuple(word.full_label for word in self.words)

    def find(self, text: str) -> K:
        """Return the key of what ``text`` names. Raises ``Unknown``, which says the nearest."""
        if text not in self._known:
            named = self._named(text) or self._below(text)
            self._known[text] = named, () if named else self._near(text)
        found, near = self._known[text]
        if len(found) == 1:
            return found[0].key
        if found:
            said = "; ".join(f"“{word.full_label}”" for word in found[:_SHOWN])
            raise Unknown(f"“{text[:80]}” có thể là nhiều {self.noun}: {said}. Chọn một.", self._labels(found))
        said = "Gần giống: " + "; ".join(f"“{one}”" for one in near) if near else "Chọn một trong danh sách"
        raise Unknown(f"không có {self.noun} “{text[:80]}”. {said}.", near)

    def _named(self, text: str) -> list[Word[K]]:
        """Return what is called so, else what has it between its commas, else what has it among its words."""
        wanted = fold(text)
        if not wanted:
            return []
        if exact := self._exact.get(wanted):
            return exact
        part = [word for word, parts in self._parts if wanted in parts]
        return part or [word for word, folded in self._folded if f" {wanted} " in folded]

    def _below(self, text: str) -> list[Word[K]]:
        """Return what is called so below a word: "Kinh tế (môi trường)", "Kinh tế: môi trường"."""
        for mark in ("(", ":", ">", " - "):
            above, found, below = text.rpartition(mark)
            tops = {word.label for word in self._named(above)} if found else set()
            if inside := [word for word in self._named(below) if word.above in tops and word.above]:
                return inside
        return []

    def _near(self, text: str) -> tuple[str, ...]:
        names = get_close_matches(fold(text), self._exact, n=2 * _SHOWN, cutoff=0.6)
        return self._labels(word for name in names for word in self._exact[name])[:_SHOWN]

    def _labels(self, words: Iterable[Word[K]]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word.full_label for word in words))
