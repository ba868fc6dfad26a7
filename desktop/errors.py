"""The one error a user may see: the world failed, say what and what to do."""


class RasoatError(Exception):
    """The world failed: `title` says what is wrong and where, `hint` what to do.

    Both are one English sentence marked with `N_` and filled with `slots`, so that every face can show it in
    its own language.

    `code` is a short stable name for tests and `--json`. The exit status of the command line is 2.
    """

    def __init__(self, code: str, title: str, hint: str, **slots: object) -> None:
        super().__init__(title.format(**slots))
        self.code = code
        self.title = title
        self.hint = hint
        self.slots = slots

    def __str__(self) -> str:
        return f"{self.title.format(**self.slots)} {self.hint.format(**self.slots)}"


class Cancelled(Exception):  # noqa: N818 - not an error: the user said stop
    """Raised by a progress callback to stop slow work; nothing half done stays behind."""
