"""What the compiler of the Windows installer is told."""

from __future__ import annotations

from pathlib import Path

SCRIPT = Path(__file__).resolve().parent / "windows" / "rasoat.nsi"


def words(version: str, folder: Path, installer: Path, icon: Path) -> list[str]:
    """Install what is in `folder`; a warning of the compiler is a fault."""
    defined = {"VERSION": version, "FOLDER": folder, "OUT": installer, "ICON": icon}
    given = [f"-D{name}={value}" for name, value in defined.items()]
    return ["-V2", "-WX", "-INPUTCHARSET", "UTF8", *given, str(SCRIPT)]
