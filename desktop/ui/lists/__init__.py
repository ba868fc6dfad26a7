"""The commune's own lists: choose a file, correct its columns, read what is in it, take it in."""
