"""A text as a picture for a telephone's camera."""

import io

import segno


def svg(text: str) -> bytes:
    """Return ``text`` as a QR code in SVG, with a quiet border, black on white whatever the page's colours."""
    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        picture, kind="svg", scale=5, border=4, light="#fff", svgclass=None, lineclass=None, xmldecl=False
    )
    return picture.getvalue()
