import unicodedata

import pytest

from nam_tinh_hinh.kernel.text import secret_mark

MARKED = [
    ("TUYỆT MẬT", "TUYỆT MẬT"),
    ("Hồ sơ tuyệt mật về địa bàn", "tuyệt mật"),
    ("Báo cáo (Tối  Mật)", "Tối Mật"),
    ("TỐI\nMẬT", "TỐI\nMẬT"),
    ("TUYỆT-MẬT", "TUYỆT-MẬT"),
    ("ĐỘ MẬT: MẬT", "ĐỘ MẬT: MẬT"),
    ("Độ mật : mật. Độ khẩn: thường", "Độ mật : mật"),
    ("ĐỘ MẬT: TỐI MẬT ĐỘ KHẨN: HỎA TỐC", "TỐI MẬT"),
    ("Báo cáo số 5 (MẬT)", "(MẬT)"),
    ("Kèm công văn [Mật] ngày 5/6", "[Mật]"),
    ("Mật:\nNội dung", "Mật:"),
    ("Đảng ủy xã\n  MẬT  \nBáo cáo", "MẬT"),
    ("M Ậ T", "M Ậ T"),
    ("T Ố I   M Ậ T", "T Ố I M Ậ T"),
    ("*** MẬT ***", "*** MẬT ***"),
    (unicodedata.normalize("NFD", "TUYỆT MẬT"), "TUYỆT MẬT"),
    ("M\u200bẬT", "MẬT"),
    ("B¸o c¸o\nTUYÖT MËT", "TUYỆT MẬT"),
    ("Baùo caùo\nTOÁI MAÄT", "TỐI MẬT"),
]

UNMARKED = [
    "",
    "bí mật",
    "BÍ MẬT KINH DOANH",
    "mật ong",
    "MẬT ONG RỪNG",
    "Mật ong rừng",
    "mật độ dân số",
    "MẬT ĐỘ DÂN SỐ",
    "bảo mật",
    "BẢO MẬT",
    "mật khẩu",
    "Mật khẩu: 12 ký tự",
    "Buổi tối mật độ xe qua cầu rất cao",
    "Thu hoạch buổi tối mật ong thơm hơn",
    "Độ mật: Không",
    "Bảo vệ bí mật nhà nước",
    "rỉ mật (mật mía) làm thức ăn",
    "đường, mật, sữa",
    "mật",
    "Tổ chức gặp mặt (mặt trận)",
    "Xã Mật Sơn",
]


@pytest.mark.parametrize(("text", "words"), MARKED)
def test_a_marked_text_tells_the_words_found(text: str, words: str) -> None:
    assert secret_mark(text) == words


@pytest.mark.parametrize("text", UNMARKED)
def test_everyday_words_are_no_mark(text: str) -> None:
    assert secret_mark(text) is None
