"""The window around the pages: tabs, keys, what it remembers, what it tells, and how it closes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from deeptuner.runs.experiment import Experiment
from deeptuner.ui.failures import Failures, Log
from deeptuner.ui.main_window import SELECT_FOLDER, MainWindow
from deeptuner.ui.services.command import Command
from deeptuner.ui.shell import Shell
from deeptuner.ui.translation import Told
from deeptuner.ui.widgets import Dialog, Toast
from tests.ui.services.test_runs import make_run, supervised
from tests.ui.standin_pages import SPECS, NotingPage

Make = Callable[[], MainWindow]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def make(shell: Shell, qtbot: QtBot, tmp_path: Path) -> Iterator[Make]:
    """Makes windows over the shell, with pages that note what is asked of them."""
    windows: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow(shell, Failures(Log(tmp_path / "window.log")), SPECS)
        windows.append(window)
        window.show()
        qtbot.waitUntil(lambda: window.status._started)
        window.activateWindow()
        return window

    yield make
    for window in windows:
        window.hide()
        window.deleteLater()


@pytest.fixture
def window(make: Make) -> MainWindow:
    return make()


def noting(window: MainWindow, name: str) -> NotingPage:
    page = window.page(name)
    assert isinstance(page, NotingPage)
    return page


def texts(widget: QWidget) -> str:
    """All that can be read in it."""
    found = [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    buttons = widget.findChildren(QAbstractButton)
    found += [button.text() for button in buttons if button.isVisibleTo(widget)]
    return "\n".join(found)


def dialog(window: MainWindow) -> Dialog:
    shown = [each for each in window.findChildren(Dialog) if each.isVisible()]
    assert len(shown) == 1
    return shown[0]


def press(parent: QWidget, text: str) -> None:
    buttons = [each for each in parent.findChildren(QAbstractButton) if each.text() == text]
    assert len(buttons) == 1, [each.text() for each in parent.findChildren(QAbstractButton)]
    buttons[0].click()


def test_pages_are_built_when_their_tab_is_first_opened(window: MainWindow) -> None:
    assert list(window._pages) == ["experiment"]
    window.open_page("monitor")
    assert list(window._pages) == ["experiment", "monitor"]
    assert noting(window, "experiment").noted == ["enter", "leave"]
    assert noting(window, "monitor").noted == ["enter"]


def test_the_keys_open_the_tabs(window: MainWindow, qtbot: QtBot) -> None:
    for number, spec in enumerate(SPECS):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_1 + number), CTRL)
        assert window.current() == spec.name
    assert [window.top.tabs.tabText(i) for i in range(5)][3] == "Merge && Export"


def test_ctrl_o_asks_for_a_folder_and_slash_for_the_pages_search(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_5, CTRL)
    qtbot.keyClick(window, Qt.Key.Key_O, CTRL)
    assert window.current() == "experiment"
    page = noting(window, "experiment")
    assert page.noted[-1] == SELECT_FOLDER
    page.setFocus()
    qtbot.keyClick(window, "/")
    assert page.noted[-1] == "search"


def test_a_slash_that_is_typed_is_a_slash(window: MainWindow, qtbot: QtBot) -> None:
    page = noting(window, "experiment")
    page.field.setFocus()
    qtbot.keyClicks(page.field, "a/b")
    assert page.field.text() == "a/b"
    assert "search" not in page.noted


def test_f1_opens_help_where_nothing_has_help_of_its_own(window: MainWindow, qtbot: QtBot) -> None:
    page = noting(window, "experiment")
    page.field.setFocus()
    qtbot.keyClick(page.field, Qt.Key.Key_F1)
    assert window.current() == "help"


def test_the_navigator_opens_a_page_at_its_target(window: MainWindow, shell: Shell) -> None:
    shell.navigator.open("help", "lora-rank")
    assert window.current() == "help"
    assert noting(window, "help").noted == ["enter", "lora-rank"]


def test_a_page_with_a_mistake_says_so_and_the_others_work(
    window: MainWindow, tmp_path: Path
) -> None:
    window.open_page("merge-export")
    assert "This page cannot be shown: ZeroDivisionError: a mistake in a page" in texts(window)
    assert "a mistake in a page" in (tmp_path / "window.log").read_text()
    window.open_page("help")
    assert noting(window, "help").noted == ["enter"]


def test_size_and_tab_are_remembered(make: Make, qtbot: QtBot) -> None:
    first = make()
    first.resize(first.width(), 650)
    first.open_page("monitor")
    with qtbot.waitSignal(first.closed):
        first.close()
    second = make()
    assert second.height() == 650
    assert second.current() == "monitor"


def test_the_title_and_the_status_bar_tell_what_is_open(
    window: MainWindow, shell: Shell, qtbot: QtBot
) -> None:
    assert window.windowTitle() == "garden – DeepTuner"
    shell.workspace.change({"model.path": "models/llama", "data.dataset": "orders.jsonl"})
    said = texts(window.status)
    assert "garden" in said
    assert "llama" in said
    assert "orders.jsonl" in said
    assert "No run in progress" in said
    shell.workspace.close_folder()
    assert window.windowTitle() == "DeepTuner"
    assert "No experiment open" in texts(window.status)


def test_a_running_run_is_seen_from_every_tab_and_one_click_away(
    window: MainWindow, shell: Shell, experiment: Experiment, qtbot: QtBot
) -> None:
    run = make_run(experiment, "runs", **supervised())
    run.events_file.write_text('{"kind": "step", "step": 468, "max_steps": 855}\n')
    shell.runs.refresh()
    qtbot.waitUntil(lambda: "step 468 of 855" in texts(window.status), timeout=20_000)
    assert "No run in progress" not in texts(window.status)
    assert window.top.tabs.accessibleTabName(2) == "Monitor, A run is in progress"
    assert window.top.tabs.tabToolTip(2) == "A run is in progress"
    press(window.status, "Training: step 468 of 855")
    assert window.current() == "monitor"
    assert noting(window, "monitor").noted[-1] == run.name


def test_that_runs_go_on_without_the_window_is_told_once(
    make: Make, shell: Shell, experiment: Experiment, qtbot: QtBot
) -> None:
    window = make()
    make_run(experiment, "runs", **supervised())
    shell.runs.refresh()
    qtbot.waitUntil(lambda: bool(window.findChildren(Toast)), timeout=20_000)
    assert "the run goes on" in texts(window.findChildren(Toast)[0])
    again = make()
    again._show_runs()
    assert not again.findChildren(Toast)
    for toast in window.findChildren(Toast):
        toast.dismiss()


def test_closing_while_a_run_trains_asks_nothing(
    window: MainWindow, shell: Shell, experiment: Experiment, qtbot: QtBot
) -> None:
    shell.preferences.once("runs-go-on")
    make_run(experiment, "runs", **supervised())
    shell.runs.refresh()
    qtbot.waitUntil(lambda: shell.runs.active() is not None, timeout=20_000)
    with qtbot.waitSignal(window.closed):
        window.close()


@pytest.fixture
def merge(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Command:
    """A command at work that ends on Ctrl+C."""
    script = (
        "import sys, time\n"
        'try:\n    print(\'{"kind": "progress"}\', flush=True); time.sleep(60)\n'
        "except KeyboardInterrupt:\n    sys.exit(130)"
    )
    monkeypatch.setattr(
        "deeptuner.ui.services.command.program_words", lambda words: [sys.executable, "-c", script]
    )
    return shell.commands.run(["merge", "my run"])


def test_closing_while_a_merge_runs_asks_and_stops_it(
    window: MainWindow, merge: Command, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(merge.progressed, timeout=20_000):
        pass
    window.close()
    assert window.isVisible()
    assert "deeptuner merge 'my run'" in texts(dialog(window))
    press(dialog(window), "Cancel")
    assert window.isVisible()
    assert merge.running()
    window.close()
    with qtbot.waitSignal(window.closed, timeout=20_000):
        press(dialog(window), "Stop and close")


def test_errors_are_told_one_after_the_other(window: MainWindow, shell: Shell) -> None:
    shell.workspace.failed.emit(Told("The first thing went wrong.", "here", "Do this."))
    shell.workspace.failed.emit(Told("The second thing went wrong."))
    said = texts(dialog(window))
    assert "The first thing went wrong." in said
    assert "Do this." in said
    press(dialog(window), "Close")
    assert "The second thing went wrong." in texts(dialog(window))
    press(dialog(window), "Close")
    assert not [each for each in window.findChildren(Dialog) if each.isVisible()]


def test_a_folder_that_is_gone_is_said_until_it_is_back(
    window: MainWindow, shell: Shell, experiment: Experiment, qtbot: QtBot
) -> None:
    away = experiment.folder.with_name("away")
    experiment.folder.rename(away)
    qtbot.waitUntil(lambda: "folder is gone" in texts(window), timeout=20_000)
    away.rename(experiment.folder)
    qtbot.waitUntil(lambda: "folder is gone" not in texts(window), timeout=20_000)


def test_the_theme_button_changes_the_preference(window: MainWindow, shell: Shell) -> None:
    window.top.theme_asked.emit()
    assert shell.preferences.theme == "dark"


def test_preferences_change_theme_and_language(window: MainWindow, shell: Shell) -> None:
    window.top.preferences_asked.emit()
    press(dialog(window), "Dark")
    assert shell.preferences.theme == "dark"
    press(dialog(window), "Close")


def test_every_button_without_words_has_a_name(window: MainWindow) -> None:
    shown = [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
    assert len(shown) >= 2
    for button in shown:
        assert button.text() or button.accessibleName() or _belongs_to_qt(button)


def _belongs_to_qt(button: QObject) -> bool:
    return type(button).__module__.startswith("PySide6")


def test_tabs_change_with_the_arrow_keys(window: MainWindow, qtbot: QtBot) -> None:
    window.top.tabs.setFocus()
    qtbot.keyClick(window.top.tabs, Qt.Key.Key_Right)
    assert window.current() == "fine-tuning"
