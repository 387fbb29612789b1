"""Case files: what belongs together, its timeline, and suggestions set aside."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("responsible_unit_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("folded_title", sa.String(length=500), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closing_words", sa.Text(), nullable=False),
        sa.CheckConstraint("stage <> 'closed' OR closing_words <> ''", name=op.f("ck_case_file_closed_how")),
        sa.CheckConstraint("(stage = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_case_file_closed_when")),
        sa.CheckConstraint("title <> ''", name=op.f("ck_case_file_has_a_title")),
        sa.CheckConstraint("stage = 'closed' OR review_on IS NOT NULL", name=op.f("ck_case_file_looked_at_again")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_case_file_area_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["user.id"], name=op.f("fk_case_file_opened_by_id")),
        sa.ForeignKeyConstraint(["responsible_unit_id"], ["unit.id"], name=op.f("fk_case_file_responsible_unit_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_case_file_topic_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_case_file_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
    )
    op.create_index("ix_case_file_responsible_unit_id", "case_file", ["responsible_unit_id"])
    op.create_index("ix_case_file_review_on", "case_file", ["review_on"])
    op.create_index("ix_case_file_unit_id_stage", "case_file", ["unit_id", "stage"])

    op.create_table(
        "case_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("observation_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_item_case_id")),
        sa.ForeignKeyConstraint(["observation_id"], ["observation.id"], name=op.f("fk_case_item_observation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_item")),
        sa.UniqueConstraint("case_id", "observation_id", name=op.f("uq_case_item_case_id_observation_id")),
    )
    op.create_index("ix_case_item_observation_id", "case_item", ["observation_id"])

    op.create_table(
        "case_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("written_by_name", sa.String(length=200), nullable=False),
        sa.Column("written_unit", sa.String(length=300), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("words <> ''", name=op.f("ck_case_entry_says_something")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_entry_case_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["user.id"], name=op.f("fk_case_entry_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_entry")),
    )
    op.create_index("ix_case_entry_case_id", "case_entry", ["case_id"])

    op.create_table(
        "case_dismissal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("observation_id", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("dismissed_by_name", sa.String(length=200), nullable=False),
        sa.Column("dismissed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_case_dismissal_dismissed_why")),
        sa.ForeignKeyConstraint(["observation_id"], ["observation.id"], name=op.f("fk_case_dismissal_observation_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_case_dismissal_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_dismissal")),
        sa.UniqueConstraint("unit_id", "observation_id", name=op.f("uq_case_dismissal_unit_id_observation_id")),
    )


def downgrade() -> None:
    op.drop_table("case_dismissal")
    op.drop_table("case_entry")
    op.drop_table("case_item")
    op.drop_table("case_file")
