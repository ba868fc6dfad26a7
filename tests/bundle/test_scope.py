"""Who may write what (section 3, "Scope")."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from desktop.bundle import scope
from desktop.bundle.scope import Verdict
from desktop.editions.values import Value
from desktop.records.revision import Body, Revision
from tests.bundle.makers import COMMUNE, Cast

HERE: Body = {"unit": COMMUNE, "name": "x"}
THERE: Body = {"unit": "01837", "name": "x"}
NOWHERE: Body = {"name": "x"}
IN, OUT, OFFICE_ONLY, OWN = Verdict.INSIDE, Verdict.COMMUNE, Verdict.OFFICE_ONLY, Verdict.OWN_UNIT


@pytest.mark.parametrize(
    ("kind", "key", "body", "before", "roles", "verdict"),
    [
        ("form", "h@r", HERE, None, "commune", IN),
        ("form", "h@r", HERE, HERE, "commune", IN),
        ("form", "h@r", HERE, THERE, "commune", OUT),
        ("form", "h@r", THERE, HERE, "commune", OUT),
        ("form", "h@r", THERE, None, "commune", OUT),
        ("form", "h@r", NOWHERE, None, "commune", OUT),
        ("form", "h@r", HERE, NOWHERE, "commune", OUT),
        ("form", "h@r", {"unit": ("01834",)}, None, "commune", OUT),
        ("form", "h@r", THERE, None, "office", OUT),
        ("outcome", "h@r", {}, HERE, "commune", IN),
        ("outcome", "h@r", HERE, THERE, "commune", OUT),
        ("outcome", "h@r", HERE, None, "commune", OUT),
        ("link", "ab", {}, HERE, "commune", IN),
        ("link", "ab", {}, THERE, "commune", OUT),
        ("round", "r", {}, None, "commune", OFFICE_ONLY),
        ("round", "r", {}, None, "office", IN),
        ("withdrawal", "w", {}, None, "commune", OFFICE_ONLY),
        ("target", f"r/{COMMUNE}/x", {}, None, "commune", OFFICE_ONLY),
        ("edition", "e", {}, None, "commune", OFFICE_ONLY),
        ("from_the_future", "x", HERE, HERE, "commune", OFFICE_ONLY),
        ("from_the_future", "x", {}, None, "office", IN),
        ("unit", f"{COMMUNE}-03@2026-01-01", {}, None, "commune", OWN),
        ("unit", "01837-03@2026-01-01", {}, None, "commune", OFFICE_ONLY),
        ("unit", "01837-03@2026-01-01", {}, None, "office", IN),
        ("unit_total", f"vn-2022/2026/periodic/{COMMUNE}-03", {}, None, "commune", OWN),
        ("unit_total", f"vn-2022/2026/periodic/{COMMUNE}", {}, None, "commune", OWN),
        ("unit_total", "vn-2022/2026/periodic/01837", {}, None, "commune", OFFICE_ONLY),
        ("unit_total", "x", {}, None, "unheard_of", OFFICE_ONLY),
    ],
)
def test_each_kind(
    cast: Cast, kind: str, key: str, body: dict[str, Value], before: Body | None, roles: str, verdict: Verdict
) -> None:
    certificate = replace(cast.certificate, roles=(roles,))
    revision = Revision(kind, key, body, frozenset(body))
    assert scope.judge(certificate, revision, before, "unit") is verdict
    assert scope.outside(certificate, revision, before, "unit") is (verdict is not IN)


@pytest.mark.parametrize(("roles", "inside"), [(("office",), True), (("commune",), False)])
def test_no_communes_mean_all_for_an_office_and_none_for_others(
    cast: Cast, roles: Sequence[str], *, inside: bool
) -> None:
    certificate = replace(cast.certificate, roles=tuple(roles), communes=())
    revision = Revision("form", "h@r", THERE, frozenset(THERE))
    assert scope.outside(certificate, revision, HERE, "unit") is not inside


@pytest.mark.parametrize(
    ("verdict", "said"),
    [(OUT, "a commune the sender"), (OFFICE_ONLY, "only an office"), (OWN, "only an office")],
)
def test_the_reason_is_one_sentence(verdict: Verdict, said: str) -> None:
    assert said in str(scope.reason(verdict, 7, "unit"))
