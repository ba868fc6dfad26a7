"""Excel and paper."""
