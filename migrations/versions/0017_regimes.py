"""Outlines of reports, reporting regimes, their periods and who owes a report in each."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("edition >= 1", name=op.f("ck_outline_counts_from_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outline")),
        sa.UniqueConstraint("code", "edition", name=op.f("uq_outline_code_edition")),
    )

    op.create_table(
        "outline_heading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outline_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=True),
        sa.Column("hint", sa.Text(), nullable=False),
        sa.Column("compulsory", sa.Boolean(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("hot_only", sa.Boolean(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_outline_heading_is_named")),
        sa.CheckConstraint("level BETWEEN 1 AND 3", name=op.f("ck_outline_heading_three_levels")),
        sa.ForeignKeyConstraint(["outline_id"], ["outline.id"], name=op.f("fk_outline_heading_outline_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outline_heading")),
        sa.UniqueConstraint("outline_id", "code", name=op.f("uq_outline_heading_outline_id_code")),
        sa.UniqueConstraint("outline_id", "position", name=op.f("uq_outline_heading_outline_id_position")),
    )
    op.create_index("ix_outline_heading_outline_id", "outline_heading", ["outline_id"])

    op.create_table(
        "outline_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("heading_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=True),
        sa.Column("adds_up", sa.Boolean(), nullable=False),
        sa.CheckConstraint("label <> ''", name=op.f("ck_outline_figure_is_named")),
        sa.ForeignKeyConstraint(["heading_id"], ["outline_heading.id"], name=op.f("fk_outline_figure_heading_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outline_figure")),
        sa.UniqueConstraint("heading_id", "code", name=op.f("uq_outline_figure_heading_id_code")),
    )
    op.create_index("ix_outline_figure_heading_id", "outline_figure", ["heading_id"])

    op.create_table(
        "regime",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("plan", sa.String(length=120), nullable=False),
        sa.Column("clause", sa.String(length=200), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("cadence", sa.String(length=40), nullable=True),
        sa.Column("due_rule", sa.String(length=40), nullable=True),
        sa.Column("due_number", sa.Integer(), nullable=False),
        sa.Column("months_after", sa.Integer(), nullable=False),
        sa.Column("due_time", sa.Time(), nullable=True),
        sa.Column("holiday_rule", sa.String(length=40), nullable=False),
        sa.Column("grace_minutes", sa.Integer(), nullable=False),
        sa.Column("opens_days", sa.Integer(), nullable=False),
        sa.Column("remind_days", sa.Integer(), nullable=False),
        sa.Column("remind_hours", sa.Integer(), nullable=False),
        sa.Column("receiver", sa.String(length=40), nullable=False),
        sa.Column("receiver_unit_id", sa.Integer(), nullable=True),
        sa.Column("copies_committee", sa.Boolean(), nullable=False),
        sa.Column("copies", sa.Text(), nullable=False),
        sa.Column("outline_code", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("(kind = 'ad_hoc') = (cadence IS NULL)", name=op.f("ck_regime_ad_hoc_has_no_cadence")),
        sa.CheckConstraint(
            "grace_minutes >= 0 AND opens_days >= 0 AND remind_days >= 0 AND remind_hours >= 0",
            name=op.f("ck_regime_counted"),
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR (valid_from IS NOT NULL AND valid_to >= valid_from)",
            name=op.f("ck_regime_ends_after_start"),
        ),
        sa.CheckConstraint(
            "cadence IS NULL OR (due_rule IS NOT NULL AND due_time IS NOT NULL)", name=op.f("ck_regime_knows_its_due")
        ),
        sa.CheckConstraint(
            "(receiver = 'unit') = (receiver_unit_id IS NOT NULL)", name=op.f("ck_regime_names_its_receiver")
        ),
        sa.ForeignKeyConstraint(["receiver_unit_id"], ["unit.id"], name=op.f("fk_regime_receiver_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regime")),
        sa.UniqueConstraint("code", name=op.f("uq_regime_code")),
    )

    op.create_table(
        "regime_owner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("regime_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("kind_id", sa.Integer(), nullable=True),
        sa.Column("level_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(unit_id IS NOT NULL) <> (kind_id IS NOT NULL OR level_id IS NOT NULL)",
            name=op.f("ck_regime_owner_a_unit_or_a_sort"),
        ),
        sa.ForeignKeyConstraint(["kind_id"], ["unit_kind.id"], name=op.f("fk_regime_owner_kind_id")),
        sa.ForeignKeyConstraint(["level_id"], ["unit_level.id"], name=op.f("fk_regime_owner_level_id")),
        sa.ForeignKeyConstraint(["regime_id"], ["regime.id"], name=op.f("fk_regime_owner_regime_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_regime_owner_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regime_owner")),
        sa.UniqueConstraint(
            "regime_id",
            "unit_id",
            "kind_id",
            "level_id",
            name=op.f("uq_regime_owner_regime_id_unit_id_kind_id_level_id"),
        ),
    )
    op.create_index("ix_regime_owner_regime_id", "regime_owner", ["regime_id"])

    op.create_table(
        "period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("regime_id", sa.Integer(), nullable=False),
        sa.Column("outline_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.Column("grace_until", sa.DateTime(), nullable=True),
        sa.Column("gathers_from", sa.DateTime(), nullable=False),
        sa.Column("gathers_to", sa.DateTime(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_words", sa.Text(), nullable=False),
        sa.CheckConstraint("(kind = 'scheduled') = (asked_by_id IS NULL)", name=op.f("ck_period_asked_by_someone")),
        sa.CheckConstraint("last >= first", name=op.f("ck_period_ends_after_start")),
        sa.CheckConstraint("gathers_to >= gathers_from", name=op.f("ck_period_gathers_forward")),
        sa.CheckConstraint("grace_until IS NULL OR grace_until >= due_at", name=op.f("ck_period_grace_after_due")),
        sa.CheckConstraint(
            "kind <> 'scheduled' OR due_at IS NOT NULL", name=op.f("ck_period_scheduled_has_a_deadline")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["unit.id"], name=op.f("fk_period_asked_by_id")),
        sa.ForeignKeyConstraint(["outline_id"], ["outline.id"], name=op.f("fk_period_outline_id")),
        sa.ForeignKeyConstraint(["regime_id"], ["regime.id"], name=op.f("fk_period_regime_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period")),
        sa.UniqueConstraint("slot", name=op.f("uq_period_slot")),
    )
    op.create_index("ix_period_asked_by_id", "period", ["asked_by_id"])
    op.create_index("ix_period_due_at", "period", ["due_at"])
    op.create_index("ix_period_regime_id_first", "period", ["regime_id", "first"])

    op.create_table(
        "obligation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("unit_name", sa.String(length=300), nullable=False),
        sa.Column("receiver_id", sa.Integer(), nullable=True),
        sa.Column("copy_id", sa.Integer(), nullable=True),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.Column("grace_until", sa.DateTime(), nullable=True),
        sa.Column("exempted_at", sa.DateTime(), nullable=True),
        sa.Column("exception_reason", sa.String(length=500), nullable=False),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.CheckConstraint("exempted_at IS NULL OR exception_reason <> ''", name=op.f("ck_obligation_exempted_why")),
        sa.CheckConstraint("grace_until IS NULL OR grace_until >= due_at", name=op.f("ck_obligation_grace_after_due")),
        sa.CheckConstraint("receiver_id IS NULL OR receiver_id <> unit_id", name=op.f("ck_obligation_not_to_itself")),
        sa.CheckConstraint("reminders >= 0", name=op.f("ck_obligation_reminders_counted")),
        sa.ForeignKeyConstraint(["copy_id"], ["unit.id"], name=op.f("fk_obligation_copy_id")),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_obligation_period_id")),
        sa.ForeignKeyConstraint(["receiver_id"], ["unit.id"], name=op.f("fk_obligation_receiver_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_obligation_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligation")),
        sa.UniqueConstraint("period_id", "unit_id", name=op.f("uq_obligation_period_id_unit_id")),
    )
    op.create_index("ix_obligation_copy_id", "obligation", ["copy_id"])
    op.create_index("ix_obligation_receiver_id_due_at", "obligation", ["receiver_id", "due_at"])
    op.create_index("ix_obligation_unit_id_due_at", "obligation", ["unit_id", "due_at"])


def downgrade() -> None:
    op.drop_table("obligation")
    op.drop_table("period")
    op.drop_table("regime_owner")
    op.drop_table("regime")
    op.drop_table("outline_figure")
    op.drop_table("outline_heading")
    op.drop_table("outline")
