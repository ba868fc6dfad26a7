"""Files as Windows and Linux both understand them: every text is opened with its encoding named."""

import ast
from collections.abc import Iterator

from tests.rules.sources import modules

PLACE = {"open": 2, "read_text": 0, "write_text": 1}  # of a path's method: where the encoding stands


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Where a text might be read or written in the encoding of whoever's computer it is."""
    for name, tree in modules("desktop", "packaging"):
        for node in ast.walk(tree):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(node, ast.Call) and isinstance(called, ast.Attribute) and called.attr in PLACE:
                yield f"{name}:{node.lineno}", node, called.attr


def is_binary(call: ast.Call) -> bool:
    """Opened for bytes, or something else that is called open."""
    named = (one.value for one in call.keywords if one.arg == "mode")
    mode = call.args[0] if call.args else next(named, None)
    return not isinstance(mode, ast.Constant) or not isinstance(mode.value, str) or "b" in mode.value


def test_every_text_is_opened_with_its_encoding_named() -> None:
    without = []
    for place, call, name in calls():
        named = any(one.arg == "encoding" for one in call.keywords) or len(call.args) > PLACE[name]
        if not named and not (name == "open" and is_binary(call)):
            without.append(place)
    assert without == []


def test_there_are_such_calls() -> None:
    assert sum(1 for _call in calls()) > 20
