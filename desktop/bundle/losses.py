"""What a disk or the mail did to a bundle, in sentences: repair, and pieces to be joined."""

from collections.abc import Sequence

from desktop.errors import RasoatError
from desktop.i18n import N_


def no_parity() -> RasoatError:
    """Nothing to repair it from."""
    return RasoatError(
        "no_repair_data",
        N_("The file carries no data to repair it from, or that was lost too."),
        N_("Copy the file again from where it came, or ask the sender to pack it again with repair data."),
    )


def too_damaged(lost: int, most: int) -> RasoatError:
    """More is lost than the parity makes up for."""
    return RasoatError(
        "too_damaged",
        N_("Too much of the file is damaged to repair it."),
        N_("Copy the file again from where it came, or ask the sender to pack it once more."),
        lost=lost,
        most=most,
    )


def not_repaired() -> RasoatError:
    """What comes out is not what was packed."""
    return RasoatError(
        "not_repaired",
        N_("The file could not be repaired."),
        N_("Copy the file again from where it came, or ask the sender to pack it once more."),
    )


def not_a_piece(name: str) -> RasoatError:
    """The file is no piece of a bundle."""
    return RasoatError(
        "not_a_piece",
        N_("The file {name} is not a piece of a bundle."),
        N_("Choose only the files with the ending .rasoat-part that belong together."),
        name=name,
    )


def damaged_piece(name: str) -> RasoatError:
    """A piece is not as it was written."""
    return RasoatError(
        "damaged_piece",
        N_("The piece {name} was damaged on the way."),
        N_("Copy or download this piece again, then join once more."),
        name=name,
    )


def foreign_piece(name: str, other: str) -> RasoatError:
    """A piece of another bundle."""
    return RasoatError(
        "foreign_piece",
        N_("The piece {name} belongs to another bundle than {other}."),
        N_("Leave it out, and look for the piece with the right name."),
        name=name,
        other=other,
    )


def missing_pieces(numbers: Sequence[int], of: int) -> RasoatError:
    """Not all are here."""
    return RasoatError(
        "missing_pieces",
        N_("Pieces are missing: {numbers} of {of}."),
        N_("Ask the sender for these pieces, then join all of them."),
        numbers=", ".join(map(str, numbers)),
        of=of,
    )


def too_many_pieces(size: int) -> RasoatError:
    """Pieces of that size would be too many, or too small to hold anything."""
    return RasoatError(
        "too_many_pieces",
        N_("Pieces of {size} bytes are too small for this bundle."),
        N_("Choose a larger size, for instance 10MB."),
        size=size,
    )
