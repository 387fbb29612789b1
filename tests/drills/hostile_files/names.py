"""File names that climb, hide, deceive or overflow, with the name under which people may see such a file.

A backslash in a form's header is an escape and goes before our code looks; browsers send no folders.
"""

NFD = "Ba\u0301o ca\u0301o đo\u0302\u0301i ngoa\u0323i.pdf"
NAMES = {
    "../../../etc/x.pdf": "x.pdf",
    "..\\..\\windows\\x.pdf": "windowsx.pdf",
    "C:\\Users\\a\\x.pdf": "C:Usersax.pdf",
    "x\0.exe.pdf": "x.exe.pdf",
    "hoa\u202efdp.exe.pdf": "hoafdp.exe.pdf",
    "a\u200bb\u2066c\ufeff.pdf": "abc.pdf",
    "Ư" * 300 + ".pdf": "Ư" * 196 + ".pdf",
    "CON.pdf": "CON.pdf",
    "a.pdf.": None,
    "a.pdf\r\nSet-Cookie: x=1": None,
    'a";filename="b.exe.pdf': "b.exe.pdf",
    "<img src=x onerror=alert(1)>.pdf": "<img src=x onerror=alert(1)>.pdf",
    "a.pdf.exe": None,
    "Mật.pdf.pdf": "Mật.pdf.pdf",
    NFD: "Báo cáo đối ngoại.pdf",
    ".pdf": "tệp.pdf",
    "{{7*7}}%0d%0a.pdf": "{{7*7}}%0d%0a.pdf",
}
