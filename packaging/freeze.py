"""Write resources/editions/frozen.toml: id, version and hash of every edition, for the test that keeps them.

    python packaging/freeze.py

After a release a changed edition needs a higher version first; this script refuses to freeze other content
under a version that is frozen already, unless it is given the word "again".
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FROZEN = ROOT / "resources" / "editions" / "frozen.toml"
HEAD = """# Editions as they were released: id, version, sha256 of their files (packaging/freeze.py).
# A correction is a new version with a reason; a test compares.
"""


def main(words: list[str]) -> int:
    """Freeze all editions; 1 where one changed under its version."""
    sys.path.insert(0, str(ROOT))
    from desktop.actions.editions import available, load_edition

    editions = [load_edition(name) for name in available()]
    known = tomllib.loads(FROZEN.read_text("utf-8"))["edition"] if FROZEN.exists() else []
    versions = {(one["id"], one["version"]): one["sha256"] for one in known}
    changed = [e.id for e in editions if versions.get((e.id, e.version), e.hash) != e.hash]
    if changed and "again" not in words:
        print(
            f"Changed under their version: {', '.join(changed)}. Raise the version, or add the word “again”."
        )
        return 1
    entries = [
        f'\n[[edition]]\nid = "{e.id}"\nversion = {e.version}\nsha256 = "{e.hash}"\n' for e in editions
    ]
    FROZEN.write_text(HEAD + "".join(entries), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
