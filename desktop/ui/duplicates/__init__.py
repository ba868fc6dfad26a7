"""The screen of households that may be one."""
