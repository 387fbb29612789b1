"""Tests of nam_tinh_hinh.kernel.text.similar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.kernel.text.similar import LIKELY_SAME, likeness, most_alike, terms

SAID = [
    "Đề nghị xử lý cống thoát nước ở tổ 3 bị tắc, hễ mưa là gây ngập",
    "Rác thải sinh hoạt tồn đọng ở ngõ 12, nhiều ngày không có người thu gom",
    "Nước sinh hoạt bị đục, có mùi tanh ở khu dân cư số 5",
    "Trường mầm non thiếu phòng học, các cháu phải học nhờ nhà văn hóa",
    "Xe tải chở cát chạy qua đường làng làm hỏng mặt đường, bụi mù mịt",
    "Chậm chi trả tiền hỗ trợ người cao tuổi tháng 6",
    "Chăn nuôi lợn xả nước thải ra mương, mùi hôi ảnh hưởng đời sống người dân",
    "Cột điện ở đầu ngõ 7 bị nghiêng, có nguy cơ đổ",
    "Hát karaoke quá giờ, gây ồn ào đến khuya ở khu phố 6",
    "Thủ tục cấp đổi giấy chứng nhận quyền sử dụng đất còn lâu",
    "Thanh thiếu niên chạy xe quá tốc độ trên đường liên xã",
    "Đèn chiếu sáng công cộng đường Nguyễn Trãi hỏng đã lâu chưa sửa",
]
SAID_AGAIN = [
    ("ngập do tắc cống ở tổ 3", 0),
    ("ngõ 12 rác đầy mấy hôm chưa thu gom", 1),
    ("bà con khu dân cư số 5 phản ánh nước máy đục và tanh", 2),
    ("học nhờ nhà văn hóa vì trường mầm non thiếu phòng", 3),
    ("bụi mù mịt do xe tải chở cát", 4),
    ("người cao tuổi chưa nhận được tiền hỗ trợ tháng 6", 5),
    ("mùi hôi từ nước thải nuôi lợn chảy ra mương", 6),
    ("cột điện nghiêng sắp đổ đầu ngõ 7", 7),
    ("quán karaoke hát quá giờ rất ồn", 8),
    ("cấp giấy chứng nhận quyền sử dụng đất lâu quá", 9),
    ("thanh niên chạy xe quá tốc độ", 10),
    ("đường Nguyễn Trãi tối vì đèn chiếu sáng hỏng", 11),
]
OTHERS = list(enumerate(SAID))
SHORT_TEXT = st.lists(st.sampled_from(" ".join(SAID).split()), max_size=30).map(" ".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", set()),
        ("Đề nghị UBND xã xem xét", set()),
        ("cống thoát nước", {"cong", "thoat", "nuoc", "cong thoat", "thoat nuoc"}),
        ("cống bị tắc", {"cong", "tac", "cong tac"}),
        ("Tổ 3.", {"to", "3", "to 3"}),
    ],
)
def test_what_a_text_is_compared_by(text, expected):
    assert terms(text) == expected


@pytest.mark.parametrize(("again", "first"), SAID_AGAIN)
def test_what_is_said_again_in_other_words_is_found_and_nothing_else(again, first):
    assert [key for key, _value in most_alike(again, OTHERS, LIKELY_SAME, 5)] == [first]


@pytest.mark.parametrize(("again", "first"), SAID_AGAIN)
def test_typing_without_diacritics_finds_the_same(again, first):
    assert most_alike(fold(again), OTHERS, 0, 12) == most_alike(again, OTHERS, 0, 12)


def test_half_a_sentence_finds_a_long_text():
    long = f"{SAID[0]}. {' '.join(SAID[3:9])} {' '.join(f'chuyện{n}' for n in range(200))}"
    assert [key for key, _ in most_alike("cống thoát nước ở tổ 3", [*OTHERS[1:], ("long", long)], LIKELY_SAME, 5)] == [
        "long"
    ]


@pytest.mark.parametrize("typed", ["", " ", "nước", "đường", "đề nghị", "?!", "làm việc với UBND xã"])
def test_a_word_or_two_are_like_nothing_yet(typed):
    assert most_alike(typed, OTHERS, LIKELY_SAME, 5) == []


def test_the_best_come_first_equals_in_their_order_and_no_more_than_asked():
    others = [("b", SAID[0]), ("far", SAID[1]), ("a", SAID[0]), ("near", "tắc cống ở tổ 3")]
    found = most_alike(SAID[0], others, 0.01, 3)
    assert [key for key, _value in found] == ["b", "a", "near"]
    assert most_alike(SAID[0], others, 0.01, 0) == most_alike(SAID[0], [], 0, 5) == []


def test_rare_terms_weigh_more():
    assert likeness("tắc cống tổ 3", "tắc cống ngõ 9", {"cong": 9.0, "tac": 9.0}) > likeness(
        "tắc cống tổ 3", "tắc cống ngõ 9"
    )


@given(SHORT_TEXT, SHORT_TEXT)
def test_likeness_is_a_share_and_the_same_both_ways(one, other):
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1


@given(SHORT_TEXT)
def test_a_text_is_like_itself(text):
    assert likeness(text, text) == min(1, len(terms(text)) / 6)
