"""How files are written: a first line that says what for, short functions, nothing of one machine."""

import ast
import re

from tests.rules.sources import OURS, ROOT, modules, texts

LONGEST_FUNCTION, LONGEST_MODULE = 40, 400  # lines
LONG_FUNCTIONS = {  # and why
    "tests/flow/test_main_job.py test_from_two_laptops_to_the_official_table": "one story, told once",
    "tests/worlds.py household": "one household, every answer on a line of its own",
}
LONG_MODULES: dict[str, str] = {}  # and why; tests may be longer, they are tables
OF_A_MACHINE = re.compile(
    rb"(?<![\w.])/(?:work|root|home|tmp|Users)/(?!lan/)\w|index-url|find-links|pypi\.org|pythonhosted|localhost"
    rb"|(?<![\d.=])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"
)
MAY_NAME_THEM = {  # and why
    "tests/rules/test_layout.py": "looks for them",
    "tests/packaging/test_docs.py": "looks for them",
    "tests/packaging/test_machine.py": "looks for them",
    "tests/bundle/test_refusals.py": "a version of four numbers",
}


def test_every_module_begins_with_what_it_is_for() -> None:
    for name, tree in modules(*OURS):
        first = tree.body[0] if tree.body else None
        text = ast.get_docstring(tree)
        assert isinstance(first, ast.Expr), name
        assert text, name
        assert text.splitlines()[0].endswith((".", ":", "?")), name
        assert first.lineno == 1, name


def test_functions_are_short() -> None:
    long = set()
    for name, tree in modules(*OURS):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                long |= {f"{name} {node.name}"} if lines > LONGEST_FUNCTION else set()
    assert long == set(LONG_FUNCTIONS)


def test_modules_are_short() -> None:
    lengths = {
        name: (ROOT / name).read_text("utf-8").count("\n") for name, _ in modules("desktop", "packaging")
    }
    assert {name for name, lines in lengths.items() if lines > LONGEST_MODULE} == set(LONG_MODULES)


GOLDEN = "tests/data/golden/"  # files as the program wrote them


def test_every_text_is_utf8_with_plain_line_ends() -> None:
    for name, data in texts():
        assert b"\r" not in data, name
        assert not data.startswith(b"\xef\xbb\xbf"), name
        assert data == b"" or data.endswith(b"\n") or name.startswith(GOLDEN), name
        data.decode("utf-8")


def test_nothing_of_one_machine_is_kept() -> None:
    for name, data in texts():
        found = OF_A_MACHINE.search(data)
        assert found is None or name in MAY_NAME_THEM, f"{name}: {found}"


def test_nothing_is_left_to_do() -> None:
    """No notes to oneself, and no test that is left out."""
    notes = re.compile(r"\b(TODO|FIXME|XXX)\b")
    left_out = re.compile(r"pytest\.(mark\.)?(skip|xfail)|unittest\.mock|mocker\b")
    for name, data in texts():
        if name.endswith(".py") and name != "tests/rules/test_layout.py":
            text = data.decode()
            assert not notes.search(text), name
            assert not left_out.search(text), name
