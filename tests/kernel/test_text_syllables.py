import pytest

from nam_tinh_hinh.kernel.text.syllables import is_syllable


@pytest.mark.parametrize(
    "word",
    [
        "nghiêng",
        "khuya",
        "quyết",
        "thuở",
        "ngoằn",
        "giữa",
        "Đường",
        "xoong",
        "oái",
        "ươu",
        "yêu",
        "uy",
        "quốc",
        "gì",
        "huỳnh",
        "khuỷu",
        "rượu",
    ],
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize(
    "word", ["glong", "café", "Việtnam", "zalo", "wifi", "áá", "caù", "bảố", "ngb", "fan", "xyz", ""]
)
def test_other_words(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("word", "real"), [("tốt", True), ("một", True), ("tôt", False), ("gỏt", False), ("cam", True)]
)
def test_a_stopped_syllable_needs_sac_or_nang_when_strict(word: str, real: bool) -> None:
    assert is_syllable(word)
    assert is_syllable(word, strict=True) is real
