"""Charts of the official tables, on screen and as pictures."""
