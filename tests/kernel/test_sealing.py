"""Tests of nam_tinh_hinh.kernel.sealing and nam_tinh_hinh.kernel.qr."""

import pytest

from nam_tinh_hinh.kernel import qr
from nam_tinh_hinh.kernel.sealing import SealBroken, seal, unseal

PLAIN = b"12345678901234567890"
SEALED = seal(PLAIN, key="k" * 48, purpose="user 7")


def test_what_is_sealed_comes_back_and_shows_nothing():
    assert unseal(SEALED, key="k" * 48, purpose="user 7") == PLAIN
    assert PLAIN not in SEALED
    assert seal(PLAIN, key="k" * 48, purpose="user 7") != SEALED


@pytest.mark.parametrize(
    ("sealed", "key", "purpose"),
    [
        (SEALED, "x" * 48, "user 7"),
        (SEALED, "k" * 48, "user 8"),
        (SEALED[:-1] + bytes([SEALED[-1] ^ 1]), "k" * 48, "user 7"),
        (b"", "k" * 48, "user 7"),
        (b"short", "k" * 48, "user 7"),
    ],
    ids=["key", "purpose", "damaged", "empty", "short"],
)
def test_another_key_purpose_or_row_opens_nothing(sealed, key, purpose):
    with pytest.raises(SealBroken):
        unseal(sealed, key=key, purpose=purpose)


def test_a_picture_obeys_the_content_policy():
    picture = qr.svg("otpauth://totp/N%E1%BA%AFm:canbo?secret=AAAA").decode()
    assert picture.startswith("<svg")
    assert "style" not in picture
    assert "<script" not in picture
