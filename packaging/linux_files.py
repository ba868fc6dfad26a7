"""The files that make the program at home on a Linux desktop, below a prefix such as usr/."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path
from xml.sax.saxutils import escape

from changes import Release

HERE = Path(__file__).resolve().parent / "linux"


def write(prefix: Path, icons: Path, releases: list[Release], day: str, manual: str) -> None:
    """Put menu entry, kind of file, description, icons and manual page below `prefix`.

    `icons` holds rasoat.svg and rasoat-<size>.png; `day` stands in for a release that has none yet.
    """
    share = prefix / "share"
    _copy(HERE / "rasoat.desktop", share / "applications" / "rasoat.desktop")
    _copy(HERE / "rasoat.xml", share / "mime" / "packages" / "rasoat.xml")
    _text(share / "metainfo" / "vn.rasoat.Rasoat.metainfo.xml", metainfo(releases, day))
    _copy(icons / "rasoat.svg", share / "icons" / "hicolor" / "scalable" / "apps" / "rasoat.svg")
    for icon in sorted(icons.glob("rasoat-*.png")):
        size = icon.stem.split("-")[1]
        _copy(icon, share / "icons" / "hicolor" / f"{size}x{size}" / "apps" / "rasoat.png")
    page = share / "man" / "man1" / "rasoat.1.gz"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(gzip.compress(manual.encode(), 9, mtime=0))


def metainfo(releases: list[Release], day: str) -> str:
    """The AppStream description with the releases of CHANGELOG.md."""
    entries = "".join(
        f'\n    <release version="{one.version}" date="{one.date if one.is_out else day}"'
        f' type="{"stable" if one.is_out else "development"}">'
        f"<description><p>{escape(one.words)}</p></description></release>"
        for one in releases
    )
    return (HERE / "metainfo.xml").read_text("utf-8").replace("{releases}", f"{entries}\n  ")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _text(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
