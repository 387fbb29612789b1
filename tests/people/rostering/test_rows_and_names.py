"""Pasted cells as rows, and user names made from Vietnamese names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.kernel.sheets import SheetRefused
from nam_tinh_hinh.people.rostering.reading import from_pasted
from nam_tinh_hinh.people.rostering.usernames import propose


@pytest.mark.parametrize(
    ("name", "taken", "proposed"),
    [
        ("Nguyễn Văn An", (), "an.nv"),
        ("Nguyễn Văn An", ("an.nv",), "an.nv2"),
        ("Nguyễn Văn An", ("an.nv", "an.nv2"), "an.nv3"),
        ("Đỗ Thị Ánh Đào", (), "dao.dta"),
        ("H'Hen Niê", (), "nie.h"),
        ("An", (), "an"),
        ("李", (), "canbo"),
    ],
)
def test_user_names(name, taken, proposed):
    assert propose(name, taken) == proposed


@given(st.lists(st.text(max_size=60), max_size=30))
def test_user_names_are_unique_plain_and_short(names):
    taken: list[str] = []
    for name in names:
        taken.append(propose(name, taken))
    assert len(set(taken)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9]+(\.[a-z0-9]+)?", proposed) and len(proposed) <= 60 for proposed in taken)


def test_pasted_cells_with_headings_and_without():
    bare = "1\tVũ Văn Bình\tChi hội phó\t0987654321\t\tĐồng Lân\n\n2\tLê Thị Lan\t\t\t\tĐồng Lân\tlan.lt"
    headed = "Họ tên\tĐịa bàn\tSĐT\nVũ Văn Bình\tĐồng Lân\t0987654321"
    binh, lan = from_pasted(bare)
    assert [(row["name"], row["areas"]) for row in (binh, lan)] == [
        ("Vũ Văn Bình", "Đồng Lân"),
        ("Lê Thị Lan", "Đồng Lân"),
    ]
    assert lan["username"] == "lan.lt"
    assert from_pasted(headed)[0].cells == {
        "name": "Vũ Văn Bình", "post": "", "phone": "0987654321", "email": "", "areas": "Đồng Lân", "username": "",
    }  # fmt: skip


def test_nothing_pasted_is_refused_in_words():
    with pytest.raises(SheetRefused, match=r"Ctrl\+C"):
        from_pasted(" \n ")
