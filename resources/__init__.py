"""Data that ships with the program: editions, units, icons, help."""
