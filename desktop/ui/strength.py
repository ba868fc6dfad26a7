"""How hard a passphrase is to guess. It hints; only what is no passphrase at all is refused."""

from enum import IntEnum

SHORTEST, FAIR, GOOD = 6, 10, 16  # letters; several short words are better than one odd one


class Strength(IntEnum):
    """From none to good."""

    NONE = 0
    TOO_SHORT = 1
    WEAK = 2
    FAIR = 3
    GOOD = 4


def strength(text: str) -> Strength:
    """Length first: few different letters count as fewer."""
    length = min(len(text), 3 * len(set(text)))
    if not text:
        return Strength.NONE
    if len(text) < SHORTEST:
        return Strength.TOO_SHORT
    if length < FAIR or text.isdigit():
        return Strength.WEAK
    return Strength.GOOD if length >= GOOD else Strength.FAIR
