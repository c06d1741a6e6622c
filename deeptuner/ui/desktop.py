"""Files, folders and pages shown by the person's own programs.

Knows that a machine may have no program for them, and then tells where they are. Does not know what
they hold.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from deeptuner.ui.translation import Told, tr
from deeptuner.ui.widgets.dialog import tell_error


def open_file(asked_in: QWidget, file: Path) -> bool:
    """Whether it was opened; if not, that was told over the window of `asked_in`."""
    return _open(asked_in, QUrl.fromLocalFile(str(file)), tr("The file could not be opened."))


def open_folder(asked_in: QWidget, folder: Path) -> bool:
    """As `open_file`."""
    return _open(asked_in, QUrl.fromLocalFile(str(folder)), tr("The folder could not be opened."))


def open_page(asked_in: QWidget, address: str) -> bool:
    """A page of the web, in the browser; as `open_file`."""
    return _open(asked_in, QUrl(address), tr("The page could not be opened in a browser."))


def _open(asked_in: QWidget, url: QUrl, otherwise: str) -> bool:
    if QDesktopServices.openUrl(url):
        return True
    tell_error(asked_in, Told(otherwise, url.toLocalFile() or url.toString()))
    return False
