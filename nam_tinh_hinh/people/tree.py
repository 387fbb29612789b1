"""Rules of trees of units and areas: pure, on ids alone."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def cycle(above: Mapping[K, K | None], start: K) -> list[K]:
    """Return the way from ``start`` upward back to ``start``, or nothing when it never comes back.

    ``above`` maps each one to what stands directly above it. A circle that ``start`` only leads into is not its own.
    """
    way, at = [start], above.get(start)
    while at is not None and at not in way:
        way.append(at)
        at = above.get(at)
    return way if at == start else []


def climb(above: Mapping[K, K | None], start: K) -> Iterator[K]:
    """Yield what stands above ``start``, the nearest first; a circle is walked once."""
    seen, at = {start}, above.get(start)
    while at is not None and at not in seen:
        seen.add(at)
        yield at
        at = above.get(at)


def in_order(
    rows: Iterable[T], ident: Callable[[T], int], above: Callable[[T], int | None], order: Callable[[T], object]
) -> Iterator[tuple[T, int]]:
    """Yield each row with its depth, parents before children, brothers by ``order``.

    A row whose parent is not among the rows stands at the top; rows in a circle are not lost but come last.
    """
    rows = sorted(rows, key=order)  # type: ignore[arg-type]
    here = {ident(row) for row in rows}
    below: dict[int | None, list[T]] = defaultdict(list)
    for row in rows:
        parent = above(row)
        below[parent if parent in here else None].append(row)
    seen: set[int] = set()
    stack = [(row, 0) for row in reversed(below[None])]
    while stack:
        row, depth = stack.pop()
        seen.add(ident(row))
        yield row, depth
        stack.extend((child, depth + 1) for child in reversed(below[ident(row)]))
    yield from ((row, 0) for row in rows if ident(row) not in seen)
