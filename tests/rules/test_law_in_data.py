"""The law stands in resources/, not in Python: no question, code, threshold or official wording."""

import tomllib
from collections.abc import Iterator
from typing import Any

from tests.rules.sources import ROOT, modules, numbers, strings

EDITIONS = ROOT / "resources" / "editions"
WORDS_OF_THE_PROGRAM = {  # ids and codes that are also words of the program, and what they mean there
    "away": "one answer away: a command, a filter, a list",
    "area": "a column of the result rows",
    "finished": "a filter of the list: forms that are complete",
    "id_number": "a kind of question",
    "name": "a slot of sentences; a column of units",
    "unit": "a kind of record and of question; a column of tables",
    "village": "a level of units; a column of the result rows",
    "card": "a box on the screen",
    "computer": "a slot of a sentence: which machine holds the lock",
    "head": "the part of the head of a household: roles",
    "laptop": "a slot of a sentence: which laptop",
    "m": "the letter",
    "none": "a slot: nothing",
    "other": "why a member left; a slot of a sentence",
    "parent": "a column of units",
    "points": "what a scale counts",
    "primary": "the first button of a screen",
    "solid": "a pattern of Excel",
    "unknown": "a reason for absence; the class and side of what is not known",
    "blank": "a reason for absence",
    "refused": "a reason for absence",
    "illegible": "a reason for absence",
    "insured": "a column of the result rows: how many are",
}
FLAGS = {  # columns of the result rows, which every edition fills
    "is_minority",
    "female_head",
    "has_merit",
    "lacks_labour",
    "is_local_minority",
    "is_policy",
    "on_grid",
}
NUMBERS_OF_THE_PROGRAM = {  # thresholds of the law that are also numbers of the program
    ("desktop/practice/households.py", 140),  # how communes differ in size, of 100
    ("desktop/bundle/parity_code.py", 255),  # the field of the code has 256 elements
    ("desktop/store/trouble.py", 255),  # the low byte of a code of SQLite
    ("desktop/ui/settings/look.py", 150),  # size of the letters, of 100
    ("desktop/ui/settings/look.py", 175),
    ("desktop/editions/trial.py", 120),  # an age
    ("desktop/bundle/names.py", 120),  # letters of a file name
    ("desktop/records/lists/columns.py", 120),  # letters
    ("desktop/ui/form/away.py", 120),  # pixels, as in all of `ui`
    ("desktop/ui/exchange/receipt.py", 150),
    ("desktop/ui/paper/pages.py", 150),  # per cent
    ("desktop/ui/rollup/residents.py", 150),
    ("desktop/ui/lists/contents.py", 140),
}
ROUND = {1_000_000}  # a million: also of bytes, and what stands for "last"
SHORTEST_WORDING = 12  # letters; shorter labels are everyday words


def tables(name: str) -> dict[str, Any]:
    return tomllib.loads((EDITIONS / name).read_text("utf-8"))


def own(name: str) -> list[dict[str, Any]]:
    """The file of this name of every edition."""
    return [tables(file.relative_to(EDITIONS).as_posix()) for file in sorted(EDITIONS.glob(f"*/{name}"))]


def ids_and_codes() -> set[str]:
    questions = tables("vocabulary.toml")["question"]
    codes = {option["code"] for question in questions for option in question.get("options", [])}
    rules = {rule["id"] for file in own("rules.toml") for rule in file["deprivation"] + file.get("flag", [])}
    classes = tables("classes.toml")["class"]
    parts = {word["id"] for word in classes if word["id"] != word["side"]}
    sides = {word["side"] for word in classes}  # words of the program, and codes of last year's class
    return {question["id"] for question in questions} | codes - sides | rules | parts


def test_no_question_code_rule_or_class_stands_in_python() -> None:
    ours = ids_and_codes() - set(WORDS_OF_THE_PROGRAM) - FLAGS
    found = [
        f"{name}:{line}: {text}"
        for name, tree in modules("desktop")
        for line, text in strings(tree)
        if text in ours or ("/" in text and " " not in text and set(text.split("/")) & ours)
    ]
    assert found == []


def test_the_words_of_the_program_are_still_needed() -> None:
    used = {text for _, tree in modules("desktop") for _, text in strings(tree)}
    assert set(WORDS_OF_THE_PROGRAM) - used == set()
    assert set(WORDS_OF_THE_PROGRAM) <= ids_and_codes() | {"blank", "refused", "illegible", "unknown"}


def test_no_threshold_stands_in_python() -> None:
    lines = {
        value
        for file in own("rules.toml")
        for basis in file["basis"]
        for table in ("line", "upper_line", "medium_line")
        for value in basis.get(table, {}).values()
    }
    assert len(lines) >= 8
    found = [
        (name, number)
        for name, tree in modules("desktop")
        for _, number in numbers(tree)
        if number in lines - ROUND and (name, number) not in NUMBERS_OF_THE_PROGRAM
    ]
    assert found == []


def wordings(thing: object) -> Iterator[str]:
    """Every Vietnamese text of a file of data."""
    if isinstance(thing, dict):
        for key, value in thing.items():
            if key in ("vi", "text") and isinstance(value, str):
                yield value
            else:
                yield from wordings(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from wordings(value)


def test_no_official_wording_stands_in_python() -> None:
    files = [*EDITIONS.rglob("*.toml"), *(ROOT / "resources" / "tables").rglob("*.toml")]
    said = {text for file in files for text in wordings(tomllib.loads(file.read_text("utf-8")))}
    official = [text.casefold() for text in said if len(text) >= SHORTEST_WORDING]
    assert len(official) > 150
    found = [
        f"{name}:{line}: {text}"
        for name, tree in modules("desktop")
        for line, text in strings(tree)
        if len(text) >= SHORTEST_WORDING and any(one in text.casefold() for one in official)
    ]
    assert found == []
