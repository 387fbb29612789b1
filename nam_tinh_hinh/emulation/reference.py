"""The reference tables of emulation that an administrator keeps."""

from nam_tinh_hinh.emulation.tables import Criterion, CriterionMark, EmulationField, Exemplar
from nam_tinh_hinh.kernel.reference import Reference, Use, also_used, register

FIELDS = Reference(
    "linh-vuc", "Lĩnh vực “Dân vận khéo”", "lĩnh vực", EmulationField, (Use("mô hình, điển hình", Exemplar.field_id),)
)
CRITERIA = Reference(
    "tieu-chi", "Tiêu chí công nhận “Dân vận khéo”", "tiêu chí", Criterion,
    (Use("phiếu đánh giá", CriterionMark.criterion_id),),
)  # fmt: skip


def register_references() -> None:
    """Make them known to the pages of administration."""
    register(FIELDS)
    register(CRITERIA)
    also_used("loai-dia-ban", Use("mô hình, điển hình", Exemplar.place_kind_id))
