"""An exemplar through all six steps: what it is tied to, and which columns go with which stage."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

POINTERS = {  # column of exemplar: the table it points into
    "place_kind_id": "area_kind",
    "learnt_from_id": "exemplar",
    "approved_by_id": "user",
    "round_id": "registration_round",
    "list_id": "registration_list",
    "notice_id": "assignment_notice",
    "judged_by_id": "user",
    "recognition_id": "recognition",
}
MOMENTS = ("approved_at", "ended_at", "reported_at", "judged_at")
TEXTS = ("end_reason", "judgement_reason")
INDEXED = ("learnt_from_id", "list_id", "notice_id", "recognition_id")
CHECKS = {
    "approved_when": "NOT (stage IN ('agree_pending', 'agreed', 'approved', 'decline_pending', 'declined', 'not_recognised', 'recognise_pending', 'recognised', 'refuse_pending', 'reported', 'reproposed', 'returned', 'stopped', 'submitted', 'underway', 'withdrawn')) OR approved_at IS NOT NULL",
    "assigned_by_notice": "(stage IN ('not_recognised', 'recognise_pending', 'recognised', 'refuse_pending', 'reported', 'stopped', 'underway')) = (notice_id IS NOT NULL)",
    "awarded_what": "(stage IN ('recognise_pending', 'recognised')) = (award IS NOT NULL)",
    "decided_by_whom": "(decided_at IS NULL) = (decided_by_id IS NULL)",
    "decided_when": "(stage IN ('agree_pending', 'agreed', 'decline_pending', 'declined', 'not_recognised', 'recognise_pending', 'recognised', 'refuse_pending', 'reported', 'reproposed', 'returned', 'stopped', 'underway')) = (decided_at IS NOT NULL)",
    "decided_why": "NOT (stage IN ('decline_pending', 'declined', 'reproposed', 'returned')) OR decision_reason <> ''",
    "ended_when": "(stage IN ('stopped', 'withdrawn')) = (ended_at IS NOT NULL)",
    "ended_why": "ended_at IS NULL OR end_reason <> ''",
    "ends_after_start": "ends_on >= starts_on",
    "judged_by_whom": "(judged_at IS NULL) = (judged_by_id IS NULL)",
    "judged_when": "(stage IN ('not_recognised', 'recognise_pending', 'recognised', 'refuse_pending')) = (judged_at IS NOT NULL)",
    "not_learnt_from_itself": "learnt_from_id IS NULL OR learnt_from_id <> id",
    "proposed_with_five_facts": "NOT (stage IN ('agree_pending', 'agreed', 'approved', 'decline_pending', 'declined', 'not_recognised', 'proposed', 'recognise_pending', 'recognised', 'refuse_pending', 'reported', 'reproposed', 'returned', 'stopped', 'submitted', 'underway', 'withdrawn')) OR (name <> '' AND address <> '' AND starts_on IS NOT NULL AND ends_on IS NOT NULL AND content <> '' AND owner <> '')",
    "published_by_decision": "(stage IN ('not_recognised', 'recognised')) = (recognition_id IS NOT NULL)",
    "refused_why": "judged_at IS NULL OR award IS NOT NULL OR judgement_reason <> ''",
    "released_when": "(stage IN ('agreed', 'declined', 'not_recognised', 'recognise_pending', 'recognised', 'refuse_pending', 'reported', 'stopped', 'underway')) = (released_at IS NOT NULL)",
    "reported_when": "(stage IN ('not_recognised', 'recognise_pending', 'recognised', 'refuse_pending', 'reported')) = (reported_at IS NOT NULL)",
    "sent_in_a_round": "(submitted_at IS NULL) = (round_id IS NULL)",
    "sent_when": "(stage IN ('approved', 'discarded', 'draft', 'proposed')) = (submitted_at IS NULL)",
}
CHECKS_BEFORE = {
    "sent_with_five_facts": "stage IN ('discarded', 'draft') OR (submitted_at IS NOT NULL AND name <> '' AND address <> '' AND starts_on IS NOT NULL AND ends_on IS NOT NULL AND content <> '' AND owner <> '')",
    "ends_after_start": "ends_on >= starts_on",
    "decided_when": "(stage IN ('agree_pending', 'agreed', 'decline_pending', 'declined', 'returned')) = (decided_at IS NOT NULL)",
    "decided_by_whom": "(decided_at IS NULL) = (decided_by_id IS NULL)",
    "decided_why": "NOT (stage IN ('decline_pending', 'declined', 'returned')) OR decision_reason <> ''",
    "released_when": "(stage IN ('agreed', 'declined')) = (released_at IS NOT NULL)",
}
# What a stage of the six steps was called before there were six.
STAGES_BEFORE = {
    "draft": ("proposed", "approved", "withdrawn"),
    "returned": ("reproposed",),
    "agreed": (
        "underway",
        "stopped",
        "reported",
        "recognise_pending",
        "refuse_pending",
        "recognised",
        "not_recognised",
    ),
}


def upgrade():
    for name in POINTERS:
        op.add_column("exemplar", sa.Column(name, sa.Integer(), nullable=True))
    for name in MOMENTS:
        op.add_column("exemplar", sa.Column(name, sa.DateTime(), nullable=True))
    for name in TEXTS:
        op.add_column("exemplar", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("exemplar", sa.Column("award", sa.String(length=40), nullable=True))
    op.execute(
        "UPDATE exemplar SET approved_at = submitted_at, round_id ="
        " (SELECT r.id FROM registration_round r WHERE r.campaign_id = exemplar.campaign_id)"
        " WHERE submitted_at IS NOT NULL"
    )
    op.execute(
        "UPDATE exemplar SET submitted_at = NULL, approved_at = NULL, round_id = NULL WHERE stage IN ('draft', 'discarded')"
    )
    tie_columns_to_stages()


def tie_columns_to_stages():
    with op.batch_alter_table("exemplar") as batch:
        for name in CHECKS_BEFORE:
            batch.drop_constraint(op.f(f"ck_exemplar_{name}"), type_="check")
        for name in TEXTS:
            batch.alter_column(name, server_default=None)
        for name, table in POINTERS.items():
            batch.create_foreign_key(op.f(f"fk_exemplar_{name}"), table, [name], ["id"])
        for name, said in CHECKS.items():
            batch.create_check_constraint(op.f(f"ck_exemplar_{name}"), said)
        for name in INDEXED:
            batch.create_index(f"ix_exemplar_{name}", [name])


def downgrade():
    for before, stages in STAGES_BEFORE.items():
        named = ", ".join(f"'{stage}'" for stage in stages)
        op.execute(f"UPDATE exemplar SET stage = '{before}' WHERE stage IN ({named})")  # noqa: S608 - our own words
    op.execute("UPDATE exemplar SET submitted_at = NULL WHERE stage = 'draft'")
    with op.batch_alter_table("exemplar") as batch:
        for name in CHECKS:
            batch.drop_constraint(op.f(f"ck_exemplar_{name}"), type_="check")
        for name in INDEXED:
            batch.drop_index(f"ix_exemplar_{name}")
        for name in POINTERS:
            batch.drop_constraint(f"fk_exemplar_{name}", type_="foreignkey")
        for name in (*POINTERS, *MOMENTS, *TEXTS, "award"):
            batch.drop_column(name)
        for name, said in CHECKS_BEFORE.items():
            batch.create_check_constraint(op.f(f"ck_exemplar_{name}"), said)
