"""Topics, channels, groups, numbers; observations, meetings, their way upward, urgent word."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("label", sa.String(length=300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("parent_id IS NULL OR parent_id <> id", name=op.f("ck_topic_not_its_own_parent")),
        sa.CheckConstraint("unit_id IS NULL OR parent_id IS NOT NULL", name=op.f("ck_topic_own_ones_stand_below")),
        sa.ForeignKeyConstraint(["parent_id"], ["topic.id"], name=op.f("fk_topic_parent_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_topic_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("code", name=op.f("uq_topic_code")),
    )
    op.create_index("ix_topic_parent_id", "topic", ["parent_id"])

    op.create_table(
        "channel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("label", sa.String(length=300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("regularity", sa.String(length=40), nullable=False),
        sa.Column("is_meeting", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel")),
        sa.UniqueConstraint("code", name=op.f("uq_channel_code")),
    )

    op.create_table(
        "people_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_group")),
        sa.UniqueConstraint("code", name=op.f("uq_people_group_code")),
    )

    op.create_table(
        "threshold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("label", sa.String(length=300), nullable=False),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("value BETWEEN least AND most", name=op.f("ck_threshold_within_reason")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threshold")),
        sa.UniqueConstraint("code", name=op.f("uq_threshold_code")),
    )

    op.create_table(
        "occasion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("speakers", sa.Integer(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("speakers IS NULL OR speakers >= 0", name=op.f("ck_occasion_speakers_counted")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_occasion_area_id")),
        sa.ForeignKeyConstraint(["channel_id"], ["channel.id"], name=op.f("fk_occasion_channel_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user.id"], name=op.f("fk_occasion_recorded_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_occasion_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occasion")),
    )
    op.create_index("ix_occasion_unit_id", "occasion", ["unit_id"])

    op.create_table(
        "observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column("came_from_id", sa.Integer(), nullable=True),
        sa.Column("occasion_id", sa.Integer(), nullable=True),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("severity", sa.String(length=40), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("folded_content", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.Column("joined_to_id", sa.Integer(), nullable=True),
        sa.Column("earlier_id", sa.Integer(), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "stage <> 'confirmed' OR confirmed_at IS NOT NULL", name=op.f("ck_observation_confirmed_when")
        ),
        sa.CheckConstraint(
            "(stage = 'joined') = (joined_to_id IS NOT NULL)", name=op.f("ck_observation_joined_to_something")
        ),
        sa.CheckConstraint("earlier_id IS NULL OR earlier_id <> id", name=op.f("ck_observation_not_before_itself")),
        sa.CheckConstraint(
            "joined_to_id IS NULL OR joined_to_id <> id", name=op.f("ck_observation_not_joined_to_itself")
        ),
        sa.CheckConstraint(
            "(stage = 'passed_up') = (came_from_id IS NOT NULL)", name=op.f("ck_observation_passed_by_someone")
        ),
        sa.CheckConstraint(
            "came_from_id IS NULL OR came_from_id <> holder_id", name=op.f("ck_observation_passed_to_another")
        ),
        sa.CheckConstraint("stage <> 'returned' OR return_reason <> ''", name=op.f("ck_observation_returned_why")),
        sa.CheckConstraint("content <> ''", name=op.f("ck_observation_says_something")),
        sa.CheckConstraint("voices BETWEEN 1 AND 100000", name=op.f("ck_observation_voices_counted")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_observation_area_id")),
        sa.ForeignKeyConstraint(["came_from_id"], ["unit.id"], name=op.f("fk_observation_came_from_id")),
        sa.ForeignKeyConstraint(["channel_id"], ["channel.id"], name=op.f("fk_observation_channel_id")),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["user.id"], name=op.f("fk_observation_confirmed_by_id")),
        sa.ForeignKeyConstraint(["earlier_id"], ["observation.id"], name=op.f("fk_observation_earlier_id")),
        sa.ForeignKeyConstraint(["group_id"], ["people_group.id"], name=op.f("fk_observation_group_id")),
        sa.ForeignKeyConstraint(["holder_id"], ["unit.id"], name=op.f("fk_observation_holder_id")),
        sa.ForeignKeyConstraint(["joined_to_id"], ["observation.id"], name=op.f("fk_observation_joined_to_id")),
        sa.ForeignKeyConstraint(["occasion_id"], ["occasion.id"], name=op.f("fk_observation_occasion_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user.id"], name=op.f("fk_observation_recorded_by_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_observation_topic_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_observation_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
    )
    op.create_index("ix_observation_area_id_topic_id_on_day", "observation", ["area_id", "topic_id", "on_day"])
    op.create_index("ix_observation_earlier_id", "observation", ["earlier_id"])
    op.create_index("ix_observation_holder_id_stage", "observation", ["holder_id", "stage"])
    op.create_index("ix_observation_joined_to_id", "observation", ["joined_to_id"])
    op.create_index("ix_observation_occasion_id", "observation", ["occasion_id"])
    op.create_index("ix_observation_on_day", "observation", ["on_day"])
    op.create_index("ix_observation_recorded_by_id", "observation", ["recorded_by_id"])
    op.create_index("ix_observation_topic_id", "observation", ["topic_id"])
    op.create_index("ix_observation_unit_id_on_day", "observation", ["unit_id", "on_day"])

    op.create_table(
        "passing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("observation_id", sa.Integer(), nullable=False),
        sa.Column("from_unit_id", sa.Integer(), nullable=False),
        sa.Column("to_unit_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("passed_at", sa.DateTime(), nullable=False),
        sa.Column("passed_by_name", sa.String(length=200), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=True),
        sa.Column("taken_by_name", sa.String(length=200), nullable=False),
        sa.Column("given_back_at", sa.DateTime(), nullable=True),
        sa.Column("back_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("given_back_at IS NULL OR back_reason <> ''", name=op.f("ck_passing_given_back_why")),
        sa.CheckConstraint("taken_at IS NULL OR given_back_at IS NULL", name=op.f("ck_passing_taken_or_given_back")),
        sa.CheckConstraint("from_unit_id <> to_unit_id", name=op.f("ck_passing_to_another")),
        sa.ForeignKeyConstraint(["from_unit_id"], ["unit.id"], name=op.f("fk_passing_from_unit_id")),
        sa.ForeignKeyConstraint(["observation_id"], ["observation.id"], name=op.f("fk_passing_observation_id")),
        sa.ForeignKeyConstraint(["to_unit_id"], ["unit.id"], name=op.f("fk_passing_to_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passing")),
    )
    op.create_index("ix_passing_from_unit_id", "passing", ["from_unit_id"])
    op.create_index("ix_passing_observation_id", "passing", ["observation_id"])
    op.create_index("ix_passing_to_unit_id", "passing", ["to_unit_id"])

    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("observation_id", sa.Integer(), nullable=False),
        sa.Column("to_unit_id", sa.Integer(), nullable=False),
        sa.Column("is_copy", sa.Boolean(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("sent_by_name", sa.String(length=200), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.Column("seen_by_name", sa.String(length=200), nullable=False),
        sa.CheckConstraint("(seen_at IS NULL) = (seen_by_name = '')", name=op.f("ck_alert_seen_by_someone")),
        sa.ForeignKeyConstraint(["observation_id"], ["observation.id"], name=op.f("fk_alert_observation_id")),
        sa.ForeignKeyConstraint(["to_unit_id"], ["unit.id"], name=op.f("fk_alert_to_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint("observation_id", "to_unit_id", name=op.f("uq_alert_observation_id_to_unit_id")),
    )
    op.create_index("ix_alert_to_unit_id_seen_at", "alert", ["to_unit_id", "seen_at"])


def downgrade() -> None:
    op.drop_table("alert")
    op.drop_table("passing")
    op.drop_table("observation")
    op.drop_table("occasion")
    op.drop_table("threshold")
    op.drop_table("people_group")
    op.drop_table("channel")
    op.drop_table("topic")
