"""Light and dark: chosen, or followed from the system."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from deeptuner.ui.theme.hints import SystemHints
from deeptuner.ui.theme.style import style_sheet
from deeptuner.ui.theme.theme import Theme, theme
from deeptuner.ui.theme.tokens import DARK, LIGHT
from deeptuner.ui.widgets import Button, Card, ComboBox, Label, SpinBox, vbox


class Hints(SystemHints):
    """A system that says what a test wants."""

    dark = contrast = less_motion = False

    def wants_dark(self) -> bool:
        return self.dark

    def wants_contrast(self) -> bool:
        return self.contrast

    def wants_less_motion(self) -> bool:
        return self.less_motion


@pytest.fixture
def hints(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Hints:
    made = Hints()
    monkeypatch.setattr(theme(), "_hints", made)
    return made


def ground(widget: QWidget) -> QColor:
    """The colour of the widget's middle left, inside its frame."""
    return widget.grab().toImage().pixelColor(4, widget.height() // 2)


def test_dark_changes_colours_and_tells(qtbot: QtBot) -> None:
    told: list[bool] = []
    theme().changed.connect(lambda: told.append(theme().is_dark))
    card = Card("Runs")
    qtbot.addWidget(card)
    card.resize(200, 100)
    card.show()
    assert ground(card) == QColor(LIGHT.surface)
    theme().set_mode("dark")
    assert ground(card) == QColor(DARK.surface)
    assert told == [True]
    theme().set_mode("dark")
    assert told == [True]
    palette = QApplication.palette()
    assert palette.color(QPalette.ColorRole.Window) == QColor(DARK.bg)


def test_the_system_is_followed_until_a_mode_is_chosen(hints: Hints) -> None:
    theme().set_mode("system")
    assert not theme().is_dark
    hints.dark = True
    theme().set_mode("system")
    assert theme().is_dark
    theme().set_mode("light")
    assert not theme().is_dark


def test_the_system_is_heard(qapp: QApplication) -> None:
    heard: list[object] = []
    hints = SystemHints()
    hints.on_change(heard.append)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    qapp.styleHints().accessibility().contrastPreferenceChanged.emit(
        Qt.ContrastPreference.HighContrast
    )
    assert heard == [Qt.ColorScheme.Dark, Qt.ContrastPreference.HighContrast]


def test_high_contrast_and_less_motion(hints: Hints) -> None:
    assert not theme().reduced_motion
    hints.contrast = hints.less_motion = True
    theme().set_mode("light")
    assert theme().tokens.control == LIGHT.text
    assert theme().reduced_motion
    hints.contrast = False
    theme().set_mode("light")
    assert theme().tokens == LIGHT


def test_a_dressed_window_carries_the_sheet(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    card = Card("Runs")
    window.setLayout(vbox(card))
    theme().dress(window)
    window.resize(200, 100)
    window.show()
    assert qapp.styleSheet() == ""
    assert ground(card) == QColor(LIGHT.surface)
    theme().set_mode("dark")
    assert ground(card) == QColor(DARK.surface)


def test_the_sheet_has_no_gap_and_its_pictures_exist() -> None:
    from pathlib import Path
    from re import findall

    for tokens in (LIGHT, DARK):
        sheet = style_sheet(tokens)
        assert "$" not in sheet
        pictures = findall(r'url\("([^"]+)"\)', sheet)
        assert pictures
        assert [name for name in pictures if not Path(name).is_file()] == []


def test_heights_are_those_of_the_design(qtbot: QtBot) -> None:
    heights = {"sm": 26, "md": 30, "lg": 44}
    for size, height in heights.items():
        button = Button("Start", size=size)  # type: ignore[arg-type]
        qtbot.addWidget(button)
        button.show()
        assert button.height() == height
        button.setFocus()
        assert button.sizeHint().height() == height
    for made in (ComboBox(), SpinBox()):
        qtbot.addWidget(made)
        made.show()
        assert made.height() == 30


def test_a_theme_before_its_application_is_light(qapp: QApplication) -> None:
    assert Theme().tokens == LIGHT


def test_tones_colour_labels(qtbot: QtBot) -> None:
    label = Label("Failed", tone="danger")
    qtbot.addWidget(label)
    label.show()
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == LIGHT.danger_text.lower()
    label.set_tone("ok")
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == LIGHT.ok_text.lower()
