"""The screen of all open problems."""
