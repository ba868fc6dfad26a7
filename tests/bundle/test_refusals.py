"""Every sentence of refusal is reached by a real file, and the checks come in their order (section 3)."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard

from desktop.bundle import certificate as certificates
from desktop.bundle import envelope, frame, keys, refusals, signatures, strict
from desktop.bundle.opening import open_bundle
from desktop.bundle.trust import Trust
from desktop.errors import RasoatError
from desktop.records.revision import LONGEST_LINE, canonical, encode
from tests.bundle.makers import (
    MANIFEST,
    TODAY,
    Cast,
    forge,
    form,
    header_for,
    inner,
    pack,
    read,
    refusal,
    sealed,
    short,
    short_lines,
    signed,
    some_lines,
    squeeze,
)

Make = Callable[[Cast], bytes]
PLAIN = inner(short_lines(3))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.rasoat"


@pytest.fixture(scope="session")
def whole(cast: Cast, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small sound bundle."""
    path = tmp_path_factory.mktemp("whole") / "a.rasoat"
    pack(cast, path)
    return path.read_bytes()


def in_lines(content: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    first, header, signature, rest = content.split(b"\n", 3)
    return first, header, signature, rest


def test_a_forged_bundle_is_sound_as_such(cast: Cast, path: Path) -> None:
    """Otherwise the refusals below would prove nothing."""
    assert refusal(cast, path, forge(cast, PLAIN)) == ""


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"hello\n",
        b"PK\x03\x04",
        b"SQLite format 3\x00",
        b"\xff\xfe" * 50,
        b"RASOAT-CERTIFICATE 1\n{}\n",
    ],
)
def test_not_a_bundle(cast: Cast, path: Path, content: bytes) -> None:
    assert refusal(cast, path, content) == "not_a_bundle"


def test_no_such_file_and_no_file(cast: Cast, tmp_path: Path) -> None:
    assert refusal(cast, tmp_path / "missing.rasoat") == "file_missing"
    assert refusal(cast, tmp_path) == "file_unreadable"


def test_truncated_at_every_byte(cast: Cast, path: Path, whole: bytes) -> None:
    for size in range(1, len(whole)):
        assert refusal(cast, path, whole[:size]) == "bundle_truncated", size


@pytest.mark.parametrize(
    ("first", "code"),
    [
        (b"RASOAT-BUNDLE 2", "bundle_newer_format"),
        (b"RASOAT-BUNDLE 999999999", "bundle_newer_format"),
        (b"RASOAT-BUNDLE 9999999999", "bundle_altered_header"),
        (b"RASOAT-BUNDLE 0", "bundle_altered_header"),
        (b"RASOAT-BUNDLE 01", "bundle_altered_header"),
        (b"RASOAT-BUNDLE 1 ", "bundle_altered_header"),
        (b"RASOAT-BUNDLE 1\r", "bundle_altered_header"),
        (b"RASOAT-BUNDLE x", "bundle_altered_header"),
        (b"RASOAT-BUNDLES", "not_a_bundle"),
        (b"rasoat-bundle 1", "not_a_bundle"),
        (b"\xef\xbb\xbfRASOAT-BUNDLE 1", "not_a_bundle"),
    ],
)
def test_the_first_line(cast: Cast, path: Path, whole: bytes, first: bytes, code: str) -> None:
    _, *others = in_lines(whole)
    assert refusal(cast, path, b"\n".join((first, *others))) == code


@pytest.mark.parametrize(
    ("least", "code"),
    [
        ("99.0", "bundle_newer_program"),
        ("0.1.0.1", "bundle_newer_program"),
        ("0.1", ""),
        ("v1", "bundle_altered_header"),
        ("1.", "bundle_altered_header"),
        ("", "bundle_altered_header"),
    ],
)
def test_the_least_program(cast: Cast, path: Path, least: str, code: str) -> None:
    content = forge(cast, PLAIN, least=least)
    path.write_bytes(content)
    found = ""
    try:
        with open_bundle(path, identities=[cast.daily], trust=cast.trust, today=TODAY, program="0.1.0"):
            pass
    except RasoatError as error:
        found = error.code
    assert found == code


def test_a_bundle_from_the_future_may_be_built_otherwise(cast: Cast, path: Path) -> None:
    head = frame.FIRST_LINE + canonical({"least": "99.0", "certificate": [1]}) + b"\n"
    assert refusal(cast, path, signed(cast, head, b"x")) == "bundle_newer_program"


def altered(thing: dict[str, object], **changes: object) -> bytes:
    return canonical({**thing, **changes})


@pytest.mark.parametrize(
    "change",
    [
        lambda line, _: line + b" ",
        lambda line, _: b" " + line,
        lambda line, _: line.replace(b'"version":1', b'"version":1,"version":1'),
        lambda line, _: line.replace(b'"version":1', b'"version":1.0'),
        lambda line, _: line.replace(b'"version":1', b'"version":NaN'),
        lambda line, _: line.replace(b'"version":1', b'"version":' + b"1" * 5000),
        lambda line, _: line.replace(b'"version":1', b'"version":true'),
        lambda line, _: line.replace(b'"version":1', b'"version":null'),
        lambda line, _: line.replace(b"program", b"\\u0070rogram"),
        lambda line, _: line.replace(b'"program":"0', b'"program":"\\ud800'),
        lambda line, _: line.replace(b"{", b'{"a":' + b"[" * 6000 + b"]" * 6000 + b",", 1),
        lambda _line, _: b"[" * 16_000,
        lambda _line, _: b"[]",
        lambda _line, _: b"",
        lambda _line, _: b"\xff",
        lambda line, _: line[:-1],
        lambda _, thing: altered(thing, version=2),
        lambda _, thing: altered(thing, version="1"),
        lambda _, thing: altered(thing, length=0),
        lambda _, thing: altered(thing, length=-1),
        lambda _, thing: altered(thing, length=2**60),
        lambda _, thing: altered(thing, plain=0),
        lambda _, thing: altered(thing, sha256="0" * 63),
        lambda _, thing: altered(thing, sha256="A" * 64),
        lambda _, thing: altered(thing, device="AAAA"),
        lambda _, thing: altered(thing, device=str(thing["device"])[:-1]),
        lambda _, thing: altered(thing, device=str(thing["device"]).replace("=", "")),
        lambda _, thing: altered(thing, recipients=[]),
        lambda _, thing: altered(thing, recipients=["age1foo"]),
        lambda _, thing: altered(thing, recipients=["age1" + "q" * 58]),
        lambda _, thing: altered(thing, recipients="age1"),
        lambda _, thing: altered(thing, certificate={}),
        lambda _, thing: altered(thing, certificate={**certificate(thing), "until": "2026-02-30"}),
        lambda _, thing: altered(thing, certificate={**certificate(thing), "communes": ["b", "a"]}),
        lambda _, thing: altered(thing, certificate={**certificate(thing), "name": "a\nb"}),
        lambda _, thing: altered(thing, certificate={**certificate(thing), "name": "a\u202eb"}),
        lambda _, thing: altered(thing, certificate={**certificate(thing), "name": "x" * 201}),
        lambda _, thing: altered(thing, certificate={**certificate(thing), "office": {}}),
        lambda _, thing: altered(thing, zz="e\u0302"),
        lambda _, thing: altered(thing, zz=None),
        lambda _, thing: altered(thing, zz=2**53 + 1),
        lambda _, thing: altered(thing, zz="x" * frame.LONGEST_HEADER),
    ],
    ids=range(42),
)
def test_headers_are_strict(
    cast: Cast, path: Path, change: Callable[[bytes, dict[str, object]], bytes]
) -> None:
    """Each is signed, so nothing but the header itself is wrong."""
    rest = sealed(cast, squeeze(PLAIN))
    thing = strict.plain(header_for(cast, rest, len(PLAIN)))
    line = change(canonical(thing), thing)
    assert line != canonical(thing)
    assert refusal(cast, path, signed(cast, frame.FIRST_LINE + line + b"\n", rest)) == "bundle_altered_header"


def certificate(thing: dict[str, object]) -> dict[str, object]:
    found = thing["certificate"]
    assert isinstance(found, dict)
    return found


def test_a_header_of_16_kb_is_read_and_one_more_byte_is_not(cast: Cast, path: Path) -> None:
    rest = sealed(cast, squeeze(PLAIN))
    thing = strict.plain(header_for(cast, rest, len(PLAIN)))
    spare = frame.LONGEST_HEADER - len(altered(thing, zz=""))
    for more, code in ((0, ""), (1, "bundle_altered_header")):
        line = altered(thing, zz="x" * (spare + more))
        assert refusal(cast, path, signed(cast, frame.FIRST_LINE + line + b"\n", rest)) == code
    with pytest.raises(ValueError, match="too long"):
        frame.head_of(header_for(cast, rest, 1, recipients=cast.recipients * 200))


def test_too_large(cast: Cast, path: Path) -> None:
    assert refusal(cast, path, forge(cast, PLAIN, length=frame.MOST + 1)) == "bundle_too_large"
    assert refusal(cast, path, forge(cast, PLAIN, plain=frame.MOST_PLAIN + 1)) == "bundle_too_large"


def test_an_unknown_device_is_told_by_its_six_words(cast: Cast, path: Path) -> None:
    device = keys.new_device()
    pack(cast, path, device=device, certificate=None)
    with pytest.raises(RasoatError, match=" ".join(keys.fingerprint(device.key))) as caught:
        read(cast, path)
    assert caught.value.code == "bundle_unknown_device"


def test_an_unknown_device_counts_once_it_is_enrolled_here(cast: Cast, path: Path) -> None:
    """The same file may then be received again."""
    device = keys.new_device()
    pack(cast, path, device=device, certificate=None)
    made = cast.enrol(device)
    assert read(cast, path, Trust(cast.office, known={device.key: made})) == list(some_lines(3))


def test_of_two_certificates_the_later_counts(cast: Cast, path: Path) -> None:
    device = keys.new_device()
    old = cast.enrol(device, issued="2026-01-01", until="2026-02-01")
    new = cast.enrol(device, issued="2026-01-02")
    pack(cast, path, device=device, certificate=old)
    assert refusal(cast, path) == "bundle_certificate_ended"
    assert refusal(cast, path, trust=Trust(cast.office, known={device.key: new})) == ""
    pack(cast, path, device=device, certificate=new)
    assert refusal(cast, path, trust=Trust(cast.office, known={device.key: old})) == ""


def test_a_device_of_another_office(cast: Cast, stranger: Cast, path: Path) -> None:
    pack(stranger, path, recipients=cast.recipients)
    with pytest.raises(RasoatError, match="Ba Bể") as caught:
        read(cast, path)
    assert caught.value.code == "bundle_other_office"
    assert refusal(cast, path, trust=Trust(roots=frozenset({stranger.office.root}))) == ""


def test_a_revoked_device(cast: Cast, path: Path, whole: bytes) -> None:
    trust = Trust(cast.office, revoked={cast.device.key: "2026-10-01"})
    assert refusal(cast, path, whole, trust=trust) == "bundle_revoked_device"


def test_a_certificate_of_somebody_else(cast: Cast, stranger: Cast, path: Path) -> None:
    content = forge(cast, PLAIN, certificate=stranger.certificate)
    assert refusal(cast, path, content) == "bundle_bad_certificate"


@pytest.mark.parametrize(
    "changes",
    [
        {"roles": ("commune", "office")},
        {"communes": ("01834", "01837")},
        {"until": "2099-01-01"},
        {"name": "x"},
    ],
)
def test_a_certificate_that_was_widened(cast: Cast, path: Path, changes: dict[str, object]) -> None:
    wider = replace(cast.certificate, **changes)  # type: ignore[arg-type]
    assert refusal(cast, path, forge(cast, PLAIN, certificate=wider)) == "bundle_bad_certificate"


def test_a_certificate_that_the_device_signed_itself(cast: Cast, path: Path) -> None:
    own = replace(cast.certificate, signature=cast.device.sign(certificates.signed_part(cast.certificate)))
    assert refusal(cast, path, forge(cast, PLAIN, certificate=own)) == "bundle_bad_certificate"


def test_the_last_day_of_a_certificate(cast: Cast, path: Path) -> None:
    until = cast.enrol(cast.device, until="2026-12-31")
    pack(cast, path, certificate=until)
    assert refusal(cast, path, today="2026-12-31") == ""
    assert refusal(cast, path, today="2027-01-01") == "bundle_certificate_ended"


def test_bad_signatures(cast: Cast, stranger: Cast, path: Path, whole: bytes) -> None:
    first, header, signature, rest = in_lines(whole)
    other = stranger.device.sign(first + b"\n" + header + b"\n").encode()
    loose = signature[:85] + bytes([signature[85] + 1]) + signature[86:]  # the same bits, read loosely
    for bad in (other, signature[::-1], b"A" * 88, loose, b"\xff" * 88, signature[:-4], b"", b"=" * 88):
        assert refusal(cast, path, b"\n".join((first, header, bad, rest))) == "bundle_bad_signature"
    longer = b"\n".join((first, header, signature + b"=", rest))
    assert refusal(cast, path, longer) == "bundle_altered_header"


def test_a_header_with_another_bundles_signature(cast: Cast, path: Path, whole: bytes) -> None:
    pack(cast, path)
    first, header, _, rest = in_lines(path.read_bytes())
    assert (
        refusal(cast, path, b"\n".join((first, header, in_lines(whole)[2], rest))) == "bundle_bad_signature"
    )


def test_altered_rest(cast: Cast, path: Path, whole: bytes) -> None:
    *head, rest = in_lines(whole)
    for bad in (rest[:-1] + b"\x00", b"\x00" + rest[1:], b"\x00" * len(rest)):
        assert refusal(cast, path, b"\n".join((*head, bad))) == "bundle_altered"


def test_something_behind(cast: Cast, path: Path, whole: bytes) -> None:
    for more in (b"\n", b"x", whole, frame.TRAILER[:-1], b" " + frame.TRAILER):
        assert refusal(cast, path, whole + more) == "bundle_something_behind"


def test_for_somebody_else(cast: Cast, stranger: Cast, path: Path) -> None:
    pack(cast, path, recipients=stranger.recipients)
    assert refusal(cast, path) == "bundle_not_for_us"
    pack(cast, path, recipients=[cast.office.recovery])
    assert refusal(cast, path) == "bundle_not_for_us"


def test_a_header_that_lies_about_its_readers(cast: Cast, stranger: Cast, path: Path) -> None:
    content = forge(stranger, PLAIN, certificate=stranger.certificate, recipients=cast.recipients)
    trust = Trust(roots=frozenset({stranger.office.root}))
    assert refusal(cast, path, content, trust=trust) == "bundle_not_for_us"


def test_no_key_at_all(cast: Cast, path: Path, whole: bytes) -> None:
    path.write_bytes(whole)
    with (
        pytest.raises(RasoatError) as caught,
        open_bundle(path, identities=[], trust=cast.trust, today=TODAY),
    ):
        pass
    assert caught.value.code == "bundle_not_for_us"


def around(rest: bytes, plain: int = len(PLAIN)) -> Make:
    """A sound signature over any rest."""
    return lambda cast: signed(cast, frame.head_of(header_for(cast, rest, plain)), rest)


def within(packed: bytes, plain: int = len(PLAIN)) -> Make:
    """A sound signature and encryption around any packed bytes."""
    return lambda cast: around(sealed(cast, packed), plain)(cast)


def holding(plain: bytes) -> Make:
    """A sound bundle around any plain bytes."""
    return lambda cast: forge(cast, plain)


LINE = short_lines(1)[0]
HUGE = short(encode(form(1, remarks="x" * LONGEST_LINE)))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (around(b"not age at all"), "bundle_unreadable_inside"),
        (around(b"age-encryption.org/v1\n"), "bundle_unreadable_inside"),
        (lambda cast: around(sealed(cast, squeeze(PLAIN))[:-1])(cast), "bundle_unreadable_inside"),
        (lambda cast: around(sealed(cast, squeeze(PLAIN)) + b"x")(cast), "bundle_unreadable_inside"),
        (within(PLAIN), "bundle_unreadable_inside"),
        (within(b""), "bundle_unreadable_inside"),
        (within(squeeze(PLAIN)[:-3]), "bundle_unreadable_inside"),
        (within(squeeze(PLAIN) + b"trailing"), "bundle_unreadable_inside"),
        (within(squeeze(PLAIN, write_checksum=True)[:-1] + b"\x00"), "bundle_unreadable_inside"),
        (within(squeeze(PLAIN), len(PLAIN) + 1), "bundle_unreadable_inside"),
        (within(squeeze(PLAIN), len(PLAIN) - 1), "bundle_bomb"),
        (within(squeeze(PLAIN) * 2), "bundle_bomb"),
        (within(squeeze(PLAIN + b"\x00" * 200_000_000)), "bundle_bomb"),
        (within(squeeze(b"\n" * 9_000_000), 9_000_000), "bundle_bad_manifest"),
        (holding(b""), "bundle_altered_header"),
        (holding(b"\n"), "bundle_bad_manifest"),
        (holding(inner([LINE], b"[]")), "bundle_bad_manifest"),
        (holding(inner([LINE], b'{"a":null}')), "bundle_bad_manifest"),
        (holding(inner([LINE], b'{"a":1,"a":1}')), "bundle_bad_manifest"),
        (holding(inner([LINE], b"[" * 200_000)), "bundle_bad_manifest"),
        (holding(inner([LINE], b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}")), "bundle_bad_manifest"),
        (holding(inner([LINE], b'"' + b"x" * 300_000)), "bundle_bad_manifest"),
        (holding(b"x" * 300_000), "bundle_bad_manifest"),
        (holding(MANIFEST), "bundle_bad_manifest"),
        (holding(inner([LINE]) + b"\n"), "bundle_bad_line"),
        (holding(inner([LINE])[:-1]), "bundle_bad_line"),
        (holding(inner([LINE, LINE])), "bundle_bad_line"),
        (holding(inner(short_lines(3)[::-1])), "bundle_bad_line"),
        (holding(inner([LINE, b"{}"])), "bundle_bad_line"),
        (holding(inner([b"[" * 200_000])), "bundle_bad_line"),
        (holding(inner([HUGE])), "bundle_bad_line"),
        (holding(inner([b"x" * 3_000_000])), "bundle_bad_line"),
        (holding(inner([LINE + b" "])), "bundle_bad_line"),
        (holding(inner([LINE.replace(b"{", b'{"author":"",', 1)])), "bundle_bad_line"),
        (holding(inner([LINE.replace("Hộ".encode(), b"\\ud800")])), "bundle_bad_line"),
        (holding(inner([LINE.replace("Hộ".encode(), b"\xed\xa0\x80")])), "bundle_bad_line"),
        (holding(inner([LINE.replace("Hộ".encode(), "Ho\u0323\u0302".encode())])), "bundle_bad_line"),
        (holding(inner([LINE], canonical({"records": 2}))), "bundle_bad_line"),
        (holding(inner([LINE], canonical({"records": "1"}))), "bundle_bad_line"),
        (holding(inner([], canonical({"records": 1}))), "bundle_bad_line"),
        (holding(inner([LINE], canonical({"records": 1}))), ""),
    ],
    ids=range(41),
)
def test_the_inside(cast: Cast, path: Path, make: Make, code: str) -> None:
    """Signed by a device we know and encrypted for us: what it brings is still judged."""
    assert refusal(cast, path, make(cast)) == code


def test_a_window_larger_than_a_small_laptop_can_give(cast: Cast, path: Path) -> None:
    wide = zstandard.ZstdCompressionParameters.from_level(3, window_log=27, write_content_size=False)
    stream = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    packed = stream.compress(PLAIN) + stream.flush()
    assert refusal(cast, path, within(packed)(cast)) == "bundle_bomb"
    assert refusal(cast, path, within(squeeze(b"") + packed)(cast)) == "bundle_unreadable_inside"


def test_the_checks_come_in_their_order(cast: Cast, stranger: Cast, path: Path) -> None:
    """Each file has the trouble of its place and all later ones; the first is told."""
    bad = header_for(cast, b"short", 1, sha256="0" * 64, length=99, recipients=stranger.recipients)
    unknown = replace(bad, certificate=None)
    head = frame.head_of(bad)
    assert refusal(cast, path, frame.head_of(unknown) + b"A" * 88 + b"\nshort") == "bundle_unknown_device"
    assert refusal(cast, path, head + b"A" * 88 + b"\nshort") == "bundle_bad_signature"
    assert refusal(cast, path, signed(cast, head, b"short")) == "bundle_truncated"
    assert refusal(cast, path, signed(cast, head, b"x" * 99)) == "bundle_altered"
    assert refusal(cast, path, around(b"x")(cast)) == "bundle_unreadable_inside"
    longer = frame.head_of(replace(bad, least="99", certificate=None))
    assert refusal(cast, path, longer + b"\n") == "bundle_newer_program"


def test_a_stick_that_reads_otherwise_the_second_time(path: Path, whole: bytes) -> None:
    """The bytes are hashed again as they are decrypted."""
    path.write_bytes(whole)
    with path.open("rb", buffering=16) as file:
        found = frame.read_frame(file, "0.1.0")
        rest = frame.Rest(file, found)
        rest.read(10)
        path.write_bytes(whole[: found.start + 10] + b"\x00" * (len(whole) - found.start - 10))
        with pytest.raises(RasoatError, match="changed or damaged"):
            rest.check()


def test_every_refusal_is_one_sentence_and_one_advice() -> None:
    made = [
        refusals.not_a_bundle(),
        refusals.a_piece(),
        refusals.newer_format(2),
        refusals.needs_newer_program("9"),
        refusals.truncated(),
        refusals.altered_header(),
        refusals.bad_signature(),
        refusals.altered(),
        refusals.something_behind(),
        refusals.unknown_device(("a",)),
        refusals.bad_certificate(("a",)),
        refusals.revoked_device(("a",)),
        refusals.certificate_ended("2026-01-01"),
        refusals.other_office("x", ("a",)),
        refusals.not_for_us(),
        refusals.too_large(1),
        refusals.bomb(),
        refusals.unreadable_inside(),
        refusals.bad_manifest(),
        refusals.bad_line(1, "why"),
        refusals.unknown_edition("vn-2030", "editions"),
        refusals.other_standard("vn-2022-example", "editions"),
        refusals.outside_scope(1, "form"),
        refusals.office_only(1, "unit"),
        refusals.record_too_long(256),
    ]
    named = [name for name in vars(refusals) if callable(getattr(refusals, name)) and name[0].islower()]
    assert len(named) == len({error.code for error in made}) == len(made)
    for error in made:
        assert error.title.endswith(".")
        assert error.hint.endswith(".")
        assert "{" not in str(error)


def test_keys_that_are_not_keys_are_never_signed() -> None:
    assert not signatures.is_signed("", b"x", "")
    assert not signatures.is_signed("A" * 43 + "=", b"x", "A" * 86 + "==")
    with pytest.raises(ValueError, match="not an age identity"):
        envelope.recipient_of("AGE-SECRET-KEY-1")
