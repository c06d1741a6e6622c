"""Widgets that show: labels, chips, cards, notes, bars, curves, states, layouts."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import Told
from deeptuner.ui.widgets import (
    Button,
    Card,
    Chip,
    EmptyState,
    ErrorState,
    FlowLayout,
    Label,
    Note,
    Progress,
    Scroll,
    Skeleton,
    Sparkline,
    announce,
    hbox,
    vbox,
)

LONG = "A name that is much longer than the place that it has been given"


def visible_words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget)]


def test_a_cut_text_tells_the_whole_on_hover(qtbot: QtBot) -> None:
    label = Label(LONG, elide=True)
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()
    assert label.toolTip() == LONG
    label.resize(900, 20)
    assert label.toolTip() == ""
    label.resize(120, 20)
    label.setText("short")
    assert label.toolTip() == ""


def test_a_label_shows_markup_as_it_is(qtbot: QtBot) -> None:
    """Names of files and models are shown, never read as HTML."""
    label = Label("<b>name</b>")
    qtbot.addWidget(label)
    whole = label.fontMetrics().horizontalAdvance("<b>name</b>")
    assert label.sizeHint().width() >= whole


def test_a_chip_is_as_wide_as_its_words(qtbot: QtBot) -> None:
    chip = Chip("ok")
    qtbot.addWidget(chip)
    narrow = chip.sizeHint().width()
    chip.set("3 problems", "warn", "warning-fill")
    assert chip.sizeHint().width() > narrow
    assert (chip.text(), chip.accessibleName()) == ("3 problems", "3 problems")


def test_a_card_names_itself_and_its_help(qtbot: QtBot) -> None:
    card = Card("Method", Button("Reset"), help="Method", sub="")
    qtbot.addWidget(card)
    assert card.accessibleName() == "Method"
    assert card.help_button is not None
    assert card.help_button.accessibleName() == "Help: Method"
    assert visible_words(card) == ["Method"]
    card.set_sub("Trains 0.9 %")
    assert visible_words(card) == ["Method", "Trains 0.9 %"]


def test_a_note_changes_words_and_tone(qtbot: QtBot) -> None:
    note = Note("info", "", "Only a text.", Button("Fix"))
    qtbot.addWidget(note)
    assert visible_words(note) == ["Only a text."]
    assert note.accessibleName() == "Only a text."
    note.set_tone("danger")
    note.set_text("It failed", "Why.")
    assert visible_words(note) == ["It failed", "Why."]
    assert (note.accessibleName(), note.accessibleDescription()) == ("It failed", "Why.")


@pytest.mark.parametrize(("fraction", "value"), [(0, 0), (0.5, 500), (1, 1000), (7, 1000), (-1, 0)])
def test_progress_is_read_aloud_as_a_value(qtbot: QtBot, fraction: float, value: int) -> None:
    bar = Progress("Merging")
    qtbot.addWidget(bar)
    bar.set(fraction)
    spoken = QAccessible.queryAccessibleInterface(bar)
    assert spoken.text(QAccessible.Text.Name) == "Merging"
    assert bar.value() == value


def test_unknown_progress_moves_only_while_it_is_seen(qtbot: QtBot) -> None:
    bar = Progress()
    qtbot.addWidget(bar)
    bar.resize(200, 8)
    bar.set(None)
    assert not bar.moves
    bar.show()
    assert bar.moves
    before = bar.grab().toImage()
    qtbot.waitUntil(lambda: bar.grab().toImage() != before)
    bar.hide()
    assert not bar.moves
    bar.show()
    bar.set(0.3)
    assert not bar.moves


def test_no_movement_for_those_who_want_none(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(theme()), "reduced_motion", True)
    bar = Progress()
    qtbot.addWidget(bar)
    bar.set(None)
    bar.show()
    assert not bar.moves


def inked_columns(line: Sparkline) -> list[int]:
    image = line.grab().toImage()
    ground = image.pixel(0, 0)
    columns = range(image.width())
    rows = range(image.height())
    return [x for x in columns if any(image.pixel(x, y) != ground for y in rows)]


def test_a_gap_in_the_values_is_a_gap_in_the_curve(qtbot: QtBot) -> None:
    line = Sparkline()
    qtbot.addWidget(line)
    line.resize(106, 20)
    line.set([1, 2, 1, 2, 1, 2])
    whole = inked_columns(line)
    line.set([1, 2, None, None, 1, 2])
    assert 50 in whole
    assert 50 not in inked_columns(line)


@pytest.mark.parametrize("values", [[], [None, None], [3], [5, 5, 5]])
def test_a_curve_of_little_is_painted_too(qtbot: QtBot, values: list[float | None]) -> None:
    line = Sparkline()
    qtbot.addWidget(line)
    line.set(values)
    line.grab()


def test_a_skeleton_comes_late_and_not_at_all_when_it_is_not_needed(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    late, never = Skeleton(), Skeleton()
    host.setLayout(vbox(late, never))
    host.show()
    late.start()
    never.start()
    never.stop()
    assert not late.isVisible()
    qtbot.waitUntil(late.isVisible)
    assert not never.isVisible()
    late.stop()
    assert not late.isVisible()


def test_empty_and_error_say_what_to_do(qtbot: QtBot) -> None:
    empty = EmptyState("flask", "No run yet.", Button("Start", "primary"))
    qtbot.addWidget(empty)
    empty.set_sentence("No run in this folder.")
    assert visible_words(empty) == ["No run in this folder."]
    told = Told("The file is torn.", "runs/a/state.json", "Resume the run.")
    error = ErrorState(told, Button("Resume"), details="Traceback")
    qtbot.addWidget(error)
    assert visible_words(error) == [told.what, told.where, told.fix]
    assert error.accessibleName() == told.what


def test_details_are_folded_and_can_be_copied(qtbot: QtBot) -> None:
    error = ErrorState(Told("It failed."), details="line 1\nline 2")
    qtbot.addWidget(error)
    error.show()
    text = error.findChild(QPlainTextEdit)
    assert text is not None
    assert not text.isVisible()
    buttons = {button.text(): button for button in error.findChildren(Button)}
    buttons["Show details"].click()
    assert text.isVisible()
    assert buttons["Show details"].text() == "Hide details"
    buttons["Copy details"].click()
    assert QGuiApplication.clipboard().text() == "line 1\nline 2"


def test_chips_wrap_and_their_place_grows(qtbot: QtBot) -> None:
    flow = FlowLayout(gap=6)
    chips = [Chip(f"module_{n}") for n in range(12)]
    for chip in chips:
        flow.addWidget(chip)
    host = QWidget()
    host.setLayout(vbox(flow, None))
    qtbot.addWidget(host)
    host.resize(300, 400)
    host.show()
    QApplication.processEvents()
    rows = {chip.y() for chip in chips}
    assert len(rows) > 1
    assert all(chip.geometry().right() < 300 for chip in chips)
    host.resize(2000, 400)
    QApplication.processEvents()
    assert len({chip.y() for chip in chips}) == 1
    flow.clear()
    assert flow.count() == 0


def test_rows_and_columns_take_all_kinds_of_items(qtbot: QtBot) -> None:
    first, second = Button("One"), Button("Two")
    host = QWidget()
    host.setLayout(hbox(first, 20, (second, 1), None, vbox(Label("x")), gap=4))
    qtbot.addWidget(host)
    layout = host.layout()
    assert layout is not None
    assert layout.count() == 5
    assert layout.spacing() == 4


def test_contents_are_never_wider_than_their_scroll_area(qtbot: QtBot) -> None:
    label = Label(LONG * 4, wrap=True)
    area = Scroll(label)
    qtbot.addWidget(area)
    area.resize(200, 100)
    area.show()
    QApplication.processEvents()
    assert label.width() <= area.viewport().width()
    assert area.verticalScrollBar().maximum() > 0


def test_announcing_needs_no_screen_reader(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    announce(host, "Training has ended.")
