"""What the curves say, as a person reads it on Monitor, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from deeptuner.runs.events import Event
from deeptuner.ui.pages.monitor.diagnosis_note import DiagnosisNote
from deeptuner.ui.pages.monitor.view import MonitorView
from deeptuner.ui.shell import Shell
from deeptuner.ui.widgets import Button, Label, Popover
from tests.monitor.runs import append, checkpoint, evaluation, step
from tests.ui.pages.monitor.conftest import PATIENCE, Make, open_run, texts
from tests.ui.pages.monitor.test_view import Commands, commands, press  # noqa: F401


def curves(until: int, turn: int | None = None, every: int = 20) -> list[Event]:
    """The train loss falls all the time; the eval loss until `turn`, and rises from there."""
    found: list[Event] = []
    for number in range(1, until + 1):
        loss = 0.8 + 1.2 * 0.99**number - (0.0008 * number if turn else 0.0)
        found.append(step(number, loss=loss, max_steps=400, epoch=number / 100))
        if number % every == 0:
            down = 0.9 + 1.2 * 0.985 ** min(number, turn or number)
            loss = down + (0.004 * max(number - turn, 0) if turn else 0.0)
            found.append(evaluation(number, loss))
            best = turn is None or number <= turn
            found.append(checkpoint(number, best=best, loss=loss))
    return found


def note(qtbot: QtBot, page: MonitorView) -> DiagnosisNote:
    qtbot.waitUntil(lambda: bool(page.findChildren(DiagnosisNote)), timeout=PATIENCE)
    return page.findChildren(DiagnosisNote)[-1]


def test_overfitting_is_told_as_soon_as_it_shows(
    qtbot: QtBot, page: MonitorView, make: Make
) -> None:
    run = make(events=curves(200, turn=200))
    open_run(qtbot, page, run)
    qtbot.wait(600)
    assert not page.findChildren(DiagnosisNote), "the losses fall, nothing is to be said"
    append(run, *curves(280, turn=200)[len(curves(200, turn=200)) :])
    shown = note(qtbot, page)
    words = texts(shown)
    assert "overfitting since step 220" in words
    assert "Best checkpoint: step 200" in words
    assert shown.accessibleName() in words
    qtbot.waitUntil(lambda: page.curves.loss._risen._since == 220.0, timeout=PATIENCE)
    assert page.curves.loss._risen._words.toPlainText() == "Eval rises since 220"


def test_the_evidence_is_explained_and_leads_to_help(
    qtbot: QtBot, page: MonitorView, make: Make, shell: Shell
) -> None:
    open_run(qtbot, page, make(events=curves(300, turn=200)))
    shown = note(qtbot, page)
    qtbot.mouseClick(shown.why, Qt.MouseButton.LeftButton)
    (popover,) = page.window().findChildren(Popover)
    words = "\n".join(label.text() for label in popover.findChildren(Label))
    assert "Eval loss 0.9" in words
    assert "at step 200" in words
    *fixes, more = popover.findChildren(Button)
    assert "Early stopping on" in [button.text() for button in fixes]
    with qtbot.waitSignal(shell.navigator.asked) as asked:
        qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert asked.args == ["help", "overfitting"]


def test_a_click_leads_to_a_new_run_like_this_one(
    qtbot: QtBot, page: MonitorView, make: Make, shell: Shell
) -> None:
    run = make(status="finished", events=curves(400, turn=200))
    run.settings_file.write_text(
        "model: {path: tiny}\ndata: {dataset: rows}\ntraining: {epochs: 4, learning_rate: 3e-4}\n"
    )
    open_run(qtbot, page, run)
    shown = note(qtbot, page)
    assert shown.fixes is not None
    buttons = shown.fixes.findChildren(Button)
    assert [button.text() for button in buttons][:2] == ["Epochs 4 → 2", "Early stopping on"]
    with qtbot.waitSignal(shell.navigator.asked, timeout=PATIENCE) as asked:
        qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert asked.args == ["fine-tuning", "training.epochs"]
    values = shell.workspace.values
    assert values["training.epochs"] == 2
    assert values["training.learning_rate"] == 3e-4, "the rest is the run's, not the form's"


def test_a_running_run_can_be_stopped_for_its_best_checkpoint(
    qtbot: QtBot,
    page: MonitorView,
    make: Make,
    commands: Commands,  # noqa: F811
) -> None:
    run = make(events=curves(300, turn=200))
    open_run(qtbot, page, run)
    note(qtbot, page)
    press(qtbot, page, "Stop, keep step 200")
    dialogs = [w for w in page.window().findChildren(Button) if w.text() == "Stop, keep step 200"]
    assert commands.words == [], "it asks first"
    qtbot.mouseClick(dialogs[-1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(commands.words), timeout=PATIENCE)
    assert commands.words[0][:2] == ["stop", run.name]


def test_a_run_that_went_well_is_told_so(qtbot: QtBot, page: MonitorView, make: Make) -> None:
    open_run(qtbot, page, make(status="finished", events=curves(400)))
    shown = note(qtbot, page)
    assert shown.found.verdict == "well-fit"
    assert shown.fixes is None, "nothing needs a change"


def test_a_failed_run_says_why_it_failed_and_nothing_else(
    qtbot: QtBot, page: MonitorView, make: Make
) -> None:
    reason = {"id": "engine.train.nan", "params": {"step": 301}}
    open_run(qtbot, page, make(status="failed", events=curves(300, turn=200), reason=reason))
    qtbot.wait(600)
    assert page.follower.now is not None
    assert page.follower.now.diagnosis is not None
    assert page.follower.now.diagnosis.verdict == "nan"
    assert not page.findChildren(DiagnosisNote)
