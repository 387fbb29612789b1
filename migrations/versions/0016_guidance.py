"""Guidance downward, its receipts and replies, and internal networks."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "network",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_network_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network")),
    )
    op.create_index("ix_network_unit_id", "network", ["unit_id"])

    op.create_table(
        "network_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(unit_id IS NULL) <> (user_id IS NULL)", name=op.f("ck_network_member_a_unit_or_a_person")),
        sa.CheckConstraint(
            "left_on IS NULL OR left_on >= joined_on", name=op.f("ck_network_member_leaves_after_joining")
        ),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_network_member_network_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_network_member_unit_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_network_member_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_member")),
    )
    op.create_index("ix_network_member_network_id", "network_member", ["network_id"])
    op.create_index("ix_network_member_unit_id", "network_member", ["unit_id"])
    op.create_index("ix_network_member_user_id", "network_member", ["user_id"])

    op.create_table(
        "guidance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("ask", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("folded_text", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("written_by_name", sa.String(length=200), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("recall_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("stage <> 'recalled' OR recall_reason <> ''", name=op.f("ck_guidance_recalled_why")),
        sa.CheckConstraint(
            "stage = 'draft' OR (title <> '' AND content <> '')", name=op.f("ck_guidance_says_something")
        ),
        sa.CheckConstraint("(stage = 'draft') = (sent_at IS NULL)", name=op.f("ck_guidance_sent_when")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_guidance_case_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_guidance_network_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_guidance_unit_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["user.id"], name=op.f("fk_guidance_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance")),
    )
    op.create_index("ix_guidance_case_id", "guidance", ["case_id"])
    op.create_index("ix_guidance_network_id", "guidance", ["network_id"])
    op.create_index("ix_guidance_unit_id_stage", "guidance", ["unit_id", "stage"])

    op.create_table(
        "guidance_receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guidance_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("opened_by_name", sa.String(length=200), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=True),
        sa.Column("received_by_name", sa.String(length=200), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("done_by_name", sa.String(length=200), nullable=False),
        sa.Column("done_words", sa.Text(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(unit_id IS NULL) <> (user_id IS NULL)", name=op.f("ck_guidance_receipt_a_unit_or_a_person")
        ),
        sa.CheckConstraint(
            "received_at IS NULL OR opened_at IS NOT NULL", name=op.f("ck_guidance_receipt_opened_before_received")
        ),
        sa.CheckConstraint(
            "done_at IS NULL OR received_at IS NOT NULL", name=op.f("ck_guidance_receipt_received_before_done")
        ),
        sa.ForeignKeyConstraint(["guidance_id"], ["guidance.id"], name=op.f("fk_guidance_receipt_guidance_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_guidance_receipt_unit_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_guidance_receipt_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance_receipt")),
        sa.UniqueConstraint("guidance_id", "unit_id", name=op.f("uq_guidance_receipt_guidance_id_unit_id")),
        sa.UniqueConstraint("guidance_id", "user_id", name=op.f("uq_guidance_receipt_guidance_id_user_id")),
    )
    op.create_index("ix_guidance_receipt_unit_id_received_at", "guidance_receipt", ["unit_id", "received_at"])
    op.create_index("ix_guidance_receipt_user_id_received_at", "guidance_receipt", ["user_id", "received_at"])

    op.create_table(
        "guidance_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guidance_id", sa.Integer(), nullable=False),
        sa.Column("receipt_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("written_by_name", sa.String(length=200), nullable=False),
        sa.Column("written_unit", sa.String(length=300), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("words <> ''", name=op.f("ck_guidance_reply_says_something")),
        sa.ForeignKeyConstraint(["guidance_id"], ["guidance.id"], name=op.f("fk_guidance_reply_guidance_id")),
        sa.ForeignKeyConstraint(["receipt_id"], ["guidance_receipt.id"], name=op.f("fk_guidance_reply_receipt_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["user.id"], name=op.f("fk_guidance_reply_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance_reply")),
    )
    op.create_index("ix_guidance_reply_guidance_id", "guidance_reply", ["guidance_id"])
    op.create_index("ix_guidance_reply_receipt_id", "guidance_reply", ["receipt_id"])


def downgrade() -> None:
    op.drop_table("guidance_reply")
    op.drop_table("guidance_receipt")
    op.drop_table("guidance")
    op.drop_table("network_member")
    op.drop_table("network")
