"""Results, criteria, assessments, decisions of recognition and lessons."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "criterion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=300), nullable=False),
        sa.Column("most_points", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("most_points IS NULL OR most_points > 0", name=op.f("ck_criterion_points_to_give")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
        sa.UniqueConstraint("code", name=op.f("uq_criterion_code")),
    )

    op.create_table(
        "recognition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("number_text", sa.String(length=80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("certificates_paper_id", sa.Integer(), nullable=True),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("issued_by_name", sa.String(length=200), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_recognition_campaign_id")),
        sa.ForeignKeyConstraint(
            ["certificates_paper_id"], ["issued_paper.id"], name=op.f("fk_recognition_certificates_paper_id")
        ),
        sa.ForeignKeyConstraint(["issued_by_id"], ["user.id"], name=op.f("fk_recognition_issued_by_id")),
        sa.ForeignKeyConstraint(["paper_id"], ["issued_paper.id"], name=op.f("fk_recognition_paper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recognition")),
    )
    op.create_index("ix_recognition_campaign_id", "recognition", ["campaign_id"])

    op.create_table(
        "result_report",
        sa.Column("exemplar_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("benefits", sa.Text(), nullable=False),
        sa.Column("difficulties", sa.Text(), nullable=False),
        sa.Column("lessons", sa.Text(), nullable=False),
        sa.Column("proposal", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["exemplar_id"], ["exemplar.id"], name=op.f("fk_result_report_exemplar_id")),
        sa.PrimaryKeyConstraint("exemplar_id", name=op.f("pk_result_report")),
    )

    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exemplar_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("user_name", sa.String(length=200), nullable=False),
        sa.Column("proposal", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["exemplar_id"], ["exemplar.id"], name=op.f("fk_assessment_exemplar_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_assessment_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint("exemplar_id", "user_id", name=op.f("uq_assessment_exemplar_id_user_id")),
    )
    op.create_index("ix_assessment_user_id", "assessment", ["user_id"])

    op.create_table(
        "criterion_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("met", sa.Boolean(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_criterion_mark_assessment_id")),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name=op.f("fk_criterion_mark_criterion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion_mark")),
        sa.UniqueConstraint("assessment_id", "criterion_id", name=op.f("uq_criterion_mark_assessment_id_criterion_id")),
    )

    op.create_table(
        "lesson",
        sa.Column("exemplar_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("worked", sa.Text(), nullable=False),
        sa.Column("hard", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("committee_words", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["exemplar_id"], ["exemplar.id"], name=op.f("fk_lesson_exemplar_id")),
        sa.PrimaryKeyConstraint("exemplar_id", name=op.f("pk_lesson")),
    )


def downgrade():
    op.drop_table("lesson")
    op.drop_table("criterion_mark")
    op.drop_table("assessment")
    op.drop_table("result_report")
    op.drop_table("recognition")
    op.drop_table("criterion")
