"""What an answer can be, and how each kind of question reads and shows it. NFC happens here, once."""

from enum import Enum


class Missing(Enum):
    """Why an answer is not there. Not a `str`: it must never pass for a text answer."""

    BLANK = "blank"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    ILLEGIBLE = "illegible"


Value = bool | int | str | tuple[str, ...] | Missing
