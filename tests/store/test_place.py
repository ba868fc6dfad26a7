"""Network drives are refused: their locks cannot be trusted."""

from pathlib import Path

import pytest

from desktop.store import place

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
office:/data /srv/data nfs4 rw 0 0
//office/share /mnt/chia\\040sẻ cifs rw 0 0
/dev/sdb1 /srv/data/stick vfat rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("folder", "remote"),
    [
        ("/home/lan/ws", False),
        ("/srv/data/ws", True),
        ("/srv/data", True),
        ("/srv/database", False),
        ("/srv/data/stick/ws", False),
        ("/mnt/chia sẻ/ws", True),
    ],
)
def test_the_innermost_mount_decides(folder: str, remote: bool) -> None:  # noqa: FBT001 - a table of examples
    assert place.is_network_mount(MOUNTS, Path(folder)) is remote


def test_a_disk_of_this_computer_is_welcome(tmp_path: Path) -> None:
    place.refuse_network(tmp_path)
