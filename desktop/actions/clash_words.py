"""Clashes of records that are no household, in words: whose, where, and what each side says."""

from collections.abc import Mapping

from desktop.actions import words
from desktop.actions.context import Workspace
from desktop.editions.cards import CARD
from desktop.editions.model import Words
from desktop.editions.values import Value
from desktop.records import card_record, queries
from desktop.records.links import LINK, decided, ends_of
from desktop.records.model import Form, FormKey, form_key
from desktop.store import states

FORM = "form"
KINDS: Mapping[str, Words] = {
    "round": {"vi": "Đợt rà soát {of}", "en": "Review {of}"},
    "unit": {"vi": "Thôn {of}", "en": "Village {of}"},
    "unit_total": {"vi": "Dân số của {of}", "en": "Residents of {of}"},
    "target": {"vi": "Chỉ tiêu của {of}", "en": "Target of {of}"},
    "assignment": {"vi": "Người rà soát {of}", "en": "Surveyor of {of}"},
    "withdrawal": {"vi": "Rút lại {of}", "en": "Taken out: {of}"},
    card_record.KIND: {"vi": "Bảng điểm {of}", "en": "Score card {of}"},
    queries.QUERY: {"vi": "Câu hỏi về hộ {of}", "en": "Question about {of}"},
    queries.ANSWER: {"vi": "Câu trả lời về hộ {of}", "en": "Answer about {of}"},
}
PLACES: Mapping[str, Words] = {  # the first part of a path
    "date": {"vi": "ngày rà soát", "en": "review date"},
    "closed": {"vi": "đã khép lại", "en": "closed"},
    "closed_why": {"vi": "lý do khép lại", "en": "why it was closed"},
    "look_back": {"vi": "tái nghèo: tính lại bao nhiêu năm", "en": "years that falling back looks back"},
    "name": {"vi": "tên", "en": "name"},
    "kind": {"vi": "loại", "en": "kind"},
    "parent": {"vi": "thuộc", "en": "belongs to"},
    "level": {"vi": "cấp", "en": "level"},
    "households": {"vi": "số hộ", "en": "households"},
    "persons": {"vi": "số người", "en": "persons"},
    "minority_households": {"vi": "số hộ dân tộc thiểu số", "en": "minority households"},
    "minority_persons": {"vi": "số người dân tộc thiểu số", "en": "minority persons"},
    "opening_poor": {"vi": "hộ nghèo đầu kỳ", "en": "poor households at the start"},
    "opening_poor_persons": {"vi": "người nghèo đầu kỳ", "en": "poor persons at the start"},
    "opening_near_poor": {"vi": "hộ cận nghèo đầu kỳ", "en": "near-poor households at the start"},
    "opening_near_poor_persons": {"vi": "người cận nghèo đầu kỳ", "en": "near-poor persons at the start"},
    "source": {"vi": "nguồn", "en": "source"},
    "who": {"vi": "người nhận", "en": "who has it"},
    "device": {"vi": "máy", "en": "computer"},
    "withdrawn": {"vi": "có rút lại không", "en": "is it taken out"},
    "deleted": {"vi": "đã xóa", "en": "deleted"},
    "file": {"vi": "tệp của bảng điểm", "en": "file of the card"},
    "illustrative": {"vi": "chỉ để minh họa", "en": "only illustrative"},
    "boats_from": {"vi": "điểm tàu thuyền theo bảng của", "en": "boats by the card of"},
    "decision": {"vi": "quyết định ban hành", "en": "its decision"},
    "points": {"vi": "điểm", "en": "points"},
    "label": {"vi": "lời ghi", "en": "label"},
    "place": {"vi": "thứ tự", "en": "place"},
    "text": {"vi": "nội dung", "en": "words"},
}
ALL_REGIONS: Words = {"vi": "mọi vùng", "en": "all regions"}


def title(ws: Workspace, kind: str, key: str, body: Mapping[str, Value], language: str) -> str:
    """What a record is called."""
    if kind == LINK:  # a decision about two households is called by both
        both = (form_key(uid, ws.round.key) for uid in ends_of(body))
        return " ↔ ".join(_household(ws, one, language) for one in both)
    if kind not in KINDS:
        return key
    return KINDS[kind][language].format(of=_of(ws, kind, key, body, language))


def place(ws: Workspace, kind: str, path: str, body: Mapping[str, Value], language: str) -> str:
    """Which of its fields."""
    if kind == LINK:
        return words.LINK_PLACE[language]
    first, _, rest = path.partition("/")
    label = PLACES[first][language] if first in PLACES else first
    return f"{_option(ws, rest, body, language)}: {label}" if rest else label


def text(ws: Workspace, kind: str, path: str, value: Mapping[str, Value], language: str) -> str:
    """What one side says there."""
    if kind == LINK:
        return words.LINK_WORDS[decided(value)][language]
    found = value.get(path)
    unit = ws.units.get(found) if path == "parent" and isinstance(found, str) else None
    return unit.full_name if unit else words.answer(ws.edition, "", found, language)


def _of(ws: Workspace, kind: str, key: str, body: Mapping[str, Value], language: str) -> str:
    if kind in (queries.QUERY, queries.ANSWER):
        return _household(ws, queries.form_of(key), language)
    if kind == card_record.KIND:
        return _card(ws, key, language)
    if kind == "unit":
        name = body.get("name")
        return name if isinstance(name, str) else key.partition("@")[0]
    if kind in ("unit_total", "assignment"):
        code = key.rpartition("/")[2]
        unit = ws.units.get(code)
        return unit.full_name if unit else code
    return key


def _card(ws: Workspace, key: str, language: str) -> str:
    """Its area and region."""
    area, region = key.split("/")[1:]
    asked = ws.edition.card
    known = ws.edition.option(ws.edition.roles.area, area)
    where = ws.edition.option(asked.region, region) if asked else None
    parts = known.label[language] if known else area, where.label[language] if where else region
    return ", ".join((parts[0], ALL_REGIONS[language] if region == card_record.ALL else parts[1]))


def _option(ws: Workspace, path: str, body: Mapping[str, Value], language: str) -> str:
    """An item of a score card and its option, in its own words."""
    item, _, code = path.partition("/")
    asked = ws.edition.card.item(f"{CARD}{item}") if ws.edition.card else None
    label = body.get(f"{card_record.LABEL}/{path}")
    return " – ".join((asked.label[language] if asked else item, label if isinstance(label, str) else code))


def _household(ws: Workspace, key: FormKey, language: str) -> str:
    form = Form.from_body(key, states.body(ws.store, FORM, key) or {})
    return words.household(ws.edition, form, language)
