"""The form of one household: the heart of the program."""
