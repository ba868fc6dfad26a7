"""What became of a household after its score: how far it is, whether the meeting agreed. Never its class."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.editions.answers import fits
from desktop.editions.model import Question
from desktop.editions.values import Value
from desktop.records.model import DELETED
from desktop.records.revision import Revision

OUTCOME = "outcome"
WHOLE = 100


class Stage(StrEnum):
    """How far a household is."""

    PROPOSED = "proposed"
    VOTED = "voted"
    REPEAT = "repeat"  # too few agreed: review and meeting are done again
    POSTED = "posted"
    COMPLAINT = "complaint"  # not yet looked into
    RECOGNISED = "recognised"


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The table of `resources/outcome.toml`: what can be written down, and the share that must agree."""

    questions: Mapping[str, Question]
    roles: Mapping[str, str]  # the part a field plays -> its path
    agreement_percent: int

    def part(self, body: Mapping[str, Value], role: str) -> Value | None:
        """What is written at the field that plays a part."""
        return body.get(self.roles[role])


def agreed(table: Outcomes, body: Mapping[str, Value]) -> bool | None:
    """Did enough of those present agree (Decision 24/2021; facts 2.6)? None = not counted."""
    present, votes = _count(table.part(body, "attending")), _count(table.part(body, "in_favour"))
    if not present or votes is None:
        return None
    return WHOLE * votes >= table.agreement_percent * present


def stage(table: Outcomes, body: Mapping[str, Value]) -> Stage:
    """How far a household is, from what was written about it."""
    if table.part(body, "recognised"):
        return Stage.RECOGNISED
    if table.part(body, "complaint") and not table.part(body, "rechecked"):
        return Stage.COMPLAINT
    enough = agreed(table, body)
    if enough is False:
        return Stage.REPEAT
    if table.part(body, "posted"):
        return Stage.POSTED
    return Stage.VOTED if enough else Stage.PROPOSED


def unfit_outcome(table: Outcomes, revision: Revision) -> str:
    """What of a line from outside does not fit, in English for a log; "" = it fits."""
    for path, value in revision.body.items():
        if path == DELETED and isinstance(value, str):
            continue
        question = table.questions.get(path)
        if question is None:
            return f"unknown path {path}"
        if not fits(question, value):
            return f"{path} is of the wrong kind"
    return ""


def _count(value: Value | None) -> int | None:
    return value if type(value) is int and value >= 0 else None
