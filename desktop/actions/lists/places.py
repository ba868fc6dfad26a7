"""The communes and villages that a list names: codes for names, and new villages. Writes nothing."""

from dataclasses import dataclass, field

from desktop.actions import units
from desktop.actions.context import Workspace
from desktop.editions.units import Level, Unit, village_code
from desktop.records.fold import fold
from desktop.records.lists.cleaning import letters_of
from desktop.records.lists.mapping import ListMapping


@dataclass(slots=True)
class Places:
    """The units that a list names; `made` are the villages that are new here."""

    ws: Workspace
    given: ListMapping
    communes: dict[str, str] = field(default_factory=dict)
    villages: dict[str, str] = field(default_factory=dict)
    made: dict[str, Unit] = field(default_factory=dict)
    _known: dict[str, dict[str, str]] = field(default_factory=dict)

    def commune(self, text: str) -> str:
        """The code of a commune by its code or name; "" where there is none here."""
        if not text:
            return self.given.commune
        if text not in self.communes:
            self.communes[text] = self.given.communes.get(text) or find_commune(self.ws, text)
        return self.communes[text]

    def village(self, commune: str, text: str, kinds: tuple[str, ...]) -> str:
        """The code of a village; one that is not known gets the next code of its commune."""
        named_so = text if commune == self.given.commune else f"{commune} {text}"
        if named_so not in self.villages:
            self.villages[named_so] = self._village(commune, text, named_so, kinds)
        return self.villages[named_so]

    def _village(self, commune: str, text: str, named_so: str, kinds: tuple[str, ...]) -> str:
        given = self.given.villages.get(named_so, "")
        if given in self.ws.units or (not given and text in self.ws.units):
            return given or text
        kind, name = _kind_and_name(text, kinds)
        known = self._known.setdefault(
            commune,
            {
                letters_of(_kind_and_name(unit.name, kinds)[1]): unit.code
                for unit in units.villages(self.ws, commune)
            },
        )
        code = given or known.get(letters_of(name))
        if code is None:
            nameless = {row.code for row in units.village_rows(self.ws)}
            taken = {*known.values(), *self.given.villages.values(), *nameless}
            code = next(one for n in range(1, 1000) if (one := village_code(commune, n)) not in taken)
        if code not in self.ws.units and code not in self.made:
            self.made[code] = Unit(code, name, Level.VILLAGE, kind, commune, self.ws.round.date)
        known[letters_of(name)] = code
        return code


def find_commune(ws: Workspace, text: str) -> str:
    """A commune of this workspace by code or name; "" where it is none, or two have the name."""
    communes = ws.units.communes(ws.home.code)
    wanted = letters_of(text)
    fits = [one for one in communes if wanted in (letters_of(one.name), letters_of(one.full_name), one.code)]
    return fits[0].code if len(fits) == 1 else ""


def _kind_and_name(text: str, kinds: tuple[str, ...]) -> tuple[str, str]:
    """`Thôn Nà Mèo` -> ("Thôn", "Nà Mèo"); a name without its kind is a village of the first sort."""
    low = fold(text)
    for kind in kinds:
        rest = text[len(kind) :].strip(" :.-")
        if low.startswith(f"{fold(kind)} ") and rest:
            return kind, rest
    return "Thôn", text
