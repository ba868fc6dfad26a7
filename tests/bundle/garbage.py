"""What a broken program of a laptop we trust might sign: anything."""

import json
from collections.abc import Callable
from random import Random

from desktop.records.revision import canonical, encode, rev_id
from tests.bundle.makers import MANIFEST, form, short

ODD_TEXTS = (
    "",
    "x",
    "é",
    "e\u0301",
    "\ud800",
    "\x00",
    "\n",
    "\u202e",
    "[{",
    '"',
    "\\",
    "9" * 5000,
    "a" * 70_000,
)
NUMBERS = (0, -1, 2**53, 2**53 + 1, 1.5, 1e300)
ODD_THINGS: tuple[object, ...] = (None, True, *NUMBERS, [], {}, [[]], {"missing": "blank"}, {"missing": []})
Garble = Callable[[Random], bytes]


def payload(random: Random) -> bytes:
    """Lines of all sorts; some are in order and some are sound, so that the later checks are reached too."""
    lines = [random.choice(GARBLES)(random) for _ in range(random.randrange(6))]
    good = [sound(random) for _ in range(random.randrange(4))]
    mixed = sorted([*lines, *good], key=key) if random.random() < 0.8 else [*good, *lines]
    manifest = MANIFEST if random.random() < 0.9 else random.choice(GARBLES)(random)
    ends = random.choice((b"\n", b"\n", b"\n", b"\n", b"\r\n", b""))
    return b"".join(line + b"\n" for line in (manifest, *mixed[:-1])) + b"".join(
        line + ends for line in mixed[-1:]
    )


def sound(random: Random) -> bytes:
    """A record as it is written inside."""
    return short(encode(form(random.randrange(1000))))


def key(line: bytes) -> bytes:
    """What a line is put in order by, sound or not."""
    _, _, begin = line.partition(b'"key":"')
    return begin.partition(b'"')[0]


def odd_members(random: Random) -> bytes:
    record = json.loads(sound(random))
    record["members"] = {random.choice(ODD_TEXTS): thing(random, 2) for _ in range(random.randrange(3))}
    return written(record)


def noise(random: Random) -> bytes:
    return random.randbytes(random.randrange(200))


def json_noise(random: Random) -> bytes:
    """Only the letters JSON is made of."""
    return bytes(random.choices(b'[]{}",:\\0123456789.-+eEnulltruefas \t\x7f', k=random.randrange(300)))


def any_json(random: Random) -> bytes:
    return written(thing(random, 4))


def odd_field(random: Random) -> bytes:
    """A sound record but for one field."""
    record = json.loads(sound(random))
    name = random.choice((*record, "zz", ""))
    record[name] = thing(random, 3)
    return written(record)


def odd_answer(random: Random) -> bytes:
    record = json.loads(sound(random))
    path = random.choice(("name", "unit", *ODD_TEXTS))
    record["body"][path] = thing(random, 3)
    return written(record)


def odd_history(random: Random) -> bytes:
    record = json.loads(sound(random))
    parents = [rev_id(random.randbytes(4)) for _ in range(random.randrange(4))]
    record["parents"] = sorted(parents) if random.random() < 0.7 else [*parents, thing(random, 1)]
    record["set"] = random.choice(([], ["zz"], ["a", "b"], ["b", "a"], thing(random, 1)))
    return written(record)


def flipped(random: Random) -> bytes:
    line = bytearray(sound(random))
    line[random.randrange(len(line))] ^= 1 << random.randrange(8)
    return bytes(line)


def deep(random: Random) -> bytes:
    depth = random.choice((5, 6, 7, 8, 100, 5000, 100_000))
    opening, closing = random.choice(((b"[", b"]"), (b'{"a":', b"}"), (b"[", b"")))
    return opening * depth + closing * depth


def long(random: Random) -> bytes:
    return short(encode(form(1, remarks="x" * random.choice((2_000, 200_000, 262_000, 300_000)))))


def thing(random: Random, depth: int) -> object:
    """Anything JSON can say, and some it cannot."""
    kind = random.randrange(6 if depth else 3)
    if kind < 1:
        return random.choice(ODD_TEXTS)
    if kind < 3:
        return random.choice(ODD_THINGS)
    if kind < 4:
        return {
            random.choice(("a", "body", "missing", *ODD_TEXTS)): thing(random, depth - 1) for _ in range(3)
        }
    return [thing(random, depth - 1) for _ in range(random.randrange(4))]


def written(thing: object) -> bytes:
    """Canonical where that can be done."""
    try:
        return canonical(thing)
    except ValueError:
        return json.dumps(thing).encode()


GARBLES: tuple[Garble, ...] = (
    noise,
    json_noise,
    any_json,
    odd_field,
    odd_answer,
    odd_members,
    odd_history,
    odd_history,
    flipped,
    deep,
    long,
)
