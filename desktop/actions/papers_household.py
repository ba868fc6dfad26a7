"""Papers about one household each: why it is in its class, and a form for another visit."""

from collections.abc import Iterator

from desktop.actions import away, carry, enter, reasons, words
from desktop.actions.context import Workspace
from desktop.actions.enter import Entered
from desktop.actions.papers_asked import Asked, households, shared, village_name
from desktop.editions.model import Kind, Question, Scope
from desktop.records.away import Finder
from desktop.records.model import Form, Member, Reason, household_uid
from desktop.records.privacy import QUESTION
from desktop.report import qr
from desktop.report.template import Values

MOST_FLIPS = 4  # said on a slip
MOST_OPTIONS = 8  # printed below a question
CODE = "rasoat:"  # before the household's uid in its QR code


def reason_slips(ws: Workspace, asked: Asked, language: str) -> Iterator[tuple[str, Values]]:
    """Why a household is in its class, in plain words for the family."""
    finder = Finder(ws.edition)
    for row in households(ws, asked):
        opened = enter.open_form(ws, row.key)
        flips = finder.flips(opened.sheet, opened.result, most=1)[:MOST_FLIPS]
        said = (away.sentence(ws.edition, opened.form, flip, language) for flip in flips)
        yield (
            row.head or row.code,
            {**_household(ws, opened, language), **_reasons(opened, language)}
            | {"changes": [{"sentence": one} for one in said]},
        )


def review_forms(ws: Workspace, asked: Asked, language: str) -> Iterator[tuple[str, Values]]:
    """A form to take along: what stands from the last round in grey, room for what is found."""
    for row in households(ws, asked):
        opened = enter.open_form(ws, row.key)
        last = carry.last(ws, row.key)
        before = last.form if last else opened.form  # what a list brought
        people = opened.form.members
        yield (
            row.head or row.code,
            {
                **_household(ws, opened, language),
                "last_year": str(last.round.year) if last else "",
                "blocks": [*_blocks(ws, opened, before, language)],
                "people": [_person(ws, n, one) for n, one in enumerate(people, start=1)],
                "rows": [*_member_rows(ws, before, people, language)],
            },
        )


def _household(ws: Workspace, opened: Entered, language: str) -> dict[str, str]:
    """Who it is about."""
    answers, roles = opened.form.household, ws.edition.roles
    commune = ws.units.get(str(answers.get(roles.unit, "")))
    uid = household_uid(opened.form.key)
    return {
        **shared(ws),
        "head": words.title(ws.edition, opened.form),
        "code": str(answers.get(roles.code, "")),
        "village": village_name(ws, str(answers.get(roles.village, ""))),
        "commune": commune.full_name if commune else "",
        "standard": ws.edition.title[language],
        "uid": uid,
        "qr": qr.picture(f"{CODE}{uid}"),
    }


def _reasons(opened: Entered, language: str) -> Values:
    sheet, result = opened.sheet, opened.result
    found = {reason.rule: reason for reason in result.reasons}
    source = reasons.class_source(sheet, result)
    return {
        "class": words.class_label(sheet.edition, result.code, language),
        "why": reasons.of_class(sheet, result, language),
        "b1": "" if result.b1 is None else str(result.b1),
        "b2": str(result.b2) if result.b2 == result.b2_max else f"{result.b2}–{result.b2_max}",
        "source": reasons.source_of(source) if source else "",
        "illustrative": "1" if result.illustrative else "",
        "provisional": "1" if opened.clashing else "",
        "deprived": [_deprivation(opened, found[one], language) for one in result.deprived],
        "open": [_deprivation(opened, found[one], language) for one in result.unknown],
    }


def _deprivation(opened: Entered, reason: Reason, language: str) -> Values:
    return {
        "label": words.rule_label(opened.sheet.edition, reason.rule, language),
        "because": reasons.of_deprivation(opened.sheet, reason, language),
    }


def _blocks(ws: Workspace, opened: Entered, before: Form, language: str) -> Iterator[Values]:
    """The parts of the form with the questions that this household is asked."""
    here = [q for q in ws.edition.asked(Scope.HOUSEHOLD) if q.id not in opened.skipped]
    for block in ws.edition.blocks:
        asked = [q for q in here if q.block == block.id]
        if asked:
            rows: list[Values] = [_question(ws, one, before, language) for one in asked]
            yield {"title": f"{block.number}. {block.title[language]}".lstrip(". "), "questions": rows}


def _question(ws: Workspace, question: Question, before: Form, language: str) -> Values:
    value = before.household.get(question.id)
    told = "" if value is None else words.answer(ws.edition, question.id, value, language)
    unit = question.unit.get(language, "")
    return {
        QUESTION: question.id,
        "number": question.number,
        "label": question.label[language] + (f" ({unit})" if unit else ""),
        "options": _options(question, language),
        "before": told,
    }


def _options(question: Question, language: str) -> str:
    if question.kind not in (Kind.CODE, Kind.CODES) or len(question.options) > MOST_OPTIONS:
        return ""
    return "  ".join(f"{one.number} {one.label[language]};" for one in question.options).rstrip(";")


def _person(ws: Workspace, n: int, member: Member) -> Values:
    name = member.answers.get(ws.edition.roles.member_name)
    return {"n": str(n), "name": name if isinstance(name, str) else ""}


def _member_rows(ws: Workspace, before: Form, people: tuple[Member, ...], language: str) -> Iterator[Values]:
    for question in ws.edition.asked(Scope.MEMBER):
        if question.id == ws.edition.roles.member_name:
            continue
        cells: list[Values] = []
        for person in people:
            then = before.member(person.uid)
            value = then.answers.get(question.id) if then else None
            told = "" if value is None else words.answer(ws.edition, question.id, value, language)
            cells.append({"before": told})
        yield {
            QUESTION: question.id,
            "number": question.number,
            "label": question.label[language],
            "options": _options(question, language),
            "cells": cells,
        }
