"""A drawing inside the address of a picture, for paper."""

from urllib.parse import quote


def data_uri(svg: str) -> str:
    """Return ``svg`` as the ``src`` of a picture, which kernel.pdf draws as lines and words, not as points.

    Letters beyond ASCII stay as they are: so kernel.pdf sees those that the printing font lacks before it draws them.
    """
    return "data:image/svg+xml;charset=utf-8," + "".join(char if ord(char) > 127 else quote(char) for char in svg)
