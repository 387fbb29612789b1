"""Compare a text with the one that is kept, or keep it anew when it is regenerated on purpose."""

import os

from tests.access.matrix import kept

REGENERATE = "NTH_REGENERATE_MATRIX"


def judge(name: str, text: str) -> None:
    """Fail where ``text`` differs from what is kept under ``name``."""
    if os.environ.get(REGENERATE):
        kept(name).parent.mkdir(exist_ok=True)
        kept(name).write_text(text, "utf-8")
    assert text.splitlines() == kept(name).read_text("utf-8").splitlines()
