"""Rounds, quotas, deadlines and the committee of a year; what was opened is the first round."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "registration_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "closes_on IS NULL OR opens_on IS NULL OR closes_on >= opens_on",
            name=op.f("ck_registration_round_closes_after_opening"),
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_registration_round_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_round")),
        sa.UniqueConstraint("campaign_id", "kind", name=op.f("uq_registration_round_campaign_id_kind")),
    )

    op.create_table(
        "quota",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_kind_id", sa.Integer(), nullable=False),
        sa.Column("at_least", sa.Integer(), nullable=False),
        sa.CheckConstraint("at_least >= 0", name=op.f("ck_quota_at_least_none")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_quota_campaign_id")),
        sa.ForeignKeyConstraint(
            ["unit_kind_id"], ["unit_kind.id"], ondelete="CASCADE", name=op.f("fk_quota_unit_kind_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quota")),
        sa.UniqueConstraint("campaign_id", "unit_kind_id", name=op.f("uq_quota_campaign_id_unit_kind_id")),
    )

    op.create_table(
        "campaign_deadline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_deadline_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_deadline")),
        sa.UniqueConstraint("campaign_id", "kind", name=op.f("uq_campaign_deadline_campaign_id_kind")),
    )

    op.create_table(
        "committee_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("duty", sa.String(length=40), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_committee_member_campaign_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_committee_member_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_member")),
        sa.UniqueConstraint("campaign_id", "user_id", name=op.f("uq_committee_member_campaign_id_user_id")),
    )
    op.create_index("ix_committee_member_user_id", "committee_member", ["user_id"])

    op.create_table(
        "committee_charge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["committee_member.id"], name=op.f("fk_committee_charge_member_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_committee_charge_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_charge")),
        sa.UniqueConstraint("member_id", "unit_id", name=op.f("uq_committee_charge_member_id_unit_id")),
    )
    op.create_index("ix_committee_charge_unit_id", "committee_charge", ["unit_id"])

    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("exemplar_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_reminder_by_id")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_reminder_campaign_id")),
        sa.ForeignKeyConstraint(["exemplar_id"], ["exemplar.id"], name=op.f("fk_reminder_exemplar_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_reminder_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
    )
    op.create_index("ix_reminder_unit_id_campaign_id", "reminder", ["unit_id", "campaign_id"])

    keep_rounds()
    widen_campaign()


def downgrade():
    narrow_campaign()
    op.drop_table("reminder")
    op.drop_table("committee_charge")
    op.drop_table("committee_member")
    op.drop_table("campaign_deadline")
    op.drop_table("quota")
    op.drop_table("registration_round")


def keep_rounds():
    """Each year's opening and closing become its first round, and what was sent was sent in it."""
    op.execute(
        "INSERT INTO registration_round (campaign_id, kind, opens_on, closes_on)"
        " SELECT id, 'first', opens_on, closes_on FROM campaign"
    )


def widen_campaign():
    with op.batch_alter_table("campaign") as batch:
        batch.drop_constraint(op.f("ck_campaign_closes_after_opening"), type_="check")
        batch.drop_column("opens_on")
        batch.drop_column("closes_on")
        batch.add_column(sa.Column("plan_number", sa.String(length=60), nullable=False, server_default=""))
        batch.add_column(sa.Column("plan_day", sa.Date(), nullable=True))
        batch.add_column(sa.Column("counts_supplements", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch.add_column(sa.Column("uses_criteria", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("campaign") as batch:
        for name in ("plan_number", "counts_supplements", "uses_criteria"):
            batch.alter_column(name, server_default=None)


def narrow_campaign():
    op.add_column("campaign", sa.Column("opens_on", sa.Date(), nullable=True))
    op.add_column("campaign", sa.Column("closes_on", sa.Date(), nullable=True))
    for name in ("opens_on", "closes_on"):
        op.execute(
            f"UPDATE campaign SET {name} = (SELECT r.{name} FROM registration_round r"  # noqa: S608 - our own words
            " WHERE r.campaign_id = campaign.id AND r.kind = 'first')"
        )
    with op.batch_alter_table("campaign") as batch:
        for name in ("plan_number", "plan_day", "counts_supplements", "uses_criteria"):
            batch.drop_column(name)
        batch.create_check_constraint(
            op.f("ck_campaign_closes_after_opening"),
            "closes_on IS NULL OR opens_on IS NULL OR closes_on >= opens_on",
        )
