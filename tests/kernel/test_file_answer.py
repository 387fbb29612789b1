"""Files to open or keep: their names reach any server and any browser."""

import pytest

from nam_tinh_hinh.kernel.asked import PDF, XLSX, file_answer


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        (PDF, "so-ket.pdf", "inline; filename=so-ket.pdf"),
        (XLSX, "so-ket.xlsx", "attachment; filename=so-ket.xlsx"),
        (PDF, "05-BC-BCĐ.pdf", "inline; filename=05-BC-BCD.pdf; filename*=UTF-8''05-BC-BC%C4%90.pdf"),
    ],
)
def test_a_name_goes_out_in_latin_letters_and_the_real_one_beside_it(kind, name, said):
    header = file_answer(b"", kind, name).headers["Content-Disposition"]
    assert header == said
    assert header.encode("latin-1")
