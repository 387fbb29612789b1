import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.kernel.text import Encoding, from_legacy, legacy_encoding

# TCVN 5712:1993, VN3: first code of each row, then its letters; None where the font has no letter.
TCVN3_ROWS = [
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
]

VNI_ROWS = [
    ("aù aø aû aõ aï aê aé aè aú aü aë aâ aá aà aå aã aä", "á à ả ã ạ ă ắ ằ ẳ ẵ ặ â ấ ầ ẩ ẫ ậ"),
    ("eù eø eû eõ eï eâ eá eà eå eã eä", "é è ẻ ẽ ẹ ê ế ề ể ễ ệ"),
    ("í ì æ ó ò", "í ì ỉ ĩ ị"),
    ("où oø oû oõ oï oâ oá oà oå oã oä", "ó ò ỏ õ ọ ô ố ồ ổ ỗ ộ"),
    ("ô ôù ôø ôû ôõ ôï", "ơ ớ ờ ở ỡ ợ"),
    ("uù uø uû uõ uï ö öù öø öû öõ öï", "ú ù ủ ũ ụ ư ứ ừ ử ữ ự"),
    ("yù yø yû yõ î ñ", "ý ỳ ỷ ỹ ỵ đ"),
]

PAIRS: list[tuple[Encoding, str, str]] = [
    ("TCVN3", "TiÕng ViÖt rÊt hay", "Tiếng Việt rất hay"),
    ("TCVN3", "M\u00adêng Kh\u00ad¬ng, B¸t X¸t", "Mường Khương, Bát Xát"),
    ("TCVN3", "§¹i biÓu H§ND x· NguyÖt §øc", "Đại biểu HĐND xã Nguyệt Đức"),
    ("TCVN3", "CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("TCVN3", "UBND x· b¸o c¸o\nTUYÖT MËT", "UBND xã báo cáo\nTUYỆT MẬT"),
    ("TCVN3", "ViÖt Nam", "Việt Nam"),
    ("TCVN3", "Bµ Lª", "Bà Lê"),
    ("VNI", "Tieáng Vieät raát hay", "Tiếng Việt rất hay"),
    ("VNI", "Ñaép caùt neàn ñöôøng daøy 10cm", "Đắp cát nền đường dày 10cm"),
    ("VNI", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("VNI", "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("VNI", "Aán Ñoä, Uûy ban, Yù kieán", "Ấn Độ, Ủy ban, Ý kiến"),
]

NOT_LEGACY = [
    "",
    "Khu dan cu so 2",
    "Vận động 56 hộ dân tự nguyện hiến gần 1.000 m2 đất để mở rộng tuyến đường trục chính dài 1,8 km",
    "Tuyến xóm “xanh, sạch, đẹp, an toàn”",
    "Huyện Đạ Tẻh, tỉnh Lâm Đồng",
    "Xã Quảng Khê, huyện Đắk Glong, Đắk Nông",
    "xã Lâm Hà",
    "hoà thuận, quý mến, giùm, ngoài, tôi, nhé",
    "déjà où été là-bas, un café au théâtre; goût, août, hôpital, tôt, Noël",
    "Où est le goût? Où? Dû à l'été, île, forêt",
    "naïve résumé, façade, São Paulo, El Niño, Köln, Zürich, Citroën",
    "«Bonjour», dit-il",
    "20 µm · 2½ · § 5 · ®",
    "VinFast® 5°C",
    "Người Pháp nói: où, goût, tôt, Dû",
]


@pytest.mark.parametrize(("code", "letters"), TCVN3_ROWS)
def test_every_tcvn3_code(code: int, letters: str) -> None:
    typed = "".join(chr(code + place) for place in range(len(letters)))
    assert "".join(from_legacy(char, "TCVN3") for char in typed) == letters


@pytest.mark.parametrize(("typed", "letters"), VNI_ROWS)
def test_every_vni_group(typed: str, letters: str) -> None:
    assert from_legacy(typed, "VNI") == letters
    assert from_legacy(typed.upper(), "VNI") == letters.upper()


@pytest.mark.parametrize(("encoding", "typed", "meant"), PAIRS)
def test_recognised_and_converted(encoding: Encoding, typed: str, meant: str) -> None:
    assert legacy_encoding(typed) == encoding
    assert from_legacy(typed, encoding) == meant
    assert legacy_encoding(meant) is None


@pytest.mark.parametrize(("encoding", "typed", "meant"), PAIRS)
def test_decomposed_paste_is_recognised_too(encoding: Encoding, typed: str, meant: str) -> None:
    apart = unicodedata.normalize("NFD", typed)
    assert legacy_encoding(apart) == encoding
    assert from_legacy(apart, encoding) == meant


@pytest.mark.parametrize("text", NOT_LEGACY)
def test_other_text_is_left_alone(text: str) -> None:
    assert legacy_encoding(text) is None


def test_unknown_encoding_is_refused() -> None:
    with pytest.raises(ValueError, match="VISCII"):
        from_legacy("Vi", "VISCII")  # type: ignore[arg-type]


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_ascii_is_never_touched(text: str) -> None:
    assert legacy_encoding(text) is None
    assert from_legacy(text, "VNI") == text
    assert from_legacy(text, "TCVN3") == text
