"""Nắm tình hình Nhân dân: what people say by matter, place and channel, followed to its answer."""
