"""Every threshold moved by one, every operator turned, every rule dropped: does the second opinion notice?

In each edition. Over invented households the changed one must say something else, or no longer load.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest

from desktop.actions.editions import files_of
from desktop.editions import overlay
from desktop.editions.load import OWN, load
from desktop.editions.rules import Edition
from desktop.errors import RasoatError
from desktop.records.classify import CLASS, classify
from desktop.records.model import Form, Result
from desktop.records.outside import form_of, write_result
from tests.records.examples import household, person
from tests.records.invented import AROUND, BOTH_SIDES, FINISHED, STUDYING, Around, Maker
from tests.records.second_opinion import opinion
from tests.records.test_mutants import mutants
from tests.records.test_second_opinion import DATES, LOCAL_FOLDER, law
from tests.rules.sources import ROOT

pytestmark = pytest.mark.slow
SHIPPED = ROOT / "resources" / "editions"
HOUSEHOLDS, LEAST = 600, 0.95
FEWEST = {"vn-2016": 100, "vn-2022": 150, "vn-2027": 120, "local": 15}  # changes that are tried
NOT_THE_LAW = ("income_basis", "exit_registered")  # which field of the form is asked next
RULE = re.compile(r"(?m)^\[\[(deprivation|class|basis)\]\]\n(?:(?!\[\[).*\n?)*")
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """A household and what must be said of it."""

    form: Form
    on: str
    says: dict[str, Any]


def folder_of(name: str) -> Any:
    return LOCAL_FOLDER if name == "local" else SHIPPED / name


def texts(name: str) -> dict[str, str]:
    """The files that the edition itself brings."""
    files = [folder_of(name) / file for file in (*OWN, "vocabulary.toml")]
    return {file.name: file.read_text("utf-8") for file in files if file.is_file()}


def changed(own: Texts) -> Iterator[tuple[str, dict[str, str]]]:
    """(what was changed, the files)"""
    for file in ("rules.toml", "questions.toml"):
        law_part = own[file].partition("[[flag]]")[0]  # flags are the same everywhere: see below
        for line, text in mutants(law_part):
            if not any(part in line for part in NOT_THE_LAW):
                yield line, {**own, file: text + own[file][len(law_part) :]}
    for found in RULE.finditer(own["rules.toml"]):
        entry = found[0].partition("\nlabel")[0].partition("\nsays")[0].partition("\nvalue")[0]
        dropped = own["rules.toml"].replace(found[0].split("# ---")[0], "", 1)
        yield f"dropped: {' '.join(entry.split())}", {**own, "rules.toml": dropped}


def edition_of(base: Mapping[str, bytes] | None, whole: Mapping[str, bytes], own: Texts) -> Edition:
    files = {name: text.encode() for name, text in own.items()}
    return load(overlay.overlaid(base, files) if base else {**whole, **files})


def changed_edition(name: str, files: Texts) -> Edition:
    """The edition with changed files; a local one is laid over its base."""
    base = law(name)[0].base
    return edition_of(files_of(SHIPPED / base) if base else None, files_of(folder_of(name)), files)


def why_the_same(name: str, line: str) -> str:
    """The reason that is written down for a change that no household can tell from the law; "" for others."""
    found = (why for why, parts in SAME[name].items() if any(part in line for part in parts))
    return next(found, "")


def is_noticed(edition: Edition, known: list[Known]) -> bool:
    """Who noticed is asked first next time."""
    for place, one in enumerate(known):
        result = classify(edition, one.form, one.on)
        said = write_result(edition, result)
        del said["reasons"]
        if said != one.says or _classes(result) > 1:
            known.insert(0, known.pop(place))
            return True
    return False


def _classes(result: Result) -> int:
    """How many class rules hold: one where a class is given."""
    return sum(reason.holds is True for reason in result.reasons if reason.rule.startswith(CLASS))


E2 = {  # parts of changed lines that mean the same: no household can tell them apart
    "malnourished is asked below 16 only": ("age <= 16 && malnourished", "age < 17 && malnourished"),
    "trained_on_job is asked from 16 to 30 only": ("age >= 15 && age <= 30 && st", "age <= 31 && studying"),
    "at 18 the second line says the same of less": ("(age <= 18 && finished", "(age < 19 && finished"),
    "studying is asked from 3 on": ("(age >= 2 && age < 6",),
    "at 6 the next line says the same of less": (
        "age <= 6 && studying == 'none'",
        "age < 7 && studying == 'none'",
    ),
    "at 12 the next line says the same of less": ("age <= 12 && studying in", "age < 13 && studying in"),
    "B2 goes in tens": ("b2 >= 29", "b2 < 29"),
}
SAME: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "vn-2016": {
        "finished is asked from 15 on": ("age >= 14 && born",),
        "who is 2 to 4 in these years was born after 1986": (
            "(age > 3 && age <= 30)",
            "(age >= 4 && age <= 30)",
            "(age >= 2 && age <= 30)",
        ),
        "B2 goes in tens": ("b2 >= 29", "b2 < 29"),
    },
    "vn-2022": E2,
    "vn-2027": E2,
    "local": {},
}


def known_of(name: str, edition: Edition) -> list[Known]:
    """Invented households of two dates, and a few on boundaries that chance seldom meets."""
    second, known = law(name)[1], []
    for on in (DATES[name][0], DATES[name][2]):
        maker, year = Maker(11, on, name), int(on[:4])
        made = [maker.household() for _ in range(HOUSEHOLDS)]
        made += [*seldom(year, on[4:]), *on_the_lines(AROUND[name])]
        known += [Known(form_of(edition, one), on, opinion(one, on, second)) for one in made]
    return known


def seldom(year: int, day: str) -> Iterator[dict[str, Any]]:
    """People of an age at which one question or one word decides."""
    idle = {"studying": "none", "trained_on_job": False}
    for age, finished in ((17, "lower_secondary"), (17, "primary"), (17, "none"), (18, "lower_secondary")):
        yield household(person(f"{year - age}{day}", finished=finished, **idle))
    gap = {"missing": "refused"}
    for age in (13, 14, 15):
        yield household(
            person(f"{year - age}{day}", finished=gap), person(f"{year - 20}{day}", finished=gap, **idle)
        )
    for age in (29, 30, 31, 32):
        yield household(
            person(f"{year - age}{day}", studying=gap),
            person(f"{year - 18}{day}", studying=gap, finished="none"),
        )


def on_the_lines(around: Around) -> Iterator[dict[str, Any]]:
    """A household in town and one in the country on and beside every line."""
    for area, step in product(("rural", "urban"), BOTH_SIDES):
        for line in around.points:
            yield household(area=area, income_basis="points", b1_points=line + step)
        for line in around.amounts:
            yield household(area=area, income_basis="amount", income_per_head=line + step)


@pytest.mark.parametrize("name", SAME)
def test_the_second_opinion_notices_every_changed_rule(name: str) -> None:
    """At least 95 of 100 that mean something else, and in fact all; those that mean the same are listed."""
    edition = law(name)[0]
    known, total, survivors = known_of(name, edition), 0, []
    for what, files in changed(texts(name)):
        total += 1
        try:
            noticed = is_noticed(changed_edition(name, files), known)
        except (RasoatError, ZeroDivisionError):
            noticed = True
        survivors += [] if noticed else [what]
    same = [line for line in survivors if why_the_same(name, line)]
    assert total - len(survivors) >= LEAST * (total - len(same))
    assert [line for line in survivors if line not in same] == [], "a survivor has its written reason"
    explained = [part for parts in SAME[name].values() for part in parts]
    assert [part for part in explained if not any(part in line for line in survivors)] == []
    assert total > FEWEST[name]


@pytest.mark.release
@pytest.mark.parametrize("name", [name for name, reasons in SAME.items() if reasons])
def test_what_is_said_to_mean_the_same_does_so_for_everybody(name: str) -> None:
    """Each age with each answer that such a change reads, and each number of deprivations: nobody differs."""
    edition, on = law(name)[0], DATES[name][0]
    forms = [form_of(edition, one) for one in everybody(name, on)]
    said = [classify(edition, form, on) for form in forms]
    same = [(what, files) for what, files in changed(texts(name)) if why_the_same(name, what)]
    assert same
    for what, files in same:
        other = changed_edition(name, files)
        for form, result in zip(forms, said, strict=True):
            found = classify(other, form, on)
            assert write_result(other, found) == write_result(edition, result), (what, form)


def everybody(name: str, on: str) -> Iterator[dict[str, Any]]:
    """One person of every age with every answer about school; then every number of deprivations."""
    year, day, gap = int(on[:4]), on[4:], {"missing": "refused"}
    for age, studying, finished in product(range(36), (*STUDYING, gap), (*FINISHED, gap)):
        for yes in (True, False, gap):
            answers = {"studying": studying, "finished": finished, "trained_on_job": yes, "malnourished": yes}
            yield household(person(f"{year - age}{day}", **answers))
    for around, share in product(AROUND[name].points, range(13)):
        yield with_deprivations(share, income_basis="points", b1_points=around)
        yield with_deprivations(share, income_basis="amount", income_per_head=AROUND[name].amounts[0] + 1)


def with_deprivations(most: int, **more: object) -> dict[str, Any]:
    """More and more of the dwelling's questions answered as deprivations."""
    bad = {
        "water_source": "other",
        "latrine": "none",
        "internet_used": False,
        "media": [],
        "floor_area_m2": 1,
        "waste_treated": False,
        "phone_used": False,
        "house_grade": "simple",
        "unable_to_see_doctor": True,
        "wall": "nondurable",
        "roof": "nondurable",
        "loudspeaker_heard": False,
    }
    return household(**dict(list(bad.items())[:most]), **more)


def test_the_flags_are_the_same_everywhere() -> None:
    """So the examples of `vn-2022` notice for all."""
    flags = [tomllib.loads(texts(name)["rules.toml"])["flag"] for name in SAME if name != "local"]
    assert all(one == flags[0] for one in flags)
