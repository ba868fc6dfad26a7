"""A warning that somebody confirmed is not open; when the answer changes it is open again."""

from dataclasses import replace
from typing import Any

from desktop.actions.editions import load_edition
from desktop.editions.values import Value
from desktop.records.check import check
from desktop.records.classify import classify_sheet
from desktop.records.confirmed import confirmation, confirms, open_ones
from desktop.records.fits import unfit
from desktop.records.model import Form, Problem, Severity
from desktop.records.outside import form_of, read_household, write_household
from desktop.records.revision import Revision
from desktop.records.rows import household_row
from desktop.records.sheet import lay_out
from tests.records.examples import household, person

EDITION = load_edition("vn-2022")
ON = "2026-10-01"


def form(**more: Any) -> Form:
    """With one warning: somebody of 113 years."""
    return form_of(EDITION, household(person("1913-05-05", **more)))


def problems(of: Form) -> tuple[Problem, ...]:
    return check(lay_out(EDITION, of, ON))


def written(of: Form, values: dict[str, Value | None]) -> Form:
    for path, value in values.items():
        of = of.with_answer(path, value)
    return of


def confirmed_form() -> Form:
    before = form()
    (warning,) = problems(before)
    return written(before, confirms(EDITION, before, warning, "có giấy khai sinh"))


def test_a_confirmed_warning_carries_its_remark_and_is_not_open() -> None:
    (warning,) = problems(confirmed_form())
    assert (warning.code, warning.confirmed) == ("very_old", "có giấy khai sinh")
    assert open_ones((warning,)) == ()


def test_rows_count_the_open_ones() -> None:
    for of, count in ((form(), 1), (confirmed_form(), 0)):
        sheet = lay_out(EDITION, of, ON)
        row = household_row(sheet, classify_sheet(sheet), check(sheet), 0)
        assert row.warnings == count


def test_another_answer_opens_it_again() -> None:
    (warning,) = problems(confirmed_form().with_answer("members/3/birth_date", "1912-05-05"))
    assert warning.confirmed == ""


def test_another_year_opens_it_again() -> None:
    """The age is part of what was confirmed."""
    (warning,) = check(lay_out(EDITION, confirmed_form(), "2027-10-01"))
    assert warning.confirmed == ""


def test_taking_it_back() -> None:
    after = written(confirmed_form(), confirms(EDITION, confirmed_form(), problems(form())[0], None))
    assert problems(after)[0].confirmed == ""
    assert after.body() == form().body()


def test_an_error_cannot_be_confirmed() -> None:
    before = form_of(EDITION, household(floor_area_m2=0))
    error = next(one for one in problems(before) if one.severity is Severity.ERROR)
    after = written(before, confirms(EDITION, before, error, "đúng"))
    assert [one.confirmed for one in problems(after)] == [""]


def test_remark_and_what_it_speaks_of_merge_as_one_value() -> None:
    path = confirmation(problems(form())[0])
    assert EDITION.group_of(f"{path}/of") == EDITION.group_of(path) == path


def test_it_travels_in_bundles_and_files() -> None:
    body = confirmed_form().body()
    revision = Revision("form", "h@r", body, frozenset(body), version=EDITION.version)
    assert unfit(EDITION, revision) == ""
    path = confirmation(problems(form())[0])
    assert "does not fit" in unfit(EDITION, replace(revision, body={**body, path: 5}))
    assert "does not fit" in unfit(EDITION, replace(revision, body={"confirmed/nothing/x": "y"}))
    assert read_household(EDITION, write_household(EDITION, confirmed_form())) == body
