"""Petitions followed to their answer, and the sealed contact for it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "petition",
        sa.Column("observation_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("term_days", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("authority_unit_id", sa.Integer(), nullable=True),
        sa.Column("authority", sa.String(length=300), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=True),
        sa.Column("handed_paper", sa.String(length=200), nullable=False),
        sa.Column("paused_on", sa.Date(), nullable=True),
        sa.Column("pause_reason", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answer_paper", sa.String(length=200), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("told_by", sa.String(length=40), nullable=True),
        sa.Column("told_note", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "outcome IS NULL OR (answer <> '' AND answered_on IS NOT NULL)", name=op.f("ck_petition_answer_is_told")
        ),
        sa.CheckConstraint(
            "(stage IN ('answered', 'told')) = (outcome IS NOT NULL)", name=op.f("ck_petition_answered_somehow")
        ),
        sa.CheckConstraint(
            "stage NOT IN ('handed_on', 'forwarded') OR authority <> ''", name=op.f("ck_petition_handed_to_someone")
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome IN ('on_the_spot', 'resolved', 'explained', 'not_accepted', 'to_complaints')",
            name=op.f("ck_petition_outcome_is_final"),
        ),
        sa.CheckConstraint("paused_on IS NULL OR outcome IS NULL", name=op.f("ck_petition_paused_while_waiting")),
        sa.CheckConstraint("paused_on IS NULL OR pause_reason <> ''", name=op.f("ck_petition_paused_why")),
        sa.CheckConstraint("(told_on IS NULL) = (told_by IS NULL)", name=op.f("ck_petition_told_how")),
        sa.CheckConstraint("(stage = 'told') = (told_on IS NOT NULL)", name=op.f("ck_petition_told_when")),
        sa.ForeignKeyConstraint(["authority_unit_id"], ["unit.id"], name=op.f("fk_petition_authority_unit_id")),
        sa.ForeignKeyConstraint(["observation_id"], ["observation.id"], name=op.f("fk_petition_observation_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_petition_unit_id")),
        sa.PrimaryKeyConstraint("observation_id", name=op.f("pk_petition")),
    )
    op.create_index("ix_petition_authority_unit_id_stage", "petition", ["authority_unit_id", "stage"])
    op.create_index("ix_petition_due_at", "petition", ["due_at"])
    op.create_index("ix_petition_unit_id_stage", "petition", ["unit_id", "stage"])

    op.create_table(
        "petition_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("observation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("authority", sa.String(length=300), nullable=False),
        sa.Column("paper", sa.String(length=200), nullable=False),
        sa.Column("due_before", sa.DateTime(), nullable=True),
        sa.Column("due_after", sa.DateTime(), nullable=True),
        sa.Column("written_by_name", sa.String(length=200), nullable=False),
        sa.Column("written_unit", sa.String(length=300), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["observation_id"], ["petition.observation_id"], name=op.f("fk_petition_step_observation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_step")),
    )
    op.create_index("ix_petition_step_observation_id", "petition_step", ["observation_id"])

    op.create_table(
        "reply_contact",
        sa.Column("observation_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("erased_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("(sealed IS NULL) = (erased_at IS NOT NULL)", name=op.f("ck_reply_contact_kept_or_erased")),
        sa.ForeignKeyConstraint(["observation_id"], ["observation.id"], name=op.f("fk_reply_contact_observation_id")),
        sa.PrimaryKeyConstraint("observation_id", name=op.f("pk_reply_contact")),
    )


def downgrade() -> None:
    op.drop_table("reply_contact")
    op.drop_table("petition_step")
    op.drop_table("petition")
