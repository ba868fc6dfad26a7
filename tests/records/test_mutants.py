"""Every threshold moved by one and every operator turned: the examples of the law must notice."""

import re
from collections.abc import Iterator
from importlib.resources import files

import pytest

from desktop.editions.load import OWN, SHARED, load
from desktop.errors import RasoatError
from tests.records.examples import EXAMPLES, Example, disagreements

pytestmark = pytest.mark.slow
LAW = re.compile(r"^(when|some_member|at_least|share|line|medium_line|points_each|relevant)\b")
TOKEN = re.compile(r"'(?:\\.|[^'])*'|\"\"\"|<=|>=|==|!=|&&|\|\||<|>|!|\b\d+\b")
TURNED = {
    "<": ["<="],
    "<=": ["<"],
    ">": [">="],
    ">=": [">"],
    "==": ["!="],
    "!=": ["=="],
    "&&": ["||"],
    "||": ["&&"],
    "!": [""],
}
SAME = {  # parts of changed lines that mean the same as the law: no household can tell them apart
    "malnourished is asked below 16 only": ("age <= 16 && malnourished", "age < 17 && malnourished"),
    "trained_on_job is asked from 16 to 30 only": ("age >= 15 && age <= 30 && st", "age <= 31 && studying"),
    "at 18 the second line says the same of less": ("(age <= 18 && finished", "(age < 19 && finished"),
    "studying is asked from 3 on": ("(age >= 2 && age < 6",),
    "at 6 the next line says the same of less": (
        "age <= 6 && studying == 'none'",
        "age < 7 && studying == 'none'",
    ),
    "at 12 the next line says the same of less": ("age <= 12 && studying in", "age < 13 && studying in"),
    "B2 goes in tens": ("b2 >= 29", "b2 < 29"),
}


def texts() -> dict[str, str]:
    folder = files("resources") / "editions"
    found = {name: (folder / name).read_text("utf-8") for name in SHARED}
    return found | {name: (folder / "vn-2022" / name).read_text("utf-8") for name in OWN}


def mutants(text: str) -> Iterator[tuple[str, str]]:
    """(the changed line, the changed file): only in what the law says, never in words or sources."""
    lines = text.splitlines(keepends=True)
    inside = False  # a condition over several lines
    for number, line in enumerate(lines):
        code = line.partition(" # ")[0]
        if LAW.match(code) or inside:
            for start, end, token in _tokens(code):
                for other in _others(token):
                    changed = f"{line[:start]}{other}{line[end:]}"
                    yield changed.strip(), "".join([*lines[:number], changed, *lines[number + 1 :]])
        inside ^= code.count('"""') == 1


def _tokens(code: str) -> Iterator[tuple[int, int, str]]:
    equals = code.find("=") if LAW.match(code) else -1
    for found in TOKEN.finditer(code, equals + 1):
        yield found.start(), found.end(), found[0]


def _others(token: str) -> list[str]:
    if token.isdigit():
        return [str(int(token) + 1), str(int(token) - 1)]
    if token.startswith("'"):
        return ["'no_such_code'"]
    return TURNED.get(token, [])


def law_part(text: str) -> str:
    """Without what is ours: counts of members, recounted in `tests/rollup`, and checks, in `test_check`."""
    return text.partition("[[count]]")[0].partition("[[member_check]]")[0]


def is_noticed(files_: dict[str, str], examples: list[Example]) -> bool:
    """Does an example disagree, or the edition no longer load? Who noticed is asked first next time."""
    try:
        edition = load({name: text.encode() for name, text in files_.items()})
        for place, example in enumerate(examples):
            if disagreements(edition, example):
                examples.insert(0, examples.pop(place))
                return True
    except (RasoatError, ZeroDivisionError):
        return True
    return False


def test_the_examples_notice_every_changed_rule() -> None:
    whole = texts()
    changed = [
        (line, {**whole, name: text + whole[name].removeprefix(law_part(whole[name]))})
        for name in ("rules.toml", "questions.toml", "checks.toml")
        for line, text in mutants(law_part(whole[name]))
    ]
    assert len(changed) > 200
    examples = list(EXAMPLES)
    survivors = [line for line, one in changed if not is_noticed(one, examples)]
    explained = [part for parts in SAME.values() for part in parts]
    assert [line for line in survivors if not any(part in line for part in explained)] == []
    assert [part for part in explained if not any(part in line for line in survivors)] == []
