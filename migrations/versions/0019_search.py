"""The index of search: one table of folded text, and the full-text index that the database keeps of it.

The index is filled by the program (kernel.searching.fill_if_empty), not here: only the program folds Vietnamese.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

# Prefixes of two and three letters are kept ready: they begin most words.
FTS = """
CREATE VIRTUAL TABLE search_words USING fts5(
    title, body, content='search_entry', content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='2 3'
)
"""
ADD = "INSERT INTO search_words(rowid, title, body) VALUES (new.id, new.title, new.body);"
TAKE = "INSERT INTO search_words(search_words, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);"
TRIGGERS = {
    "search_entry_added": f"AFTER INSERT ON search_entry BEGIN {ADD} END",
    "search_entry_removed": f"AFTER DELETE ON search_entry BEGIN {TAKE} END",
    "search_entry_changed": f"AFTER UPDATE ON search_entry BEGIN {TAKE} {ADD} END",
}
# Between title and text stands a mark that no word is, so that no phrase goes from one into the other.
WORDS = """
ALTER TABLE search_entry ADD COLUMN words tsvector GENERATED ALWAYS AS (
    to_tsvector('simple'::regconfig, title) || '''|''\\:1'::tsvector || to_tsvector('simple'::regconfig, body)
) STORED
"""


def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False, autoincrement=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(FTS)
        for name, deed in TRIGGERS.items():
            op.execute(f"CREATE TRIGGER {name} {deed}")
    else:
        op.execute(WORDS)
        op.execute("CREATE INDEX ix_search_entry_words ON search_entry USING gin (words)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_words")
    op.drop_table("search_entry")
