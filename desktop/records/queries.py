"""A question an office asks a commune about a household, and the commune's answer: two records of one key.

The key is made of the form, the place on it and the words, so two officers who ask the same ask once. The
office writes the question and closes it; whoever may write the form writes the answer.
"""

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256

from desktop.editions.values import Value
from desktop.records.model import FormKey

QUERY, ANSWER = "query", "answer"
TEXT, CLOSED = "text", "closed"
BETWEEN = "#"  # in a key: form # path # short name of the words
SHORT = 12


class Status(StrEnum):
    """How far a question is."""

    ASKED = "asked"
    ANSWERED = "answered"
    CLOSED = "closed"


def query_key(form: FormKey, path: str, text: str) -> str:
    """The key of a question; `path` is "" where it is about the whole household."""
    return BETWEEN.join((form, path, sha256(text.encode()).hexdigest()[:SHORT]))


def form_of(key: str) -> FormKey:
    """The form that a question, or its answer, is about."""
    return FormKey(key.split(BETWEEN, maxsplit=1)[0])


def path_of(key: str) -> str:
    """The place on the form; "" = the whole household."""
    return key.split(BETWEEN)[1] if key.count(BETWEEN) > 1 else ""


def query_id(key: str) -> str:
    """The short name of a question, the same on every computer."""
    return sha256(key.encode()).hexdigest()[:SHORT]


def said(body: Mapping[str, Value] | None) -> str:
    """The words of a question or of an answer."""
    text = (body or {}).get(TEXT)
    return text if isinstance(text, str) else ""


def status(query: Mapping[str, Value], answer: Mapping[str, Value] | None) -> Status:
    """How far it is."""
    if query.get(CLOSED) is True:
        return Status.CLOSED
    return Status.ANSWERED if said(answer) else Status.ASKED
