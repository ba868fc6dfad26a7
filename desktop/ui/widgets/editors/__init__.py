"""Editors of answers: one per kind of question, all under one contract (contract.py)."""
