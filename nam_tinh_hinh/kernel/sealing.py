"""Small secrets kept unreadable in the database, and in its copies, under the installation's own secret key.

The work is libsodium's ``secretbox`` by PyNaCl: authenticated, with nothing to choose and so nothing to choose wrongly.
It brings no dependency that argon2-cffi has not brought already.
"""

import hmac

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox


class SealBroken(Exception):
    """What was sealed cannot be read: another key, another purpose, or a damaged row."""


def seal(plain: bytes, *, key: str, purpose: str) -> bytes:
    """Return ``plain`` encrypted with a key derived from the installation's ``key`` for one ``purpose`` alone.

    The purpose names the row ("second factor of user 7"), so that a copy in another row opens nothing.
    """
    return bytes(_box(key, purpose).encrypt(plain))


def unseal(sealed: bytes, *, key: str, purpose: str) -> bytes:
    """Return what was sealed. Raises ``SealBroken``."""
    try:
        return _box(key, purpose).decrypt(sealed)
    except (CryptoError, ValueError) as error:
        raise SealBroken(purpose) from error


def _box(key: str, purpose: str) -> SecretBox:
    # The installation's key is random and long: one keyed hash is derivation enough.
    return SecretBox(hmac.digest(key.encode(), purpose.encode(), "sha256"))
