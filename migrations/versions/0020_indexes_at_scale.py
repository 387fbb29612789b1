"""Indexes for long lists: of the few rows that are asked for again and again."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

# Hardly any observation has these: of all rows, the planner took them for one that every row shares.
OF_FEW = ("joined_to_id", "earlier_id")
# (name, table, columns): indexes that take the place of those of one column.
WIDER = (
    ("ix_observation_recorded_by_id_stage", "observation", ["recorded_by_id", "stage"]),
    ("ix_exemplar_unit_id_stage", "exemplar", ["unit_id", "stage"]),
)
# What is counted from the index alone, and what is asked for by one of these.
ADDED = (
    ("ix_observation_sight", "observation", ["unit_id", "stage", "holder_id", "area_id", "recorded_by_id"]),
    # The order of the list: what waits first, by its last day.
    ("ix_petition_pressing", "petition", [sa.text("(outcome IS NOT NULL)"), "due_at", "observation_id"]),
    ("ix_observation_unit_id_confirmed_at", "observation", ["unit_id", "confirmed_at"]),
    ("ix_observation_channel_id_on_day", "observation", ["channel_id", "on_day"]),
    ("ix_alert_sent_at", "alert", ["sent_at"]),
    # What one person did today.
    ("ix_event_actor_id_at", "event", ["actor_id", "at"]),
    ("ix_petition_authority", "petition", ["authority", "unit_id"]),
)


def upgrade():
    for column in OF_FEW:
        op.drop_index(op.f(f"ix_observation_{column}"), table_name="observation")
        _create_partly(f"ix_observation_{column}", "observation", column, f"{column} IS NOT NULL")
    _create_partly("ix_petition_waiting", "petition", "due_at", "outcome IS NULL")
    _create_partly("ix_report_unfinished", "report", "obligation_id", "stage <> 'accepted'")
    for name, table, columns in WIDER:
        op.create_index(op.f(name), table, columns)
        op.drop_index(op.f(f"ix_{table}_{columns[0]}"), table_name=table)
    for name, table, columns in ADDED:
        op.create_index(op.f(name), table, columns)


def _create_partly(name, table, column, condition):
    where = sa.text(condition)
    op.create_index(op.f(name), table, [column], sqlite_where=where, postgresql_where=where)


def downgrade():
    for name, table, _columns in ADDED:
        op.drop_index(op.f(name), table_name=table)
    for name, table, columns in WIDER:
        op.create_index(op.f(f"ix_{table}_{columns[0]}"), table, [columns[0]])
        op.drop_index(op.f(name), table_name=table)
    op.drop_index(op.f("ix_report_unfinished"), table_name="report")
    op.drop_index(op.f("ix_petition_waiting"), table_name="petition")
    for column in OF_FEW:
        op.drop_index(op.f(f"ix_observation_{column}"), table_name="observation")
        op.create_index(op.f(f"ix_observation_{column}"), "observation", [column])
