"""Texts that mean harm, by what they try."""

SIGN = "nth4711"
# Short enough for most fields, and everything at once: a formula, markup, SQL, templates, hidden characters.
EVERYTHING = (
    f"={SIGN}<nth-x onclick=a()></nth-x>\"'><script>alert(1)</script>'; DROP TABLE event;--{{{{7*7}}}}${{7*7}}"
    "\u202e\u200b\ufeff\0\x1b\x85"
)
SHORT = f"@{SIGN}<nth-x onerror=a()>'\"\u202e\0"
NFD = "Đảng ủy".encode().decode() + " Ba\u0301o ca\u0301o"
TEXTS = {
    "markup": f"{SIGN}<img src=x onerror=alert(1)><svg/onload=alert(1)><a href='javascript:alert(1)'>x</a>",
    "closing": f"{SIGN}</textarea></script></title><nth-x>",
    "sql": f"{SIGN}' OR 1=1; --\"); DELETE FROM unit; /* % _ \\",
    "template": f"{SIGN}{{{{config}}}}{{% raw %}}#{{7*7}}${{{{7*7}}}}<%= 7*7 %>%(x)s%n{{0}}{{x.__class__}}",
    "plus": f"+{SIGN}+1",
    "minus": f"-{SIGN}-1",
    "at": f"@{SIGN}(1)",
    "tab": f"\t={SIGN}",
    "return": f"\r={SIGN}",
    "dde": f"=cmd|'/c {SIGN}'!A1",
    "bidi": f"{SIGN}\u202e\u2066\u2067\u061c\u200f txet",
    "unseen": f"{SIGN}\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u3164",
    "controls": SIGN + "".join(map(chr, [*range(32), *range(127, 160)])),
    "breaks": f"{SIGN}\r\nSet-Cookie: x=1\r\n\u2028\u2029\x85\v\f",
    "decomposed": f"{SIGN} Ba\u0301o ca\u0301o phu\u031bo\u031b\u0300ng",
    "tcvn3": "§¶ng bé vµ nh©n d©n ph­êng",
    "vni": "Ñaûng boä vaø nhaân daân phöôøng",
    "emoji": f"{SIGN} 👨‍👩‍👧‍👦🇻🇳 𝕏 漢字 עברית ไทย 𓀀",
    "marks": SIGN + "a" + "\u0301" * 10_000,
    "one word": SIGN + "m" * 3_000,
    "long": f"{SIGN} " * 100_000,
    "secret": "TUYỆT MẬT\nnội dung",
    "noncharacters": f"{SIGN}\ufffe\uffff\ufdd0\U0010ffff",
    "number": str(2**63),
    "negative": "-1",
    "float": "1e308",
    "nan": "NaN",
    "digits": "٣٤５²",
    "early": "01/01/0000",
    "first": "01/01/0001",
    "last": "31/12/9999",
    "no day": "31/02/2026",
    "iso": "9999-12-31",
    "list": "[]",
    "blank": " \u3000\u2003\t",
}
# Bytes that are no text at all in UTF-8: a lone surrogate, an overlong slash, half a letter.
BYTES = (b"\xed\xa0\x80", b"\xc0\xaf", b"\xe1\xba", b"\xff\xfe%00")
