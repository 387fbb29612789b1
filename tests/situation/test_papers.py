"""In whose letterhead the papers of this room are drawn: the person's house's, no steering committee's."""

import pytest

from tests import papers

LISTS = (
    "/phan-anh/danh-sach.pdf", "/tong-quan.pdf", "/vu-viec/danh-sach.pdf", "/phan-anh/kien-nghi.pdf",
)  # fmt: skip
STEERING = papers.squeezed("Dân vận khéo")


@papers.needs_pdftotext
@pytest.mark.parametrize(("who", "issuer"), [
    ("lanhdao", "HỘI CỰU CHIẾN BINH"), ("tonghop", "ĐẢNG ỦY PHƯỜNG"),
])  # fmt: skip
@pytest.mark.parametrize("path", LISTS)
def test_a_list_carries_the_letterhead_of_the_persons_house(situation, sign_in, path, who, issuer):
    situation.petition()
    said = papers.squeezed(papers.text(sign_in(who).get(path).data)).upper()
    top = said.split("NƠINHẬN")[0]
    assert (papers.squeezed(issuer) in top, STEERING.upper() in top) == (True, False)
