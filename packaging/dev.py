r"""One command for all who work on the program: it sets everything up, then runs, shows, tests or checks it.

    python3 packaging/dev.py demo          (Windows: py packaging\dev.py demo)

Standard library only, and no import of the program: it starts before anything is installed. It writes `.venv`
in the project, filled from `requirements.lock.txt`, and what the command itself is for; nothing else.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from itertools import chain, count, product
from pathlib import Path
from typing import Callable, NamedTuple  # noqa: UP035 - collections.abc's cannot be subscribed before 3.9

from machine import (
    LOCK,
    PYTHON,
    ROOT,
    Refused,
    environment,
    has_display,
    is_new_enough,
    newer_python,
    pip,
    say,
    set_up,
)

FAILED = 2
XDG = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
APPDATA = ("APPDATA", "LOCALAPPDATA", "WIN_PD_OVERRIDE_APPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA")
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
VERSIONS = ("3.11", "3.12", "3.13")
PLATFORMS = {  # pip takes the tags it is given and no older ones
    "Windows": ("win_amd64",),
    "Linux": tuple(f"manylinux{tag}_x86_64" for tag in ("_2_28", "_2_27", "_2_17", "2014", "2010", "1")),
}
DRY = (
    *("install", "--no-input", "--disable-pip-version-check", "--quiet", "--dry-run", "--ignore-installed"),
    *("--no-deps", "--only-binary", ":all:", "--target", str(ROOT / "build" / "nowhere")),
)
CHECKS = {
    "style": ("-m", "ruff", "check", "."),
    "layout": ("-m", "ruff", "format", "--check", "."),
    "types": ("-m", "mypy"),
    "imports": ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    "licences": (str(Path("packaging", "allowed.py")),),
}
WITH_NSIS = {"installer": (str(Path("packaging", "installer_check.py")),)}  # where makensis is there


def python(*words: str, env: dict[str, str] | None = None) -> int:
    """Run the environment's Python in the project and return its exit status."""
    return subprocess.run([str(PYTHON), *words], cwd=ROOT, env=env or environment(), check=False).returncode


def program(*words: str) -> int:
    """Run the program from where the person stands: the folders they name are theirs."""
    return subprocess.run(
        [str(PYTHON), "-P", "-m", "desktop", *words], env=environment(), check=False
    ).returncode


def tested(*words: str, **more: str) -> int:
    """Run the environment's Python as tests run: off screen, with a home of its own."""
    with tempfile.TemporaryDirectory(prefix="rasoat-", ignore_cleanup_errors=True) as home:
        return python(*words, env={**test_environment(Path(home)), **more})


def test_environment(home: Path) -> dict[str, str]:
    """No real screen and none of this person's settings or workspaces: all of that lies under `home`."""
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    return {
        **{name: value for name, value in environment().items() if name not in SCREENS},
        **{name: str(home / name.lower()) for name in (*XDG, *APPDATA)},
        "XDG_RUNTIME_DIR": str(runtime),
        "QT_QPA_PLATFORM": "offscreen",
        "LC_ALL": "C.UTF-8",
    }


def sync(_words: list[str]) -> int:
    """Set everything up and stop."""
    set_up()
    say(f"The program: {PYTHON.parent / 'rasoat'}")
    return 0


def demo(words: list[str]) -> int:
    """Show the main job on real screens; files and pictures into demo/ or the folder you name."""
    set_up(on_screen=has_display())
    return program("demo", *demo_words(words, ROOT))


def demo_words(words: list[str], root: Path) -> list[str]:
    """The folder first; without one `demo`, or `demo-2` … when that is taken: nothing is overwritten."""
    if words and not words[0].startswith("-"):
        return words
    names = chain(["demo"], (f"demo-{n}" for n in count(2)))
    return [str(next(root / name for name in names if not (root / name).exists())), *words]


def run(words: list[str]) -> int:
    """Open the window; with more words, run that command of the command line."""
    set_up(on_screen=has_display() and not words)
    return program(*words)


def test(words: list[str]) -> int:
    """Run the whole test suite; more words go to pytest."""
    set_up()
    return tested("-m", "pytest", *pytest_words(words))


def pytest_words(words: list[str]) -> list[str]:
    """On all cores and without the long proofs, unless the tester says otherwise."""
    workers = [] if any(word.startswith(("-n", "--numprocesses")) for word in words) else ["-n", "auto"]
    chosen = [] if "-m" in words else ["-m", "not release"]
    return [*workers, *chosen, *words]


def check(_words: list[str]) -> int:
    """Style, types, import contracts, licences; with makensis the script of the installer."""
    set_up()
    wrong: list[str] = []
    for name, words in {**CHECKS, **(WITH_NSIS if shutil.which("makensis") else {})}.items():
        say(f"Checking {name}")
        wrong += [name] if python(*words, env={**environment(), "QT_QPA_PLATFORM": "offscreen"}) else []
    say(f"To be put right: {', '.join(wrong)}." if wrong else "All in order.")
    return int(bool(wrong))


def bench(words: list[str]) -> int:
    """Measure; print medians and ratios. More words choose: `bench answer` runs bench_answer.py."""
    set_up()
    status = 0
    for script in sorted((ROOT / "tests" / "bench").glob("bench_*.py")):
        if not words or script.stem.removeprefix("bench_") in words:
            say(f"Measuring: {script.stem.removeprefix('bench_')}")
            status |= tested(str(script))
    return int(status != 0)


def release_check(words: list[str]) -> int:
    """The long proofs in full size (hours), the benches, the lists of units built again, the wheels."""
    set_up()
    proofs = tested("-m", "pytest", "-m", "release or slow", *words, RASOAT_LONG="1")
    return int(any((proofs, bench([]), units([]), wheels([]))))


def units(_words: list[str]) -> int:
    """Build resources/units again from its source, elsewhere, and compare every byte."""
    set_up()
    with tempfile.TemporaryDirectory(prefix="rasoat-", ignore_cleanup_errors=True) as place:
        source, script = Path(place, "source"), Path(place, "packaging", "build_units.py")
        script.parent.mkdir()
        shutil.copy(ROOT / "packaging" / script.name, script)
        hashes = ROOT / "packaging" / "units.lock.txt"
        pip("--require-hashes", "--no-deps", "--target", str(source), "-r", str(hashes))
        if python(str(script), env={**environment(), "PYTHONPATH": str(source)}):
            return 1
        differ = _different(Path(place, "resources", "units"), ROOT / "resources" / "units")
    say(f"Not the same: {', '.join(differ)}." if differ else "The same, byte for byte.")
    return int(bool(differ))


def _different(made: Path, kept: Path) -> list[str]:
    names = {file.name for folder in (made, kept) for file in folder.iterdir()}
    same = (name for name in names if (made / name).is_file() and (kept / name).is_file())
    return sorted(names - {name for name in same if (made / name).read_bytes() == (kept / name).read_bytes()})


def wheels(_words: list[str]) -> int:
    """Ask the package index whether Windows and Linux have a wheel of all that is locked."""
    set_up()
    without: list[str] = []
    for platform, version in product(PLATFORMS, VERSIONS):
        say(f"Python {version} on {platform}")
        tags = chain.from_iterable(("--platform", tag) for tag in PLATFORMS[platform])
        words = [*tags, "--python-version", version, "--implementation", "cp"]
        found = python("-m", "pip", *DRY, *words, "-r", str(ROOT / "packaging" / "build.lock.txt"))
        without += [f"{platform} {version}"] if found else []
    say(f"Not whole: {', '.join(without)}." if without else "Every wheel is there.")
    return int(bool(without))


def lock(_words: list[str]) -> int:
    """Choose versions anew within pyproject.toml; write them with hashes and without hosts."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(PYTHON.parent))
    if not uv:
        raise Refused("This needs uv.", "Install it (pip install uv), then start again.")
    words = "--group dev --universal --generate-hashes --no-header --no-annotate --quiet --output-file"
    command = [uv, "pip", "compile", "pyproject.toml", *words.split(), LOCK.name]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo,
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "release-check": release_check,
    "sync": sync,
    "units": units,
    "wheels": wheels,
    "lock": lock,
}


class Asked(NamedTuple):
    """What the person typed: a command, and words that are passed on."""

    command: str
    words: list[str]


def read(arguments: list[str]) -> Asked:
    """The command and its words. Raises `Refused`, with the list, for none or an unknown one."""
    if arguments and arguments[0] in COMMANDS:
        return Asked(arguments[0], arguments[1:])
    lines = [f"    {name:<14} {(do.__doc__ or '').splitlines()[0]}" for name, do in COMMANDS.items()]
    said = f"There is no command “{arguments[0]}”." if arguments else "Say what to do."
    raise Refused(said, "\n".join(["The commands:", *lines]))


def main(arguments: list[str]) -> int:
    """Do what was asked and return the exit status: 2 when it could not be done."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        asked = read(arguments)
        if not is_new_enough(sys.version_info[:2]):
            return subprocess.run([*newer_python(), __file__, *arguments], check=False).returncode
        return COMMANDS[asked.command](asked.words)
    except Refused as refused:
        print(f"\n{refused}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return FAILED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
