"""The form on the page: every setting has its place, search, advanced, help, marks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from deeptuner.settings.catalog import specs
from deeptuner.ui.forms.editors.number import NumberEditor
from deeptuner.ui.forms.help_card import HelpCard
from deeptuner.ui.forms.row import SettingRow
from deeptuner.ui.pages.fine_tuning.layout_of_form import SHOWN, advanced_cards
from deeptuner.ui.pages.fine_tuning.page import FineTuningPage
from deeptuner.ui.pages.fine_tuning.results import find
from deeptuner.ui.services.draft import read_draft
from deeptuner.ui.widgets import Label, Popover


def row_of(page: FineTuningPage, path: str) -> SettingRow:
    return next(page.form.rows(path))


def typed(row: SettingRow, text: str) -> None:
    assert isinstance(row.editor, NumberEditor)
    row.editor.field.setFocus()
    row.editor.field.selectAll()
    QTest.keyClicks(row.editor.field, text)


def popover(page: FineTuningPage) -> Popover:
    (found,) = [one for one in page.window().findChildren(Popover) if one.isVisible()]
    return found


def test_every_setting_has_exactly_one_place() -> None:
    waiting = [spec.path for card in advanced_cards() for spec in card.specs]
    assert len(waiting) == len(set(waiting))
    assert set(waiting) | SHOWN == {spec.path for spec in specs()}
    assert SHOWN.isdisjoint(waiting)
    basic = {spec.path for spec in specs() if spec.ui.tier == "basic"}
    assert basic <= SHOWN


def test_a_change_is_marked_and_can_be_reset(page: FineTuningPage, qtbot: QtBot) -> None:
    row = row_of(page, "lora.rank")
    typed(row, "32")
    assert page.shell.workspace.config.lora.rank == 32
    assert page.toolbar.changes.text() == "Changes: 1"
    (back,) = [b for b in row.findChildren(QWidget) if b.accessibleName() == "Reset to 8"]
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert page.shell.workspace.config.lora.rank == 8
    assert isinstance(row.editor, NumberEditor)
    assert row.editor.field.text() == "8"
    assert page.toolbar.changes.isHidden()


def test_typing_is_not_disturbed_and_a_mistake_waits_for_the_end_of_it(
    page: FineTuningPage, qtbot: QtBot
) -> None:
    row = row_of(page, "training.learning_rate")
    page.activateWindow()
    typed(row, "2e")
    assert isinstance(row.editor, NumberEditor)
    assert row.editor.field.text() == "2e"
    said = 'Learning rate must be a number, not "2e". Allowed: > 0 … ≤ 1.'
    qtbot.waitUntil(lambda: said in words(row))
    QTest.keyClicks(row.editor.field, "-4")
    assert row.editor.field.text() == "2e-4"
    assert page.shell.workspace.config.training.learning_rate == 2e-4
    assert said not in words(row)


def words(home: QWidget) -> list[str]:
    """What can be read in a widget now."""
    QApplication.processEvents()  # what was just put in is shown a moment later
    return [one.text() for one in home.findChildren(Label) if one.isVisibleTo(home)]


def test_the_method_decides_which_rows_matter(page: FineTuningPage) -> None:
    rank = row_of(page, "lora.rank")
    assert rank.isVisible()
    page.model.offer("method.kind", "full")
    assert not rank.isVisible()
    assert "Settings that need Method: LoRA or QLoRA: 4" in words(page.columns.method)
    page.model.offer("method.kind", "qlora")
    assert rank.isVisible()


def test_advanced_rows_are_built_when_asked_for(page: FineTuningPage, qtbot: QtBot) -> None:
    assert not list(page.form.rows("training.warmup"))
    with qtbot.waitSignal(page.columns.advanced_shown, timeout=30_000):  # ms, on a busy machine
        page.columns.show_advanced(True)
    for card in advanced_cards():
        for spec in card.specs:
            assert list(page.form.rows(spec.path)), spec.path
    page.columns.show_advanced(False)
    assert not row_of(page, "training.warmup").isVisible()


def test_the_navigator_leads_to_any_setting(page: FineTuningPage, qtbot: QtBot) -> None:
    page.activateWindow()
    page.toolbar.search.setText("seed")
    page.go_to("training.warmup")
    row = row_of(page, "training.warmup")
    qtbot.waitUntil(row.isVisible)
    qtbot.waitUntil(lambda: row.isAncestorOf(QApplication.focusWidget() or page))
    page.go_to("hardware.parallel")
    parallel = page.columns.parallel
    qtbot.waitUntil(lambda: parallel.isAncestorOf(QApplication.focusWidget() or page))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("warmup", "training.warmup"),
        ("TRAINING.learning_rate", "training.learning_rate"),
        ("overfitting eval", ""),
        ("--lora.use-dora", "lora.use_dora"),
        ("power cut", "checkpoints.recovery_minutes"),
        ("gradient clipping", "training.max_grad_norm"),
        ("lion", "training.optimizer"),
    ],
)
def test_settings_are_found_by_title_path_help_flag_term_and_choice(text: str, path: str) -> None:
    found = [spec.path for spec in find(text)]
    assert (path in found) if path else not found
    assert find("") == []


def test_a_found_setting_is_edited_where_it_is_found(page: FineTuningPage, qtbot: QtBot) -> None:
    page.focus_search()
    page.toolbar.search.setText("lora rank")
    qtbot.waitUntil(lambda: "lora.rank" in page.results.shown())
    assert page.results.isVisible()
    found = [row for row in page.form.rows("lora.rank") if page.results.isAncestorOf(row)]
    typed(found[0], "24")
    assert page.shell.workspace.config.lora.rank == 24
    other = next(row for row in page.form.rows("lora.rank") if row not in found)
    assert isinstance(other.editor, NumberEditor)
    assert other.editor.field.text() == "24"
    page.toolbar.search.setText("zzzz")
    qtbot.waitUntil(lambda: "No setting is found by these words." in words(page.results))
    page.toolbar.search.clear()
    qtbot.waitUntil(page.columns.isVisible)


def test_a_setting_that_does_not_matter_says_what_it_needs(
    page: FineTuningPage, qtbot: QtBot
) -> None:
    page.toolbar.search.setText("patience")
    qtbot.waitUntil(lambda: "training.early_stopping_patience" in page.results.shown())
    row = row_of(page, "training.early_stopping_patience")
    assert not row.editor.isEnabled()
    assert "Only with Early stopping: on." in words(row)


def test_help_opens_with_f1_and_leads_to_the_key_term(page: FineTuningPage, qtbot: QtBot) -> None:
    asked: list[object] = []
    page.shell.navigator.asked.connect(lambda *target: asked.append(target))
    row = row_of(page, "lora.rank")
    row.editor.fields()[0].setFocus()
    qtbot.keyClick(row.editor.fields()[0], Qt.Key.Key_F1)
    card = popover(page).findChild(HelpCard)
    said = words(card)
    for wanted in ("LoRA rank", "≥ 1 … ≤ 4096", "lora.rank", "--lora.rank", "8"):
        assert wanted in said, wanted
    (term,) = [b for b in card.findChildren(QPushButton) if b.text() == "Open in Help"]
    term.click()
    assert asked == [("help", "lora-rank")]


def test_the_list_of_changes_resets_one_by_one(page: FineTuningPage) -> None:
    page.model.offer_all({"lora.rank": 4, "training.seed": 1})
    page.toolbar.changes.click()
    opened = popover(page)
    assert "8 → 4" in words(opened)
    (back,) = [b for b in opened.findChildren(QWidget) if b.accessibleName() == "Reset to 42"]
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert page.model.changed_paths() == ["lora.rank"]
    page.toolbar.reset.click()
    assert page.model.changed_paths() == []
    opened.dismiss()


def test_a_problem_stands_at_its_field_and_beside_the_form(page: FineTuningPage) -> None:
    page.model.offer_all({"lora.alpha": 256.0})
    row = row_of(page, "lora.alpha")
    (fix,) = [b for b in row.findChildren(QPushButton) if b.text() == "Fix"]
    assert fix.toolTip() == "LoRA alpha: 256 → 16"
    assert any("LoRA alpha: 256 → 16" in text for text in words(page.panel.problems))
    fix.click()
    assert page.shell.workspace.config.lora.alpha == 16.0
    assert "LoRA alpha" not in " ".join(words(page.panel.problems))


def test_buttons_become_icons_where_there_is_little_room(page: FineTuningPage) -> None:
    page.resize(1440, 800)
    QApplication.processEvents()
    wide = page.panel.width()
    upload = [
        b for b in page.toolbar.findChildren(QWidget) if b.accessibleName() == "Upload Config"
    ]
    assert [type(b).__name__ for b in upload if b.isVisible()] == ["Button"]
    page.resize(1280, 720)
    QApplication.processEvents()
    assert page.width() == 1280
    assert [type(b).__name__ for b in upload if b.isVisible()] == ["IconButton"]
    assert page.panel.width() < wide


def test_without_a_folder_the_page_leads_to_the_experiment(
    page: FineTuningPage, qtbot: QtBot
) -> None:
    asked: list[object] = []
    page.shell.navigator.asked.connect(lambda *target: asked.append(target))
    page.shell.workspace.close_folder()
    (go,) = [b for b in page.findChildren(QPushButton) if b.text() == "Go to Experiment"]
    assert go.isVisible()
    go.click()
    assert asked == [("experiment", None)]


def test_the_wheel_over_the_form_changes_no_choice(page: FineTuningPage) -> None:
    from tests.ui.forms.test_editors import _wheel_over

    before = page.shell.workspace.config
    for row in page.form.rows():
        for field in row.editor.fields():
            if hasattr(field, "wheelEvent") and not field.hasFocus():
                _wheel_over(field)  # type: ignore[arg-type]
    assert page.shell.workspace.config == before


def test_keys(chosen: FineTuningPage, qtbot: QtBot) -> None:
    from PySide6.QtGui import QShortcut

    keys = {one.key().toString() for one in chosen.findChildren(QShortcut)}
    assert {QKeySequence(k).toString() for k in ("Ctrl+Return", "Ctrl+S")} <= keys


def test_the_legal_beginning_of_an_illegal_number_is_not_the_value(
    chosen: FineTuningPage, qtbot: QtBot
) -> None:
    """Whoever typed `1,5e-4` is not to train with 1."""
    workspace, row = chosen.shell.workspace, row_of(chosen, "training.learning_rate")
    chosen.activateWindow()
    typed(row, "2e-4")
    row_of(chosen, "lora.rank").focus()
    typed(row, "1,5e-4")
    workspace.flush()
    assert workspace.folder
    assert read_draft(workspace.folder)[0].config.training.learning_rate == 2e-4
    row_of(chosen, "lora.rank").focus()
    typed(row, "1")
    assert workspace.config.training.learning_rate == 1.0
    QTest.keyClick(row.editor.fields()[0], Qt.Key.Key_Return)
    QTest.keyClicks(row.editor.fields()[0], "x")
    assert workspace.config.training.learning_rate == 1.0
    assert isinstance(row.editor, NumberEditor)
    assert row.editor.field.text() == "x"
    assert chosen.panel.start_box.reason() == "Not legal as it is: Learning rate."


def test_another_window_in_front_is_no_end_of_typing(page: FineTuningPage) -> None:
    row = row_of(page, "lora.rank")
    typed(row, "1")
    away = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(row.editor.fields()[0], away)
    QTest.keyClicks(row.editor.fields()[0], "x")
    assert page.shell.workspace.config.lora.rank == 8


def test_an_illegal_number_carries_no_warning_about_another(
    page: FineTuningPage, qtbot: QtBot
) -> None:
    row = row_of(page, "training.learning_rate")
    typed(row, "1")
    assert [b for b in row.findChildren(QPushButton) if b.text() == "Fix"]
    QTest.keyClicks(row.editor.fields()[0], ",5e-4")
    said = 'Learning rate must be a number, not "1,5e-4".'
    qtbot.waitUntil(lambda: any(said in text for text in words(row)))
    shown = " ".join(words(row) + words(page.panel.problems))
    assert "1.0" not in shown
    assert "high" not in shown
    assert said in words(page.panel.problems)


def test_a_name_given_twice_leaves_the_names_as_they_were(page: FineTuningPage) -> None:
    page.model.offer("data.columns", {"prompt": "a", "answer": "b"})
    page.columns.go_to("data.columns")
    row = row_of(page, "data.columns")
    key = [one for one in row.editor.fields() if isinstance(one, QLineEdit)][2]
    key.selectAll()
    QTest.keyClicks(key, "prompt")
    assert page.shell.workspace.config.data.columns == {"prompt": "a", "answer": "b"}
    assert key.text() == "prompt"
