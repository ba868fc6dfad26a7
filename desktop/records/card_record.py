"""A score card as a record `card`, key `<edition>/<area>/<region>`: flat paths that merge like all others."""

from collections.abc import Mapping

from desktop.editions.cards import CARD, Card, Mark
from desktop.editions.values import Value
from desktop.records.model import DELETED

KIND = "card"
ALL = "all"  # the region of a card that holds for all of them
FILE, ILLUSTRATIVE, BOATS_FROM, DECISION = "file", "illustrative", "boats_from", "decision"
POINTS, LABEL, SOURCE, PLACE = "points", "label", "source", "place"  # <this>/<item>/<option>
_ALONE = {FILE: str, ILLUSTRATIVE: bool, BOATS_FROM: str, DECISION: str, DELETED: str}
_EACH = {POINTS: int, LABEL: str, SOURCE: str, PLACE: int}
KEY_PARTS = 3


def card_key(edition: str, card: Card) -> str:
    """The key of a card's record."""
    return f"{edition}/{card.area}/{card.region or ALL}"


def card_body(card: Card) -> dict[str, Value]:
    """The flat paths that `read_card` reads back."""
    body: dict[str, Value] = {FILE: card.hash, ILLUSTRATIVE: card.illustrative}
    if card.boats_from:
        body[BOATS_FROM] = card.boats_from
    if card.decision:
        body[DECISION] = card.decision
    for path, marks in card.marks.items():
        for place, mark in enumerate(marks, start=1):
            option = f"{path.removeprefix(CARD)}/{mark.code}"
            body |= {
                f"{POINTS}/{option}": mark.points,
                f"{LABEL}/{option}": mark.label,
                f"{SOURCE}/{option}": mark.source,
                f"{PLACE}/{option}": place,
            }
    return body


def read_card(key: str, body: Mapping[str, Value]) -> Card | None:
    """A card from its record; None when it was deleted or says too little."""
    parts = key.split("/")
    digest = body.get(FILE)
    if len(parts) != KEY_PARTS or DELETED in body or not isinstance(digest, str):
        return None
    marks: dict[str, list[tuple[int, Mark]]] = {}
    for path, points in body.items():
        kind, _, option = path.partition("/")
        item, _, code = option.partition("/")
        label, source = body.get(f"{LABEL}/{option}"), body.get(f"{SOURCE}/{option}")
        place = body.get(f"{PLACE}/{option}")
        if kind != POINTS or not isinstance(points, int) or not isinstance(place, int):
            continue
        if isinstance(label, str) and isinstance(source, str):
            marks.setdefault(f"{CARD}{item}", []).append((place, Mark(code, label, points, source)))
    return Card(
        area=parts[1],
        region="" if parts[2] == ALL else parts[2],
        hash=digest,
        marks={path: tuple(mark for _, mark in sorted(found, key=_order)) for path, found in marks.items()},
        illustrative=body.get(ILLUSTRATIVE) is True,
        boats_from=_text(body.get(BOATS_FROM)),
        decision=_text(body.get(DECISION)),
    )


def unfit_card(key: str, body: Mapping[str, Value]) -> str:
    """What of a card's record does not fit; "" = it fits."""
    if len(key.split("/")) != KEY_PARTS or not all(key.split("/")):
        return "the key is not <edition>/<area>/<region>"
    for path, value in body.items():
        parts = path.split("/")
        wanted = _ALONE.get(path) if len(parts) == 1 else _EACH.get(parts[0])
        if wanted is None or len(parts) not in (1, KEY_PARTS) or not all(parts):
            return f"unknown path {path}"
        if type(value) is not wanted:
            return f"{path} is of the wrong kind"
    return ""


def _order(one: tuple[int, Mark]) -> tuple[int, str]:
    return one[0], one[1].code


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else ""
