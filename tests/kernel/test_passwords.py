import re
import unicodedata

import pytest
from argon2.exceptions import VerificationError
from hypothesis import given, settings
from hypothesis import strategies as st

from nam_tinh_hinh.kernel import passwords
from nam_tinh_hinh.kernel.passwords import (
    COMMON,
    FAMILIAR,
    PATTERN,
    TOO_LONG,
    TOO_SHORT,
    hash_password,
    make_one_time_code,
    needs_rehash,
    problems,
    verify,
)

CONTEXT = ("Ủy ban nhân dân xã Tân Phú", "Nguyễn Thị Hạnh", "hanh.nt")


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", passwords._hasher)
    passwords.configure(time_cost=1, memory_cost=8, parallelism=1)


@pytest.mark.parametrize(
    "password",
    [
        "con trâu xanh đọc báo",
        "k7mqt3vx9dhp",
        "hoa bằng tím chiều",
        "xã Tân Phú có nhiều cây dừa",
        "mật khẩu của tôi rất dài dòng",
        "839201748305",
        "mùa xuân 2026 đi gặt",
        "🌾" * 3 + "lúa chín vàng",
        "correct horse battery staple",
        "x" + "đường làng " * 11,
    ],
)
def test_good_passwords(password: str) -> None:
    assert problems(password, context=CONTEXT) == []


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", TOO_SHORT),
        ("ngắnquá", TOO_SHORT),
        (unicodedata.normalize("NFD", "ệệệệệệ"), TOO_SHORT),
        ("ab cd ef gh " * 11, TOO_LONG),
        ("a\u0323\u0301" * 100_000, TOO_LONG),
        ("matkhau12345", COMMON),
        ("Mật khẩu 2026!", COMMON),
        ("M@tkh@u134570", COMMON),
        ("anhyeuem19902", COMMON),
        ("Password1234!", COMMON),
        ("iloveyouiloveyou", COMMON),
        ("admin@vietnam1", COMMON),
        ("DanVanKheo2025", FAMILIAR),
        ("Dân vận khéo!!", FAMILIAR),
        ("namtinhhinh#1", FAMILIAR),
        ("tanphu202620", FAMILIAR),
        ("TânPhú@123456", FAMILIAR),
        ("xatanphu.ubnd", FAMILIAR),
        ("nguyenthihanh", FAMILIAR),
        ("hanhnguyen1985", FAMILIAR),
        ("adminxatanphu", FAMILIAR),
        ("202420252026", PATTERN),
        ("1990-1991-1992", PATTERN),
        ("123456789012", PATTERN),
        ("qwertyuiop12", PATTERN),
        ("1qaz2wsx3edc", PATTERN),
        ("q1w2e3r4t5y6", PATTERN),
        ("poiuytrewq098", PATTERN),
        ("aaaaaaaaaaaa", PATTERN),
        ("!!!!!!!!!!aB1", PATTERN),
        ("xuanxuanxuan", PATTERN),
        ("abcdefghijklm", PATTERN),
        ("!@#$%^&*()1234", PATTERN),
    ],
)
def test_refused_passwords(password: str, reason: str) -> None:
    assert problems(password, context=CONTEXT) == [reason]


def test_names_matter_only_to_those_who_bear_them() -> None:
    assert problems("hanhnguyen1985") == []


@given(st.text(max_size=140))
def test_one_password_gets_one_verdict_however_it_is_typed(password: str) -> None:
    composed, apart = (unicodedata.normalize(form, password) for form in ("NFC", "NFD"))
    assert problems(composed, context=CONTEXT) == problems(apart, context=CONTEXT)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_the_same_password_verifies_however_it_is_typed(password: str) -> None:
    kept = hash_password(unicodedata.normalize("NFC", password))
    assert kept.startswith("$argon2id$")
    assert verify(kept, unicodedata.normalize("NFD", password))
    assert not verify(kept, password + "x")


def test_a_lone_surrogate_is_only_a_wrong_password() -> None:
    assert not verify(hash_password("con trâu xanh"), "con tr\ud800u")


@pytest.mark.parametrize("kept", [None, "", "!"])
def test_without_a_hash_nobody_gets_in(kept: str | None) -> None:
    assert verify(kept, "con trâu xanh") is False


def test_a_damaged_hash_is_no_wrong_password() -> None:
    with pytest.raises(VerificationError):
        verify(hash_password("con trâu xanh")[:-10] + "!", "con trâu xanh")


def test_a_password_of_any_length_is_answered() -> None:
    assert verify(hash_password("con trâu xanh"), "a\u0323\u0301" * 100_000) is False


def test_a_new_cost_asks_for_a_new_hash() -> None:
    kept = hash_password("con trâu xanh")
    assert not needs_rehash(kept)
    passwords.configure(time_cost=2, memory_cost=16, parallelism=1)
    assert needs_rehash(kept)
    assert verify(kept, "con trâu xanh")
    assert hash_password("con trâu xanh").startswith("$argon2id$v=19$m=16,t=2,p=1$")


def test_one_time_codes_are_readable_and_good_enough_to_sign_in_with() -> None:
    codes = {make_one_time_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(re.fullmatch(r"[a-z0-9]{4}(-[a-z0-9]{4}){3}", code) for code in codes)
    assert not set("".join(codes)) & set("0o1li2z5s8bguaeyy")
    assert not any(problems(code, context=CONTEXT) for code in codes)
