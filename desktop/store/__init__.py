"""The working file: one encrypted SQLite database per workspace."""
