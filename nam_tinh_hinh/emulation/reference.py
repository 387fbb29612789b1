"""The reference tables of emulation that an administrator keeps."""

from nam_tinh_hinh.emulation.tables import EmulationField, Exemplar
from nam_tinh_hinh.kernel.reference import Reference, Use, register

FIELDS = Reference(
    "linh-vuc", "Lĩnh vực “Dân vận khéo”", "lĩnh vực", EmulationField, (Use("mô hình, điển hình", Exemplar.field_id),)
)


def register_references() -> None:
    """Make them known to the pages of administration."""
    register(FIELDS)
