"""What may import what: the contracts of pyproject.toml are kept, and they are not blind."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.sources import ROOT, modules

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
KEPT = re.compile(r"^(.+) (KEPT|BROKEN)$", re.MULTILINE)


def verdicts(place: Path) -> tuple[dict[str, str], str]:
    """Each contract and whether it is kept, for the sources in `place`; and all that was said."""
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"], cwd=place, capture_output=True, text=True, check=False
    )
    return dict(KEPT.findall(done.stdout)), done.stdout + done.stderr


@pytest.mark.slow
def test_every_contract_is_kept() -> None:
    found, said = verdicts(ROOT)
    assert len(found) >= 14, said
    assert set(found.values()) == {"KEPT"}, said


BREAKS = [  # file, a line more -> the contract that must notice
    ("editions/model.py", "import pathlib", "the pure three know no file"),
    ("records/merge.py", "from desktop.i18n import N_", "the pure three know no file"),
    ("records/model.py", "from desktop.store import drafts", "calls go down"),
    ("store/drafts.py", "from desktop.bundle import frame", "calls go down"),
    ("cli/pack.py", "from desktop.ui import words", "calls go down"),
    ("drawer.py", '"""Nobody placed it."""', "calls go down"),
    ("ui/form/page.py", "from desktop.ui.exchange import page", "no screen knows another"),
    ("ui/widgets/labels.py", "from desktop.actions import pack", "widgets know no action"),
    ("actions/pack.py", "import PySide6", "only the window and the printing of papers know Qt"),
    ("actions/pack.py", "import sqlcipher3", "only the store knows the database"),
    ("actions/export.py", "import openpyxl", "only the report knows Excel"),
    ("actions/pack.py", "import segno", "only one module draws QR codes"),
    ("actions/statistics.py", "import pyreadstat", "only one module writes files of statistics"),
    ("actions/deliver.py", "import duckdb", "only the engines know DuckDB and Spark"),
    ("actions/receive.py", "import pyrage", "only bundles and keys know cryptography"),
    ("bundle/keys.py", "import argon2", "only keys know passphrases"),
    ("actions/import_.py", "import msgspec", "only the doors know msgspec"),
    ("settings.py", "import platformdirs", "only paths know where"),
    ("records/classify.py", "import cel_expr_python", "only expressions know CEL"),
    ("ui/words.py", "import gettext", "only i18n knows gettext"),
]


@pytest.mark.slow
def test_no_contract_is_blind(tmp_path: Path) -> None:
    """A copy of the sources with one import too many for each contract."""
    shutil.copytree(ROOT / "desktop", tmp_path / "desktop", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for file, line, _ in BREAKS:
        with (tmp_path / "desktop" / file).open("a", encoding="utf-8") as more:
            more.write(f"\n{line}\n")
    found, said = verdicts(tmp_path)
    broken = {name for name, verdict in found.items() if verdict == "BROKEN"}
    assert [part for _, _, part in BREAKS if not any(part in name for name in broken)] == [], said


def test_no_import_only_for_types() -> None:
    """A cycle broken with TYPE_CHECKING is a cycle."""
    for name, tree in modules("desktop"):
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert "TYPE_CHECKING" not in names, name


NOT_EMPTY = {"desktop/__init__.py": "the version, where the build reads it"}


def test_packages_hold_a_docstring_only() -> None:
    """Every import names the file it comes from."""
    for name, tree in modules("desktop", "tests"):
        if name.endswith("__init__.py") and name not in NOT_EMPTY:
            assert len(tree.body) == 1, name


def test_nothing_is_put_in_a_drawer() -> None:
    drawers = re.compile(r"(^|/)(utils?|helpers?|common|managers?|misc)(\.py|/)")
    assert [name for name, _ in modules("desktop", "packaging") if drawers.search(name)] == []
