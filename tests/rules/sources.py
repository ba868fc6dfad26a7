"""The files of the project, as the rules read them."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
OURS = ("desktop", "packaging", "tests")
BINARY = {".png", ".ttf", ".ico", ".rasoat", ".db", ".xlsx", ".xls"}


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is kept in the repository; without one, or without git, every file of our folders."""
    listed = _listed()
    if listed:
        names = [ROOT / name for name in listed.split("\0") if name]
    else:
        names = [file for part in (*OURS, "resources", "i18n") for file in (ROOT / part).rglob("*.*")]
    return tuple(file for file in names if file.is_file() and "__pycache__" not in file.parts)


def _listed() -> str:
    if not shutil.which("git"):
        return ""
    command = ["git", "-C", str(ROOT), "ls-files", "-z"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout


def texts() -> Iterator[tuple[str, bytes]]:
    """Every tracked file that is text: its name in the project and its bytes."""
    for file in tracked():
        if file.suffix not in BINARY:
            yield file.relative_to(ROOT).as_posix(), file.read_bytes()


@cache
def modules(*parts: str) -> tuple[tuple[str, ast.Module], ...]:
    """Every Python module of these folders with its syntax tree."""
    found = (file for part in parts for file in sorted((ROOT / part).rglob("*.py")))
    return tuple((file.relative_to(ROOT).as_posix(), ast.parse(file.read_text("utf-8"))) for file in found)


def strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and value of every text literal that is no docstring."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def numbers(tree: ast.Module) -> Iterator[tuple[int, int]]:
    """Line and value of every whole number."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, int)
            and not isinstance(node.value, bool)
        ):
            yield node.lineno, node.value
