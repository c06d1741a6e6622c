"""Monitor as a person uses it."""

from __future__ import annotations

import json
import shutil
import time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deeptuner.runs.control import register_rank
from deeptuner.runs.events import Event
from deeptuner.runs.identity import own_identity
from deeptuner.ui.pages.monitor.notices import FailureCard
from deeptuner.ui.pages.monitor.view import MonitorView
from deeptuner.ui.services.command import Outcome
from deeptuner.ui.shell import Shell
from deeptuner.ui.translation import Told
from deeptuner.ui.widgets import Button, Dialog
from tests.monitor.runs import append, checkpoint, evaluation, sample, step, write_state
from tests.ui.pages.monitor.conftest import PATIENCE, Make, open_run, texts

TRAINED = [
    *(step(n) for n in range(1, 41)),
    evaluation(20, 0.8),
    checkpoint(20, best=True, loss=0.8),
    evaluation(40, 0.9),
]
OUT_OF_MEMORY = {
    "reason": {"id": "runs.died-gpu-memory", "params": {}},
    "evidence": "HIP out of memory. Tried to allocate 3.91 GiB",
    "fixes": [
        {
            "changes": {"memory.gradient_checkpointing": True},
            "message": {"id": "runs.fix-checkpointing", "params": {}},
        },
        {
            "changes": {"data.max_length": 512},
            "message": {"id": "runs.fix-length", "params": {"old": 1024, "new": 512}},
        },
    ],
}


GONE = {"pid": 1, "start": 1, "boot": "old"}
HOT = {"gpu": 1, "value": 108, "limit": 105, "cool": 95, "seconds": 10}


class Commands:
    """What the page asked to be run; each command ends as the test says."""

    def __init__(self, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        from PySide6.QtCore import QObject, Signal

        class Command(QObject):
            finished = Signal(object)

        self.words: list[list[str]] = []
        self.made: list[Any] = []

        def run(words: list[str], parent: QObject, **_: Any) -> Command:
            self.words.append(words)
            self.made.append(Command(parent))
            return self.made[-1]  # type: ignore[no-any-return]

        monkeypatch.setattr(shell.commands, "run", run)

    def end(self, outcome: Outcome) -> None:
        self.made[-1].finished.emit(outcome)


@pytest.fixture
def commands(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Commands:
    return Commands(shell, monkeypatch)


def press(qtbot: QtBot, page: MonitorView, words: str) -> None:
    found = [b for b in page.findChildren(Button) if b.isVisible() and b.text() == words]
    assert found, f"no button {words}"
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def shown(page: MonitorView) -> dict[str, str]:
    """The figures of the header by name."""
    pairs = page.header.figures._labels
    return {name.text(): value.text() for name, value in pairs if not name.isHidden()}


# what is shown


def test_an_empty_experiment_says_so_and_offers_one_action(
    qtbot: QtBot, page: MonitorView, shell: Shell
) -> None:
    qtbot.waitUntil(lambda: "no run" in texts(page), timeout=PATIENCE)
    asked: list[str] = []
    shell.navigator.asked.connect(lambda where, _: asked.append(where))
    assert not page.header.isVisible(), "there is nothing to stop or save"
    press(qtbot, page, "Go to Fine-Tuning")
    assert asked == ["fine-tuning"]


def test_a_running_run_shows_its_numbers_and_goes_on(
    qtbot: QtBot, page: MonitorView, make: Make
) -> None:
    run = make(events=TRAINED)
    open_run(qtbot, page, run)
    assert page.header.chip.text() == "Training"
    assert page.header.share.text() == "40.0 %"
    figures = shown(page)
    assert figures["Step"] == "40 / 100"
    assert figures["Epoch"] == "0.80 / 2"
    assert figures["Speed"] == "100 tokens/s"
    append(run, step(50))
    qtbot.waitUntil(lambda: shown(page)["Step"] == "50 / 100", timeout=PATIENCE)


def test_figures_have_their_room_before_the_next_frame(
    qtbot: QtBot, page: MonitorView, make: Make
) -> None:
    open_run(qtbot, page, make(events=TRAINED))
    now = page.follower.now
    assert now is not None
    page.header.figures.set([])
    qtbot.wait(50)
    page.header.show_run(now)  # nothing is painted or laid out in between
    for label in (label for pair in page.header.figures._labels for label in pair):
        if not label.isHidden():
            assert label.width() >= label.fontMetrics().horizontalAdvance(label.text()), (
                label.text()
            )


def test_the_curves_are_those_of_the_run_and_told_aloud(
    qtbot: QtBot, page: MonitorView, make: Make
) -> None:
    open_run(qtbot, page, make(events=TRAINED))
    words = page.curves.loss.accessibleDescription
    qtbot.waitUntil(lambda: "Train loss 0.0250 at step 40." in words(), timeout=PATIENCE)
    assert "Eval loss 0.9000 at step 40." in words()
    qtbot.waitUntil(lambda: "1e-4" in texts(page), timeout=PATIENCE)
    assert "Best: step 20" in page.curves.loss._marks._best_text.toPlainText()  # type: ignore[union-attr]


def test_before_the_first_step_the_phase_is_told_and_nothing_can_be_saved(
    qtbot: QtBot, page: MonitorView, make: Make
) -> None:
    phase = Event("phase", 1000.0, 1, {"phase": "preparing", "done": 25, "total": 100})
    open_run(qtbot, page, make(events=[phase]))
    assert "Preparing the data 25 of 100" in texts(page.header)
    assert page.header.share.text() == "25.0 %"
    assert not page.header.save.isEnabled()
    assert page.header.save.toolTip() == "Training has not begun."
    assert "The curve begins with the first step." in texts(page)


def test_a_phase_of_an_earlier_attempt_is_not_told(
    qtbot: QtBot, page: MonitorView, make: Make
) -> None:
    phase = Event("phase", 1000.0, 1, {"phase": "finishing", "done": 0, "total": 0})
    open_run(qtbot, page, make(status="starting", events=[*TRAINED, phase], attempt=2))
    assert page.header.chip.text() == "Starting"
    assert "Finishing" not in texts(page.header)


def test_samples_are_compared_by_step_and_paged_by_prompt(
    qtbot: QtBot, page: MonitorView, make: Make
) -> None:
    answers = [sample(0, i, f"base {i}") for i in (0, 1)]
    answers += [sample(n, i, f"answer {n} of {i}") for n in (20, 40) for i in (0, 1)]
    open_run(qtbot, page, make(events=[*answers, step(40)]))
    card = page.samples
    qtbot.waitUntil(lambda: "base 0" in texts(card), timeout=PATIENCE)
    seen = texts(card)
    assert "question 0" in seen
    assert "answer 40 of 0" in seen
    assert "the right one" in seen
    card._on.click()
    assert "answer 40 of 1" in texts(card)
    card._step.set_key("20")
    card._step.chosen.emit("20")
    assert "answer 20 of 1" in texts(card)
    assert "answer 40 of 1" not in texts(card)


def test_no_samples_are_promised_where_the_run_gives_none(
    qtbot: QtBot, page: MonitorView, make: Make
) -> None:
    without, usual = make("20260101-120000-none"), make("20260101-130000-some")
    text = without.settings_file.read_text()
    without.settings_file.write_text(text + "evaluation: {sample_count: 0}\n")
    open_run(qtbot, page, without)
    off = "Sample generations are turned off in this run's settings."
    qtbot.waitUntil(lambda: off in texts(page.samples), timeout=PATIENCE)
    open_run(qtbot, page, usual)
    promised = "The model answers a few prompts"
    qtbot.waitUntil(lambda: promised in texts(page.samples), timeout=PATIENCE)


def test_all_runs_can_be_chosen_newest_first(
    qtbot: QtBot, page: MonitorView, make: Make, shell: Shell
) -> None:
    names = [f"2026010{n}-120000-run" for n in range(1, 6)]
    for name in names:
        make(name, "finished", events=[step(1)])
    shell.runs.refresh()
    picker = page.header.picker
    qtbot.waitUntil(lambda: picker.count() == 5, timeout=PATIENCE)
    assert [picker.itemData(row) for row in range(5)] == names[::-1]
    assert picker.key() == names[-1]
    picker.setCurrentIndex(4)
    picker.activated.emit(4)
    assert page.follower.run is not None
    assert page.follower.run.name == names[0]


# how runs end


def test_a_failed_run_says_why_what_is_safe_and_what_would_help(
    qtbot: QtBot, page: MonitorView, make: Make, shell: Shell
) -> None:
    run = make(status="failed", events=TRAINED, checkpoints=[20], **OUT_OF_MEMORY)
    open_run(qtbot, page, run)
    seen = texts(page.notices)
    assert "The GPU ran out of memory." in seen
    assert "Everything up to step 20 is saved" in seen
    card = page.notices.findChild(FailureCard)
    assert card is not None
    assert [box.isChecked() for box, _ in card.boxes()] == [True, False]
    card.boxes()[1][0].click()
    asked: list[tuple[str, object]] = []
    shell.navigator.asked.connect(lambda where, what: asked.append((where, what)))
    press(qtbot, page, "Apply to settings")
    qtbot.waitUntil(lambda: bool(asked), timeout=PATIENCE)
    assert shell.workspace.values["memory.gradient_checkpointing"] is True
    assert shell.workspace.values["data.max_length"] == 512
    assert asked == [("fine-tuning", "memory.gradient_checkpointing")]


@pytest.mark.parametrize("fixed", [True, False])
def test_settings_of_a_failed_run_are_its_own(
    qtbot: QtBot, page: MonitorView, make: Make, shell: Shell, *, fixed: bool
) -> None:
    shell.workspace.change({"data.dataset": "another", "training.max_steps": 7})
    given = OUT_OF_MEMORY if fixed else {}
    open_run(qtbot, page, make(status="failed", events=TRAINED, **given))
    asked: list[tuple[str, object]] = []
    shell.navigator.asked.connect(lambda where, what: asked.append((where, what)))
    press(qtbot, page, "Apply to settings" if fixed else "Edit settings")
    qtbot.waitUntil(lambda: bool(asked), timeout=PATIENCE)
    values = shell.workspace.values
    assert (values["model.path"], values["data.dataset"]) == ("tiny", "rows")
    assert values["training.max_steps"] != 7
    assert (values["memory.gradient_checkpointing"] is True) == fixed
    assert asked == [("fine-tuning", "memory.gradient_checkpointing" if fixed else None)]


def test_a_change_that_the_runs_settings_do_not_allow_is_told(
    qtbot: QtBot, page: MonitorView, make: Make, shell: Shell
) -> None:
    fix = {**OUT_OF_MEMORY["fixes"][1], "changes": {"data.max_length": -1}}  # type: ignore[index]
    state = {**OUT_OF_MEMORY, "fixes": [fix]}
    open_run(qtbot, page, make(status="failed", events=TRAINED, **state))
    before = dict(shell.workspace.values)
    press(qtbot, page, "Apply to settings")
    qtbot.waitUntil(lambda: page.findChild(Dialog) is not None, timeout=PATIENCE)
    dialog = page.findChild(Dialog)
    assert dialog is not None
    assert "do not allow this change" in dialog.accessibleName()
    assert shell.workspace.values == before
    dialog.dismiss()


def test_a_fix_is_taken_along_when_a_failed_run_goes_on(
    qtbot: QtBot, page: MonitorView, make: Make, commands: Commands
) -> None:
    run = make(status="failed", events=TRAINED, **OUT_OF_MEMORY)
    open_run(qtbot, page, run)
    press(qtbot, page, "Apply and resume")
    flag = ["--memory.gradient-checkpointing", "true"]
    assert commands.words == [["resume", run.name, "--detach", *flag]]


def test_an_interrupted_run_is_explained_and_can_be_resumed(
    qtbot: QtBot, page: MonitorView, make: Make, commands: Commands
) -> None:
    run = make(events=TRAINED, checkpoints=[20], supervisor={"pid": 1, "start": 1, "boot": "old"})
    open_run(qtbot, page, run)
    assert page.header.chip.text() == "Interrupted"
    assert "step 20" in texts(page.notices)
    press(qtbot, page, "Resume")
    assert commands.words == [["resume", run.name, "--detach"]]
    assert not page.header.resume.isEnabled(), "until the command has ended"


def test_a_run_that_ended_without_a_word_claims_no_cause_and_tells_what_is_done_again(
    qtbot: QtBot, page: MonitorView, make: Make
) -> None:
    run = make(events=TRAINED, checkpoints=[20], supervisor=GONE)
    open_run(qtbot, page, run)
    qtbot.waitUntil(lambda: "Steps 21–40 are done again." in texts(page.notices), timeout=PATIENCE)
    assert "as if nothing had happened" not in texts(page.notices)
    assert "The run ended before it could say why." in texts(page.notices)
    saved = make("20260101-130000-saved", events=TRAINED, checkpoints=[40], supervisor=GONE)
    open_run(qtbot, page, saved)
    whole = "step 40 is saved in a checkpoint. Resume goes on from there, as if nothing"
    qtbot.waitUntil(lambda: whole in texts(page.notices), timeout=PATIENCE)
    assert "again" not in texts(page.notices)


def test_a_failed_run_tells_what_is_done_again(qtbot: QtBot, page: MonitorView, make: Make) -> None:
    open_run(qtbot, page, make(status="failed", events=TRAINED, checkpoints=[39], **OUT_OF_MEMORY))
    qtbot.waitUntil(lambda: "Step 40 is done again." in texts(page.notices), timeout=PATIENCE)


def test_training_that_outlives_its_supervisor_is_told_until_it_has_ended(
    qtbot: QtBot, page: MonitorView, make: Make
) -> None:
    launcher = own_identity().to_json()
    run = make(events=TRAINED, checkpoints=[20], supervisor=GONE, launcher=launcher)
    open_run(qtbot, page, run)
    living = "soon ends by itself. Resume waits for that."
    qtbot.waitUntil(lambda: living in texts(page.notices), timeout=PATIENCE)
    assert "The program that watched over this run is gone." in texts(page.notices)
    assert "again" not in texts(page.notices), "it may still save"
    rank = register_rank(run, 0)
    write_state(run, "running", supervisor=GONE, launcher=GONE)
    page.outliving.look(page.follower.now)  # type: ignore[arg-type]
    rank.unlink()
    qtbot.waitUntil(lambda: "Steps 21–40" in texts(page.notices), timeout=PATIENCE)
    assert living not in texts(page.notices)


@pytest.mark.parametrize("told", ["waiting", "saving"])
def test_a_resumed_run_says_that_it_waits_for_what_is_left(
    qtbot: QtBot, page: MonitorView, make: Make, told: str
) -> None:
    """Also after what is left has told something itself meanwhile."""
    attempt = 2 if told == "waiting" else 1
    phase = Event("phase", time.time(), attempt, {"phase": told, "done": 0, "total": 0})
    run = make(status="starting", events=[*TRAINED, phase, step(41)], attempt=2)
    open_run(qtbot, page, run)
    waits = "Waiting for the run's earlier processes to end"
    assert waits in texts(page.header)
    append(run, Event("phase", 0, 2, {"phase": "preparing", "done": 0, "total": 0}))
    qtbot.waitUntil(lambda: "Preparing the data" in texts(page.header), timeout=PATIENCE)
    assert waits not in texts(page.header)


def test_a_folder_that_is_gone_is_not_offered(qtbot: QtBot, page: MonitorView, make: Make) -> None:
    """Files go one after the other, so that the page may have looked in between."""
    run = make(status="finished", events=TRAINED)
    open_run(qtbot, page, run)
    run.state_file.unlink()
    qtbot.waitUntil(lambda: "Open the run's folder" in texts(page), timeout=PATIENCE)
    shutil.rmtree(run.path)
    qtbot.waitUntil(lambda: "Open the run's folder" not in texts(page), timeout=PATIENCE)
    run = make("20260101-130000-torn", status="finished", events=TRAINED)
    run.state_file.write_text("{")
    open_run(qtbot, page, run)
    assert "Open the run's folder" in texts(page)


def test_a_folder_that_cannot_be_opened_is_told(
    qtbot: QtBot, page: MonitorView, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    run = make(status="finished", events=TRAINED)
    run.state_file.write_text("{")
    open_run(qtbot, page, run)
    press(qtbot, page, "Open the run's folder")
    dialog = page.findChild(Dialog)
    assert dialog is not None
    assert dialog.accessibleName() == "The folder could not be opened."
    assert str(run.path) in texts(dialog)
    dialog.dismiss()


def test_tensorboard_is_refused_in_words_while_the_folder_is_gone(
    qtbot: QtBot, page: MonitorView, make: Make, shell: Shell
) -> None:
    run = make(status="finished", events=TRAINED)
    open_run(qtbot, page, run)
    assert page.header.board.isEnabled()
    folder = run.path.parent.parent
    aside = folder.rename(folder.with_name("aside"))
    shell.workspace._look_for_folder()
    qtbot.waitUntil(lambda: not page.header.board.isEnabled(), timeout=PATIENCE)
    assert "folder is gone" in page.header.board.toolTip()
    aside.rename(folder)
    shell.workspace._look_for_folder()
    qtbot.waitUntil(page.header.board.isEnabled, timeout=PATIENCE)
    assert page.header.board.toolTip() == ""


def test_tab_reaches_notices_after_the_header_also_when_shown_anew(
    qtbot: QtBot, page: MonitorView, make: Make
) -> None:
    run = make(status="failed", events=TRAINED, checkpoints=[20], **OUT_OF_MEMORY)
    open_run(qtbot, page, run)
    assert stops_after_header(page)[:4] == [
        "CheckBox",
        "CheckBox",
        "Apply to settings",
        "Apply and resume",
    ]
    write_state(run, "failed", **{**OUT_OF_MEMORY, "attempt": 2, "fixes": []})
    qtbot.waitUntil(lambda: "Edit settings" in texts(page.notices), timeout=PATIENCE)
    assert stops_after_header(page)[:2] == ["Edit settings", "Resume"]


def stops_after_header(page: MonitorView) -> list[str]:
    """What Tab reaches after the header's last button: what is written on it."""
    page.activateWindow()
    page.header.folder.setFocus()
    found: list[str] = []
    for _ in range(8):
        page.focusNextChild()
        one = page.focusWidget()
        found.append(one.text() if isinstance(one, Button) else type(one).__name__)
    return found


def test_a_finished_run_offers_merging_and_nothing_that_makes_no_sense(
    qtbot: QtBot, page: MonitorView, make: Make, shell: Shell
) -> None:
    run = make(status="finished", events=TRAINED)
    open_run(qtbot, page, run)
    seen = texts(page.header)
    assert "Stop and save" not in seen
    assert "Resume" not in seen
    asked: list[tuple[str, object]] = []
    shell.navigator.asked.connect(lambda where, what: asked.append((where, what)))
    press(qtbot, page, "Merge Model")
    assert asked == [("merge-export", run.name)]


@pytest.mark.parametrize("text", ['{"status": "fin', '{"status": "hibernating"}'])
def test_a_damaged_run_is_an_error_in_words_and_comes_back_when_mended(
    qtbot: QtBot, page: MonitorView, make: Make, text: str
) -> None:
    run = make(status="finished", events=TRAINED)
    run.state_file.write_text(text)
    open_run(qtbot, page, run)
    assert page.header.chip.text() == "Cannot be read"
    assert "cannot be read" in texts(page)
    assert not page.curves.isVisible()
    write_state(run, "finished")
    qtbot.waitUntil(page.curves.isVisible, timeout=PATIENCE)


# what a person does


def test_stopping_asks_first_and_shows_that_it_goes_on(
    qtbot: QtBot, page: MonitorView, make: Make, commands: Commands
) -> None:
    run = make(events=TRAINED)
    open_run(qtbot, page, run)
    press(qtbot, page, "Stop and save")
    assert commands.words == [], "a question comes first"
    dialog = page.findChild(Dialog)
    assert dialog is not None
    agree = next(b for b in dialog.findChildren(Button) if b.text() == "Stop and save")
    agree.click()
    assert commands.words == [["stop", run.name]]
    assert not page.header.stop.isEnabled()
    commands.end(Outcome(True))
    assert page.header.stop.isEnabled()


def test_refusing_the_question_stops_nothing(
    qtbot: QtBot, page: MonitorView, make: Make, commands: Commands
) -> None:
    open_run(qtbot, page, make(events=TRAINED))
    press(qtbot, page, "Stop and save")
    dialog = page.findChild(Dialog)
    assert dialog is not None
    dialog.cancel()
    assert commands.words == []


def test_the_question_goes_when_the_run_ends_by_itself(
    qtbot: QtBot, page: MonitorView, make: Make, commands: Commands
) -> None:
    run = make(events=TRAINED)
    open_run(qtbot, page, run)
    press(qtbot, page, "Stop and save")
    dialog = page.findChild(Dialog)
    assert dialog is not None
    with qtbot.waitSignal(dialog.closed, timeout=PATIENCE):
        write_state(run, "finished")
    assert commands.words == [], "nobody has answered"


def test_saving_by_key_and_an_error_in_words(
    qtbot: QtBot, page: MonitorView, make: Make, commands: Commands
) -> None:
    run = make(events=TRAINED)
    open_run(qtbot, page, run)
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.waitActive(page).__enter__()
    qtbot.keyClick(page, Qt.Key.Key_S, control)
    assert commands.words == [["save", run.name]]
    commands.end(Outcome(False, error=Told("There is no room left on the disk.")))
    dialog = page.findChild(Dialog)
    assert dialog is not None
    assert "no room left" in dialog.accessibleName()
    dialog.dismiss()


def test_a_key_leads_to_the_filter_of_the_log(qtbot: QtBot, page: MonitorView, make: Make) -> None:
    open_run(qtbot, page, make(events=TRAINED, log="one line\n"))
    qtbot.waitActive(page).__enter__()
    qtbot.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "one")
    assert page.log.query().text == "one"


def test_a_status_that_changes_is_announced(
    qtbot: QtBot, page: MonitorView, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        "deeptuner.ui.pages.monitor.view.announce", lambda _, text: said.append(text)
    )
    run = make(events=TRAINED)
    open_run(qtbot, page, run)
    assert said == []
    write_state(run, "finished")
    qtbot.waitUntil(lambda: said == ["The run is finished."], timeout=PATIENCE)


def test_smoothing_is_remembered(qtbot: QtBot, page: MonitorView, make: Make, shell: Shell) -> None:
    open_run(qtbot, page, make(events=TRAINED))
    page.curves._smoothing.slider.setValue(0)
    raw, smooth = page.curves.loss._raw.curve, page.curves.loss._smooth.curve
    assert raw is not None
    assert smooth is not None
    assert smooth.y.tolist() == raw.y.tolist()
    again = MonitorView(shell)
    qtbot.addWidget(again)
    assert again.curves._smoothing.weight == 0.0


def test_settings_of_a_newer_version_are_told_beside_the_curves(
    qtbot: QtBot, page: MonitorView, make: Make, shell: Shell
) -> None:
    run = make(status="finished", events=TRAINED)
    run.settings_file.write_text(json.dumps({"version": 99}))
    shell.runs.refresh()
    open_run(qtbot, page, run)
    qtbot.waitUntil(lambda: shell.runs.entry(run.name) is not None, timeout=PATIENCE)
    page._show(page.follower.now)  # type: ignore[arg-type]
    assert "99" in texts(page.notices)


def test_a_paused_run_says_why_and_can_be_saved(
    qtbot: QtBot, page: MonitorView, make: Make
) -> None:
    reason = {"id": "monitor.heat.pause-hotspot", "params": HOT}
    run = make(status="paused", events=TRAINED, reason=reason)
    open_run(qtbot, page, run)
    said = texts(page)
    assert "GPU1 has 108 °C at its hotspot" in said
    assert "It goes on by itself." in said
    assert page.header.chip.text() == "Paused"
    assert page.header.save.isEnabled()
    assert shown(page)["Left"] == "≈ 1 min 00 s", "sleeping does not count"
    write_state(run, "running")
    qtbot.waitUntil(lambda: "hotspot" not in texts(page), timeout=PATIENCE)


def test_a_run_that_was_stopped_for_heat_says_so(
    qtbot: QtBot, page: MonitorView, make: Make
) -> None:
    reason = {"id": "monitor.heat.stop-hotspot", "params": HOT}
    run = make(status="stopped", events=TRAINED, reason=reason)
    open_run(qtbot, page, run)
    assert "The run was stopped, since GPU1 had 108 °C at its hotspot" in texts(page)
