"""Units, people, sign-ins, history; campaigns, exemplars and their review."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "closes_on IS NULL OR opens_on IS NULL OR closes_on >= opens_on",
            name=op.f("ck_campaign_closes_after_opening"),
        ),
        sa.PrimaryKeyConstraint("id", name="pk_campaign"),
        sa.UniqueConstraint("year", name="uq_campaign_year"),
    )
    op.create_table(
        "emulation_field",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_emulation_field"),
        sa.UniqueConstraint("code", name="uq_emulation_field_code"),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("actor_unit", sa.String(length=300), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("from_stage", sa.String(length=40), nullable=True),
        sa.Column("to_stage", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sa.UniqueConstraint("key", name="uq_event_key"),
        sa.UniqueConstraint("previous", name="uq_event_previous"),
    )
    op.create_index("ix_event_subject_subject_id", "event", ["subject", "subject_id"])

    op.create_table(
        "paper_layout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_paper_layout"),
        sa.UniqueConstraint("code", name="uq_paper_layout_code"),
    )
    op.create_table(
        "unit_kind",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unit_kind"),
        sa.UniqueConstraint("code", name="uq_unit_kind_code"),
    )
    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("code_expires_at", sa.DateTime(), nullable=True),
        sa.Column("disabled_at", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_user"),
        sa.UniqueConstraint("username", name="uq_user_username"),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("symbol", sa.String(length=30), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("parent_id IS NULL OR parent_id <> id", name=op.f("ck_unit_not_its_own_parent")),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_unit_ends_after_start")),
        sa.ForeignKeyConstraint(["kind_id"], ["unit_kind.id"], name="fk_unit_kind_id"),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name="fk_unit_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
    )
    op.create_index("ix_unit_kind_id", "unit", ["kind_id"])
    op.create_index("ix_unit_parent_id", "unit", ["parent_id"])

    op.create_table(
        "exemplar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("owner_kind", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=300), nullable=False),
        sa.Column("lead", sa.String(length=300), nullable=False),
        sa.Column("is_priority", sa.Boolean(), nullable=False),
        sa.Column("remark", sa.String(length=300), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("is_supplemented", sa.Boolean(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.Column("released_at", sa.DateTime(), nullable=True),
        sa.Column("folded_name", sa.String(length=400), nullable=False),
        sa.Column("folded_text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(stage IN ('agree_pending', 'agreed', 'decline_pending', 'declined', 'returned')) = (decided_at IS NOT NULL)",
            name=op.f("ck_exemplar_decided_when"),
        ),
        sa.CheckConstraint(
            "(stage IN ('agreed', 'declined')) = (released_at IS NOT NULL)", name=op.f("ck_exemplar_released_when")
        ),
        sa.CheckConstraint(
            "NOT (stage IN ('decline_pending', 'declined', 'returned')) OR decision_reason <> ''",
            name=op.f("ck_exemplar_decided_why"),
        ),
        sa.CheckConstraint(
            "stage IN ('discarded', 'draft') OR (submitted_at IS NOT NULL AND name <> '' AND address <> '' AND starts_on IS NOT NULL AND ends_on IS NOT NULL AND content <> '' AND owner <> '')",
            name=op.f("ck_exemplar_sent_with_five_facts"),
        ),
        sa.CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", name=op.f("ck_exemplar_decided_by_whom")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_exemplar_ends_after_start")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="fk_exemplar_campaign_id"),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name="fk_exemplar_decided_by_id"),
        sa.ForeignKeyConstraint(["field_id"], ["emulation_field.id"], name="fk_exemplar_field_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_exemplar_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_exemplar"),
    )
    op.create_index("ix_exemplar_campaign_id_stage", "exemplar", ["campaign_id", "stage"])
    op.create_index("ix_exemplar_field_id", "exemplar", ["field_id"])
    op.create_index("ix_exemplar_unit_id", "exemplar", ["unit_id"])

    op.create_table(
        "position",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_position_ends_after_start")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_position_unit_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_position_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_position"),
    )
    op.create_index("ix_position_unit_id", "position", ["unit_id"])
    op.create_index("ix_position_user_id", "position", ["user_id"])

    op.create_table(
        "print_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("layout_id", sa.Integer(), nullable=False),
        sa.Column("parent_lines", sa.Text(), nullable=False),
        sa.Column("issuer_lines", sa.Text(), nullable=False),
        sa.Column("symbol", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("signing", sa.String(length=40), nullable=False),
        sa.Column("authority", sa.String(length=200), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("signer", sa.String(length=200), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("archive", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["layout_id"], ["paper_layout.id"], name="fk_print_setting_layout_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_print_setting_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_print_setting"),
    )
    op.create_table(
        "review_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exemplar_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["exemplar_id"], ["exemplar.id"], name="fk_review_mark_exemplar_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_review_mark_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review_mark"),
        sa.UniqueConstraint("exemplar_id", "user_id", name="uq_review_mark_exemplar_id_user_id"),
    )
    op.create_index("ix_review_mark_user_id", "review_mark", ["user_id"])

    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name="fk_sign_in_position_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_sign_in_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in"),
        sa.UniqueConstraint("token_hash", name="uq_sign_in_token_hash"),
    )
    op.create_index("ix_sign_in_user_id", "sign_in", ["user_id"])
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER event_no_{verb.lower()} BEFORE {verb} ON event "
            "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
        )


def downgrade():

    op.drop_table("sign_in")

    op.drop_table("review_mark")
    op.drop_table("print_setting")

    op.drop_table("position")

    op.drop_table("exemplar")

    op.drop_table("unit")
    op.drop_table("user")
    op.drop_table("unit_kind")
    op.drop_table("paper_layout")

    op.drop_table("event")
    op.drop_table("emulation_field")
    op.drop_table("campaign")
