"""A question an office asks a commune about a household, and the commune's answer: two records of one key.

The key is made of the place, the words and the form, so two officers who ask the same ask once; it ends as
the form's does, so what becomes of a round becomes of its questions. The office writes the question and
closes it; whoever may write the form writes the answer.
"""

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256

from desktop.editions.values import Value
from desktop.records.model import FormKey

QUERY, ANSWER = "query", "answer"
TEXT, CLOSED = "text", "closed"
BETWEEN = "#"  # in a key: path # short name of the words # form
SHORT = 12


class Status(StrEnum):
    """How far a question is."""

    ASKED = "asked"
    ANSWERED = "answered"
    CLOSED = "closed"


def query_key(form: FormKey, path: str, text: str) -> str:
    """The key of a question; `path` is "" where it is about the whole household."""
    return BETWEEN.join((path, sha256(text.encode()).hexdigest()[:SHORT], form))


def form_of(key: str) -> FormKey:
    """The form that a question, or its answer, is about."""
    return FormKey(key.rpartition(BETWEEN)[2])


def path_of(key: str) -> str:
    """The place on the form; "" = the whole household."""
    return key.partition(BETWEEN)[0]


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
