"""Many observations from a table, as pure data: its columns, reading it in, judging every row. No database, no web."""
