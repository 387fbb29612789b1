"""Registers of numbers, issued papers that nobody changes, and what written papers ask of a layout."""

import json

import sqlalchemy as sa
from alembic import op

from nam_tinh_hinh.kernel.immutable import keep_rows, let_go

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# What the two layouts say of written papers on the day of this migration.
WRITTEN = {
    "dang": {
        "part_mark": "-", "basis_mark": "-", "basis_italic": False, "decider_first": False, "address_word": "",
        "end_mark": "",
    },
    "nha-nuoc": {
        "part_mark": ".", "basis_mark": "", "basis_italic": True, "decider_first": True, "address_word": "Kính gửi",
        "end_mark": "./.",
    },
}  # fmt: skip
FROZEN = (
    "unit_id", "kind", "symbol", "period", "number", "count", "number_text", "day", "content", "sha256", "size",
    "pages", "issued_at", "issued_by_name",
)  # fmt: skip


def upgrade():
    op.create_table(
        "numbering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("renewal", sa.String(length=40), nullable=False),
        sa.Column("term_label", sa.String(length=60), nullable=False),
        sa.Column("term_from", sa.Date(), nullable=True),
        sa.Column("term_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "renewal <> 'term' OR (term_label <> '' AND term_from IS NOT NULL)", name=op.f("ck_numbering_term_is_named")
        ),
        sa.CheckConstraint("term_to IS NULL OR term_to >= term_from", name=op.f("ck_numbering_term_ends_after_start")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_numbering_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_numbering")),
        sa.UniqueConstraint("unit_id", name=op.f("uq_numbering_unit_id")),
    )

    op.create_table(
        "number_register",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.String(length=20), nullable=False),
        sa.Column("period", sa.String(length=60), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("last >= 0", name=op.f("ck_number_register_counts_from_one")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_number_register_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_register")),
        sa.UniqueConstraint("unit_id", "symbol", "period", name=op.f("uq_number_register_unit_id_symbol_period")),
    )

    op.create_table(
        "issued_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("symbol", sa.String(length=20), nullable=False),
        sa.Column("period", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("number_text", sa.String(length=120), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("subject_words", sa.String(length=500), nullable=False),
        sa.Column("layout_code", sa.String(length=30), nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.Column("about_unit_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("issued_by_name", sa.String(length=200), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("replaced_words", sa.String(length=500), nullable=False),
        sa.CheckConstraint("number >= 1 AND count >= 1", name=op.f("ck_issued_paper_counts_from_one")),
        sa.CheckConstraint("size > 0 AND pages > 0", name=op.f("ck_issued_paper_is_a_paper")),
        sa.ForeignKeyConstraint(["about_unit_id"], ["unit.id"], name=op.f("fk_issued_paper_about_unit_id")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["user.id"], name=op.f("fk_issued_paper_issued_by_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["issued_paper.id"], name=op.f("fk_issued_paper_replaces_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_issued_paper_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_paper")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_issued_paper_replaces_id")),
        sa.UniqueConstraint(
            "unit_id", "symbol", "period", "number", name=op.f("uq_issued_paper_unit_id_symbol_period_number")
        ),
    )
    op.create_index("ix_issued_paper_about_unit_id", "issued_paper", ["about_unit_id"])
    op.create_index("ix_issued_paper_day", "issued_paper", ["day"])
    op.create_index("ix_issued_paper_subject_subject_id", "issued_paper", ["subject", "subject_id"])
    keep_rows("issued_paper", why="an issued paper is kept as it went out", columns=FROZEN)
    _rewrite(lambda code, numbers: WRITTEN.get(code, WRITTEN["nha-nuoc"]) | numbers)


def downgrade():
    op.drop_table("issued_paper")
    let_go("issued_paper")
    op.drop_table("number_register")
    op.drop_table("numbering")
    names = set(WRITTEN["dang"])
    _rewrite(lambda _code, numbers: {name: value for name, value in numbers.items() if name not in names})


def _rewrite(changed):
    """Give every layout row the numbers that ``changed`` makes of its code and its present ones."""
    connection = op.get_bind()
    for row_id, code, numbers in connection.execute(sa.text("SELECT id, code, numbers FROM paper_layout")).all():
        known = numbers if isinstance(numbers, dict) else json.loads(numbers)
        said = json.dumps(changed(code, known), ensure_ascii=False)
        connection.execute(
            sa.text("UPDATE paper_layout SET numbers = :numbers WHERE id = :id"), {"numbers": said, "id": row_id}
        )
