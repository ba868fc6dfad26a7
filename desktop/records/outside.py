"""Households and results as files outside write them: the vocabulary of the editions, in JSON."""

from desktop.editions.answers import from_file, to_file
from desktop.editions.cards import is_option
from desktop.editions.model import Kind, Question, Scope
from desktop.editions.rules import Edition
from desktop.editions.values import Missing, Value
from desktop.records.confirmed import CONFIRMED, fits_confirmed
from desktop.records.lineage import LIFE, fits_life
from desktop.records.model import (
    ARRIVALS,
    ARRIVED,
    DELETED,
    MEMBERS,
    OVERRIDE,
    POSITION,
    REMOVALS,
    REMOVED,
    WHY,
    Form,
    FormKey,
    Result,
    member_path,
)
from desktop.records.revision import from_json

UID = "uid"
IGNORED = frozenset({UID, "result"})  # what `export` adds
NO_KEY = FormKey("")
_ROW = Question(POSITION, Kind.INTEGER, Scope.MEMBER, {})
_SAID = Question(OVERRIDE, Kind.YES_NO, Scope.HOUSEHOLD, {})
_REASON = Question(WHY, Kind.TEXT, Scope.HOUSEHOLD, {})


def read_household(edition: Edition, thing: object) -> dict[str, Value]:
    """The body of one household. Raises `ValueError` that names the key and what is accepted.

    A member without `uid` is called by its place, 1, 2, 3 …; a question not asked here is left out.
    """
    if not isinstance(thing, dict):
        raise ValueError("a household is one JSON object a line")
    body: dict[str, Value] = {}
    for key, found in thing.items():
        if key == MEMBERS.rstrip("/"):
            body.update(_read_members(edition, found))
        elif key not in IGNORED:
            _read_answer(edition, Scope.HOUSEHOLD, key, found, key, body)
    return body


def _read_members(edition: Edition, found: object) -> dict[str, Value]:
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ValueError("members: accepted is a list of objects")
    body: dict[str, Value] = {}
    seen = set[str]()
    for place, member in enumerate(found, start=1):
        uid = member.get(UID, str(place))
        if not isinstance(uid, str) or not uid or "/" in uid or uid in seen:
            raise ValueError(f"members/{place}/uid: found {uid!r}, accepted is a text used once")
        seen.add(uid)
        body[member_path(uid, POSITION)] = place
        for key, value in member.items():
            if key != UID:
                _read_answer(edition, Scope.MEMBER, key, value, member_path(uid, key), body)
    return body


def _read_answer(
    edition: Edition, scope: Scope, key: str, found: object, path: str, body: dict[str, Value]
) -> None:
    question = edition.vocabulary.get(key)
    if question is not None and question.scope is not scope:
        raise ValueError(f"unknown key {path!r}: it is asked of a {question.scope}")
    try:
        if question is None:
            body[path] = _special(edition, scope, key, found)
        elif found != "" or question.options:  # an empty text is no answer
            value = _card_option(edition, question, found) or from_file(question, found)
            if key in edition.questions:
                body[path] = value
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


def _card_option(edition: Edition, question: Question, found: object) -> str:
    """The answer to an item whose options come with a card that is not here."""
    is_item = edition.card is not None and edition.card.item(question.id) is not None
    is_open = is_item and not question.options and isinstance(found, str) and is_option(found)
    return str(found) if is_open else ""


def _special(edition: Edition, scope: Scope, key: str, found: object) -> Value:
    """What is no question: position and removal of a member, deletion, overrides with their reason."""
    if scope is Scope.MEMBER and key == POSITION:
        return from_file(_ROW, found)
    if scope is Scope.MEMBER and key in (REMOVED, ARRIVED):
        return _one_of(REMOVALS if key == REMOVED else ARRIVALS, found)
    if scope is Scope.HOUSEHOLD and key.startswith(LIFE):
        return _event(key, found)
    if scope is Scope.HOUSEHOLD:
        rule = key.removeprefix(OVERRIDE).removesuffix(WHY)
        if key.startswith(OVERRIDE) and rule in (one.id for one in edition.deprivations):
            return from_file(_REASON if key.endswith(WHY) else _SAID, found)
        if key == DELETED or (key.startswith(CONFIRMED) and fits_confirmed(edition, key, "")):
            return from_file(_REASON, found)
    raise ValueError("unknown key, accepted are those of the vocabulary")


def _one_of(codes: tuple[str, ...], found: object) -> str:
    if found in codes:
        return str(found)
    raise ValueError(f"unknown code {found!r}, accepted is one of {', '.join(codes)}")


def _event(path: str, found: object) -> Value:
    """A part of an event: what it was, or a list of uids."""
    value = from_json(found)
    if fits_life(path, value):
        return value
    raise ValueError(f"{found!r} is no part of an event")


def form_of(edition: Edition, thing: object) -> Form:
    """A household of a file as a form that can be classified."""
    return Form.from_body(NO_KEY, read_household(edition, thing))


def write_household(edition: Edition, form: Form) -> dict[str, object]:
    """What `read_household` reads back, members in paper order."""
    out: dict[str, object] = {key: _written(edition, key, value) for key, value in form.household.items()}
    out[MEMBERS.rstrip("/")] = [
        {UID: member.uid, **{key: _written(edition, key, value) for key, value in member.answers.items()}}
        for member in form.everyone
    ]
    return out


def _written(edition: Edition, key: str, value: Value) -> object:
    question: Question | None = edition.vocabulary.get(key)
    if question is not None:
        return to_file(question, value)
    return {"missing": value.value} if isinstance(value, Missing) else value


def write_result(edition: Edition, result: Result) -> dict[str, object]:
    """A result as `rasoat classify` prints it."""
    out: dict[str, object] = {
        "class": result.code,
        "b1": result.b1,
        "b2": result.b2,
        "b2_max": result.b2_max,
        "deprived": list(result.deprived),
        "unknown": list(result.unknown),
        "ask": list(result.ask),
        "reasons": [
            {
                "rule": reason.rule,
                "holds": reason.holds,
                "because": {path: _because(edition, path, value) for path, value in reason.because.items()},
                "source": reason.source.text,
                "certainty": reason.source.certainty.value,
                **({"year_only": True} if reason.year_only else {}),
                **({"points": reason.points, "card": reason.card} if reason.card else {}),
            }
            for reason in result.reasons
        ],
        "distance": {
            "basis": result.distance.basis or None,
            "line": result.distance.line,
            "by": result.distance.by,
        },
    }
    if result.overridden:
        out["overridden"] = list(result.overridden)
    if result.year_only:
        out["year_only"] = True
    if result.illustrative:
        out["illustrative"] = True
    return out


def _because(edition: Edition, path: str, value: Value) -> object:
    return _written(edition, path.rpartition("/")[2] if path.startswith(MEMBERS) else path, value)
