"""Language, colours and text size: each shows at once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.i18n import LANGUAGES, N_, _
from desktop.settings import Settings
from desktop.ui import theme
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.fields import Field, chosen, combo

NAMES = {"vi": "Tiếng Việt", "en": "English"}  # each in its own language
THEMES = (
    ("system", N_("As the system")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
    ("contrast", N_("High contrast")),
)
PERCENTS = (100, 110, 125, 150, 175, 200)


class LookCard(Card):
    """Says what is wanted; shows what it is told."""

    wanted = Signal(str, str, int)  # language, theme, per cent of the text

    def __init__(self, now: Settings) -> None:
        super().__init__(_("Appearance"))
        self.language = combo([(one, NAMES[one]) for one in LANGUAGES], now.language)
        self.theme = combo([(one, _(word)) for one, word in THEMES], now.theme)
        near = min(PERCENTS, key=lambda percent: abs(percent - now.text_percent))
        self.percent = combo([(str(percent), f"{percent} %") for percent in PERCENTS], str(near))
        row = QHBoxLayout()
        row.setSpacing(theme.L)
        for name, box in (("language", self.language), ("theme", self.theme), ("percent", self.percent)):
            box.setObjectName(f"settings-{name}")
            box.currentIndexChanged.connect(self._say)
        row.addWidget(Field(_("Language"), self.language), 1)
        row.addWidget(Field(_("Colours"), self.theme), 1)
        row.addWidget(Field(_("Text size"), self.percent), 1)
        self.add_layout(row)

    def _say(self) -> None:
        self.wanted.emit(chosen(self.language), chosen(self.theme), int(chosen(self.percent)))
