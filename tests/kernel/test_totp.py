"""Tests of nam_tinh_hinh.kernel.totp, against the vectors of RFC 6238 and the words of RFC 4226."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.kernel import totp

SECRET = b"12345678901234567890"
MOMENT = datetime(2026, 11, 20, 6, 50, 10, tzinfo=UTC)
STEP = totp.step_of(MOMENT)


# RFC 6238, Appendix B, the SHA-1 rows.
@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_vectors_of_rfc_6238(seconds, code):
    moment = datetime.fromtimestamp(seconds, UTC)
    assert totp.code_at(SECRET, totp.step_of(moment), digits=8) == code
    assert totp.code_at(SECRET, totp.step_of(moment)) == code[2:]


# RFC 4226, Appendix D.
def test_the_vectors_of_rfc_4226():
    codes = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"]
    assert [totp.code_at(SECRET, count) for count in range(10)] == codes


@pytest.mark.parametrize(("drift", "found"), [(-2, None), (-1, STEP - 1), (0, STEP), (1, STEP + 1), (2, None)])
def test_a_clock_may_be_one_step_off(drift, found):
    typed = totp.code_at(SECRET, STEP + drift)
    assert totp.matching_step(SECRET, typed, moment=MOMENT) == found


def test_a_used_code_and_all_before_it_are_refused():
    typed = totp.code_at(SECRET, STEP)
    assert totp.matching_step(SECRET, typed, moment=MOMENT, after=STEP - 1) == STEP
    assert totp.matching_step(SECRET, typed, moment=MOMENT, after=STEP) is None
    assert totp.matching_step(SECRET, totp.code_at(SECRET, STEP - 1), moment=MOMENT, after=STEP) is None


def test_blanks_and_dashes_do_not_matter():
    code = totp.code_at(SECRET, STEP)
    assert totp.matching_step(SECRET, f" {code[:3]} - {code[3:]} ", moment=MOMENT) == STEP


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "²²²²²²", "-", "0" * 500])
def test_what_is_no_code_is_refused(typed):
    assert totp.matching_step(SECRET, typed, moment=MOMENT) is None


@given(st.binary(min_size=20, max_size=20))
def test_the_text_and_the_address_hold_the_same_secret(secret):
    found = urlsplit(totp.address(secret, account="nguyễn.văn a", issuer="Nắm tình hình"))
    said = parse_qs(found.query)
    assert said["secret"] == [totp.as_text(secret).replace(" ", "")]
    assert said["issuer"] == ["Nắm tình hình"]
    assert totp.from_text(totp.as_text(secret).lower()) == secret
    assert (found.scheme, found.netloc, "%3A" in found.path) == ("otpauth", "totp", True)


def test_secrets_differ_and_steps_turn_every_half_minute():
    assert len({totp.make_secret() for _ in range(50)}) == 50
    assert totp.step_of(MOMENT + timedelta(seconds=19)) == STEP
    assert totp.step_of(MOMENT + timedelta(seconds=20)) == STEP + 1
