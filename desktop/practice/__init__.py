"""Invented households for training, tests and benchmarks."""
