"""What happens to a file on a damaged stick: blocks of zeros or of rubbish, in several places."""

from random import Random

SECTOR = 512


def bursts(random: Random, content: bytes, share: float, most: int = 6) -> bytes:
    """Damage `share` of the file (a part of 1), in 1 … `most` blocks, each zeroed or overwritten."""
    damaged = bytearray(content)
    for size in _sizes(random, int(len(content) * share), random.randint(1, most)):
        at = random.randrange(len(content) - size + 1)
        damaged[at : at + size] = bytes(size) if random.random() < 0.5 else random.randbytes(size)
    return bytes(damaged)


def sectors(random: Random, content: bytes, share: float, size: int = SECTOR) -> bytes:
    """Damage single sectors all over the file, `share` of them."""
    damaged = bytearray(content)
    places = range(0, len(content), size)
    for at in random.sample(places, int(len(places) * share)):
        length = min(size, len(content) - at)
        damaged[at : at + length] = random.randbytes(length)
    return bytes(damaged)


def _sizes(random: Random, total: int, count: int) -> list[int]:
    cuts = sorted(random.randint(0, total) for _ in range(count - 1))
    return [after - before for before, after in zip([0, *cuts], [*cuts, total], strict=True)]
