"""Pictures: opened, turned upright, made small enough and written anew, so that nothing but the picture is kept.

Writing anew drops everything a camera adds (place, device, preview) and whatever was hidden behind the picture.
"""

import io
import threading
import warnings

from PIL import Image, ImageOps

from .refusing import UploadRefused

MOST_PIXELS = 40_000_000
# Making a see-through picture smaller takes a second copy of it: 40 million points took 340 MB.
MOST_CLEAR_PIXELS = 30_000_000
LONGEST_SIDE = 1920
JPEG_QUALITY = 85
# MPO is how some phones call a JPEG that holds a second picture.
FORMATS = {"jpg": ("JPEG", {"JPEG", "MPO"}), "png": ("PNG", {"PNG"})}
DAMAGED = "Ảnh bị hỏng hoặc bị cụt. Hãy mở lại ảnh trên máy, lưu lại rồi chọn lại."
TOO_MANY_PIXELS = "Ảnh lớn quá 40 triệu điểm ảnh. Hãy chụp hoặc lưu lại ở cỡ nhỏ hơn."
TOO_MANY_CLEAR = "Ảnh nền trong suốt lớn quá 30 triệu điểm ảnh. Hãy lưu lại thành .jpg hoặc ở cỡ nhỏ hơn."
# A picture of 40 million points takes 160 MB while it is open: one at a time, on a commune's server.
_one_at_a_time = threading.Lock()


def renew(content: bytes, ending: str) -> tuple[bytes, int, int]:
    """Return the picture written anew, its width and its height in pixels. ``ending`` is "jpg" or "png".

    Raises ``UploadRefused`` for what is no picture of that kind, is damaged, or has too many pixels.
    """
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit lies lower
        try:
            return _renewed(content, ending)
        except UploadRefused:
            raise
        except Image.DecompressionBombError as error:
            raise UploadRefused(TOO_MANY_PIXELS) from error
        except Exception as error:  # whatever the decoder stumbles over, it is no picture for us
            raise UploadRefused(DAMAGED) from error


def _renewed(content: bytes, ending: str) -> tuple[bytes, int, int]:
    written, accepted = FORMATS[ending]
    with Image.open(io.BytesIO(content), formats=[written]) as image:
        if image.format not in accepted:
            raise UploadRefused(DAMAGED)
        if image.width * image.height > MOST_PIXELS:
            raise UploadRefused(TOO_MANY_PIXELS)
        if image.mode in ("RGBA", "LA") and image.width * image.height > MOST_CLEAR_PIXELS:
            raise UploadRefused(TOO_MANY_CLEAR)
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded no larger than needed
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(image)
        plain = upright.convert("RGBA" if written == "PNG" and upright.has_transparency_data else "RGB")
    # Onto a new sheet: what the file said about itself stays behind with the old one.
    sheet = Image.new(plain.mode, plain.size)
    sheet.paste(plain)
    out = io.BytesIO()
    sheet.save(out, written, quality=JPEG_QUALITY, optimize=True)
    return out.getvalue(), sheet.width, sheet.height
