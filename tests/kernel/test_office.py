"""What calls out of a Word or Excel file, and what only waits to be clicked."""

import pytest

from nam_tinh_hinh.kernel.office import calls_outside, declares

TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relation(kind, target, mode="External"):
    return f'<Relationships><Relationship Type="{TYPE}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'


@pytest.mark.parametrize(
    ("part", "calls"),
    [
        (relation("attachedTemplate", "http://10.0.0.9/x.dotm"), True),
        (relation("attachedTemplate", "file://10.0.0.9/share/x.dotm"), True),
        (relation("attachedTemplate", "\\\\10.0.0.9\\share\\x.dotm"), True),
        (relation("oleObject", "mhtml:http://10.0.0.9/x!a"), True),
        (relation("attachedTemplate", "file:///C:\\Users\\Hoa\\Mau.dotx"), False),
        (relation("attachedTemplate", "C:\\Users\\Hoa\\Mau.dotx"), False),
        (relation("hyperlink", "https://chinhphu.vn"), False),
        (relation("externalLinkPath", "\\\\may-chu\\chung\\So lieu.xlsx"), False),
        (relation("image", "media/anh.png", "Internal"), False),
        ('<x:externalLink xmlns:x="a"><x:ddeLink ddeService="cmd"/></x:externalLink>', True),
        ('<d xmlns:w="a"><w:instrText>DDE</w:instrText><r><w:instrText>AUTO cmd</w:instrText></r></d>', True),
        ('<d><w:fldSimple xmlns:w="a" w:instr="dde cmd"/></d>', True),
        ('<d><w:instrText xmlns:w="a">PAGE</w:instrText><t>DDE là gì</t></d>', False),
        ("no markup at all", False),
    ],
)  # fmt: skip
def test_what_calls_out(part, calls):
    assert calls_outside(part.encode()) is calls


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_seen_in_any_encoding(encoding):
    assert declares('<!--x--><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding))
    assert not declares("<a>&lt;!DOCTYPE&gt;</a>".encode(encoding))
