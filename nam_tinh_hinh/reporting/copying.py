"""The words of the period before taken over into this one's, and taken off again. Pure: text in, text out."""

from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal

TOO_LONG = "Chép thêm thì quá {} ký tự. Bớt chữ ở mục này, hoặc chép từng đoạn."


def added(text: str, earlier: str, most: int) -> str:
    """Return ``text`` with ``earlier`` below it; words that stand there already are not put there twice.

    Raises ``ActionRefused`` when that would be longer than ``most`` characters.
    """
    if not earlier or text.endswith(earlier):
        return text
    whole = f"{text}\n{earlier}" if text else earlier
    if len(whole) > most:
        raise ActionRefused(Refusal.INCOMPLETE, TOO_LONG.format(f"{most:,}".replace(",", ".")))
    return whole


def taken_off(text: str, earlier: str) -> str:
    """Return ``text`` without ``earlier`` at its end; unchanged when it was edited since."""
    return text.removesuffix(earlier).rstrip() if earlier else text
