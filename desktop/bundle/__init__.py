"""The file that travels: signed, encrypted, bounded."""
