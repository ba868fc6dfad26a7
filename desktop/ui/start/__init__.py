"""Before a workspace is open: make one, open one, or take one of the last."""
