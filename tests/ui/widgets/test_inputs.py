"""Combo boxes, spin boxes, switches, segments, the search field: only the person changes them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from deeptuner.ui.widgets import (
    ComboBox,
    DoubleSpinBox,
    SearchField,
    Segmented,
    SpinBox,
    Switch,
    vbox,
)
from tests.ui.widgets.support import show_active


def wheel(widget: QWidget, notches: int = -1) -> bool:
    """Turn the wheel over the widget; whether it took the turn for itself."""
    event = QWheelEvent(
        QPointF(widget.rect().center()),
        QPointF(widget.mapToGlobal(widget.rect().center())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.accept()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def combo(qtbot: QtBot) -> ComboBox:
    made = ComboBox("Scheduler")
    qtbot.addWidget(made)
    made.set_choices([("cosine", "Cosine"), ("linear", "Linear")], "cosine")
    return made


def test_combo_tells_only_what_the_person_chose(qtbot: QtBot) -> None:
    box = combo(qtbot)
    chosen: list[str] = []
    box.chosen.connect(chosen.append)
    box.set_key("linear")
    assert (box.key(), chosen) == ("linear", [])
    box.show()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert (box.key(), chosen) == ("cosine", ["cosine"])


def test_combo_keeps_the_choice_when_choices_come_anew(qtbot: QtBot) -> None:
    box = combo(qtbot)
    box.set_key("linear")
    box.set_choices([("constant", "Constant"), ("linear", "Linear")])
    assert box.key() == "linear"
    box.set_key("gone")
    assert (box.key(), box.currentIndex()) == ("", -1)


@pytest.mark.parametrize("focused", [True, False])
def test_the_wheel_never_changes_a_combo(qtbot: QtBot, focused: bool) -> None:
    box = combo(qtbot)
    show_active(qtbot, box)
    if focused:
        box.setFocus()
    else:
        box.clearFocus()
    assert box.hasFocus() == focused
    assert not wheel(box)
    assert box.key() == "cosine"


@pytest.mark.parametrize("kind", [SpinBox, DoubleSpinBox])
def test_the_wheel_changes_a_number_only_with_focus(
    qtbot: QtBot, kind: type[SpinBox | DoubleSpinBox]
) -> None:
    host = QWidget()
    other, box = SpinBox(), kind("Rank")
    host.setLayout(vbox(other, box))
    box.setValue(8)
    show_active(qtbot, host)
    other.setFocus()
    assert not wheel(box)
    assert box.value() == 8
    assert not box.hasFocus()
    box.setFocus()
    wheel(box)
    assert box.value() == 7


def test_numbers_read_as_in_the_file(qtbot: QtBot) -> None:
    box = DoubleSpinBox()
    qtbot.addWidget(box)
    box.setMaximum(1e6)
    box.setValue(1234.5)
    assert box.text() == "1234.50"


@pytest.mark.parametrize("kind", [ComboBox, SpinBox, DoubleSpinBox, Switch])
def test_inputs_are_named(qtbot: QtBot, kind: type[QComboBox | QAbstractSpinBox]) -> None:
    made = kind("LoRA rank")  # type: ignore[arg-type]
    qtbot.addWidget(made)
    spoken = QAccessible.queryAccessibleInterface(made)
    assert spoken.text(QAccessible.Text.Name) == "LoRA rank"


def test_switch_is_turned_by_mouse_and_keyboard(qtbot: QtBot) -> None:
    switch = Switch("Gradient checkpointing")
    qtbot.addWidget(switch)
    switch.show()
    off = switch.grab().toImage()
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=switch.rect().center())
    assert switch.isChecked()
    assert switch.grab().toImage() != off
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert not switch.isChecked()
    assert QAccessible.queryAccessibleInterface(switch).role() == QAccessible.Role.CheckBox


def segments(qtbot: QtBot) -> Segmented:
    made = Segmented([("lora", "LoRA", None), ("qlora", "QLoRA", "cube"), ("full", "Full", None)])
    show_active(qtbot, made)
    return made


def test_segments_tell_only_what_the_person_chose(qtbot: QtBot) -> None:
    made = segments(qtbot)
    changed: list[str] = []
    made.changed.connect(changed.append)
    assert made.key() == "lora"
    made.set_key("full")
    assert (made.key(), changed) == ("full", [])
    qtbot.mouseClick(made.button("qlora"), Qt.MouseButton.LeftButton)
    assert (made.key(), changed) == ("qlora", ["qlora"])
    qtbot.mouseClick(made.button("qlora"), Qt.MouseButton.LeftButton)
    assert (made.key(), changed) == ("qlora", ["qlora"])


def test_segments_move_by_arrow_keys(qtbot: QtBot) -> None:
    made = segments(qtbot)
    changed: list[str] = []
    made.changed.connect(changed.append)
    made.button("lora").setFocus()
    qtbot.keyClick(made.button("lora"), Qt.Key.Key_Right)
    assert (made.key(), changed) == ("qlora", ["qlora"])
    assert made.button("qlora").hasFocus()


def test_no_segment_can_be_chosen(qtbot: QtBot) -> None:
    made = segments(qtbot)
    made.set_key("own")
    assert made.key() == ""
    made.set_key("lora")
    assert made.key() == "lora"


def test_search_waits_for_a_pause(qtbot: QtBot) -> None:
    field = SearchField("Search settings", "/")
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    searched: list[str] = []
    field.text_changed.connect(searched.append)
    qtbot.keyClicks(field, "rank")
    assert searched == []
    qtbot.waitUntil(lambda: searched == ["rank"])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: searched == ["rank", ""])
    assert field.accessibleName() == "Search settings"
