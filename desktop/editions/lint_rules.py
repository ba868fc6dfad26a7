"""What `rasoat edition check` looks for: each rule with its severity and one line that says it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error makes the edition unfit; a warning asks its author to look again."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class LintRule:
    """One thing that is looked for."""

    code: str
    severity: Severity
    says: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is broken; `line` of the file where the table begins, 0 = not known."""

    code: str
    severity: Severity
    file: str
    line: int
    where: str
    found: str
    accepted: str


_E, _W = Severity.ERROR, Severity.WARNING
RULES = {
    rule.code: rule
    for rule in (
        LintRule("broken", _E, "a kind, name, id, word, source, mark or CEL that is refused, with its place"),
        LintRule("not_asked", _E, "a condition reads what nobody is asked"),
        LintRule("needed", _E, "a question that the program cannot do without is not asked"),
        LintRule("fails", _E, "a condition that some answers make fail (by trial)"),
        LintRule("never_true", _E, "a condition that can never hold (by construction, else by trial)"),
        LintRule("never_false", _W, "a condition that always holds (by construction, else by trial)"),
        LintRule("never_unknown", _W, "a condition that reads no answer (by construction)"),
        LintRule("unreachable", _E, "a question whose relevance excludes that of what it reads (by trial)"),
        LintRule("no_such_option", _E, "a code that its question does not offer (by construction)"),
        LintRule("one_class", _E, "a basis where not exactly one class holds (by trial)"),
        LintRule("slots", _E, "words whose slots differ between languages"),
        LintRule("changed_meaning", _E, "an id of the vocabulary with another kind, scope, option or label"),
        LintRule("other_words", _W, "a label that says something else in one of its languages"),
        LintRule("released", _E, "files that differ from a released edition of the same id and version"),
        LintRule("blank_source", _E, "a source without its text or its section of the facts"),
        LintRule("no_source", _E, "a threshold, such as an age in a relevance, without a source"),
        LintRule("unused_source", _W, "a source that nothing cites"),
        LintRule("no_words", _W, "a deprivation or a class whose threshold is not said in words"),
        LintRule("empty_block", _W, "a block without questions"),
        LintRule("block_scope", _E, "a question in a block of another scope"),
        LintRule("number_twice", _W, "a number on paper that stands for two questions"),
        LintRule("report_column", _E, "a column of a table that counts what the edition does not have"),
        LintRule("no_xlsform", _W, "a condition that an XLSForm cannot say"),
    )
}  # fmt: skip


def finding(code: str, file: str, where: str, found: str, accepted: str) -> Finding:
    """A finding of one rule; its line is looked up later."""
    return Finding(code, RULES[code].severity, file, 0, where, found, accepted)
