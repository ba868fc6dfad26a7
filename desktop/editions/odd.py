"""Checks that know more than the household's answers: ages beside the head's, totals beside the result."""

from collections.abc import Callable, Iterable

from desktop.editions.expression import Expression, Vocabulary
from desktop.editions.faults import fault
from desktop.editions.model import Question, Scope
from desktop.editions.raw import RawCheck, RawChecks
from desktop.editions.rules import Check, Odd

AGE, HEAD_AGE = "age", "head_age"  # of a member, and of the one head
COUNT, B2, B2_MAX, CLASS_CODE = "member_count", "b2", "b2_max", "class_code"
Compile = Callable[[Vocabulary, str, str, str], Expression]  # scope, text, file, where
FILE = "checks.toml"


def read_odd(
    checks: RawChecks,
    questions: Iterable[Question],
    codes: frozenset[str],
    provinces: Iterable[str],
    compiled: Compile,
) -> Odd:
    """Compile them; `codes` are those that have words."""
    each = {scope: [q for q in questions if q.scope is scope] for scope in Scope}
    member = Vocabulary(each[Scope.MEMBER], (AGE, HEAD_AGE))
    result = Vocabulary(each[Scope.HOUSEHOLD], (COUNT, B2, B2_MAX), (CLASS_CODE,))

    def read(table: str, check: RawCheck, scope: Scope, words: Vocabulary) -> Check:
        where = f"{table} {check.code}"
        if check.code not in codes:
            raise fault(FILE, f"{where}, code", f"“{check.code}”", "a code of problems.toml")
        if check.path not in {question.id for question in each[scope]}:
            raise fault(FILE, f"{where}, path", f"“{check.path}”", f"a question of the {scope}")
        return Check(check.code, check.path, compiled(words, check.when, FILE, f"{where}, when"))

    return Odd(
        members=tuple(read("member_check", one, Scope.MEMBER, member) for one in checks.member_check),
        results=tuple(read("result_check", one, Scope.HOUSEHOLD, result) for one in checks.result_check),
        member=member,
        result=result,
        provinces=frozenset(provinces),
    )
