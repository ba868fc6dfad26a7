"""Rà soát: offline data entry for the yearly review of poor households."""

__version__ = "0.1.0"
