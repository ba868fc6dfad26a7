"""Makes a computer ready: a new enough Python, the system's libraries, the locked virtual environment.

Standard library only, and readable by an older Python as far as the sentence that refuses it.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Callable  # noqa: UP035 - collections.abc's cannot be subscribed before Python 3.9

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock.txt"
VENV = ROOT / ".venv"
STAMP = VENV / "set-up-from"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
LEAST = (3, 11)
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
END_OF_ONE = b"-----END CERTIFICATE-----\n"
TRIED = ("3.13", "3.12", "3.11", "3.14")  # in this order, when the Python that runs us is too old

# What Qt opens at run time and a bare Debian or Ubuntu does not have: library -> package.
OFF_SCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
ON_SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class Refused(Exception):  # noqa: N818 - a sentence for a person, not a fault
    """It cannot be done: one sentence why, one what to do."""

    def __init__(self, why: str, hint: str) -> None:
        super().__init__(f"{why}\n{hint}")


def say(words: str) -> None:
    """One line of progress; not on stdout, where the program's own results go."""
    print(f"* {words}", file=sys.stderr, flush=True)


def is_new_enough(version: tuple[int, ...]) -> bool:
    """Python 3.11 or newer."""
    return version[:2] >= LEAST


def newer_python() -> list[str]:
    """The command that starts another, new enough Python of this computer."""
    for version in TRIED:
        command = ["py", f"-{version}"] if WINDOWS else [f"python{version}"]
        if shutil.which(command[0]) and _succeeds([*command, "-c", ""]):
            return command
    this = ".".join(map(str, sys.version_info[:2]))
    raise Refused(
        f"This needs Python 3.11 or newer; this one is {this}.",
        "Install a newer Python (it may stand beside the old one), then start again.",
    )


def _succeeds(command: list[str]) -> bool:
    """Some names only pretend to be a Python: a shim, a link to a shop."""
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def has_display() -> bool:
    """Whether a window can be shown here."""
    return WINDOWS or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def opens(library: str) -> bool:
    """Whether the system finds this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_venv() -> bool:
    """Whether this Python can make an environment with pip; Debian's cannot without one more package."""
    return importlib.util.find_spec("ensurepip") is not None


def missing_packages(
    *, on_screen: bool, found: Callable[[str], bool] = opens, venv: bool = True
) -> list[str]:
    """Debian packages that are not there yet."""
    wanted = {**OFF_SCREEN, **ON_SCREEN} if on_screen else OFF_SCREEN
    packages = [package for library, package in wanted.items() if not found(library)]
    return packages if venv else [f"python3.{sys.version_info[1]}-venv", *packages]


def install_packages(packages: list[str], *, is_root: bool, apt: str | None) -> None:
    """Let apt install them when we may; otherwise say the one command to run."""
    if not apt:
        raise Refused(
            f"System packages are missing; on Debian they are called {' '.join(packages)}.",
            "Install what this system calls them, then start again.",
        )
    if not is_root:
        raise Refused(
            f"System packages are missing: {', '.join(packages)}.",
            f"Run this once, then start again:\n\n    sudo apt-get install {' '.join(packages)}\n",
        )
    say(f"Installing system packages: {' '.join(packages)}")
    trusted = _trusted()
    _apt_get(apt, packages)
    lost = dropped_certificates(trusted, _trusted())
    if lost:
        CERTIFICATES.write_bytes(_trusted() + lost)


def _trusted() -> bytes:
    return CERTIFICATES.read_bytes() if CERTIFICATES.is_file() else b""


def dropped_certificates(before: bytes, now: bytes) -> bytes:
    """Certificates that were trusted before apt wrote their list anew, and are missing from it now.

    python3-venv brings the package ca-certificates, which writes that list; a closed network may have put
    its own certificate there and nowhere else, and pip could not fetch anything any more.
    """
    every = [one.strip() + b"\n" + END_OF_ONE for one in before.split(END_OF_ONE)[:-1]]
    return b"".join(one for one in every if one not in now)


def _apt_get(apt: str, packages: list[str]) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    options = ["-qq", "-o", "DPkg::Lock::Timeout=300"]
    subprocess.run([apt, "update", *options], env=quiet, check=False)
    command = [apt, "install", "--yes", "--no-install-recommends", *options, *packages]
    if subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode:
        raise Refused(
            "apt-get could not install them; its own words are above.",
            "Put that right (often the network is missing), then start again.",
        )


def set_up(*, on_screen: bool = False) -> None:
    """Make everything ready; takes no time when nothing has changed since the last start."""
    missing = missing_packages(on_screen=on_screen, venv=has_venv())
    if missing and not WINDOWS:  # there the wheels hold everything
        is_root = hasattr(os, "geteuid") and os.geteuid() == 0
        install_packages(missing, is_root=is_root, apt=shutil.which("apt-get"))
    made_from = fingerprint()
    if not _is_sound():
        _make_venv()
    elif STAMP.is_file() and STAMP.read_text("utf-8") == made_from:
        return
    _install()
    STAMP.write_text(made_from, "utf-8")
    say("Ready.")


def fingerprint() -> str:
    """Of all that the environment is made from: the lock, the project file, the place."""
    parts = (LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _is_sound() -> bool:
    """The environment is there, and its Python (the system may have changed it since) finds its pip."""
    code = f"import sys, importlib.util as i; sys.exit(sys.version_info < {LEAST} or not i.find_spec('pip'))"
    return PYTHON.exists() and _succeeds([str(PYTHON), "-c", code])


def _make_venv() -> None:
    say(f"Making a virtual environment in {VENV}")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False).returncode:
        raise Refused(
            "The virtual environment could not be made; Python's own words are above.",
            "The project folder must be writable and the disk needs about 700 MB.",
        )


def _install() -> None:
    """Fetch what the lock names and nothing else, then put the project itself beside it, in place."""
    count = LOCK.read_text("utf-8").count("==")
    say(f"Fetching {count} packages, each checked against its hash (once; about 180 MB)")
    pip("--require-hashes", "--only-binary", ":all:", "-r", str(LOCK))
    say("Installing the program in place")
    pip("--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", "desktop"], cwd=ROOT, check=False)


def pip(*arguments: str) -> None:
    """Run `pip install` with this computer's own settings, and one line for each package it fetches."""
    command = [str(PYTHON), "-m", "pip", "--no-input", "--disable-pip-version-check", "install"]
    last: list[str] = []
    with subprocess.Popen(
        [*command, "--progress-bar", "off", *arguments],
        env=environment(),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            last = [*last[-14:], line.rstrip()]
            if line.startswith(("Collecting", "Installing collected")):
                print(f"    {line.split(' (')[0].rstrip()[:100]}", file=sys.stderr, flush=True)
    if process.returncode:
        raise Refused(
            "\n".join(["The packages could not be installed. pip said:", *last]),
            "The first start needs the network, or a pip that is configured for a package index of your own.",
        )


def environment() -> dict[str, str]:
    """This computer's environment without what leads Python to other code."""
    ours = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    return {**ours, "PYTHONUTF8": "1"}
