"""Take everything out of a layout."""

from PySide6.QtWidgets import QLayout


def empty(layout: QLayout) -> None:
    """Remove and delete all that is in it, the layouts inside too."""
    while layout.count():
        item = layout.takeAt(0)
        widget, inside = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        if inside is not None:
            empty(inside)
            inside.deleteLater()
