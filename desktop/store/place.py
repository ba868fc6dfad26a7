"""Where a workspace lies: on a disk of this computer. Locks and logs of a network drive cannot be trusted."""

import sys
from pathlib import Path

from desktop.errors import RasoatError
from desktop.i18n import N_

NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "fuse.sshfs"}
    | {"fuse.davfs2", "davfs", "fuse.gvfsd-fuse"}
)


def refuse_network(folder: Path) -> None:
    """Raise `RasoatError("network_drive", …)` for a folder that another computer holds."""
    if _is_remote(folder.resolve()):
        raise RasoatError(
            "network_drive",
            N_("The folder {folder} is on a network drive."),
            N_("Put it on a disk of this computer or on a USB stick: a network drive can lose answers."),
            folder=folder.name,
        )


def is_network_mount(mounts: str, folder: Path) -> bool:
    """Does the innermost of the mounts (lines as in /proc/mounts) that hold `folder` come over a network?"""
    found: dict[Path, str] = {}
    for line in mounts.splitlines():
        _, point, kind, *_rest = [*line.split(), "", "", ""]
        found[Path(point.encode().decode("unicode_escape").encode("latin-1").decode(errors="replace"))] = kind
    holders = (one for one in (folder, *folder.parents) if one in found)
    return found.get(next(holders, folder), "") in NETWORK


if sys.platform == "win32":
    import ctypes

    _REMOTE = 4

    def _is_remote(folder: Path) -> bool:
        return (
            folder.drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _REMOTE
        )

else:

    def _is_remote(folder: Path) -> bool:
        table = Path("/proc/mounts")
        return table.exists() and is_network_mount(table.read_text("utf-8", "replace"), folder)
