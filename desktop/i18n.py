"""The only gettext: `_` when showing, `N_` in tables, `ngettext` for counts. English is the source text."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

from desktop import paths

LANGUAGES = ("vi", "en")
_current: NullTranslations = NullTranslations()
_here: ContextVar[NullTranslations | None] = ContextVar("here", default=None)  # of a thread: a paper's own


def use(language: str) -> None:
    """Show everything in `language` from now on; an unknown one falls back to English."""
    global _current
    _current = _load(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything in `language` inside, in this thread only: papers have a language of their own."""
    token = _here.set(_load(language))
    try:
        yield
    finally:
        _here.reset(token)


@cache
def _load(language: str) -> NullTranslations:
    folder = paths.translations() / language / "LC_MESSAGES"
    compiled, source = folder / "rasoat.mo", folder / "rasoat.po"
    if compiled.is_file():
        return GNUTranslations(BytesIO(compiled.read_bytes()))
    if source.is_file():
        return GNUTranslations(BytesIO(_compile(source.read_bytes())))
    return gettext.NullTranslations()


def _compile(po: bytes) -> bytes:
    """A checkout has no compiled catalogues: make one in memory."""
    from babel.messages import mofile, pofile

    out = BytesIO()
    mofile.write_mo(out, pofile.read_po(BytesIO(po)))
    return out.getvalue()


def _(text: str) -> str:
    return (_here.get() or _current).gettext(text) if text else ""


def N_(text: str) -> str:  # noqa: N802 - the name every gettext tool knows
    """Mark `text` for translation; it is translated when shown."""
    return text


def ngettext(one: str, many: str, n: int) -> str:
    """Translate a count: `one` for 1, `many` for the others."""
    return (_here.get() or _current).ngettext(one, many, n)
