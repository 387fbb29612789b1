"""Passwords: which ones are refused, how they are kept, and codes for one use.

Length and guessability count, not the mixture of characters, and nothing expires (NIST SP 800-63B, 5.1.1.2).
"""

import re
import secrets
import unicodedata
from collections.abc import Iterable
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from .text import fold

SHORTEST, LONGEST = 12, 128

TOO_SHORT = f"Mật khẩu cần ít nhất {SHORTEST} ký tự. Vài từ ghép lại thì vừa dài vừa dễ nhớ."
TOO_LONG = f"Mật khẩu dài quá {LONGEST} ký tự."
COMMON = "Mật khẩu này gần như chỉ gồm những từ rất hay bị đoán. Hãy ghép vài từ không liên quan với nhau."
FAMILIAR = (
    "Mật khẩu này gần như chỉ là tên gọi quen thuộc ở đây. Đừng dùng tên địa phương, đơn vị, người hay phong trào."
)
PATTERN = (
    "Mật khẩu này là năm, dãy số, dãy phím liền nhau hoặc ký tự lặp lại. Hãy ghép vài từ không liên quan với nhau."
)

_COMMON_LIST = """
admin administrator anhnhoem anhyeuem anhyeuemnhieu baby bongda chelsea chucmung chucmungnammoi congan conyeu
conyeubame conyeume cuocsong dangcongsan dangnhap default doimatkhau dragon emyeuanh facebook football giadinh
giadinhtoi google hanhphuc hanoi hello hoangsa hochiminh hoilamgi iloveyou khongbiet khongco khongnho letmein login
love lovely manager manchester master matkhau matkhaumoi matma maytinh mothaibabonnam motminh ngoisao nhanvien
online pass passw passwd password passwort princess quanly quantri quantrivien root saigon secret shadow sunshine
superman system taikhoan taolaai temp test thanhcong tinhyeu toilaai toiyeuem toiyeuvietnam truongsa user vietnam
vietnamvodich welcome xinchao yeuanh yeuem yeumai yeunhau zalo
"""
_COMMON_WORDS = frozenset(_COMMON_LIST.split())
_PLACE_WORDS = frozenset({"danvan", "danvankheo", "namtinhhinh", "tinhhinh", "vankheo"})

# Shorter names stand in too many honest passwords by chance; beside names, more than this must be left.
_NAME_LETTERS = 4
_LEFT_OVER = 4

_LEET = str.maketrans("@$013457", "asoieast")
_TAIL = "0123456789!#%^&*().,;:?+-_=~ "
_ROWS = (
    "1234567890",
    "!@#$%^&*()",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "q1w2e3r4t5y6u7i8o9p0",
)
_WALKS = frozenset(
    line[start : start + 4] for row in _ROWS for line in (row * 2, row[::-1] * 2) for start in range(len(row))
)
_REPEATED = re.compile(r"(.)\1{2,}|(.{2,6}?)\2+")
_YEAR = re.compile(r"(?:19|20)\d\d")

# No vowels, so that no word appears, and no character that is read for another: 16 of these hold 69 bits.
_CODE_LETTERS = "34679cdfhjkmnpqrtvwx"

_hasher = PasswordHasher()
# Each takes 64 MB and all processors for a moment: a morning of sign-ins waits in line, the pages between them do not.
_AT_ONE_TIME = BoundedSemaphore(2)


def problems(password: str, *, context: Iterable[str] = ()) -> list[str]:
    """Return why ``password`` is refused, as sentences for the person; an empty list when it is good.

    ``context`` holds the names around the person: place, unit, own name, sign-in name. They are compared without
    diacritics and spaces, whole and in part, and refused only when little else is in the password.
    """
    if len(password) > 4 * LONGEST:  # no composition of it could fit, and composing it could be slow
        return [TOO_LONG]
    composed = unicodedata.normalize("NFC", password)
    if len(composed) < SHORTEST:
        return [TOO_SHORT]
    return [TOO_LONG] if len(composed) > LONGEST else _guessable(composed, _names(context))


def configure(*, time_cost: int, memory_cost: int, parallelism: int) -> None:
    """Set the cost of argon2id for hashes made from now on: passes, memory in KiB, lanes."""
    global _hasher
    _hasher = PasswordHasher(time_cost=time_cost, memory_cost=memory_cost, parallelism=parallelism)


def hash_password(password: str) -> str:
    """Return the argon2id hash of ``password``, taken in NFC: keyboards differ in how they send "ậ"."""
    return _hasher.hash(_prepared(password))


def verify(password_hash: str | None, password: str) -> bool:
    """Return whether ``password`` is the one that was hashed; False when that is no argon2 hash at all ("!").

    Without a hash (no such account) it works as long as with one, so that time does not tell who has an account.
    Raises argon2's VerificationError for a damaged hash and when memory is wanting: neither is a wrong password.
    """
    if len(password) > 4 * LONGEST:
        return False
    with _AT_ONE_TIME:
        if password_hash is None:
            _hasher.hash(_prepared(password))
            return False
        try:
            return _hasher.verify(password_hash, _prepared(password))
        except (VerifyMismatchError, InvalidHashError):
            return False


def needs_rehash(password_hash: str) -> bool:
    """Return whether ``password_hash`` was made at another cost than today's. Raises argon2's InvalidHashError."""
    return _hasher.check_needs_rehash(password_hash)


def make_one_time_code() -> str:
    """Return a random code of 69 bits to be read out or written down, such as "k7mq-t3vx-9dhp-cw4n"."""
    groups = ("".join(secrets.choice(_CODE_LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def _prepared(password: str) -> bytes:
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def _guessable(password: str, names: frozenset[str]) -> list[str]:
    spelled = {_letters(password), _letters(password.rstrip(_TAIL).translate(_LEET))}
    if any(_little_beside(text, _COMMON_WORDS) for text in spelled):
        return [COMMON]
    if any(_little_beside(text, names | _COMMON_WORDS) for text in spelled):
        return [FAMILIAR]
    return [PATTERN] if _is_pattern(password.casefold()) else []


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalpha())


def _names(context: Iterable[str]) -> frozenset[str]:
    """Return every run of words in the names of ``context``, without spaces: "Xã Tân Phú" gives "tanphu" too."""
    found = set(_PLACE_WORDS)
    for name in context:
        words = fold(name).split()
        starts = range(len(words))
        found |= {_letters("".join(words[start : end + 1])) for start in starts for end in range(start, len(words))}
    return frozenset(name for name in found if len(name) >= _NAME_LETTERS)


def _little_beside(text: str, words: frozenset[str]) -> bool:
    """Return whether ``text`` holds some of ``words`` and hardly a letter more."""
    left = text
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, " ")
    return left != text and len(left.replace(" ", "")) <= _LEFT_OVER


def _is_pattern(password: str) -> bool:
    """Return whether hardly anything is left of ``password`` without years, rows of keys and repetitions."""
    left = _REPEATED.sub("", _without_walks(_YEAR.sub("", password)))
    return len(left) <= _LEFT_OVER


def _without_walks(text: str) -> str:
    walked = {place + step for place in range(len(text)) if text[place : place + 4] in _WALKS for step in range(4)}
    return "".join(char for place, char in enumerate(text) if place not in walked)
