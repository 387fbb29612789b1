"""Nắm tình hình: "Dân vận khéo" and the people's situation for one commune, able to grow to a province."""

__version__ = "0.1.0"
