"""Whether a table is signed, and what is different since, in sentences."""

from collections.abc import Iterator
from dataclasses import replace

from desktop.rollup.layout import TableWords
from desktop.rollup.rates import Plain
from desktop.rollup.tables import Table

SHORT = 12  # letters of a hash where room is short


def stamp(table: Table, words: TableWords, language: str) -> str:
    """The same as `state`, with the beginning of the hash."""
    short = table.signed and replace(table.signed, hash=table.signed.hash[:SHORT])
    return state(replace(table, signed=short), words, language)


def state(table: Table, words: TableWords, language: str) -> str:
    """Provisional, or when and by whom it was signed."""
    found = table.signed
    if found is None:
        return words.sources["unsigned"][language]
    day = "/".join(reversed(found.day[:10].split("-")))
    slots = {"version": found.version, "day": day, "who": found.who, "hash": found.hash}
    return words.sources["signed"][language].format(**slots)


def corrections(table: Table, words: TableWords, language: str) -> Iterator[str]:
    """What is no longer as it was signed, figure by figure."""
    if table.signed is None:
        return
    if not table.signed.is_among:
        yield words.sources["not_among"][language]
    changed = table.signed.corrections
    if changed:
        yield words.sources["corrected"][language].format(n=len(changed))
    for one in changed:
        line = table.layout.find_line(one.line).title.get(language, "") if one.line else ""
        name = f"{one.name} ({line})" if line else one.name
        slots = {
            "column": one.column,
            "before": _said(one.before, language),
            "after": _said(one.after, language),
        }
        yield words.sources["correction"][language].format(name=name, **slots)


def _said(figure: Plain, language: str) -> str:
    """Rates have a comma in Vietnamese."""
    text = "–" if figure is None else str(figure)
    return text.replace(".", ",") if language == "vi" else text
