"""The keys of a receiving office: its public file, its daily key, and the folder that is moved away."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from desktop.bundle import documents, envelope, secrets, signatures, strict, troubles
from desktop.bundle.certificate import COMMUNE, Certificate, OfficePublic, check, check_office, signed_part
from desktop.bundle.requests import Request

MAGIC = "RASOAT-OFFICE"
PUBLIC, DAILY, OFFLINE = "office.pub", "daily.key", "offline"
ROOT, RECOVERY = Path(OFFLINE) / "root.key", Path(OFFLINE) / "recovery.key"
MOST_COMMUNES = 1200  # a certificate travels in a header of 16 kB
ROOT_NOTE = "Rà soát: root key of an office. It enrols laptops. Keep it away from computers."
DAILY_NOTE = "Rà soát: daily key of an office. It reads the bundles that come in."
RECOVERY_NOTE = "Rà soát: recovery key of an office. Keep it away from computers."


def new_office(folder: Path, name: str, passphrase: str | None) -> OfficePublic:
    """Make the keys of a new office in a new or empty folder; `None` only for practice.

    The public file comes last, so a folder without it is not an office.
    """
    if passphrase is not None and not passphrase:
        raise troubles.empty_passphrase()
    _make_room(folder)
    seed, daily, recovery = signatures.new_seed(), envelope.new_identity(), envelope.new_identity()
    office = OfficePublic(
        name=strict.shown(name),
        root=signatures.public_of(seed),
        daily=envelope.recipient_of(daily),
        recovery=envelope.recipient_of(recovery),
    )
    secrets.write(folder / ROOT, strict.to_base64(seed), office.root, ROOT_NOTE, passphrase)
    secrets.write(folder / RECOVERY, recovery, office.recovery, RECOVERY_NOTE, passphrase)
    secrets.write(folder / DAILY, daily, office.daily, DAILY_NOTE, passphrase)
    documents.write(folder / PUBLIC, MAGIC, office_to_json(office))
    return office


def read_public(path: Path) -> OfficePublic:
    """The public keys of an office, from its folder or its `office.pub`."""
    file = path / PUBLIC if path.is_dir() else path
    thing = documents.read(file, MAGIC, troubles.not_an_office)
    try:
        return office_from_json(thing)
    except ValueError as wrong:
        raise troubles.not_an_office(file.name) from wrong


def office_to_json(office: OfficePublic) -> dict[str, object]:
    """The public keys of an office as files and the working file hold them."""
    return strict.plain(office)


def office_from_json(thing: Mapping[str, object]) -> OfficePublic:
    """What `office_to_json` wrote, other entries passed over; raises `ValueError` where a field is wrong."""
    office = strict.build(thing, OfficePublic)
    check_office(office)
    return office


def open_daily(folder: Path, passphrase: str | None) -> str:
    """The age identity that reads what comes to the office."""
    daily = secrets.read_identity(folder / DAILY, passphrase)
    if envelope.recipient_of(daily) != read_public(folder).daily:
        raise troubles.not_a_key(DAILY)
    return daily


def needs_passphrase(folder: Path) -> bool:
    """Are the keys of the office locked?"""
    return secrets.is_locked(folder / DAILY)


def has_root(folder: Path) -> bool:
    """Is the root key at hand, so that laptops can be enrolled?"""
    return (folder / ROOT).is_file()


def enrol(
    folder: Path,
    passphrase: str | None,
    request: Request,
    *,
    communes: Sequence[str],
    roles: Sequence[str] = (COMMUNE,),
    until: str = "",
    issued: str,
) -> Certificate:
    """Vouch for a device whose six words were compared. Needs the offline root key; dates are YYYY-MM-DD."""
    office = read_public(folder)
    seed = _open_root(folder, passphrase, office)
    _check_typed((*communes, *roles), until)
    certificate = Certificate(
        device=request.device,
        age=request.age,
        name=request.name,
        communes=tuple(sorted(set(communes))),
        roles=tuple(sorted(set(roles))),
        until=until,
        issued=issued,
        office=office,
    )
    check(certificate)
    return replace(certificate, signature=signatures.sign(seed, signed_part(certificate)))


def _open_root(folder: Path, passphrase: str | None, office: OfficePublic) -> bytes:
    if not has_root(folder):
        raise troubles.root_key_away(ROOT.name)
    secret = secrets.read(folder / ROOT, passphrase)
    try:
        seed = strict.from_base64(secret, signatures.SEED_SIZE)
    except ValueError as wrong:
        raise troubles.not_a_key(ROOT.name) from wrong
    if signatures.public_of(seed) != office.root:
        raise troubles.not_a_key(ROOT.name)
    return seed


def _check_typed(codes: Sequence[str], until: str) -> None:
    """What a person typed is answered with a sentence."""
    if len(codes) > MOST_COMMUNES:
        raise troubles.too_many_communes(len(codes))
    for code in codes:
        try:
            strict.check_codes((code,))
        except ValueError as wrong:
            raise troubles.not_a_code(code) from wrong
    if until:
        try:
            strict.check_day(until)
        except ValueError as wrong:
            raise troubles.not_a_day(until) from wrong


def _make_room(folder: Path) -> None:
    try:
        if folder.exists() and any(folder.iterdir()):
            raise troubles.office_exists(folder.name)
        (folder / OFFLINE).mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise troubles.cannot_write(folder.name, trouble) from trouble
