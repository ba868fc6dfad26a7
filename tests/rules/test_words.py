"""The words of the program: catalogues are fresh, every message has its Vietnamese and the same slots."""

import ast
import tomllib
from collections.abc import Iterator
from io import BytesIO
from string import Formatter

import messages
from babel.messages import mofile, pofile

from desktop.actions.words import REMOVAL_WORDS
from desktop.records.model import REMOVALS
from tests.rules.sources import ROOT, modules

AGAIN = "Run: python packaging/messages.py [--words FILE.json], then fill what it names."
CODE_PATH_SLOTS = 3
POT, PO = ROOT / "i18n" / "rasoat.pot", ROOT / "i18n" / "vi" / "LC_MESSAGES" / "rasoat.po"


def test_the_catalogues_are_fresh() -> None:
    found = messages.extract()
    words = messages.known_words(PO.read_bytes())
    assert POT.read_bytes() == messages.template(found), AGAIN
    assert PO.read_bytes() == messages.translation(found, words), AGAIN


def test_every_message_has_its_vietnamese_with_the_same_slots() -> None:
    assert messages.odd(messages.extract(), messages.known_words(PO.read_bytes())) == [], AGAIN


def test_the_catalogue_compiles() -> None:
    out = BytesIO()
    mofile.write_mo(out, pofile.read_po(BytesIO(PO.read_bytes())))
    assert len(out.getvalue()) > 10_000


SOURCE = """
RasoatError("code", "No file {name}.", N_("Look."), name=1)
_("Shown"); N_("Marked"); ngettext("{n} form", "{n} forms", 2); _(variable); other("Not this")
raise RasoatError("code", N_("Again {n}."), "")
"""


def test_what_is_extracted() -> None:
    """The negative control: what the extraction finds, and what not."""
    assert sorted(messages.messages_of(SOURCE)) == [
        ("Again {n}.",),
        ("Look.",),
        ("Marked",),
        ("No file {name}.",),
        ("Shown",),
        ("{n} form", "{n} forms"),
    ]


def test_a_missing_or_odd_translation_is_named() -> None:
    found: messages.Found = {("Ask {name}.",): {"a.py"}, ("One", "Many {n}"): {"b.py"}}
    assert len(messages.odd(found, {})) == 2
    assert messages.odd(found, {"Ask {name}.": "Hỏi {ten}.", "One": "Có {n}"}) == [
        "slots differ (ten for name): Ask {name}."
    ]
    assert messages.odd(found, {"Ask {name}.": "Hỏi {name}.", "One": "Có {n}"}) == []


def calls(*names: str, within: str = "desktop") -> Iterator[tuple[str, ast.Call]]:
    """Every call of a function of these names, with the place it stands at."""
    for module, tree in modules(within):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                yield f"{module}:{node.lineno}", node


def said(node: ast.expr) -> str | None:
    """The text of a literal, marked for translation or not."""
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("N_", "_")
        and node.args
    ):
        node = node.args[0]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def test_every_error_fills_its_slots() -> None:
    """A sentence that names a slot which nobody gives would be an exception in place of an error."""
    checked = 0
    for place, call in calls("RasoatError"):
        given = {keyword.arg for keyword in call.keywords}
        texts = [text for node in call.args[1:3] if (text := said(node)) is not None]
        if None in given or len(texts) < 2:
            continue  # given as a whole, by one who was given it
        wanted = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
        assert wanted <= given, place
        checked += 1
    assert checked > 60


def odd_things() -> Iterator[ast.Tuple]:
    """What checks of their own module yield: code, path, slots."""
    for _, tree in modules("desktop/records"):
        for node in ast.walk(tree):
            found = node.value if isinstance(node, ast.Yield) else None
            if isinstance(found, ast.Tuple) and len(found.elts) == CODE_PATH_SLOTS:
                yield found


def raised() -> set[str]:
    """The codes of problems that readers, checks and the checks of editions raise."""
    codes = {said(call.args[1]) for _, call in calls("_problem", within="desktop/records") if call.args[1:]}
    codes |= {said(call.args[0]) for _, call in calls("Unreadable", within="desktop/editions")}
    codes |= {said(odd.elts[0]) for odd in odd_things()}
    for file in sorted((ROOT / "resources" / "editions").glob("*/checks.toml")):
        checks = tomllib.loads(file.read_text("utf-8"))
        for table in ("check", "member_check", "result_check"):
            codes |= {check["code"] for check in checks.get(table, [])}
    return {code for code in codes if code}


def test_every_code_of_a_problem_has_words_and_every_word_is_used() -> None:
    """tests/records/test_check.py reaches each of them."""
    text = (ROOT / "resources" / "editions" / "problems.toml").read_text("utf-8")
    assert {problem["code"] for problem in tomllib.loads(text)["problem"]} == raised()


def test_every_reason_for_leaving_has_words() -> None:
    assert tuple(REMOVAL_WORDS) == REMOVALS
