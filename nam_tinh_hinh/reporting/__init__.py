"""Chế độ báo cáo: regimes, periods, outlines, writing, sending, consolidating and issuing of units' reports."""
