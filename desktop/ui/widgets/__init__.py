"""Widgets that know no action: told what to show, they say what happened."""
