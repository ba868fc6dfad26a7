"""Public tools and one page read a bundle: FORMAT.md, followed here without the product's reader."""

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyrage
import zstandard
from nacl.signing import VerifyKey

import desktop.bundle
from desktop.bundle import certificate as certificates
from desktop.bundle.parity import Grid
from desktop.bundle.pieces import Piece
from desktop.editions.values import Value
from desktop.records.revision import Revision, encode, rev_id
from tests.bundle.makers import Cast, header_for, pack, some_lines

PAGE = (Path(desktop.bundle.__path__[0]) / "FORMAT.md").read_text(encoding="utf-8")


def test_public_tools_read_a_bundle(cast: Cast, tmp_path: Path) -> None:
    packed = pack(cast, tmp_path / "a.rasoat", [*member_lines(), *some_lines(7)])
    first, line, signature, rest = (tmp_path / "a.rasoat").read_bytes().split(b"\n", 3)
    header = json.loads(line)
    VerifyKey(base64.b64decode(header["device"])).verify(
        first + b"\n" + line + b"\n", base64.b64decode(signature)
    )
    assert (header["length"], header["sha256"]) == (len(rest), sha256(rest).hexdigest())
    assert packed.id == sha256(line).hexdigest()[:12]
    key = [text for text in (cast.folder / "daily.key").read_text().splitlines() if text[0] != "#"]
    inside = pyrage.decrypt(rest, [pyrage.x25519.Identity.from_str(key[0])])
    plain = zstandard.ZstdDecompressor().decompressobj().decompress(inside)
    assert len(plain) == header["plain"]
    manifest, *short = plain.splitlines()
    assert manifest == '{"from":"Bằng Lũng"}'.encode()
    assert [canonical(one) for one in lengthened(short)] == [*member_lines(), *some_lines(7)]


def member_lines() -> list[bytes]:
    """Two revisions of one household with a member, the second on top of the first."""
    body: dict[str, Value] = {"unit": "01834", "members/m1/name": "Lý Thị Mẩy", "members/m1/sex": "f"}
    first = Revision("form", "h0@r", body, frozenset(body))
    second = replace(
        first,
        body={**body, "members/m1/sex": "m"},
        sets=frozenset({"members/m1/sex"}),
        parents=(rev_id(encode(first)),),
    )
    return [encode(first), encode(second)]


def lengthened(short: list[bytes]) -> Iterator[dict[str, Any]]:
    """As the page says it."""
    before = ""
    for line in short:
        thing = json.loads(line)
        for uid, answers in thing.pop("members", {}).items():
            thing["body"] |= {f"members/{uid}/{question}": value for question, value in answers.items()}
        thing.setdefault("set", sorted(thing["body"]))
        thing.setdefault("parents", [before])
        before = sha256(canonical(thing)).hexdigest()
        yield thing


def canonical(thing: dict[str, Any]) -> bytes:
    return json.dumps(thing, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def test_a_certificate_is_signed_as_the_page_says(cast: Cast, tmp_path: Path) -> None:
    certificates.write(cast.certificate, tmp_path / "c")
    first, line = (tmp_path / "c").read_bytes().splitlines()
    thing = json.loads(line)
    signature = base64.b64decode(thing.pop("signature"))
    VerifyKey(base64.b64decode(thing["office"]["root"])).verify(
        first + b"\n" + canonical(thing) + b"\n", signature
    )
    assert first == b"RASOAT-CERTIFICATE 1"


def test_the_page_names_every_field(cast: Cast) -> None:
    fields = set(header_for(cast, b"x", 1).__slots__)
    fields |= set(cast.certificate.__slots__) | set(cast.office.__slots__)
    fields |= set(Grid.__slots__) | set(Piece.__slots__)
    assert {field for field in fields if f"`{field}`" not in PAGE and f".{field}`" not in PAGE} == set()
