import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.kernel.text import fold

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("  Đường  LÝ Thái Tổ\n", "duong ly thai to"),
        ("Ủy ban MTTQ phường Vân Giang", "uy ban mttq phuong van giang"),
        ("Xanh, sạch, đẹp - “an toàn”", "xanh sach dep an toan"),
        ("M'Nông, Ea H’leo", "mnong ea hleo"),
        ("1.000 m²", "1 000 m2"),
        ("100%_thật", "100 that"),
        ("ＸÃ", "xa"),
        ("Ðắk Glong", "dak glong"),
        ("...", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("thuỷ", "thủy"), ("Đắk Nông", "đak nong"), ("TP.HCM", "tp hcm"), ("Ê-đê", "ê đê")],
)
def test_spellings_that_fold_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(ANY_TEXT)
def test_decomposed_input_folds_like_composed(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(ANY_TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_folded_text_holds_words_and_single_spaces_only(text: str) -> None:
    assert all(word.isalnum() for word in fold(text).split(" ") if word)
    assert "  " not in fold(text)
