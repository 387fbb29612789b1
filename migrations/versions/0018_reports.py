"""Reports with their sections and sendings, passages and what became of them."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("is_nothing", sa.Boolean(), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=True),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("proposed_by_name", sa.String(length=200), nullable=False),
        sa.Column("decline_reason", sa.String(length=1000), nullable=False),
        sa.Column("return_reason", sa.String(length=1000), nullable=False),
        sa.Column("accepted_round", sa.Integer(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(), nullable=True),
        sa.Column("accepted_by_name", sa.String(length=200), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("signers", sa.JSON(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(stage = 'accepted') = (accepted_round IS NOT NULL)", name=op.f("ck_report_accepted_one_sending")
        ),
        sa.CheckConstraint("stage <> 'declined' OR decline_reason <> ''", name=op.f("ck_report_declined_why")),
        sa.CheckConstraint("stage <> 'returned' OR return_reason <> ''", name=op.f("ck_report_returned_why")),
        sa.CheckConstraint("stage NOT IN ('sent', 'accepted') OR rounds >= 1", name=op.f("ck_report_sent_once")),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name=op.f("fk_report_obligation_id")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["user.id"], name=op.f("fk_report_proposed_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_report_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("obligation_id", name=op.f("uq_report_obligation_id")),
    )
    op.create_index("ix_report_unit_id_stage", "report", ["unit_id", "stage"])

    op.create_table(
        "section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("heading_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("given_figures", sa.JSON(), nullable=False),
        sa.Column("filled_at", sa.DateTime(), nullable=True),
        sa.Column("opened", sa.Boolean(), nullable=False),
        sa.Column("return_reason", sa.String(length=1000), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=True),
        sa.Column("saved_by_name", sa.String(length=200), nullable=False),
        sa.CheckConstraint("stage <> 'nothing' OR text = ''", name=op.f("ck_section_nothing_is_empty")),
        sa.CheckConstraint("stage <> 'to_mend' OR return_reason <> ''", name=op.f("ck_section_to_mend_why")),
        sa.ForeignKeyConstraint(["heading_id"], ["outline_heading.id"], name=op.f("fk_section_heading_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_section_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section")),
        sa.UniqueConstraint("report_id", "heading_id", name=op.f("uq_section_report_id_heading_id")),
    )
    op.create_index("ix_section_report_id", "section", ["report_id"])

    op.create_table(
        "sending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.Column("sent_by_name", sa.String(length=200), nullable=False),
        sa.Column("signed_post", sa.String(length=200), nullable=False),
        sa.Column("punctuality", sa.String(length=40), nullable=False),
        sa.Column("is_nothing", sa.Boolean(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("recalled_at", sa.DateTime(), nullable=True),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.Column("read_by_name", sa.String(length=200), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("round >= 1", name=op.f("ck_sending_counts_from_one")),
        sa.ForeignKeyConstraint(["paper_id"], ["issued_paper.id"], name=op.f("fk_sending_paper_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_sending_report_id")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["user.id"], name=op.f("fk_sending_sent_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sending")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_sending_paper_id")),
        sa.UniqueConstraint("report_id", "round", name=op.f("uq_sending_report_id_round")),
    )
    op.create_index("ix_sending_sent_at", "sending", ["sent_at"])

    op.create_table(
        "sent_section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sending_id", sa.Integer(), nullable=False),
        sa.Column("heading_id", sa.Integer(), nullable=False),
        sa.Column("is_nothing", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["heading_id"], ["outline_heading.id"], name=op.f("fk_sent_section_heading_id")),
        sa.ForeignKeyConstraint(["sending_id"], ["sending.id"], name=op.f("fk_sent_section_sending_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_section")),
        sa.UniqueConstraint("sending_id", "heading_id", name=op.f("uq_sent_section_sending_id_heading_id")),
    )
    op.create_index("ix_sent_section_sending_id", "sent_section", ["sending_id"])

    op.create_table(
        "passage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sending_id", sa.Integer(), nullable=False),
        sa.Column("heading_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_passage_says_something")),
        sa.ForeignKeyConstraint(["heading_id"], ["outline_heading.id"], name=op.f("fk_passage_heading_id")),
        sa.ForeignKeyConstraint(["sending_id"], ["sending.id"], name=op.f("fk_passage_sending_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        sa.UniqueConstraint(
            "sending_id", "heading_id", "position", name=op.f("uq_passage_sending_id_heading_id_position")
        ),
    )
    op.create_index("ix_passage_sending_id", "passage", ["sending_id"])

    op.create_table(
        "passage_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("passage_id", sa.Integer(), nullable=True),
        sa.Column("observation_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("unit_name", sa.String(length=300), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("fate", sa.String(length=40), nullable=True),
        sa.Column("why", sa.String(length=500), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        sa.Column("done_by_name", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "(passage_id IS NULL) <> (observation_id IS NULL)", name=op.f("ck_passage_use_a_passage_or_an_observation")
        ),
        sa.CheckConstraint("fate <> 'not_used' OR why <> ''", name=op.f("ck_passage_use_not_used_why")),
        sa.ForeignKeyConstraint(["observation_id"], ["observation.id"], name=op.f("fk_passage_use_observation_id")),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"], name=op.f("fk_passage_use_passage_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_passage_use_report_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_passage_use_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage_use")),
        sa.UniqueConstraint("report_id", "number", name=op.f("uq_passage_use_report_id_number")),
        sa.UniqueConstraint("report_id", "observation_id", name=op.f("uq_passage_use_report_id_observation_id")),
        sa.UniqueConstraint("report_id", "passage_id", name=op.f("uq_passage_use_report_id_passage_id")),
    )
    op.create_index("ix_passage_use_observation_id", "passage_use", ["observation_id"])
    op.create_index("ix_passage_use_passage_id", "passage_use", ["passage_id"])


def downgrade() -> None:
    op.drop_table("passage_use")
    op.drop_table("passage")
    op.drop_table("sent_section")
    op.drop_table("sending")
    op.drop_table("section")
    op.drop_table("report")
