"""Three levels: commune, district, province. Each packs for the office above and receives from below."""

from pathlib import Path

import pytest

from desktop.actions import office, pack, receive, workspace
from desktop.actions.context import Workspace
from desktop.actions.digest import digest
from desktop.actions.script import enter_all
from desktop.actions.workspace import NewWorkspace
from desktop.store import revisions, states
from desktop.store.results import Filter, count
from tests.worlds import EDITION, still_clock, uids

PROVINCE, DISTRICT, COMMUNES = "06", "058", ("01834", "01837")  # the units before July 2025
OFFICE = ("commune", "office")


def make(folder: Path, unit: str, keys: Path | None = None) -> Workspace:
    new = NewWorkspace(EDITION, 2024, "2024-10-01", unit, units="2020", person=unit, office=keys)
    return workspace.create(folder, new, clock=still_clock, new_uid=uids(folder.name))


def make_office(folder: Path, unit: str) -> tuple[Workspace, Path]:
    """An office with its keys, and the workspace that receives for it."""
    keys = folder.with_name(f"{folder.name} keys")
    office.new_office(keys, folder.name, None)
    return make(folder, unit, keys), keys


def enrol(below: Workspace, keys: Path, communes: tuple[str, ...], roles: tuple[str, ...] = ()) -> Path:
    asked, certificate = below.folder.with_suffix(".request"), below.folder.with_suffix(".cert")
    office.request(below, asked)
    office.enrol(
        keys, None, asked, communes=communes, roles=roles, until="", issued="2026-10-01", to=certificate
    )
    office.accept(below, certificate)
    return certificate


def send(below: Workspace, above: Workspace) -> str:
    """Pack, receive; the code of the refusal, or ""."""
    file = below.folder.with_suffix(".rasoat")
    pack.pack(below, file)
    (found,) = receive.receive(above, [file]).files
    return found.error.code if found.error else ""


def test_what_laptops_enter_arrives_at_the_top_and_a_list_comes_down(tmp_path: Path) -> None:
    province, province_keys = make_office(tmp_path / "tỉnh", PROVINCE)
    district, district_keys = make_office(tmp_path / "quận", DISTRICT)
    enrol(district, province_keys, COMMUNES, OFFICE)
    open_ = [province, district]
    for commune in COMMUNES:
        seat, keys = make_office(tmp_path / f"phường {commune}", commune)
        enrol(seat, district_keys, (commune,), OFFICE)
        for n in (1, 2):
            laptop = make(tmp_path / f"máy {commune} {n}", commune)
            enrol(laptop, keys, (commune,))
            enter_all(laptop, "new", [f"household_code=000{n}", f"unit={commune}", "members/+1/name=Lý Thử"])
            assert send(laptop, seat) == ""
            open_.append(laptop)
        assert send(seat, district) == ""
        open_.append(seat)
    assert send(district, province) == ""
    assert count(province.store, Filter()) == 4
    assert digest(province) == digest(district)
    everything = {line for ws in open_ for line in revisions.lines(ws.store)}
    assert everything == set(revisions.lines(province.store))

    certificate = tmp_path / "quận.cert"
    key = next(key for key, _ in states.bodies(province.store, "form"))
    enter_all(province, key.split("@")[0], ["remarks=Tỉnh đã xem"])
    pack.pack(province, tmp_path / "down.rasoat", for_certificate=certificate)
    assert receive.receive(district, [tmp_path / "down.rasoat"]).counts.merged == 1
    assert digest(province) == digest(district)
    for ws in open_:
        workspace.close(ws)


def test_when_districts_end_communes_send_to_the_province(tmp_path: Path) -> None:
    province, province_keys = make_office(tmp_path / "tỉnh", PROVINCE)
    district, district_keys = make_office(tmp_path / "quận", DISTRICT)
    seats = [make_office(tmp_path / f"phường {commune}", commune)[0] for commune in COMMUNES]
    for seat, commune in zip(seats, COMMUNES, strict=True):
        enter_all(seat, "new", ["household_code=0001", f"unit={commune}"])
        enrol(seat, district_keys, (commune,), OFFICE)
        assert send(seat, district) == ""
        assert send(seat, province) == "bundle_other_office"
        enrol(seat, province_keys, (commune,), OFFICE)
        assert send(seat, province) == ""
        assert send(seat, district) == "bundle_other_office"
    assert digest(province) == digest(district)
    for ws in (province, district, *seats):
        workspace.close(ws)


@pytest.mark.parametrize("level", ["commune", "district"])
def test_each_office_judges_the_communes_of_whoever_signs(tmp_path: Path, level: str) -> None:
    unit = COMMUNES[0] if level == "commune" else DISTRICT
    above, keys = make_office(tmp_path / "trên", unit)
    below = make(tmp_path / "dưới", unit)
    enrol(below, keys, COMMUNES[:1], () if level == "commune" else OFFICE)
    enter_all(below, "new", ["household_code=0001", f"unit={COMMUNES[0]}"])
    assert send(below, above) == ""
    enter_all(below, "new", ["household_code=0002", f"unit={COMMUNES[1]}"])
    assert send(below, above) == "bundle_outside_scope"
    assert count(above.store, Filter()) == 1
    for ws in (above, below):
        workspace.close(ws)
