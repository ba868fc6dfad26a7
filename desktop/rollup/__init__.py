"""What it adds up to: SQL text in, tables of values out. Runs nothing."""
