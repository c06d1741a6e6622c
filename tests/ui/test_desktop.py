"""What a machine has no program for is told with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deeptuner.ui.desktop import open_file, open_folder, open_page
from deeptuner.ui.widgets.dialog import Dialog
from tests.ui.pages.merge_export.seeing import words

PAGE = "https://example.org/lora?x=1"


@pytest.mark.parametrize(
    ("open_it", "what", "told"),
    [
        (open_file, Path("/a b/Füße.html"), "The file could not be opened."),
        (open_folder, Path("/a b"), "The folder could not be opened."),
        (open_page, PAGE, "The page could not be opened in a browser."),
    ],
)
def test_what_nothing_opens_is_told_with_its_place(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    open_it: Callable[[QWidget, Any], bool],
    what: Path | str,
    told: str,
) -> None:
    asked: list[QUrl] = []
    opens = True
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: (asked.append(url), opens)[1])
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    assert open_it(window, what)
    assert not window.findChildren(Dialog)
    opens = False
    assert not open_it(window, what)
    (dialog,) = window.findChildren(Dialog)
    assert dialog.accessibleName() == told
    assert str(what) in words(dialog)
    assert [url.toLocalFile() or url.toString() for url in asked] == [str(what)] * 2
    dialog.dismiss()
