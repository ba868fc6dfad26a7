"""The verbs: load, decide, write, say."""
