"""Bundles that were changed on the way: by a bad stick, by a bad program, by a bad person."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from random import Random

from desktop.records.revision import canonical
from tests.bundle.makers import Cast, inner, sealed, short_lines, squeeze

Mutate = Callable[[Random, "Stock"], bytes]
FORGED = 20  # how many payloads a bad person has ready: anybody can encrypt for an office


@dataclass(frozen=True)
class Stock:
    """Sound bundles, and payloads that somebody else encrypted for the same office."""

    sound: Sequence[bytes]
    forged: Sequence[tuple[bytes, int]]  # rest, plain size

    def one(self, random: Random) -> bytes:
        return random.choice(self.sound)


def stock(cast: Cast, sound: Sequence[bytes]) -> Stock:
    made = [inner(short_lines(count)) for count in range(1, FORGED + 1)]
    return Stock(sound, [(sealed(cast, squeeze(plain)), len(plain)) for plain in made])


def mutants(random: Random, stock: Stock, count: int) -> "Sequence[tuple[str, bytes]]":
    """`count` files, each unlike every sound one, with the name of what was done to it."""
    made: list[tuple[str, bytes]] = []
    while len(made) < count:
        mutate = random.choice(MUTATIONS)
        content = mutate(random, stock)
        if content not in stock.sound:
            made.append((mutate.__name__, content))
    return made


def flip_bits(random: Random, stock: Stock) -> bytes:
    content = bytearray(stock.one(random))
    for _ in range(random.choice((1, 1, 1, 2, 8, 64))):
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    return bytes(content)


def flip_in_head(random: Random, stock: Stock) -> bytes:
    content = bytearray(stock.one(random))
    end = content.index(b"age-encryption")
    content[random.randrange(end)] ^= 1 << random.randrange(8)
    return bytes(content)


def write_bytes(random: Random, stock: Stock) -> bytes:
    content = bytearray(stock.one(random))
    start = random.randrange(len(content))
    for place in range(start, min(start + random.randrange(1, 40), len(content))):
        content[place] = random.choice((0, 0xFF, 0x0A, 0x22, 0x5C, 0x7B, random.randrange(256)))
    return bytes(content)


def cut(random: Random, stock: Stock) -> bytes:
    content = stock.one(random)
    return content[: random.randrange(len(content))]


def cut_start(random: Random, stock: Stock) -> bytes:
    content = stock.one(random)
    return content[random.randrange(1, len(content)) :]


def drop_middle(random: Random, stock: Stock) -> bytes:
    content = stock.one(random)
    start, end = sorted(random.sample(range(len(content) + 1), 2))
    return content[:start] + content[end:]


def repeat_part(random: Random, stock: Stock) -> bytes:
    content = stock.one(random)
    start, end = sorted(random.sample(range(len(content) + 1), 2))
    return content[:end] + content[start:]


def repeat_line(random: Random, stock: Stock) -> bytes:
    lines = stock.one(random).split(b"\n")
    place = random.randrange(len(lines))
    return b"\n".join([*lines[: place + 1], *lines[place:]])


def swap_lines(random: Random, stock: Stock) -> bytes:
    lines = stock.one(random).split(b"\n")
    one, two = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def splice(random: Random, stock: Stock) -> bytes:
    one, two = stock.one(random), stock.one(random)
    return one[: random.randrange(len(one))] + two[random.randrange(len(two)) :]


def mix_lines(random: Random, stock: Stock) -> bytes:
    """The first lines of some, the rest of others."""
    parts = [stock.one(random).split(b"\n", 3)[place] for place in range(4)]
    return b"\n".join(parts)


def insert(random: Random, stock: Stock) -> bytes:
    content = stock.one(random)
    place = random.randrange(len(content) + 1)
    more = random.choice((b"\n", b"\r\n", b" ", b"\x00", b"{}", random.randbytes(random.randrange(1, 50))))
    return content[:place] + more + content[place:]


def as_text(random: Random, stock: Stock) -> bytes:
    """What a transfer "as text" does."""
    content = stock.one(random)
    return random.choice(
        (
            content.replace(b"\n", b"\r\n"),
            content.replace(b"\r", b""),
            content.decode("latin-1").encode(),
            content.rstrip(b"\n\r\x00 ") + b"\n",
            b"\xef\xbb\xbf" + content,
        )
    )


def edit_header(random: Random, stock: Stock) -> bytes:
    """One field of the header becomes something else, written canonically."""
    first, line, signature, rest = stock.one(random).split(b"\n", 3)
    header = json.loads(line)
    other = json.loads(stock.one(random).split(b"\n", 3)[1])
    place = random.choice((header, header["certificate"], header["certificate"]["office"]))
    name = random.choice(sorted(place))
    place[name] = random.choice((other.get(name), 1, -1, 2**60, "", "x", [], {}, [1], True, header["length"]))
    if place[name] is None:
        del place[name]
    return b"\n".join((first, canonical(header), signature, rest))


def widen_certificate(random: Random, stock: Stock) -> bytes:
    first, line, signature, rest = stock.one(random).split(b"\n", 3)
    header = json.loads(line)
    change = random.choice(
        ({"roles": ["commune", "office"]}, {"communes": ["00001"]}, {"until": "2099-12-31"})
    )
    header["certificate"] |= change
    return b"\n".join((first, canonical(header), signature, rest))


def edit_signature(random: Random, stock: Stock) -> bytes:
    first, line, signature, rest = stock.one(random).split(b"\n", 3)
    changed = random.choice(
        (
            signature[:85] + random.choice((b"A==", b"Q==", b"g==", b"w==", b"===")),
            signature.swapcase(),
            signature.replace(b"+", b"-").replace(b"/", b"_"),
            signature[:-2],
            b"",
            signature + b" ",
            random.randbytes(88),
        )
    )
    return b"\n".join((first, line, changed, rest))


def replace_inside(random: Random, stock: Stock) -> bytes:
    """A bad person puts other records in, and makes length, hash and size fit. Only the signature tells."""
    first, line, signature, _ = stock.one(random).split(b"\n", 3)
    rest, plain = random.choice(stock.forged)
    header = json.loads(line) | {"length": len(rest), "plain": plain, "sha256": sha256(rest).hexdigest()}
    return b"\n".join((first, canonical(header), signature, rest))


def replace_rest(random: Random, stock: Stock) -> bytes:
    head = stock.one(random).split(b"\n", 3)[:3]
    return b"\n".join((*head, random.choice(stock.forged)[0]))


MUTATIONS: Sequence[Mutate] = (
    flip_bits,
    flip_bits,
    flip_in_head,
    flip_in_head,
    write_bytes,
    cut,
    cut_start,
    drop_middle,
    repeat_part,
    repeat_line,
    swap_lines,
    splice,
    mix_lines,
    insert,
    as_text,
    edit_header,
    edit_header,
    widen_certificate,
    edit_signature,
    replace_inside,
    replace_rest,
)
