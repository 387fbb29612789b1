"""The public holidays that can be known beforehand, and what must wait for the yearly announcement. Pure.

Bộ luật Lao động 2019, Điều 112: which five days of Tết and which second day go with 2/9 is decided each year (khoản 3);
Tết and giỗ Tổ go by the moon. So nothing of those is guessed: only years whose days were made known are listed.
"""

from datetime import date, timedelta

from nam_tinh_hinh.kernel.workdays import WorkCalendar, is_weekend

NEW_YEAR, TET_NAME, HUNG_KINGS_NAME = "Tết Dương lịch", "Tết Nguyên đán", "Giỗ Tổ Hùng Vương"
FIXED = {(1, 1): NEW_YEAR, (4, 30): "Ngày Chiến thắng", (5, 1): "Ngày Quốc tế lao động", (9, 2): "Quốc khánh"}
# The first and the last day off for Tết. Of 2027 only those that are off in any case, with 06/02 the first of the year.
TET = {
    2025: (date(2025, 1, 27), date(2025, 1, 31)),
    2026: (date(2026, 2, 16), date(2026, 2, 20)),
    2027: (date(2027, 2, 5), date(2027, 2, 7)),
}
TET_DAYS = 5
HUNG_KINGS = {2025: date(2025, 4, 7), 2026: date(2026, 4, 26), 2027: date(2027, 4, 16)}


def planned(year: int) -> dict[date, str]:
    """Return the days off of ``year`` that are certain, with their names, in order.

    A holiday on a Saturday or Sunday is made up for on the next working day (Điều 111.3), a day of its own here.
    """
    off = _named(year)
    for day in [day for day in off if is_weekend(day)]:
        off[WorkCalendar(off, {}).after(day, 0)] = f"Nghỉ bù {off[day]} ({day:%d/%m})"
    return dict(sorted(off.items()))


def _named(year: int) -> dict[date, str]:
    off = {date(year, month, day): name for (month, day), name in FIXED.items()}
    off |= dict.fromkeys(_tet(year), TET_NAME)
    if year in HUNG_KINGS:
        off[HUNG_KINGS[year]] = HUNG_KINGS_NAME
    return dict(sorted(off.items()))


def _tet(year: int) -> list[date]:
    if year not in TET:
        return []
    first, last = TET[year]
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def to_type_in(year: int) -> list[str]:
    """Return in words what nobody can know beforehand of ``year`` and must be typed in once it is announced."""
    missing = TET_DAYS - len(_tet(year))
    words = [f"{missing} ngày nghỉ {'còn lại của ' if year in TET else ''}{TET_NAME}"] if missing else []
    if year not in HUNG_KINGS:
        words.append(f"{HUNG_KINGS_NAME} (mùng 10/3 âm lịch)")
    return [*words, "ngày nghỉ liền kề Quốc khánh 2/9", "ngày nghỉ hoán đổi và ngày làm bù, nếu có"]
