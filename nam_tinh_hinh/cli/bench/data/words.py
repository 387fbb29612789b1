"""What people say, put together from what was really said: clauses of published opinions of one field, and a place."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from random import Random

from nam_tinh_hinh.cli.bench.data.stock import Row
from nam_tinh_hinh.kernel.text import fold

CLAUSE = re.compile(r"\s*[;.]\s+")
SPOTS = ("ngõ {}", "tổ {}", "tuyến đường số {}", "khu nhà văn hóa {}", "cạnh trạm bơm số {}", "ngách {}", "xóm {}")
OPENINGS = ("Đề nghị", "Nhân dân phản ánh", "Cử tri kiến nghị", "Người dân hỏi", "Ý kiến của hội viên", "Bà con mong")
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh")
MIDDLES = ("Văn", "Thị", "Minh", "Quang", "Thu", "Đức", "Ngọc", "Xuân", "Thanh", "Hữu", "Bích", "Mai")
GIVEN = (
    "An", "Bình", "Cường", "Dung", "Đạt", "Giang", "Hà", "Hải", "Hạnh", "Hòa", "Hùng", "Hương", "Khánh", "Lan", "Linh",
    "Long", "Mai", "Nam", "Nga", "Phúc", "Sơn", "Thắng",
)  # fmt: skip

_folded = lru_cache(maxsize=200_000)(fold)


def zipf(number: int) -> list[float]:
    """Return the weights of ``number`` things of which the first is said most, the second half as often, and so on."""
    return [1 / place for place in range(1, number + 1)]


class Sayings:
    """Clauses by topic."""

    def __init__(self, observations: Sequence[Row]) -> None:
        self._of: dict[int, list[str]] = defaultdict(list)
        self._all: list[str] = []
        for row in observations:
            clauses = [one.strip() for one in CLAUSE.split(row["content"]) if len(one.strip()) > 15]
            self._of[row["topic_id"]] += clauses
            self._all += clauses

    def say(self, chance: Random, topic: int, place: str) -> tuple[str, str]:
        """Return one opinion on ``topic`` said of ``place``, and the same folded."""
        clauses = self._of.get(topic) or self._all
        parts = [chance.choice(OPENINGS), chance.choice(clauses)]
        if chance.random() < 0.6:
            parts.append(chance.choice(self._all if chance.random() < 0.2 else clauses))
        parts += [chance.choice(SPOTS).format(chance.randint(1, 60)), place]
        opening, *middle, spot, place = parts
        said = f"{opening}: {'; '.join(middle)} (tại {spot}, {place})."
        return said, " ".join([_folded(opening), *map(_folded, middle), "tai", _folded(spot), _folded(place)])


def person_name(chance: Random) -> str:
    """Return a person's name that nobody need have."""
    return " ".join(chance.choice(part) for part in (SURNAMES, MIDDLES, GIVEN))
