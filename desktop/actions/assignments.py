"""Deal villages to surveyors: who has which village, which are mine, and how far each is."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.actions import laptops, office, units
from desktop.actions.context import Workspace
from desktop.actions.write import put_record
from desktop.editions.values import Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.store import states, summary
from desktop.store.summary import Place

KIND = "assignment"  # key: <round>/<village>
WHO, DEVICE = "who", "device"


@dataclass(frozen=True, slots=True)
class Village:
    """One village of the round, who has it, and how far it is."""

    code: str
    name: str
    who: str  # the surveyor; "" = nobody
    device: str  # the key of the laptop; "" = none in particular
    laptop: str  # the same laptop by its name
    mine: bool
    households: int
    finished: int


def villages(ws: Workspace) -> tuple[Village, ...]:
    """Every village of the workspace, with what was dealt out in the open round."""
    names = {one.device: one.name for one in laptops.listed(ws)}
    far = {place.code: place for place in summary.villages(ws.store)}
    return tuple(_village(ws, code, name, names, far.get(code)) for code, name in _units(ws).items())


def mine(ws: Workspace) -> tuple[Village, ...]:
    """Those that were dealt to this laptop."""
    return tuple(one for one in villages(ws) if one.mine)


def dealt(ws: Workspace, village: str) -> tuple[str, bool]:
    """The surveyor of a village ("" = nobody), and whether it was dealt to this laptop."""
    body = _body(ws, village)
    return str(body.get(WHO, "")), body.get(DEVICE) == ws.device.key


def takers(ws: Workspace) -> tuple[tuple[str, str], ...]:
    """The laptops that a village may be dealt to, key and name: enrolled, and still trusted."""
    return tuple((one.device, one.name) for one in laptops.listed(ws) if not (one.since or one.ended))


def deal(ws: Workspace, village: str, who: str, laptop: str = "") -> bool:
    """Give a village to a surveyor, and to a laptop by its six words, its key or its name; "" takes it back.

    Says whether anything changed. Raises `RasoatError` where this is no office, or there is no such village.
    """
    if not can_deal(ws):
        raise RasoatError(
            "only_an_office_deals",
            N_("Only the office deals villages out."),
            N_("Ask it to; the list comes with its next bundle."),
        )
    if village not in _units(ws):
        raise RasoatError(
            "no_village",
            N_("There is no village {found} here."),
            N_("Use one of: {known}."),
            found=village,
            known=", ".join(_units(ws)),
        )
    body: dict[str, Value] = {WHO: who.strip()} if who.strip() else {}
    if laptop:
        body[DEVICE] = _device(ws, laptop)
    return put_record(ws, KIND, f"{ws.round.key}/{village}", body)


def can_deal(ws: Workspace) -> bool:
    """Others take this only from an office."""
    above = office.certificate_above(ws)
    return office.own_office(ws) is not None or (above is not None and office.OFFICE_ROLE in above.roles)


def _units(ws: Workspace) -> Mapping[str, str]:
    """The villages of every commune here, and codes that forms use without a name, by code."""
    named = (unit for commune in ws.units.communes(ws.home.code) for unit in units.villages(ws, commune.code))
    found = {place.code: place.code for place in summary.villages(ws.store) if place.code}
    return dict(sorted({**found, **{unit.code: unit.full_name for unit in named}}.items()))


def _village(ws: Workspace, code: str, name: str, names: Mapping[str, str], far: Place | None) -> Village:
    body = _body(ws, code)
    device = str(body.get(DEVICE, ""))
    return Village(
        code=code,
        name=name,
        who=str(body.get(WHO, "")),
        device=device,
        laptop=names.get(device, ws.home.full_name if device == ws.device.key else ""),
        mine=device == ws.device.key,
        households=far.households if far else 0,
        finished=far.finished if far else 0,
    )


def _body(ws: Workspace, code: str) -> Mapping[str, Value]:
    return states.body(ws.store, KIND, f"{ws.round.key}/{code}") or {}


def _device(ws: Workspace, laptop: str) -> str:
    """The key of an enrolled laptop."""
    named = [
        one.device
        for one in laptops.listed(ws)
        if laptop in (one.name, one.device, " ".join(one.fingerprint))
    ]
    return named[0] if len(named) == 1 else laptops.find((), laptop)[0]
