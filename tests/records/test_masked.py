"""ID numbers and phones where they are only looked at."""

import pytest

from desktop.actions.editions import load_edition
from desktop.records.privacy import masked

ROLES = load_edition("vn-2022").roles


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("001080012345", "••••••••\N{NO-BREAK SPACE}2345"),
        ("0912 345 678", "••••••••\N{NO-BREAK SPACE}5678"),
        ("12345", "••••••••"),
        ("—", "—"),
        ("không đọc được", "không đọc được"),
    ],
)
def test_only_the_last_figures_stay(text: str, seen: str) -> None:
    assert masked(ROLES, ROLES.id_number, text) == seen
    assert masked(ROLES, ROLES.phone, text) == seen


def test_other_answers_stay() -> None:
    assert masked(ROLES, ROLES.code, "001080012345") == "001080012345"
