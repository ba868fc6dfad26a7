"""Which revisions are taken out at present: un-merging a bundle or a laptop, and restoring it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from desktop.records.merge import REVISIONS, WITHDRAWAL, WITHDRAWN, merge
from desktop.records.revision import Body, RevId, Revision, encode, rev_id

BUNDLE, LAPTOP, COUNTER, AUTHOR = "bundle", "laptop", "counter", "author"  # what was taken out, for people
MOST = 1_500  # revisions one record lists: two such lists together still fit one line of a bundle


def withdrawn_revisions(revisions: Iterable[Revision]) -> frozenset[RevId]:
    """The revisions that stop being writers, from all revisions of kind `withdrawal`; others are passed over.

    Withdraw beside restore = withdrawn, until somebody settles it. A withdrawal is never withdrawn itself.
    """
    records: dict[str, dict[RevId, Revision]] = defaultdict(dict)
    for revision in revisions:
        if revision.kind == WITHDRAWAL:
            records[revision.key][rev_id(encode(revision))] = revision
    own = {rev for found in records.values() for rev in found}
    return frozenset(
        RevId(rev) for key, found in records.items() for rev in _taken_out(key, found) if rev not in own
    )


def _taken_out(key: str, found: dict[RevId, Revision]) -> tuple[str, ...]:
    return listed(merge(WITHDRAWAL, key, found, frozenset(), str).body)


def listed(body: Body) -> tuple[str, ...]:
    """The revisions that a withdrawal takes out; none once it was restored."""
    revs = body.get(REVISIONS)
    return revs if body.get(WITHDRAWN) is True and isinstance(revs, tuple) else ()


def parts(stem: str, revs: Iterable[RevId]) -> Mapping[str, tuple[RevId, ...]]:
    """The records that take `revs` out: key -> its list. A list too long for one record is dealt by hash.

    So two offices that take the same bundle out write the same records, whatever else they hold.
    """
    wanted = sorted(set(revs))
    digits = 0
    while len(wanted) > MOST * 16**digits // (2 if digits else 1):  # hashes are dealt unevenly
        digits += 1
    dealt: dict[str, list[RevId]] = defaultdict(list)
    for rev in wanted:
        dealt[f"{stem}/{rev[:digits]}" if digits else stem].append(rev)
    return {key: tuple(found) for key, found in dealt.items()}


def stem_of(key: str) -> str:
    """What a withdrawal record is about: `bundle/<id>`, `laptop/<epoch>/<counter>`, `decisions/<hash>`."""
    kind, _, rest = key.partition("/")
    names = rest.split("/")
    return "/".join((kind, *names[: 2 if kind == LAPTOP else 1]))
