"""`rasoat self-test`: the program checks itself, end to end, in a folder that it removes."""
