"""Who would be in another class by another standard."""
