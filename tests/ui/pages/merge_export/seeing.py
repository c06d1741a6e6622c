"""What a person sees and does on Merge & Export."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deeptuner.runs.experiment import Experiment
from deeptuner.ui.pages.merge_export.page import MergeExportPage
from deeptuner.ui.widgets import Button, Chip, Label

SOON = 10_000  # ms
MERGED = 200_000  # ms: torch is imported for it


def opened(page: MergeExportPage, experiment: Experiment, qtbot: QtBot) -> None:
    page.shell.workspace.open_folder(experiment.folder)
    page.enter()
    qtbot.waitUntil(lambda: page.shell.runs.loaded, timeout=SOON)


def words(page: QWidget) -> str:
    """Everything that is to be read on the page now."""
    parts = [*page.findChildren(Label), *page.findChildren(Chip)]
    return "\n".join(part.text() for part in parts if part.isVisible())


def button(page: QWidget, text: str) -> Button:
    (found,) = [one for one in page.findChildren(Button) if one.text() == text and one.isVisible()]
    return found


def press(page: QWidget, text: str, qtbot: QtBot) -> None:
    assert button(page, text).isEnabled()
    qtbot.mouseClick(button(page, text), Qt.MouseButton.LeftButton)


def shows(page: QWidget, text: str, qtbot: QtBot, timeout: int = SOON) -> None:
    qtbot.waitUntil(lambda: text in words(page), timeout=timeout)
