"""A page of the manual: Markdown in our letters, pictures from the program, links left to the page."""

from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QImage, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop.actions import manual
from desktop.ui import theme

LINE_HEIGHT, PARAGRAPH = 130, 8  # per cent; pixels
NARROWEST, SCROLLBAR = 320, 20  # pixels: of a picture, and what may appear beside it


class Reader(QTextBrowser):
    """Only read; Tab goes from link to link."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.document().setDocumentMargin(theme.px(theme.XL))

    def show_text(self, markdown: str, title: str) -> None:
        """Show a page from its beginning."""
        self.document().setDefaultFont(theme.font())
        self.setMarkdown(markdown)
        self._space()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.setAccessibleName(f"{self._name}: {title}")

    def find_next(self, text: str) -> bool:
        """Mark the next place that says this; from the top again after the last."""
        if self.find(text):
            return True
        before = self.textCursor()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        found = self.find(text)
        if not found:
            self.setTextCursor(before)
        return found

    def html(self) -> str:
        """The page for a paper, without pictures and colours."""
        made = QTextDocument()
        made.setMarkdown(self.toMarkdown(QTextDocument.MarkdownFeature.MarkdownDialectGitHub))
        return made.toHtml()

    def loadResource(self, kind: int, name: QUrl | str, /) -> object:
        """A picture of the manual, from wherever the program keeps it."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            image = QImage()
            image.loadFromData(QByteArray(manual.picture(QUrl(name).path().removeprefix("../"))))
            room = max(self.viewport().width() - 2 * theme.px(theme.XL) - SCROLLBAR, NARROWEST)
            smooth = Qt.TransformationMode.SmoothTransformation
            return image.scaledToWidth(room, smooth) if image.width() > room else image
        return super().loadResource(kind, name)

    def _space(self) -> None:
        """Room between lines and paragraphs."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        form = QTextBlockFormat()
        form.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setBottomMargin(theme.px(PARAGRAPH))
        cursor.mergeBlockFormat(form)
