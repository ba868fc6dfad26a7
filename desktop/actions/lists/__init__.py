"""The commune's own lists: look at one, say how it is read, take it in."""
