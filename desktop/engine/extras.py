"""What is only there when somebody installed it: a clear sentence where it is not."""

from importlib.util import find_spec

from desktop.errors import RasoatError
from desktop.i18n import N_

EXTRAS = {"duckdb": "engine", "pyspark": "spark"}  # by library, as pyproject.toml names them


def need(library: str) -> None:
    """Raises `RasoatError("no_extra", …)` where `library` is not installed."""
    if find_spec(library) is None:
        raise RasoatError(
            "no_extra",
            N_("This needs {library}, which is not installed here."),
            N_('Install it beside the program: pip install "rasoat[{extra}]".'),
            library=library,
            extra=EXTRAS.get(library, library),
        )
