"""Keep the catalogues of the program's words: python3 packaging/messages.py [--check] [--words FILE.json …].

Writes i18n/rasoat.pot and i18n/vi/LC_MESSAGES/rasoat.po from the sources: the same sources and words give the
same bytes (no dates, no line numbers). A message that no source shows any more is dropped. `--words` adds
translations: {"English": "tiếng Việt"}. `--check` writes nothing and says what would change. English is the
source text and needs no catalogue.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "vi"
WIDTH = 110
MARKS = ("_", "N_", "ngettext")
ERROR = "RasoatError"  # its title and hint are shown; the pure layers cannot mark them
SLOT = re.compile(r"\{(\w*)[^}]*\}")
HEADER = """# {title}
# Copyright (C) Rà soát contributors
# This file is distributed under the same licence as the program.
msgid ""
msgstr ""
"Project-Id-Version: rasoat\\n"
{more}"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
VIETNAMESE = '"Language: vi\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'

Message = tuple[str, ...]  # (text,) or (one, many)
Found = dict[Message, set[str]]  # message -> the files that show it


def extract(root: Path = ROOT) -> Found:
    """Every message of the program with the files that show it."""
    found: Found = {}
    for file in sorted((root / "desktop").rglob("*.py")):
        for message in messages_of(file.read_text("utf-8")):
            found.setdefault(message, set()).add(file.relative_to(root).as_posix())
    return found


def messages_of(source: str) -> Iterator[Message]:
    """The messages of one source text."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        given = [one.value for one in node.args if isinstance(one, ast.Constant)]
        texts = [text for text in given if isinstance(text, str)]
        if name in MARKS and texts and texts[0]:
            yield tuple(texts[:2]) if name == "ngettext" else (texts[0],)
        elif name == ERROR:
            yield from ((text,) for text in texts[1:3] if text)


def template(found: Found) -> bytes:
    """The bytes of rasoat.pot."""
    catalog = Catalog(fuzzy=False)
    for message in found:
        catalog.add(_id(message), locations=_places(found[message]))
    return HEADER.format(title="Words of the program.", more="").encode() + _entries(catalog)


def translation(found: Found, words: Mapping[str, str]) -> bytes:
    """The bytes of the Vietnamese catalogue; what has no translation in `words` stays empty."""
    catalog = Catalog(locale=LANGUAGE, fuzzy=False)
    for message in found:
        text = words.get(message[0], "")
        string = text if len(message) == 1 else (text,)
        catalog.add(_id(message), string=string, locations=_places(found[message]))
    header = HEADER.format(title="Vietnamese words of the program.", more=VIETNAMESE)
    return header.encode() + _entries(catalog)


def known_words(data: bytes) -> dict[str, str]:
    """English -> Vietnamese of a catalogue."""
    words = {}
    for message in pofile.read_po(io.BytesIO(data), locale=LANGUAGE):
        one = message.id if isinstance(message.id, str) else message.id[0]
        string = message.string if isinstance(message.string, str) else (message.string or ("",))[0]
        if one and string:
            words[one] = string
    return words


def slots(text: str) -> list[str]:
    """The named places of a sentence."""
    return sorted(SLOT.findall(text))


def odd(found: Found, words: Mapping[str, str]) -> list[str]:
    """Messages without a translation, or whose translation has other slots."""
    lines = []
    for message in sorted(found):
        text = words.get(message[0], "")
        wanted = slots(message[-1])
        if not text:
            lines.append(f"no Vietnamese: {message[0]}")
        elif slots(text) != wanted:
            lines.append(f"slots differ ({', '.join(slots(text))} for {', '.join(wanted)}): {message[0]}")
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Write the catalogues, or with --check compare them; 1 where something is left to do."""
    parser = argparse.ArgumentParser(description="Keep the catalogues of the program's words.")
    parser.add_argument("--check", action="store_true", help="write nothing, say what would change")
    parser.add_argument("--words", type=Path, nargs="*", default=[], help="JSON: English to Vietnamese")
    args = parser.parse_args(arguments)
    pot, po = ROOT / "i18n" / "rasoat.pot", ROOT / "i18n" / LANGUAGE / "LC_MESSAGES" / "rasoat.po"
    found = extract()
    words = known_words(po.read_bytes()) if po.exists() else {}
    for file in args.words:
        words |= json.loads(file.read_text("utf-8"))
    stale = _keep({pot: template(found), po: translation(found, words)}, write=not args.check)
    left = odd(found, words)
    print(f"{len(found)} messages", *left, *(f"stale: {name}" for name in stale), sep="\n")
    return 1 if left or stale else 0


def _keep(files: Mapping[Path, bytes], *, write: bool) -> list[str]:
    """Write each file that differs; without `write`, name it."""
    stale = []
    for path, data in files.items():
        if path.exists() and path.read_bytes() == data:
            continue
        if not write:
            stale.append(path.relative_to(ROOT).as_posix())
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f"{path.suffix}.part")
        part.write_bytes(data)
        part.replace(path)
    return stale


def _id(message: Message) -> str | tuple[str, str]:
    return message[0] if len(message) == 1 else (message[0], message[1])


def _places(files: Iterable[str]) -> list[tuple[str, int]]:
    return [(file, 0) for file in sorted(files)]


def _entries(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    pofile.write_po(out, catalog, width=WIDTH, omit_header=True, include_lineno=False, sort_output=True)
    return out.getvalue().strip() + b"\n"


if __name__ == "__main__":
    sys.exit(main())
