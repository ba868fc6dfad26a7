"""Tests that need a Java compiler are taken out where there is none, and that is said."""

import shutil

import pytest

NEEDS_JAVA = "test_xlsform_java.py"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if shutil.which("javac"):
        return
    out = [item for item in items if item.path.name == NEEDS_JAVA]
    items[:] = [item for item in items if item.path.name != NEEDS_JAVA]
    config.hook.pytest_deselected(items=out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not shutil.which("javac"):
        terminalreporter.write_line("JavaRosa's opinion of the XLSForms: not run: no Java compiler (javac).")
