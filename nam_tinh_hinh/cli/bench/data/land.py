"""Communes with their units, areas and people: the demonstration ward, and as many more like it as are asked for."""

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any

from nam_tinh_hinh.cli.bench.data.copying import Swap
from nam_tinh_hinh.cli.bench.data.sizes import Size
from nam_tinh_hinh.cli.bench.data.stock import Row, Stock
from nam_tinh_hinh.cli.bench.data.words import person_name
from nam_tinh_hinh.cli.bench.data.writing import Writer
from nam_tinh_hinh.demo.people import ACCOUNTS, PLACE
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people.enums import Role

# Reference rows and the first commune go over as they are.
PLACES = ("unit", "unit_name", "area", "print_setting")
ROLES = (Role.CLERK, Role.LEADER, Role.OFFICER)
# Where words are written down most: the units of the people whose pages are measured stand first.
BUSIEST = ("canbo", "canbo2", "banchidao")


@dataclass
class Commune:
    """One commune: where the pattern's rows are in it, what its units are called, and who works in them."""

    swap: Swap = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    writers: list[int] = field(default_factory=list)
    areas: list[tuple[int, str]] = field(default_factory=list)
    people: dict[int, tuple[int, str]] = field(default_factory=dict)


def without_moment(row: Row, begun: date) -> Row:
    """Return ``row`` in force since ``begun``."""
    return row | {"valid_from": begun} if row.get("valid_from") else row


class Settlers:
    """Makes the communes."""

    def __init__(self, stock: Stock, writer: Writer, chance: Random, begun: date) -> None:
        self.stock, self.writer, self.chance, self.begun = stock, writer, chance, begun
        self.at = datetime.combine(begun, datetime.min.time()).astimezone()

    def settle(self, size: Size) -> list[Commune]:
        """Return the communes of ``size``, the demonstration's first, and write all but that one's own rows."""
        communes = [self._first()]
        communes += [self._like_it(number) for number in range(2, size.communes + 1)]
        known = self.stock.rows["user"][0]["password_hash"]
        free = max(0, size.users - len(self.stock.rows["user"]))
        for place in range(free):
            self._person(communes[place % len(communes)], place // len(communes), known, place + 1)
        for commune in communes:
            for unit in commune.writers:
                commune.people.setdefault(unit, next(iter(commune.people.values())))
        return communes

    def _first(self) -> Commune:
        commune = Commune(areas=[(row["id"], row["name"]) for row in self.stock.rows["area"][1:]])
        users = {row["id"]: row for row in self.stock.rows["user"]}
        for row in self.stock.rows["position"]:
            commune.people.setdefault(row["unit_id"], (row["user_id"], users[row["user_id"]]["name"]))
        commune.writers = self._writers()
        return commune

    def _writers(self) -> list[int]:
        """Return the units that write, the busiest first; the Party committee and its board only receive."""
        users = {row["username"]: row["id"] for row in self.stock.rows["user"]}
        desks = {row["user_id"]: row["unit_id"] for row in self.stock.rows["position"]}
        first = [desks[users[name]] for name in BUSIEST if name in ACCOUNTS]
        board = {row["unit_id"] for row in self.stock.rows["position"] if row["role"] is Role.COMMITTEE}
        top = {row["id"] for row in self.stock.rows["unit"] if row["parent_id"] is None} | board
        return first + [row["id"] for row in self.stock.rows["unit"] if row["id"] not in {*first, *top}]

    def _like_it(self, number: int) -> Commune:
        place, commune = f"{PLACE} {number:03d}", Commune()
        rows = [(name, row) for name in PLACES for row in self.stock.rows[name]]
        commune.swap = {(name, row["id"]): self.writer.number(name) for name, row in rows}
        for name, row in rows:
            self._place(commune, name, row, place)
        commune.writers = [commune.swap["unit", one] for one in self._writers()]
        return commune

    def _place(self, commune: Commune, name: str, row: Row, place: str) -> None:
        new: dict[str, Any] = without_moment(row, self.begun) | {"id": commune.swap[name, row["id"]]}
        for column, target in self.stock.shapes[name].keys.items():
            new[column] = commune.swap.get((target, row[column]), row[column])
        if "name" in row:
            new["name"] = commune.names[row["name"]] = _named(row["name"], place)
            if "folded_name" in row:
                new["folded_name"] = fold(new["name"])
        if name == "area":
            commune.areas.append((new["id"], new["name"]))
        self.writer.add(name, new)

    def _person(self, commune: Commune, turn: int, known: str, number: int) -> None:
        name, user = person_name(self.chance), self.writer.number("user")
        unit = commune.writers[turn % len(commune.writers)]
        self.writer.add("user", {
            "id": user, "username": f"nguoidung{number:05d}", "name": name, "folded_name": fold(name),
            "password_hash": known, "must_change": False, "code_expires_at": None, "disabled_at": None,
            "created_at": self.at, "totp_secret": None, "totp_step": None,
        })  # fmt: skip
        self.writer.add("position", {
            "id": self.writer.number("position"), "user_id": user, "unit_id": unit, "title": "",
            "role": ROLES[turn // len(commune.writers) % len(ROLES)], "valid_from": self.begun, "valid_to": None,
        })  # fmt: skip
        commune.people.setdefault(unit, (user, name))


def _named(name: str, place: str) -> str:
    return name.replace(PLACE, place) if PLACE in name else f"{name}, {place}"
