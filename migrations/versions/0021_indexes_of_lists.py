"""Indexes for lists narrowed to a topic or to how grave things are: counted without reading the rows."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

NARROWED = ("topic_id", "severity")


def upgrade():
    for column in NARROWED:
        op.create_index(op.f(f"ix_observation_{column}_stage_unit_id"), "observation", [column, "stage", "unit_id"])
    op.drop_index(op.f("ix_observation_topic_id"), table_name="observation")


def downgrade():
    op.create_index(op.f("ix_observation_topic_id"), "observation", ["topic_id"])
    for column in NARROWED:
        op.drop_index(op.f(f"ix_observation_{column}_stage_unit_id"), table_name="observation")
