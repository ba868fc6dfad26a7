"""What a computer needs before the program starts, and what is said where it cannot be had. No network."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import machine
import pytest
from machine import OFF_SCREEN, ON_SCREEN, Refused

ROOT = Path(__file__).parent.parent.parent
LOCKS = [ROOT / "requirements.lock.txt", ROOT / "packaging" / "units.lock.txt"]
ENTRY = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[0-9a-z.]+)(?: ; (?P<marker>[^\\\n]+?))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
PLACES = re.compile(r"https?:|//|index-url|find-links|\bfile:|@", re.IGNORECASE)


def nowhere(_library: str) -> bool:
    return False


def everywhere(_library: str) -> bool:
    return True


# --------------------------------------------------------------------------------------------- the Python
@pytest.mark.parametrize(
    ("version", "enough"),
    [((3, 11), True), ((3, 13), True), ((3, 14), True), ((4, 0), True), ((3, 10), False), ((2, 7), False)],
)
def test_which_python_is_new_enough(version: tuple[int, int], *, enough: bool) -> None:
    assert machine.is_new_enough(version) is enough


def test_no_newer_python_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match=r"This needs Python 3\.11 or newer; this one is 3\.\d+\."):
        machine.newer_python()


# ------------------------------------------------------------------------------------ the system's packages
def test_nothing_is_missing_where_everything_is_found() -> None:
    assert machine.missing_packages(on_screen=True, found=everywhere) == []


def test_a_bare_system_lacks_what_qt_opens() -> None:
    assert machine.missing_packages(on_screen=False, found=nowhere) == list(OFF_SCREEN.values())


def test_a_real_screen_needs_more() -> None:
    both = [*OFF_SCREEN.values(), *ON_SCREEN.values()]
    assert machine.missing_packages(on_screen=True, found=nowhere) == both


def test_a_python_without_venv_names_its_package() -> None:
    minor = sys.version_info[1]
    assert machine.missing_packages(on_screen=False, found=everywhere, venv=False) == [
        f"python3.{minor}-venv"
    ]


def test_a_library_is_looked_for_by_opening_it() -> None:
    assert machine.opens("kernel32" if machine.WINDOWS else "libc.so.6")
    assert not machine.opens("libno-such-library.so.9")


def test_whoever_is_not_root_gets_one_command_to_run() -> None:
    with pytest.raises(Refused) as refused:
        machine.install_packages(["libegl1", "libgl1"], is_root=False, apt="/usr/bin/apt-get")
    assert "System packages are missing: libegl1, libgl1." in str(refused.value)
    assert "\n    sudo apt-get install libegl1 libgl1\n" in str(refused.value)


def test_a_system_without_apt_is_told_the_names() -> None:
    with pytest.raises(Refused, match="on Debian they are called libegl1 libgl1"):
        machine.install_packages(["libegl1", "libgl1"], is_root=True, apt=None)


def test_certificates_that_apt_drops_are_known() -> None:
    one, own, new = (f"-----BEGIN CERTIFICATE-----\n{x}\n-----END CERTIFICATE-----\n".encode() for x in "abc")
    assert machine.dropped_certificates(one + own, one + new) == own
    assert machine.dropped_certificates(one, one + new) == b""
    assert machine.dropped_certificates(b"", new) == b""


# -------------------------------------------------------------------------------------------------- the lock
@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_is_locked_by_version_and_hash(lock: Path) -> None:
    lines = lock.read_text("utf-8").splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        assert ENTRY.match(line) or HASH.match(line), line
        assert HASH.match(following) or not line.endswith("\\"), line


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_place(lock: Path) -> None:
    assert not PLACES.search(lock.read_text("utf-8"))


def test_every_dependency_that_is_named_is_locked() -> None:
    """`python3 packaging/dev.py lock` after every change of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    named = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    locked = {
        found["name"] for line in LOCKS[0].read_text("utf-8").splitlines() if (found := ENTRY.match(line))
    }
    assert sorted({re.split(r"[ ;<>=!~\[]", one)[0].lower() for one in named} - locked) == []


def test_another_lock_makes_the_environment_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = machine.fingerprint()
    other = tmp_path / "lock.txt"
    other.write_text("x==1 \\\n", "utf-8")
    assert machine.fingerprint() == before
    monkeypatch.setattr(machine, "LOCK", other)
    assert machine.fingerprint() != before


# ------------------------------------------------------------------------------------------ what is started
def test_children_do_not_inherit_another_code_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    assert "PYTHONPATH" not in machine.environment()
    assert machine.environment()["PYTHONUTF8"] == "1"


def test_both_scripts_need_nothing_that_is_not_in_python() -> None:
    code = "import sys; sys.path.insert(0, sys.argv[1]); import dev; print(sorted(sys.modules))"
    folder = str(ROOT / "packaging")
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, folder], capture_output=True, check=True, encoding="utf-8"
    )
    ours = {"dev", "machine", "__main__"}
    loaded = {name.strip("' ").partition(".")[0] for name in done.stdout.strip("[]\n").split(",")}
    assert loaded - sys.stdlib_module_names <= ours
