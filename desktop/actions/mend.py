"""What helps a bundle over a bad road: cut it for the mail, join the pieces, repair it after damage."""

from collections.abc import Sequence
from pathlib import Path

from desktop.actions.progress import Progress, no_progress
from desktop.bundle import pieces
from desktop.bundle import repair as repairing
from desktop.bundle.pieces import Joined
from desktop.bundle.repair import Repaired


def split(
    file: Path, size: int, folder: Path | None = None, progress: Progress = no_progress
) -> tuple[Path, ...]:
    """Cut a bundle into pieces of at most `size` bytes, beside it or in `folder`; returns their paths."""
    return pieces.split(file, folder or file.parent, size, progress)


def join(files: Sequence[Path], to: Path, progress: Progress = no_progress) -> Joined:
    """Put the pieces of one bundle together again; raises which are missing, foreign or damaged."""
    return pieces.join(files, to, progress=progress)


def repair(file: Path, to: Path, progress: Progress = no_progress) -> Repaired:
    """Write a damaged bundle anew from the repair data it carries, and verify it."""
    return repairing.repair(file, to, progress=progress)
