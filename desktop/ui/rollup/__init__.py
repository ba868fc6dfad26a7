"""Tổng hợp: the official tables on the screen, and the residents they are measured against."""
