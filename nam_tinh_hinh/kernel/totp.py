"""One-time codes from a telephone: RFC 6238 with SHA-1, six digits and steps of 30 seconds, as every app knows them."""

import base64
import hmac
import re
import secrets
import struct
from datetime import datetime
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
DIGITS = 6
SECRET_BYTES = 20
# A telephone's clock may be one step off, either way (RFC 6238, 5.2).
DRIFT = (0, -1, 1)

_NOT_A_DIGIT = re.compile(r"[\s-]")


def make_secret() -> bytes:
    """Return 160 random bits, what RFC 4226, 4 (R6) recommends."""
    return secrets.token_bytes(SECRET_BYTES)


def step_of(moment: datetime) -> int:
    """Return the number of the 30-second step in which ``moment`` (aware) lies."""
    return int(moment.timestamp()) // STEP_SECONDS


def code_at(secret: bytes, step: int, *, digits: int = DIGITS) -> str:
    """Return the code of ``secret`` in ``step``, with its leading zeros (RFC 4226, 5.3)."""
    digest = hmac.digest(secret, struct.pack(">Q", step), "sha1")
    offset = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**digits:0{digits}d}"


def matching_step(secret: bytes, typed: str, *, moment: datetime, after: int | None = None) -> int | None:
    """Return the step whose code was ``typed`` (blanks and dashes do not matter), or None when it is none of now.

    Only steps later than ``after``, the last one used, count: a code read over a shoulder opens nothing.
    """
    typed = _NOT_A_DIGIT.sub("", typed)
    if not (typed.isascii() and typed.isdecimal()):
        return None
    present = step_of(moment)
    allowed = [step for step in (present + drift for drift in DRIFT) if after is None or step > after]
    return next((step for step in allowed if hmac.compare_digest(code_at(secret, step), typed)), None)


def as_text(secret: bytes) -> str:
    """Return ``secret`` in Base32, in groups of four, for typing into a telephone."""
    plain = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def from_text(typed: str) -> bytes:
    """Return the secret that ``as_text`` wrote; raises ``binascii.Error`` for what is none."""
    plain = "".join(typed.split()).upper()
    return base64.b32decode(plain + "=" * (-len(plain) % 8))


def address(secret: bytes, *, account: str, issuer: str) -> str:
    """Return the ``otpauth:`` address that a telephone reads from a picture; ``issuer`` names this program there."""
    label = quote(f"{issuer}:{account}", safe="")
    wanted = {"secret": as_text(secret).replace(" ", ""), "issuer": issuer}
    return f"otpauth://totp/{label}?{urlencode(wanted, quote_via=quote)}"
