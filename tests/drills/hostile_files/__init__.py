"""More than forty files that mean harm, made by code when they are asked for; none of them lies in the project."""

from tests.drills.hostile_files.archives import ARCHIVES
from tests.drills.hostile_files.base import Hostile
from tests.drills.hostile_files.names import NAMES
from tests.drills.hostile_files.pdfs import PDFS
from tests.drills.hostile_files.pictures import PICTURES

__all__ = ["FILES", "NAMES", "Hostile"]

FILES: dict[str, Hostile] = {**ARCHIVES, **PDFS, **PICTURES}
