"""Fine-Tuning in little room: nothing is cut, whichever way the window was resized."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from deeptuner.ui.pages.fine_tuning.page import FineTuningPage
from deeptuner.ui.shell import Shell
from deeptuner.ui.theme import fonts
from deeptuner.ui.theme.theme import theme
from tests.ui.room import SOON, all_fits

WIDE, NARROW = 1920, 1280


@pytest.fixture(autouse=True)
def large_font(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A person who needs larger letters: a quarter more."""
    with monkeypatch.context() as patch:
        patch.setattr(fonts, "_scale", 1.27)
        theme().apply("light")
        yield
    theme().apply("light")


@pytest.fixture
def page(large_font: None, quiet: Shell, qtbot: QtBot) -> Iterator[FineTuningPage]:
    """In a window that may be made narrower than the page would like."""
    window = QWidget()
    qtbot.addWidget(window)
    made = FineTuningPage(quiet)
    made.setParent(window)
    window.resize(WIDE, 1000)
    window.show()
    yield made
    made.leave()


def beside(page: FineTuningPage) -> int:
    """Where the second column begins, in pixels from the left."""
    return page.columns.method.mapTo(page, page.columns.method.rect().topLeft()).x()


@pytest.mark.parametrize("advanced", [False, True])
def test_columns_stand_below_each_other_where_there_is_no_room(
    page: FineTuningPage, qtbot: QtBot, advanced: bool
) -> None:
    page.columns.show_advanced(advanced)
    page.columns._builder.finish()
    for width in (WIDE, NARROW, WIDE, NARROW):
        page.resize(width, 800)
        qtbot.waitUntil(lambda wide=width == WIDE: (beside(page) > 100) == wide, timeout=SOON)
        all_fits(qtbot, page)


def test_the_toolbar_takes_two_lines_where_one_would_cut_its_words(
    page: FineTuningPage, qtbot: QtBot
) -> None:
    page.resize(WIDE, 800)
    all_fits(qtbot, page)
    low = page.toolbar.height()
    page.toolbar.show_presets("a preset of my own", ["a preset of my own"])
    for width in (NARROW, WIDE):
        page.resize(width, 800)
        narrow = width == NARROW
        qtbot.waitUntil(lambda tall=narrow: (page.toolbar.height() > low) == tall, timeout=SOON)
        all_fits(qtbot, page)
