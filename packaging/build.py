r"""Make what people install: a folder that runs where it lies, as .tar.xz, a .deb, or a Windows installer.

    python3 packaging/build.py linux|deb|windows       (Windows: py packaging\build.py windows)

Writes build/ (an environment of its own, half-made things) and dist/. What was built is tried before it is
packed: with an empty environment, another home, and no Python on the path.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from datetime import datetime, timezone
from pathlib import Path
from typing import Callable, NamedTuple  # noqa: UP035 - as packaging/dev.py

import changes
import linux_files
import nsis
from machine import ROOT, WINDOWS, Refused, environment, install_packages, is_new_enough, newer_python, say

BUILD, DIST = ROOT / "build", ROOT / "dist"
VENV, MADE = BUILD / "venv", BUILD / "made"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
LOCK = ROOT / "packaging" / "build.lock.txt"
PROGRAM = DIST / "rasoat"
LANGUAGES = ("vi",)
TOOLS = {"objdump": "binutils", "strip": "binutils", "dpkg-deb": "dpkg"}
ICON_SIZES = (16, 32, 48, 64, 128, 256)
DEPENDS = "libc6 (>= {glibc}), libegl1, libgl1, libfontconfig1, libwayland-cursor0, libwayland-egl1, xkb-data"


class About(NamedTuple):
    """What is built: its version, and the day of its last commit, so that two builds agree."""

    version: str
    day: datetime

    @property
    def stamp(self) -> int:
        """Seconds since 1970: the time of every file inside."""
        return int(self.day.timestamp())


def about() -> About:
    """Read from desktop/__init__.py and from git; without git (an unpacked archive) from the environment."""
    text = (ROOT / "desktop" / "__init__.py").read_text("utf-8")
    version = text.split('__version__ = "')[1].split('"')[0]
    stamp = os.environ.get("SOURCE_DATE_EPOCH") or _said("git", "log", "-1", "--format=%ct")
    return About(version, datetime.fromtimestamp(int(stamp), timezone.utc))  # noqa: UP017 - as packaging/dev.py


def linux() -> list[Path]:
    """A folder that runs where it lies, as .tar.xz."""
    this = freeze()
    machine = os.uname().machine
    tree = _fresh(BUILD / f"rasoat-{this.version}-linux-{machine}")
    shutil.copytree(PROGRAM, tree, symlinks=True, dirs_exist_ok=True)
    linux_files.write(
        tree, MADE / "icons", changes.releases(ROOT / "CHANGELOG.md"), f"{this.day:%Y-%m-%d}", _manual(this)
    )
    _validate(tree / "share")
    shutil.copyfile(ROOT / "packaging/linux/README.txt", tree / "README.txt")
    archive = DIST / f"{tree.name}.tar.xz"
    with tarfile.open(archive, "w:xz", format=tarfile.PAX_FORMAT) as tar:
        for path in sorted(tree.rglob("*")):
            tar.add(
                path,
                f"{tree.name}/{path.relative_to(tree).as_posix()}",
                recursive=False,
                filter=_anonymous(this),
            )
    return [archive]


def deb() -> list[Path]:
    """A package for Debian and Ubuntu."""
    this = freeze()
    machine = _said("dpkg", "--print-architecture")
    tree = _fresh(BUILD / "deb")
    shutil.copytree(PROGRAM, tree / "usr/lib/rasoat", symlinks=True)
    (tree / "usr/bin").mkdir()
    (tree / "usr/bin/rasoat").symlink_to("../lib/rasoat/rasoat")
    linux_files.write(
        tree / "usr",
        MADE / "icons",
        changes.releases(ROOT / "CHANGELOG.md"),
        f"{this.day:%Y-%m-%d}",
        _manual(this),
    )
    _validate(tree / "usr/share")
    doc = tree / "usr/share/doc/rasoat"
    doc.mkdir(parents=True)
    shutil.copyfile(ROOT / "CHANGELOG.md", doc / "CHANGELOG.md")
    shutil.copyfile(ROOT / "LICENSE", doc / "copyright")
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN/control").write_text(_control(this, machine, tree), "utf-8")
    _even(tree, this)
    package = DIST / f"rasoat_{this.version}_{machine}.deb"
    _run(
        "dpkg-deb",
        "--root-owner-group",
        "-Zxz",
        "--build",
        str(tree),
        str(package),
        SOURCE_DATE_EPOCH=str(this.stamp),
    )
    return [package]


def windows() -> list[Path]:
    """The folder, and the installer where NSIS is there."""
    this = freeze()
    makensis = shutil.which("makensis")
    if not makensis:
        say("makensis is not there: the folder is made, no installer")
        return [PROGRAM]
    installer = DIST / f"rasoat-{this.version}-setup.exe"
    _run(makensis, *nsis.words(this.version, PROGRAM, installer, MADE / "rasoat.ico"))
    return [installer]


def freeze() -> About:
    """dist/rasoat: the program in one folder, tried; what was made of the same files is made anew."""
    this = about()
    _tools()
    _make_environment()
    _make_parts(this)
    names = _said(str(PYTHON), str(ROOT / "packaging" / "shipped.py")).split()
    _pyinstaller(this, names)
    say("Collecting the licences of all that is inside")
    _run(
        str(PYTHON),
        str(ROOT / "packaging" / "shipped.py"),
        str(PROGRAM / "lib" / "licences"),
        str(PROGRAM / "lib"),
        quiet=True,
    )
    _bill_of_materials()
    try_out(PROGRAM)
    return this


def try_out(folder: Path) -> None:
    """Run its self-test with nothing around it; raises `Refused` when something fails."""
    say("Trying what was built: self-test in an empty environment")
    program = folder / ("rasoat-cli.exe" if WINDOWS else "rasoat")
    with tempfile.TemporaryDirectory(prefix="rasoat-") as home:
        kept = ("SYSTEMROOT", "TEMP", "TMP") if WINDOWS else ()
        empty = {name: os.environ[name] for name in kept if name in os.environ}
        done = subprocess.run(
            [str(program), "self-test"],
            cwd=home,
            env={**empty, "HOME": home, "USERPROFILE": home},
            check=False,
        )
    if done.returncode:
        raise Refused(
            "What was built does not pass its own test; see above.", "Nothing was packed. Put it right first."
        )


def _tools() -> None:
    if WINDOWS:
        return
    missing = sorted({package for tool, package in TOOLS.items() if not shutil.which(tool)})
    if missing:
        install_packages(missing, is_root=os.geteuid() == 0, apt=shutil.which("apt-get"))


def _make_environment() -> None:
    """build/venv with exactly what the lock names; nothing to do when it is there."""
    stamp, wanted = VENV / "made-from", hashlib.sha256(LOCK.read_bytes() + str(ROOT).encode()).hexdigest()
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return
    say("Making an environment for building (once; about 250 MB)")
    _run(sys.executable, "-m", "venv", "--clear", str(VENV))
    pip = [str(PYTHON), "-m", "pip", "--no-input", "--disable-pip-version-check", "install", "-qq"]
    _run(*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK))
    _run(*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))
    stamp.write_text(wanted, "utf-8")


def _make_parts(this: About) -> None:
    """build/made: compiled catalogues, icons, and what Windows shows of a file."""
    _fresh(MADE)
    for language in LANGUAGES:
        place = Path("i18n", language, "LC_MESSAGES")
        files = str(ROOT / place / "rasoat.po"), str(MADE / place / "rasoat.mo")
        _run(str(PYTHON), str(ROOT / "packaging" / "catalogue.py"), *files, str(this.stamp))
    _run(
        str(PYTHON),
        str(ROOT / "packaging" / "icons.py"),
        str(MADE),
        *map(str, ICON_SIZES),
        QT_QPA_PLATFORM="offscreen",
    )
    numbers = ", ".join([*this.version.split("."), "0"])
    template = (ROOT / "packaging" / "windows" / "version.txt").read_text("utf-8")
    (MADE / "version.txt").write_text(template.format(version=this.version, numbers=numbers), "utf-8")


def _pyinstaller(this: About, names: list[str]) -> None:
    say("Collecting the program, its Python and its Qt")
    shutil.rmtree(PROGRAM, ignore_errors=True)
    words = [
        "--noconfirm",
        "--log-level",
        "ERROR",
        "--distpath",
        str(DIST),
        "--workpath",
        str(BUILD / "work"),
    ]
    _run(
        str(PYTHON), "-m", "PyInstaller", *words, str(ROOT / "packaging" / "rasoat.spec"),
        RASOAT_MADE=str(MADE), RASOAT_SHIPPED=" ".join(names),
        SOURCE_DATE_EPOCH=str(this.stamp), PYTHONHASHSEED="1",
    )  # fmt: skip


def _bill_of_materials() -> None:
    """dist/rasoat.cdx.json, CycloneDX: every distribution with its version and licence."""
    words = ["environment", str(PYTHON), "--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible"]
    _run(
        str(PYTHON),
        "-m",
        "cyclonedx_py",
        *words,
        "--of",
        "JSON",
        "-o",
        str(DIST / "rasoat.cdx.json"),
        quiet=True,
    )
    script, licences = ROOT / "packaging" / "bom.py", PROGRAM / "lib" / "licences"
    _run(str(PYTHON), str(script), str(DIST / "rasoat.cdx.json"), str(licences))


def _control(this: About, machine: str, tree: Path) -> str:
    size = sum(path.lstat().st_size for path in tree.rglob("*") if not path.is_dir()) // 1024
    depends = DEPENDS.format(glibc=os.confstr("CS_GNU_LIBC_VERSION").split()[1])  # type: ignore[union-attr]
    return f"""\
Package: rasoat
Version: {this.version}
Architecture: {machine}
Maintainer: Rà soát contributors <rasoat@example.org>
Installed-Size: {size}
Depends: {depends}
Recommends: ibus-unikey | fcitx5-unikey
Section: misc
Priority: optional
Description: yearly review of poor households, without internet
 Surveyors enter household forms by keyboard and see at once which class a
 household is in, and why. Laptops send encrypted files; offices put them
 together and print the official tables. Vietnamese and English.
"""


def _manual(this: About) -> str:
    return _said(str(PYTHON), str(ROOT / "packaging" / "manual.py"), f"{this.day:%Y-%m-%d}") + "\n"


def _validate(share: Path) -> None:
    """Let the desktop's own tools judge the files for it, where they are there."""
    judges = {
        ("desktop-file-validate",): share / "applications" / "rasoat.desktop",
        ("appstreamcli", "validate", "--no-net"): share / "metainfo" / "vn.rasoat.Rasoat.metainfo.xml",
    }
    for words, file in judges.items():
        if shutil.which(words[0]):
            _run(*words, str(file))


def _anonymous(this: About) -> Callable[[tarfile.TarInfo], tarfile.TarInfo]:
    """Owned by nobody in particular, at the time of the commit: the same in every build."""

    def plain(info: tarfile.TarInfo) -> tarfile.TarInfo:
        info.uid = info.gid = 0
        info.uname = info.gname = "root"
        info.mtime = this.stamp
        return info

    return plain


def _even(tree: Path, this: About) -> None:
    """The times and rights of files in a package."""
    for path in [*tree.rglob("*"), tree]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        os.utime(path, (this.stamp, this.stamp), follow_symlinks=False)


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _said(*words: str) -> str:
    done = subprocess.run(
        words, capture_output=True, cwd=ROOT, env=environment(), encoding="utf-8", check=False
    )
    if done.returncode:
        raise Refused(f"{words[0]} failed: {done.stderr.strip()[-800:]}", "Put that right, then start again.")
    return done.stdout.strip()


def _run(*words: str, quiet: bool = False, **more: str) -> None:
    out = subprocess.DEVNULL if quiet else None
    done = subprocess.run(words, cwd=ROOT, env={**environment(), **more}, stdout=out, check=False)
    if done.returncode:
        raise Refused(
            f"{Path(words[0]).name} failed; its own words are above.", "Put that right, then start again."
        )


KINDS: dict[str, Callable[[], list[Path]]] = {"linux": linux, "deb": deb, "windows": windows}


def kind_of(arguments: list[str]) -> str:
    """What to build; raises `Refused` where this system cannot, or nothing is named."""
    kind = arguments[0] if len(arguments) == 1 else ""
    if kind not in KINDS or (kind == "windows") != WINDOWS:
        raise Refused("Say what to build.", "On Linux: linux, deb. On Windows: windows.")
    return kind


def main(arguments: list[str]) -> int:
    """Build one kind; exit status 2 when it could not be done."""
    try:
        if not is_new_enough(sys.version_info[:2]):
            return subprocess.run([*newer_python(), __file__, *arguments], check=False).returncode
        for file in KINDS[kind_of(arguments)]():
            size = f", {file.stat().st_size / 1e6:.1f} MB" if file.is_file() else ""
            say(f"{file.relative_to(ROOT)}{size}")
    except Refused as refused:
        print(f"\n{refused}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
