"""Campaigns, exemplars and the committee's review."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "emulation_field",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emulation_field")),
        sa.UniqueConstraint("code", name=op.f("uq_emulation_field_code")),
    )

    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "closes_on IS NULL OR opens_on IS NULL OR closes_on >= opens_on",
            name=op.f("ck_campaign_closes_after_opening"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("year", name=op.f("uq_campaign_year")),
    )

    op.create_table(
        "exemplar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("owner_kind", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=300), nullable=False),
        sa.Column("lead", sa.String(length=300), nullable=False),
        sa.Column("is_priority", sa.Boolean(), nullable=False),
        sa.Column("remark", sa.String(length=300), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("is_supplemented", sa.Boolean(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.Column("released_at", sa.DateTime(), nullable=True),
        sa.Column("folded_name", sa.String(length=400), nullable=False),
        sa.Column("folded_text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(stage IN ('agree_pending', 'agreed', 'decline_pending', 'declined', 'returned')) = (decided_at IS NOT NULL)",
            name=op.f("ck_exemplar_decided_when"),
        ),
        sa.CheckConstraint(
            "(stage IN ('agreed', 'declined')) = (released_at IS NOT NULL)", name=op.f("ck_exemplar_released_when")
        ),
        sa.CheckConstraint(
            "NOT (stage IN ('decline_pending', 'declined', 'returned')) OR decision_reason <> ''",
            name=op.f("ck_exemplar_decided_why"),
        ),
        sa.CheckConstraint(
            "stage IN ('discarded', 'draft') OR (submitted_at IS NOT NULL AND name <> '' AND address <> '' AND starts_on IS NOT NULL AND ends_on IS NOT NULL AND content <> '' AND owner <> '')",
            name=op.f("ck_exemplar_sent_with_five_facts"),
        ),
        sa.CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", name=op.f("ck_exemplar_decided_by_whom")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_exemplar_ends_after_start")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_exemplar_campaign_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_exemplar_decided_by_id")),
        sa.ForeignKeyConstraint(["field_id"], ["emulation_field.id"], name=op.f("fk_exemplar_field_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_exemplar_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exemplar")),
    )
    op.create_index("ix_exemplar_campaign_id_stage", "exemplar", ["campaign_id", "stage"])
    op.create_index("ix_exemplar_field_id", "exemplar", ["field_id"])
    op.create_index("ix_exemplar_unit_id", "exemplar", ["unit_id"])

    op.create_table(
        "review_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exemplar_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["exemplar_id"], ["exemplar.id"], name=op.f("fk_review_mark_exemplar_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_review_mark_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_mark")),
        sa.UniqueConstraint("exemplar_id", "user_id", name=op.f("uq_review_mark_exemplar_id_user_id")),
    )
    op.create_index("ix_review_mark_user_id", "review_mark", ["user_id"])


def downgrade():
    op.drop_table("review_mark")
    op.drop_table("exemplar")
    op.drop_table("campaign")
    op.drop_table("emulation_field")
