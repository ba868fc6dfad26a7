"""Translations of the program: one folder per language."""
