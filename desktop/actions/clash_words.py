"""Clashes of records that are no household, in words: whose, where, and what each side says."""

import tomllib
from collections.abc import Mapping
from functools import cache

from desktop import paths
from desktop.actions import outcome, words
from desktop.actions.context import Workspace
from desktop.editions.cards import CARD
from desktop.editions.model import Words
from desktop.editions.values import Value
from desktop.records import card_record, queries
from desktop.records.links import LINK, decided, ends_of
from desktop.records.model import Form, FormKey, form_key
from desktop.records.outcome import OUTCOME
from desktop.store import states

FORM = "form"
ALL_REGIONS: Words = {"vi": "mọi vùng", "en": "all regions"}


@cache
def _words() -> Mapping[str, Mapping[str, Words]]:
    """`kinds` and `places` of records that are no household."""
    found: Mapping[str, Mapping[str, Words]] = tomllib.loads(
        (paths.resources() / "records.toml").read_text("utf-8")
    )
    return found


def title(ws: Workspace, kind: str, key: str, body: Mapping[str, Value], language: str) -> str:
    """What a record is called."""
    if kind == LINK:  # a decision about two households is called by both
        both = (form_key(uid, ws.round.key) for uid in ends_of(body))
        return " ↔ ".join(_household(ws, one, language) for one in both)
    called = _words()["kinds"].get(kind)
    if called is None:
        return key
    return called[language].format(of=_of(ws, kind, key, body, language))


def place(ws: Workspace, kind: str, path: str, body: Mapping[str, Value], language: str) -> str:
    """Which of its fields."""
    if kind == LINK:
        return words.LINK_PLACE[language]
    if kind == OUTCOME:
        return outcome.place(ws, path, language)
    first, _, rest = path.partition("/")
    known = _words()["places"].get(first)
    label = known[language] if known else first
    return f"{_option(ws, rest, body, language)}: {label}" if rest else label


def text(ws: Workspace, kind: str, path: str, value: Mapping[str, Value], language: str) -> str:
    """What one side says there."""
    if kind == LINK:
        return words.LINK_WORDS[decided(value)][language]
    if kind == OUTCOME:
        return outcome.said(ws, path, value.get(path), language)
    found = value.get(path)
    unit = ws.units.get(found) if path == "parent" and isinstance(found, str) else None
    return unit.full_name if unit else words.answer(ws.edition, "", found, language)


def _of(ws: Workspace, kind: str, key: str, body: Mapping[str, Value], language: str) -> str:
    if kind in (queries.QUERY, queries.ANSWER, OUTCOME):
        return _household(ws, queries.form_of(key), language)
    if kind == card_record.KIND:
        return _card(ws, key, language)
    if kind == "unit":
        name = body.get("name")
        return name if isinstance(name, str) else key.partition("@")[0]
    if kind in ("unit_total", "assignment"):
        code = key.rpartition("/")[2]
        unit = ws.units.get(code)
        return unit.full_name if unit else code
    return key


def _card(ws: Workspace, key: str, language: str) -> str:
    """Its area and region."""
    area, region = key.split("/")[1:]
    asked = ws.edition.card
    known = ws.edition.option(ws.edition.roles.area, area)
    where = ws.edition.option(asked.region, region) if asked else None
    parts = known.label[language] if known else area, where.label[language] if where else region
    return ", ".join((parts[0], ALL_REGIONS[language] if region == card_record.ALL else parts[1]))


def _option(ws: Workspace, path: str, body: Mapping[str, Value], language: str) -> str:
    """An item of a score card and its option, in its own words."""
    item, _, code = path.partition("/")
    asked = ws.edition.card.item(f"{CARD}{item}") if ws.edition.card else None
    label = body.get(f"{card_record.LABEL}/{path}")
    return " – ".join((asked.label[language] if asked else item, label if isinstance(label, str) else code))


def _household(ws: Workspace, key: FormKey, language: str) -> str:
    form = Form.from_body(key, states.body(ws.store, FORM, key) or {})
    return words.household(ws.edition, form, language)
