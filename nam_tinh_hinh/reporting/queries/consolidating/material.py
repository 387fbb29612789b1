"""Everything a report is put together from, each with what became of it so far: a constant number of statements."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.reporting import marks, origins
from nam_tinh_hinh.reporting.enums import DECIDED, OUT, Fate
from nam_tinh_hinh.reporting.queries import reports as queries
from nam_tinh_hinh.reporting.queries.consolidating.below import left_over, passages_of, said_of, uses_of
from nam_tinh_hinh.reporting.queries.lower import Lower, lowers
from nam_tinh_hinh.reporting.queries.matters import main_topics, matter_of
from nam_tinh_hinh.reporting.sharing_out import heading_of_words, place_of, places_of
from nam_tinh_hinh.reporting.tables import Passage, PassageUse, Report, Section
from nam_tinh_hinh.situation.queries.alerts import told_by
from nam_tinh_hinh.situation.queries.desk import to_report
from nam_tinh_hinh.situation.tables import Observation

# Shorter words may stand in another's by chance.
TELLING = 12


@dataclass(frozen=True)
class Item:
    """One passage or observation, and what became of it.

    ``unit_name`` is short for the screen, ``unit_in_full`` as of that day for what is kept.
    ``section_id`` is the section it belongs to, None when no heading fits. ``use`` is its row; ``old`` is the row of
    what the unit had written before it sent this in its place. ``told_at``: superiors had urgent word of it already.
    ``is_carried``: the period before left it over. ``is_mended``: its unit is writing the report anew.
    """

    key: str
    unit_id: int
    unit_name: str
    unit_in_full: str
    words: str
    section_id: int | None
    sending_id: int | None = None
    use: PassageUse | None = None
    old: PassageUse | None = None
    fate: Fate | None = None
    where: str = ""
    told_at: datetime | None = None
    is_hot: bool = False
    is_carried: bool = False
    is_mended: bool = False
    is_own: bool = False

    @property
    def id(self) -> int:
        return int(self.key[1:])

    @property
    def is_passage(self) -> bool:
        return self.key.startswith("p")

    @property
    def number(self) -> int | None:
        return self.use.number if self.use else None

    @property
    def is_lost(self) -> bool:
        """It was taken, and its mark is no longer in the text: a question, not yet an answer."""
        return self.fate is None and self.use is not None and bool(self.use.done_by_name) and self.old is None


@dataclass(frozen=True)
class Material:
    """What a report is put together from. ``gone`` are uses of what its unit says no longer, or never for this one."""

    report: Report
    sections: Sequence[Section]
    lowers: Sequence[Lower]
    uses: Sequence[PassageUse]
    items: Sequence[Item] = ()
    gone: Sequence[PassageUse] = ()
    marked: Mapping[int, Fate] = field(default_factory=dict)

    def of(self, section_id: int | None) -> list[Item]:
        """Return what belongs under one heading (None: under no heading of this report)."""
        return [item for item in self.items if item.section_id == section_id]

    def by_key(self) -> dict[str, Item]:
        return {item.key: item for item in self.items}

    @property
    def words(self) -> dict[int, str]:
        """Return the words as they were taken, by number."""
        return {use.number: use.words for use in self.uses}


def material(report: Report) -> Material:
    """Return what ``report`` is put together from; its obligation, period and regime have to be loaded.

    The newest sendings of lower units, the unit's own confirmed observations of the period, and what its report of the
    period before left over; a constant number of statements, however many there are.
    """
    queries.headings_of(report)  # first, so that the sections need not ask for their figures
    sections, uses = queries.sections(report.id), uses_of(report.id)
    texts = () if report.is_nothing else [one.text for one in sections]
    bare = Material(report, sections, lowers(report), uses, marked=origins.fates_in(texts))
    builder = _Builder(bare)
    items = builder.items()
    known = {id(one.use) for one in items} | {id(one.old) for one in items}
    gone = [use for use in uses if id(use) not in known]
    return Material(report, sections, bare.lowers, uses, items, gone, bare.marked)


class _Builder:
    """Puts together the items of one report."""

    def __init__(self, bare: Material) -> None:
        self.bare, self.report = bare, bare.report
        self.headings = [one.heading for one in bare.sections]
        self.section_of = {one.heading_id: one.id for one in bare.sections}
        self.by_passage = {use.passage_id: use for use in bare.uses if use.passage_id}
        self.by_observation = {use.observation_id: use for use in bare.uses if use.observation_id}
        self.is_final = self.report.stage in OUT
        self.places = {
            number: one.heading.title for one in reversed(bare.sections) for number in marks.numbers_in(one.text)
        }
        self.told = "" if self.report.is_nothing else _bare(" ".join(marks.plain(one.text) for one in bare.sections))
        self.taking, self.mains = places_of(self.headings), main_topics()

    def items(self) -> list[Item]:
        found = {item.key: item for item in (*self._carried(), *self._sent(), *self._own())}
        return list(found.values())

    def _sent(self) -> Iterator[Item]:
        """Yield the passages that lower units sent for this period."""
        sent = [lower for lower in self.bare.lowers if lower.sending]
        rows = passages_of([lower.sending for lower in sent if lower.sending]) if sent else []
        by_sending = {lower.sending.id: lower for lower in sent if lower.sending}
        order = {sending_id: place for place, sending_id in enumerate(by_sending)}
        told = _told(sent, self.report) if rows else {}
        matched = self._matched(rows)
        for row in sorted(rows, key=lambda row: order[row.sending_id]):  # as the units stand, whoever sent again
            lower = by_sending[row.sending_id]
            inherited = self.by_passage.get(matched.same.get(row.id, row.id))
            yield self._passage(
                row, inherited, unit_id=lower.obligation.unit_id, unit_name=lower.name,
                unit_in_full=lower.obligation.unit_name, is_mended=lower.is_mended,
                old=self.by_passage.get(matched.changed.get(row.id)),
                told_at=_told_at(row.words, told.get(lower.obligation.unit_id, ())),
            )  # fmt: skip

    def _matched(self, rows: Sequence[Passage]) -> origins.Matched:
        """Match what was sent now with the uses of what the same reports had sent before."""
        now, reports = {row.id for row in rows}, {lower.report.id for lower in self.bare.lowers}
        before = [use.passage for use in self.bare.uses if use.passage and use.passage.sending.report_id in reports]
        return origins.match(
            [said_of(row) for row in rows if row.id not in self.by_passage],
            [said_of(row) for row in before if row.id not in now],
        )

    def _own(self) -> Iterator[Item]:
        """Yield the unit's own confirmed observations of the period."""
        period, unit = self.report.obligation.period, self.report.unit
        for one in to_report(unit.id, period.gathers_from, period.gathers_to):
            name = unit.short_name or unit.name
            yield self._observation(
                one.observation, unit_id=unit.id, unit_name=name, unit_in_full=unit.name, told_at=one.told_at
            )

    def _carried(self) -> Iterator[Item]:
        """Yield what the period before left over."""
        for use in left_over(self.report):
            name = use.unit.short_name or use.unit_name
            who = {"unit_id": use.unit_id, "unit_name": name, "unit_in_full": use.unit_name}
            if use.passage:
                yield self._passage(use.passage, self.by_passage.get(use.passage_id), is_carried=True, **who)
            elif use.observation:
                yield self._observation(use.observation, is_carried=True, **who)

    def _passage(self, row: Passage, use: PassageUse | None, **facts: Any) -> Item:
        heading = heading_of_words(self.headings, row.heading.code, row.heading.part)
        return Item(
            key=f"p{row.id}", words=row.words, section_id=self.section_of[heading.id] if heading else None,
            sending_id=row.sending_id, use=use, is_hot=row.heading.hot_only, **self._standing(use, ""), **facts,
        )  # fmt: skip

    def _observation(self, row: Observation, **facts: Any) -> Item:
        matter, use = matter_of(row, self.mains), self.by_observation.get(row.id)
        place = place_of(matter, self.taking)
        return Item(
            key=f"o{row.id}", words=row.content, use=use, is_hot=matter.is_hot, is_own=True,
            section_id=self.section_of[place.key] if place else None,
            **self._standing(use, row.content), **facts,
        )  # fmt: skip

    def _standing(self, use: PassageUse | None, content: str) -> dict[str, Any]:
        """Return what became of it, and where it stands: a mark in the text says more than any press.

        An observation that the data put into the text carries no mark: its own words tell that it is there.
        """
        if use and use.number in self.bare.marked:
            return {"fate": self.bare.marked[use.number], "where": self.places[use.number]}
        if use and use.fate in DECIDED and (use.done_by_name or self.is_final):
            return {"fate": use.fate}
        bare = _bare(content)
        return {"fate": Fate.USED if len(bare) >= TELLING and bare in self.told else None}


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """Return text as it is compared: folded, without the stops at its end."""
    return " ".join(fold(text).split()).rstrip(".;:,!?… ")


def _told(sent: Iterable[Lower], report: Report) -> dict[int, list[tuple[str, datetime]]]:
    """Return the urgent word that lower units gave in the period, as it is compared, by unit."""
    found: dict[int, list[tuple[str, datetime]]] = {}
    units = [lower.obligation.unit_id for lower in sent]
    for unit_id, content, sent_at in told_by(units, report.obligation.period.gathers_from):
        found.setdefault(unit_id, []).append((_bare(content), sent_at))
    return found


def _told_at(words: str, told: Iterable[tuple[str, datetime]]) -> datetime | None:
    heard = list(told)
    bare = _bare(words) if heard else ""
    return min((at for content, at in heard if len(content) >= TELLING and content in bare), default=None)
