"""Sentences that several tasks say alike."""

from nam_tinh_hinh.emulation.tables import Reminder
from nam_tinh_hinh.kernel.clock import moment_text


def reminded_text(reminder: Reminder) -> str:
    """Say who reminded, and when."""
    return f"{reminder.by_name} nhắc lúc {moment_text(reminder.at)}"
