"""Tests of "Nắm tình hình"."""
