"""“Why?” in sentences: each names its inputs, its article and how sure it is, in both languages."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from desktop import i18n
from desktop.actions import reasons
from desktop.actions.editions import load_edition, shipped
from desktop.editions.load import B2, VALUE
from desktop.editions.rules import LINES, UNKNOWN, ClassRule, Edition, Rule
from desktop.records.classify import classify_sheet
from desktop.records.model import Reason, Result, split_path
from desktop.records.outside import form_of
from desktop.records.sheet import Sheet, lay_out
from tests.records.examples import born, household, person, poor
from tests.records.invented import Maker

EDITION = load_edition("vn-2022")
ON = "2026-10-01"


@pytest.fixture(autouse=True, params=["vi", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    i18n.use(request.param)
    yield request.param
    i18n.use("en")


def said(h: dict[str, Any]) -> tuple[Sheet, Result]:
    sheet = lay_out(EDITION, form_of(EDITION, h), ON)
    return sheet, classify_sheet(sheet)


def why(h: dict[str, Any], rule: str, language: str) -> str:
    sheet, result = said(h)
    reason = next(one for one in result.reasons if one.rule == rule)
    return reasons.of_deprivation(sheet, reason, language)


def pick(language: str, vi: str, en: str) -> str:
    return vi if language == "vi" else en


def test_a_deprivation_of_members_names_who_and_what(language: str) -> None:
    told = why(household(person(born(9), name="Lý Thị Lê", insured=False)), "insurance", language)
    assert EDITION.deprivations[3].says[language] in told
    assert told.endswith(
        pick(
            language,
            "Lý Thị Lê (9 tuổi) – Có thẻ bảo hiểm y tế: không.",
            "Lý Thị Lê (9 years) – Has health insurance: no.",
        )
    )
    assert "Nông" not in told, "only those it rests on"


def test_no_deprivation_says_when_it_would_be(language: str) -> None:
    told = why(poor(0), "water", language)
    assert told.startswith(pick(language, "Không thiếu hụt", "“Water” is no deprivation"))
    assert EDITION.deprivations[8].says[language] in told


def test_the_unknown_names_exactly_what_is_asked(language: str) -> None:
    h = household(person(born(9), name="Lý Thị Lê", insured={"missing": "unknown"}))
    told = why(h, "insurance", language)
    assert told.endswith(
        pick(
            language,
            "Còn phải hỏi: Có thẻ bảo hiểm y tế – Lý Thị Lê.",
            "Still to ask: Has health insurance – Lý Thị Lê.",
        )
    )


def test_the_floor_counts_the_members(language: str) -> None:
    assert pick(language, "2 thành viên", "2 members") in why(
        household(floor_area_m2=15), "housing_area", language
    )


def test_an_override_says_who_decided_and_why(language: str) -> None:
    told = why(household(**{"override/water": True, "override/water/why": "giếng cạn"}), "water", language)
    assert "giếng cạn" in told
    assert pick(language, "thiếu hụt", "a deprivation") in told
    bare = why(household(**{"override/water": False}), "water", language)
    assert pick(language, "không có", "none") in bare


CLASSES = [
    (poor(3, b1_points=120), ("120", "140", "30")),
    (poor(2, b1_points=120), ("120", "140", "20")),
    (poor(0, b1_points=150), ("150", "140", "195")),
    (poor(0, b1_points=300), ("300", "140", "195")),
    (household(income_basis="amount", income_per_head=1_400_000), ("1.400.000", "1.500.000")),
    (household(income_basis="amount", income_per_head=1_600_000), ("1.600.000", "2.250.000")),
    (household(income_basis="amount", income_per_head=9_600_000, area="urban"), ("9.600.000", "2.000.000")),
    (poor(3, b1_points=100, area={"missing": "blank"}), ("100", "140 / 175")),
]


@pytest.mark.parametrize(("h", "figures"), CLASSES)
def test_a_class_names_its_figures_and_its_lines(
    h: dict[str, Any], figures: tuple[str, ...], language: str
) -> None:
    sheet, result = said(h)
    told = reasons.of_class(sheet, result, language)
    assert told.startswith(EDITION.class_words[result.code].label[language])
    assert [one for one in figures if one not in told] == []
    source = reasons.class_source(sheet, result)
    assert source is not None
    assert source.text in reasons.source_of(source)


def test_a_class_that_is_not_known_says_what_to_ask(language: str) -> None:
    sheet, result = said(household(b1_points={"missing": "illegible"}))
    told = reasons.of_class(sheet, result, language)
    assert EDITION.vocabulary["b1_points"].label[language] in told
    sheet, result = said({"members": []})
    assert EDITION.vocabulary["income_basis"].label[language] in reasons.of_class(sheet, result, language)


def test_a_standard_without_a_rule_says_so(language: str) -> None:
    edition = replace(EDITION, classes=())
    sheet = lay_out(edition, form_of(edition, poor(3)), ON)
    told = reasons.of_class(sheet, classify_sheet(sheet), language)
    assert told == pick(
        language,
        "Chuẩn này chưa có quy tắc cho cách ghi thu nhập như vậy.",
        "This standard has no rule for an income that was answered in this way.",
    )


@pytest.mark.parametrize(("points", "by"), [(138, "2"), (140, "140"), (145, "5")])
def test_the_distance_to_the_line(points: int, by: str) -> None:
    _sheet, result = said(poor(0, b1_points=points))
    told = reasons.of_distance(result)
    assert str(points) in told
    assert by in told


def test_no_distance_without_a_value() -> None:
    assert reasons.of_distance(said(household(b1_points={"missing": "blank"}))[1]) == ""


def test_points_name_the_deprivations_and_what_is_open(language: str) -> None:
    sheet, result = said(poor(2, media={"missing": "blank"}))
    told = reasons.of_points(sheet, result, language)
    assert told.startswith(pick(language, "Điểm B2 là 20: 2 chỉ số", "B2 is 20: 2 deprivations"))
    assert EDITION.deprivations[8].label[language] in told
    assert "30" in told


def test_everything_is_a_sentence(language: str) -> None:
    """Nothing of the inside shows, whatever is known."""
    for h in [poor(n) for n in range(5)] + [{"members": []}, household(household_code="7", members=[{}])]:
        sheet, result = said(h)
        for line in reasons.whole(sheet, result, language).splitlines():
            assert line.endswith("."), line
            assert not any(sign in line for sign in ("{", "}", "members/", "override/")), line


def test_every_certainty_has_words() -> None:
    sources = {source.certainty for source in (rule.source for rule in EDITION.deprivations)}
    assert sources <= set(reasons.CERTAINTY)
    doubtful = next(rule.source for rule in EDITION.classes if rule.source.to_be_checked)
    assert len(reasons.source_of(doubtful)) > len(doubtful.text) + 10


def test_year_only_is_said(language: str) -> None:
    one = person("", birth_year=2020, insured=False)
    del one["birth_date"]
    sheet, result = said(household(one))
    reason: Reason = next(r for r in result.reasons if r.rule == "insurance")
    assert reason.year_only
    assert reasons.of_deprivation(sheet, reason, language).endswith(
        pick(language, "Biết đủ ngày sinh thì kết quả có thể khác.", "A full date of birth could change it.")
    )


# ---- every rule of every standard that ships


def judged(edition: Edition, on: str) -> Iterator[tuple[Sheet, Result]]:
    """Invented households without gaps and with them: every rule is met with each of its answers."""
    maker = Maker(5, on, edition.id)
    for n in range(400):
        sheet = lay_out(edition, form_of(edition, maker.household(0 if n % 2 else 15)), on)
        yield sheet, classify_sheet(sheet)


@pytest.mark.parametrize("name", shipped())
def test_every_rule_has_its_sentence_and_its_source(name: str, language: str) -> None:
    edition = load_edition(name)
    rules: tuple[Rule | ClassRule, ...] = (*edition.deprivations, *edition.classes)
    for rule in rules:
        assert rule.says.get(language, "").strip(), f"{name}: {rule.id}"
        assert not rule.says[language].endswith("."), "the program binds it into a sentence"
        assert reasons.CERTAINTY[rule.source.certainty]
    for one in edition.classes:
        used = set(re.findall(r"{(\w+)}", one.says[language]))
        read = {name for name in (VALUE, *LINES, B2) if name in one.when.reads}
        assert read <= used, f"{name}: {one.id} by {one.basis} does not say {read - used}"
        assert set(re.findall(r"{(\w+)}", one.says["vi"])) == set(re.findall(r"{(\w+)}", one.says["en"]))


@pytest.mark.parametrize("name", shipped())
def test_every_sentence_names_the_inputs_it_rests_on(name: str, language: str) -> None:
    edition, met = load_edition(name), set[tuple[str, object]]()
    on = f"{edition.years[1]}-10-01"
    for sheet, result in judged(edition, on):
        for reason in result.reasons:
            if not any(rule.id == reason.rule for rule in edition.deprivations):
                continue
            told = reasons.of_deprivation(sheet, reason, language)
            met.add((reason.rule, reason.holds))
            assert told.endswith(".")
            assert not any(sign in told for sign in ("{", "}", "members/", "override/")), told
            if reason.holds is not None and not any(path.startswith("override/") for path in reason.because):
                missing = [label for label in labels(sheet, reason, language) if label not in told]
                assert missing == [], (told, missing)
        told = reasons.of_class(sheet, result, language)
        met.add((result.code, True))
        assert told.endswith(".")
        if result.code != UNKNOWN:
            value = sheet.form.household[edition.bases[result.distance.basis].value]
            assert isinstance(value, int)
            assert reasons.dotted(value) in told, "a class names the income it rests on"
    wanted = {(rule.id, holds) for rule in edition.deprivations for holds in (True, False, None)}
    wanted |= {(rule.id, True) for rule in edition.classes}
    assert wanted - met == set()


def labels(sheet: Sheet, reason: Reason, language: str) -> Iterator[str]:
    """What the questions of a reason are called; ages and the number of members are said in other words."""
    roles = sheet.edition.roles
    for path in reason.because:
        question = split_path(path)[1]
        if question in sheet.edition.questions and question not in (roles.birth_date, roles.birth_year):
            yield sheet.edition.questions[question].label[language]
