"""The list of households."""
