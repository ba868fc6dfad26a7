"""The keys of a receiving office: its public file, its daily key, and the folder that is moved away."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from desktop.bundle import certificate as certificates
from desktop.bundle import documents, envelope, notice, secrets, signatures, strict, troubles
from desktop.bundle.certificate import COMMUNE, Certificate, OfficePublic, check, check_office, signed_part
from desktop.bundle.notice import Notice, Revocation
from desktop.bundle.requests import Request

MAGIC = "RASOAT-OFFICE"
PUBLIC, DAILY, OFFLINE = "office.pub", "daily.key", "offline"
ENROLLED = "enrolled"  # a copy of every certificate made here
ROOT, RECOVERY = Path(OFFLINE) / "root.key", Path(OFFLINE) / "recovery.key"
DIGITS = 5  # of the number of an enrolment, so that names sort
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
    first = next((file for file in (DAILY, ROOT, RECOVERY) if (folder / file).is_file()), DAILY)
    return secrets.is_locked(folder / first)


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
    made = replace(certificate, signature=signatures.sign(seed, signed_part(certificate)))
    _remember(folder, made)
    return made


def enrolled(folder: Path) -> tuple[Certificate, ...]:
    """Every certificate made here that is still what it was, the last made last."""
    root = read_public(folder).root
    found = [certificates.read(file) for file in _register(folder)]
    return tuple(one for one in found if one.office.root == root and one.is_sound())


def last_notice(folder: Path) -> Notice | None:
    """What the office said last to all who trust it; None while it never had to."""
    file = folder / notice.FILE
    return notice.read(file) if file.is_file() else None


def revoke(folder: Path, passphrase: str | None, revocation: Revocation) -> Notice:
    """Take an enrolment back for good: a new notice. Needs the root key."""
    office = read_public(folder)
    before = last_notice(folder)
    listed = before.revoked if before else ()
    if any(one.device == revocation.device for one in listed):
        raise troubles.already_revoked(revocation.name)
    _check_typed((), revocation.since)
    if not revocation.why.strip():
        raise troubles.reason_missing()
    clean = replace(revocation, name=strict.shown(revocation.name), why=strict.shown(revocation.why))
    revoked = tuple(sorted((*listed, clean), key=lambda one: one.device))
    return _say(folder, _open_root(folder, passphrase, office), office, revoked)


def renew_daily(folder: Path, passphrase: str | None) -> Notice:
    """A new daily key for one that is lost, and a notice that says so. Needs the root key.

    The old key, where it is still there, is kept beside the new one under another name.
    """
    office = read_public(folder)
    seed = _open_root(folder, passphrase, office)
    before = last_notice(folder)
    _set_aside(folder / DAILY, before.number if before else 0)
    daily = envelope.new_identity()
    renewed = replace(office, daily=envelope.recipient_of(daily))
    secrets.write(folder / DAILY, daily, renewed.daily, DAILY_NOTE, passphrase)
    documents.write(folder / PUBLIC, MAGIC, office_to_json(renewed))
    return _say(folder, seed, renewed, before.revoked if before else ())


def open_recovery(path: Path, passphrase: str | None) -> str:
    """The age identity of a recovery key: of an office's folder, or in a file."""
    return secrets.read_identity(path / RECOVERY if path.is_dir() else path, passphrase)


def _say(folder: Path, seed: bytes, office: OfficePublic, revoked: tuple[Revocation, ...]) -> Notice:
    before = last_notice(folder)
    made = notice.sign(Notice(office, before.number + 1 if before else 1, revoked), seed)
    notice.write(made, folder / notice.FILE)
    return made


def _register(folder: Path) -> list[Path]:
    """The copies of all certificates; their names begin with a number that counts up."""
    return sorted((folder / ENROLLED).glob("[0-9][0-9][0-9][0-9][0-9]-*.rasoat-cert"))


def _remember(folder: Path, certificate: Certificate) -> None:
    try:
        (folder / ENROLLED).mkdir(exist_ok=True)
    except OSError as trouble:
        raise troubles.cannot_write(ENROLLED, trouble) from trouble
    last = max((int(file.name.split("-")[0]) for file in _register(folder)), default=0)
    certificates.write(certificate, folder / ENROLLED / f"{last + 1:0{DIGITS}}-{certificate.id}.rasoat-cert")


def _set_aside(key: Path, number: int) -> None:
    try:
        if key.exists():
            key.replace(key.with_name(f"daily-{number}.key"))
    except OSError as trouble:
        raise troubles.cannot_write(key.name, trouble) from trouble


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
