"""Popovers, dialogs and toasts: what opens them, closes them, and where the focus goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from deeptuner.ui.translation import Told
from deeptuner.ui.widgets import Button, Dialog, Label, Popover, Toast, ask, tell_error, vbox
from deeptuner.ui.widgets.labels import Label as AnyLabel
from deeptuner.ui.widgets.shadow import SPREAD, Floating
from tests.ui.widgets.support import show_active


class Window(QWidget):
    """A window with a button at the top and one at the bottom."""

    def __init__(self) -> None:
        super().__init__()
        self.top, self.bottom = Button("Top"), Button("Bottom")
        self.setLayout(vbox(self.top, None, self.bottom))
        self.resize(700, 500)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    show_active(qtbot, made)
    made.top.setFocus()
    return made


def popover(anchor: QWidget) -> Popover:
    content = QWidget()
    content.setLayout(vbox(Label("What it does"), Button("Open in Help"), Button("Source")))
    made = Popover(anchor, content)
    made.open()
    return made


def place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("name", ["top", "bottom"])
def test_popover_hides_neither_its_anchor_nor_itself(window: Window, name: str) -> None:
    anchor: Button = getattr(window, name)
    made = popover(anchor)
    panel = made.geometry().adjusted(SPREAD, SPREAD, -SPREAD, -SPREAD)
    assert window.rect().contains(panel)
    assert not panel.intersects(place(anchor, window))


def test_esc_closes_a_popover_and_the_focus_returns(qtbot: QtBot, window: Window) -> None:
    made = popover(window.top)
    assert made.hasFocus()
    with qtbot.waitSignal(made.closed):
        qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert window.top.hasFocus()
    assert made.isHidden()


def test_a_click_elsewhere_closes_a_popover(qtbot: QtBot, window: Window) -> None:
    made = popover(window.top)
    inside = made.findChildren(Button)[0]
    qtbot.mouseClick(inside, Qt.MouseButton.LeftButton)
    assert made.isVisible()
    qtbot.mouseClick(window.bottom, Qt.MouseButton.LeftButton)
    assert made.isHidden()


def test_a_popover_goes_with_its_anchor(window: Window) -> None:
    made = popover(window.top)
    window.top.hide()
    assert made.isHidden()


def test_tab_goes_round_inside(qtbot: QtBot, window: Window) -> None:
    made = popover(window.top)
    first, second = made.findChildren(Button)
    for expected in (first, second, first):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is expected
    qtbot.keyClick(first, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is second


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, False)])
def test_ask_is_answered_by_keyboard(
    qtbot: QtBot, window: Window, key: Qt.Key, answer: bool
) -> None:
    answers: list[bool] = []
    dialog = ask(window, "Stop?", "A checkpoint is written first.", "Stop", done=answers.append)
    qtbot.keyClick(QApplication.focusWidget(), key)
    assert answers == [answer]
    assert dialog.isHidden()
    assert window.top.hasFocus()


def test_enter_does_not_do_what_is_dangerous(qtbot: QtBot, window: Window) -> None:
    answers: list[bool] = []
    ask(window, "Delete?", "It cannot be undone.", "Delete", danger=True, done=answers.append)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert answers == [False]


def test_enter_in_a_field_of_a_dialog_presses_its_last_button(qtbot: QtBot, window: Window) -> None:
    pressed: list[bool] = []
    name, save = QLineEdit(), Button("Save", "primary")
    save.clicked.connect(lambda: pressed.append(True))
    Dialog(window, "Name", name, [Button("Cancel"), save]).open()
    name.setFocus()
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert pressed == [True]


def test_a_button_may_keep_the_dialog_open(qtbot: QtBot, window: Window) -> None:
    more, close = Button("Show more"), Button("Close")
    dialog = Dialog(window, "Title", Label("Body"), [more, None, close], stay=[more])
    dialog.open()
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert dialog.isHidden()


def test_no_shortcut_of_the_window_works_behind_a_dialog(qtbot: QtBot, window: Window) -> None:
    started: list[bool] = []
    shortcut = QShortcut(QKeySequence("Ctrl+Return"), window)
    shortcut.activated.connect(lambda: started.append(True))
    qtbot.keyClick(window.top, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert started == [True]
    dialog = Dialog(window, "Title", Label("Body"), [Button("Close")])
    dialog.open()
    focus = QApplication.focusWidget()
    qtbot.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert started == [True]


def test_a_dialog_stays_in_the_middle(window: Window) -> None:
    dialog = Dialog(window, "Title", Label("Body"), [Button("Close")])
    dialog.open()
    window.resize(900, 700)
    QApplication.processEvents()
    panel = next(c for c in dialog.children() if isinstance(c, QWidget))
    assert dialog.geometry() == window.rect()
    assert abs(panel.geometry().center().x() - 450) <= 1
    assert abs(panel.geometry().center().y() - 350) <= 1


def test_esc_closes_a_dialog_in_which_nothing_has_the_focus(qtbot: QtBot, window: Window) -> None:
    dialog = Dialog(window, "Title", Label("Body"), [Button("Close")])
    dialog.open()
    focused = QApplication.focusWidget()
    assert focused
    focused.clearFocus()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert dialog.isHidden()


def test_a_long_dialog_scrolls_instead_of_leaving_the_window(window: Window) -> None:
    body = QWidget()
    body.setLayout(vbox(*[Label(f"Mistake {n}") for n in range(60)]))
    dialog = Dialog(window, "Sixty mistakes", body, [Button("Close")])
    dialog.open()
    panel = next(c for c in dialog.children() if isinstance(c, QWidget))
    assert window.rect().contains(panel.geometry())
    close = next(b for b in dialog.findChildren(Button) if b.text() == "Close")
    assert window.rect().contains(place(close, window))


def test_a_dialog_grows_with_what_comes_into_it(qtbot: QtBot, window: Window) -> None:
    late = Label("\n".join(f"Reason {n}" for n in range(8)))
    late.hide()
    body = QWidget()
    body.setLayout(vbox(Label("Body"), late))
    dialog = Dialog(window, "Title", body, [Button("Close")])
    dialog.open()
    before = dialog._panel.height()
    late.show()
    qtbot.waitUntil(lambda: dialog._panel.height() > before)
    qtbot.waitUntil(lambda: late.visibleRegion().boundingRect() == late.rect())


def test_what_comes_into_a_full_dialog_is_scrolled_to(qtbot: QtBot, window: Window) -> None:
    late = Label("It failed.")
    late.hide()
    body = QWidget()
    body.setLayout(vbox(*[Label(f"Line {n}") for n in range(60)], late))
    dialog = Dialog(window, "Title", body, [Button("Close")])
    dialog.open()
    late.show()
    dialog.reveal(late)
    qtbot.waitUntil(lambda: late.y() > 0 and late.visibleRegion().boundingRect() == late.rect())


def test_an_error_shows_all_of_itself(window: Window) -> None:
    mistakes = (Told("Rank is 0.", "lora.rank", "Give at least 1."), Told("No model."))
    dialog = tell_error(window, Told("The config has mistakes.", "c.yaml", "", mistakes), "trace")
    words = " ".join(label.text() for label in dialog.findChildren(AnyLabel))
    for part in (
        "The config has mistakes.",
        "c.yaml",
        "Rank is 0.",
        "lora.rank",
        "Give at least 1.",
    ):
        assert part in words
    assert "No model." in words


def test_a_toast_replaces_the_one_before(qtbot: QtBot, window: Window) -> None:
    first = Toast.show_in(window, "Saved.", "ok")
    second = Toast.show_in(window.top, "Copied.", "ok")
    assert first.isHidden()
    assert second.isVisible()
    assert window.top.hasFocus()
    assert window.rect().contains(second.geometry().center())
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert second.isHidden()


def test_a_window_may_go_while_something_floats(qtbot: QtBot) -> None:
    window = Window()
    window.show()
    popover(window.top)
    ask(window, "Stop?", "Really?", "Stop")
    Toast.show_in(window, "Saved.", "ok")
    assert len(window.findChildren(Floating)) == 2
    window.close()
    window.deleteLater()


@pytest.mark.parametrize("elsewhere", [True, False])
def test_it_closes_though_what_had_the_focus_is_gone(
    qtbot: QtBot, window: Window, elsewhere: bool
) -> None:
    """As a system's dialog is that asked for the file, or a row of a list that is made anew."""
    field = QLineEdit()
    if elsewhere:
        show_active(qtbot, field)
    else:
        window.layout().addWidget(field)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    dialog = Dialog(window, "Ask both", Label("3 of 8"), [Button("Close")])
    dialog.open()
    delete(field)
    with qtbot.waitSignal(dialog.closed):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()
