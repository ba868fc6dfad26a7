"""A small XForms engine for tests: libxml2 evaluates the binds of a form; it knows no rule of ours."""

from copy import deepcopy
from typing import Any

from lxml import etree

from desktop.editions.xform import MEMBERS
from desktop.editions.xpath import NO, NOTHING_OF_IT, YES

XF = "{http://www.w3.org/2002/xforms}"
MOST_ROUNDS = 20
Answers = dict[str, Any]


class Engine:
    """One form, asked again and again."""

    def __init__(self, xform: str) -> None:
        model = etree.fromstring(xform.encode()).find(f".//{XF}model")
        self.blank = model.find(f"{XF}instance")[0]
        for node in self.blank.iter():
            node.tag = etree.QName(node).localname
        etree.cleanup_namespaces(self.blank)
        self.binds = [dict(bind.attrib) for bind in model.findall(f"{XF}bind")]
        self.root = f"/{self.blank.tag}"

    def instance(self, household: Answers, reference: str) -> etree._Element:
        """The form filled in as a person does it, before anything is worked out."""
        data = deepcopy(self.blank)
        repeats = data.findall(f".//{MEMBERS}")
        place, group = repeats[0].getparent(), repeats[-1]
        for repeat in repeats:
            place.remove(repeat)
        for member in household.get(MEMBERS, ()):
            if "removed" not in member:
                _fill(place.makeelement(group.tag), member, group, place)
        for node in data.iter():
            if node.tag in household and node.tag != MEMBERS:
                node.text = text(household[node.tag])
        data.find("reference_date").text = reference
        return data

    def work_out(self, data: etree._Element) -> dict[str, str]:
        """Ask relevance and calculations until nothing changes; the fields outside the repeat."""
        evaluators = [(bind, etree.XPath(bind["nodeset"])) for bind in self.binds]
        tree = etree.ElementTree(data)
        for _ in range(MOST_ROUNDS):
            changed = [_settle(node, bind) for bind, find in evaluators for node in find(tree)]
            if not any(changed):
                break
        else:
            raise AssertionError("the form never comes to rest")
        return {node.tag: node.text or "" for node in data.iter() if len(node) == 0}


def _fill(member: etree._Element, answers: Answers, group: etree._Element, place: etree._Element) -> None:
    for node in group:
        made = etree.SubElement(member, node.tag)
        made.text = text(answers[node.tag]) if node.tag in answers else None
    place.append(member)


def text(value: Any) -> str:
    """An answer of ours as a collector keeps it; a reason for absence is no answer."""
    if isinstance(value, dict):
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list):
        return " ".join(value) or NOTHING_OF_IT
    return str(value)


def _settle(node: etree._Element, bind: dict[str, str]) -> bool:
    """Apply one bind to one node; did it change?"""
    found = node.text or ""
    if "relevant" in bind and not _ask(node, f"boolean({bind['relevant']})"):
        wanted = ""
    elif "calculate" in bind:
        wanted = _written(_ask(node, bind["calculate"]))
    else:
        return False
    node.text = wanted or None
    return wanted != found


def _ask(node: etree._Element, expression: str) -> Any:
    return etree.XPathEvaluator(node, extensions=EXTENSIONS)(expression)


def _written(value: Any) -> str:
    if isinstance(value, float):
        return "" if value != value else f"{value:.10g}"  # noqa: PLR0124 - not a number is not itself
    return "".join(str(one) for one in value) if isinstance(value, list) else str(value)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return (value[0].text or "") if value else ""
    return str(value)


def _if(_context: Any, test: Any, one: Any, other: Any) -> Any:
    chosen = one if test else other
    return _plain(chosen) if isinstance(chosen, list) else chosen


def _int(_context: Any, value: Any) -> float:
    number = float(_plain(value) or "nan")
    return number if number != number else float(int(number))  # noqa: PLR0124 - not a number is not itself


def _format_date(_context: Any, value: Any, shape: str) -> str:
    assert shape == "%Y%m%d"
    return _plain(value).replace("-", "")


def _selected(_context: Any, value: Any, code: str) -> bool:
    return code in _plain(value).split()


def _count_selected(_context: Any, value: Any) -> float:
    return float(len(_plain(value).split()))


EXTENSIONS = {
    (None, "if"): _if,
    (None, "int"): _int,
    (None, "format-date"): _format_date,
    (None, "selected"): _selected,
    (None, "count-selected"): _count_selected,
}
