"""Buttons: words, names, busy, the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deeptuner.ui.theme.theme import theme
from deeptuner.ui.widgets import Button, HelpButton, IconButton, vbox
from tests.ui.widgets.support import show_active


def test_a_name_with_ampersand_is_shown_and_read_whole(qtbot: QtBot) -> None:
    button = Button("Merge & Export")
    qtbot.addWidget(button)
    assert button.text() == "Merge && Export"
    assert button.accessibleName() == "Merge & Export"
    button.set_text("Save & close")
    assert (button.text(), button.accessibleName()) == ("Save && close", "Save & close")


def test_busy_cannot_be_pressed_and_comes_back_as_it_was(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    button = Button("Merge Model", icon="git-merge")
    qtbot.addWidget(button)
    button.clicked.connect(lambda: pressed.append(True))
    own = button.icon().pixmap(16, 16).toImage()
    button.set_busy(True)
    button.click()
    assert pressed == []
    assert button.icon().pixmap(16, 16).toImage() != own
    button.set_busy(False)
    button.click()
    assert pressed == [True]
    assert button.icon().pixmap(16, 16).toImage() == own


def test_busy_does_not_enable_what_was_disabled(qtbot: QtBot) -> None:
    button = Button("Start")
    qtbot.addWidget(button)
    button.setEnabled(False)
    button.set_busy(True)
    button.set_busy(False)
    assert not button.isEnabled()


def test_a_button_without_icon_has_none_after_being_busy(qtbot: QtBot) -> None:
    button = Button("Start")
    qtbot.addWidget(button)
    button.set_busy(True)
    button.set_busy(False)
    assert button.icon().isNull()


def test_icon_buttons_are_read_aloud(qtbot: QtBot) -> None:
    button = IconButton("copy", "Copy command")
    qtbot.addWidget(button)
    spoken = QAccessible.queryAccessibleInterface(button)
    assert spoken.text(QAccessible.Text.Name) == "Copy command"
    assert button.toolTip() == "Copy command"
    help_button = HelpButton("LoRA rank")
    qtbot.addWidget(help_button)
    assert help_button.accessibleName() == "Help: LoRA rank"
    assert min(help_button.sizeHint().toTuple()) >= 24


def test_every_kind_shows_where_the_focus_is(qtbot: QtBot) -> None:
    for kind in ("secondary", "primary", "ghost", "link", "soft", "danger", "warn"):
        button = Button("Start", kind)  # type: ignore[arg-type]
        host = QWidget()
        other = Button("Other")
        host.setLayout(vbox(other, button))
        show_active(qtbot, host)
        other.setFocus()
        before = button.grab().toImage()
        button.setFocus()
        after = button.grab().toImage()
        assert before != after, kind
        ring = theme().tokens.on_accent if kind == "primary" else theme().tokens.accent
        x = 3 if kind == "primary" else 1
        assert after.pixelColor(x, button.height() // 2) == QColor(ring), kind


def test_space_presses(qtbot: QtBot) -> None:
    button = Button("Start", "primary")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)
