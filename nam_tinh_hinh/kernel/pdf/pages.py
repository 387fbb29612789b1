"""How long a PDF of ours is."""

import re

_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


def page_count(content: bytes) -> int:
    """Return how many pages a PDF drawn by ``render`` has (its page objects stand in it in plain text)."""
    return len(_PAGE.findall(content))
