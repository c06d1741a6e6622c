"""What the worker tells: GPUs, plan, steps, modules; and when it is asked."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from deeptuner.settings.rules import MachineFacts, check
from deeptuner.ui.forms.editors.number import NumberEditor
from deeptuner.ui.forms.row import SettingRow
from deeptuner.ui.pages.fine_tuning.page import FineTuningPage
from deeptuner.ui.translation import Told, say
from deeptuner.ui.widgets import Chip
from deeptuner.words import message
from tests.ui.pages.fine_tuning.standins import STEPS, QuietWorker, machine
from tests.ui.pages.fine_tuning.test_form import words


def plan(kind: str) -> dict[str, object]:
    return {"kind": kind, "reason": message("engine.plan.one-cpu").to_json(), "warning": None}


def test_ticked_gpus_are_those_that_train(page: FineTuningPage, worker: QuietWorker) -> None:
    page.enter()
    worker.last("gpus").done(machine(gpus=2))
    card = page.columns.gpus
    ticks = [row.tick for row in card._rows.values()]
    assert [tick.text() for tick in ticks] == ["GPU0", "GPU1", "GPU2"]
    assert [tick.isChecked() for tick in ticks] == [True, True, False]
    assert [tick.isEnabled() for tick in ticks] == [True, True, False]
    said = words(card)
    assert "24.0 GB" in said
    assert "41 °C" in said
    ticks[0].click()
    assert page.shell.workspace.config.hardware.gpus == [1]
    ticks[0].click()
    assert page.shell.workspace.config.hardware.gpus == "auto"


def test_a_gpu_that_is_asked_for_and_left_out_can_be_taken_back(
    page: FineTuningPage, worker: QuietWorker
) -> None:
    page.shell.workspace.change({"hardware.gpus": [0, 2]})
    page.enter()
    worker.last("gpus").done(machine(gpus=2))
    tick = page.columns.gpus._rows[2].tick
    assert tick.isChecked()
    tick.click()
    assert page.shell.workspace.config.hardware.gpus == [0]
    assert not tick.isEnabled()


def test_a_slow_look_at_the_gpus_is_not_ended_by_the_next(
    page: FineTuningPage, worker: QuietWorker
) -> None:
    page.enter()
    page.questions.ask_gpus()
    assert worker.names().count("gpus") == 1
    worker.last("gpus").done(machine(gpus=1))
    page.questions.ask_gpus()
    assert worker.names().count("gpus") == 2


def test_without_a_gpu_the_card_says_what_trains(page: FineTuningPage, worker: QuietWorker) -> None:
    page.enter()
    worker.last("gpus").done(machine(gpus=0))
    said = words(page.columns.gpus)
    assert "Trains on the CPU" in said
    assert "Cores: 8 · memory: 16.0 GB" in said
    page.model.offer("hardware.gpus", [2])  # as a settings file of another machine has it
    assert "Trains on the CPU" not in words(page.columns.gpus)
    assert "No GPU can train here" in words(page.columns.gpus)
    page.questions.ask_gpus()
    worker.last("gpus").failed(Told("The probe died.", fix="Try again."))
    assert "The probe died." in words(page.columns.gpus)
    assert "Trains on the CPU" not in words(page.columns.gpus)


def test_auto_says_what_it_would_take_and_why(chosen: FineTuningPage, worker: QuietWorker) -> None:
    chosen.enter()
    card = chosen.columns.parallel
    worker.last("plan").done(plan("ddp"))
    assert "Why Data Parallel" in words(card)
    chosen.model.offer("hardware.parallel", "naive")
    assert "Why Data Parallel" not in words(card)
    chosen.model.offer("hardware.parallel", "auto")
    worker.last("plan").failed(Told("no"))
    assert "Why Data Parallel" not in words(card)


def test_steps_are_shown_and_old_ones_stay_while_new_ones_are_counted(
    chosen: FineTuningPage, worker: QuietWorker, qtbot: QtBot
) -> None:
    chosen.enter()
    figures = chosen.panel.figures
    worker.last("steps").done(STEPS)
    assert figures.total.text() == "564"
    assert figures.epoch.text() == "188"
    assert figures.batch.text() == "4"
    assert "rows 2 × processes 2 × batches 1" in words(figures)
    before = len(worker.asked)
    for size in (3, 4, 5):
        chosen.model.offer("training.batch_size", size)
    qtbot.waitUntil(lambda: len(worker.asked) > before)
    assert worker.names()[before:].count("steps") == 1
    asked = worker.last("steps").params["values"]
    assert asked["training.batch_size"] == 5
    assert asked["folder"] == str(chosen.shell.workspace.folder)
    assert figures.total.text() == "564"
    worker.last("steps").done({**STEPS, "total_steps": 225, "exact": False})
    assert figures.total.text() == "≈ 225"
    worker.last("steps").failed(Told("The dataset is empty.", fix="Choose another."))
    assert figures.total.text() == "–"
    assert "The dataset is empty." in words(figures)


def test_figures_that_follow_from_an_illegal_field_are_not_known(
    chosen: FineTuningPage, worker: QuietWorker
) -> None:
    chosen.enter()
    figures = chosen.panel.figures
    note = message("data.max-length-covers", tokens=128, percent="99 %", longest=300).to_json()
    chosen.model.offer("data.max_length", 128)
    worker.last("steps").done({**STEPS, "notes": [note]})
    assert any("128 tokens" in text for text in words(figures))
    chosen.model.offer("training.epochs", 0.0)
    shown = [figures.total, figures.epoch, figures.batch, figures.rows]
    assert [one.text() for one in shown] == ["–", "188", "4", "752"]
    assert figures.total.accessibleName() == "Steps: –"
    assert not any("Epochs" in text or "128 tokens" in text for text in words(figures))
    chosen.model.offer("training.batch_size", "x")
    worker.last("steps").done(STEPS)  # an answer that was on its way
    assert [one.text() for one in shown] == ["–", "–", "–", "752"]
    chosen.model.offer_all({"training.batch_size": 2, "training.epochs": 3.0})
    assert [one.text() for one in shown] == ["564", "188", "4", "752"]
    chosen.model.offer("training.learning_rate", "x")
    assert figures.total.text() == "564"


def test_nothing_is_counted_before_model_and_dataset_are_chosen(
    page: FineTuningPage, worker: QuietWorker, qtbot: QtBot
) -> None:
    page.enter()
    assert "steps" not in worker.names()
    page.shell.workspace.change({"model.path": "tiny"})
    qtbot.waitUntil(lambda: "plan" in worker.names())
    assert "steps" not in worker.names()
    page.shell.workspace.change({"data.dataset": "rows.jsonl"})
    qtbot.waitUntil(lambda: "steps" in worker.names())


def test_the_name_of_a_run_asks_nothing(chosen: FineTuningPage, worker: QuietWorker) -> None:
    chosen.enter()
    chosen.model.offer("name", "mine")
    assert not chosen.questions._pause.isActive()
    chosen.model.offer("lora.rank", 4)
    assert chosen.questions._pause.isActive()
    chosen.leave()
    assert not chosen.questions._pause.isActive()


def test_modules_of_the_model_are_offered(
    page: FineTuningPage, worker: QuietWorker, qtbot: QtBot
) -> None:
    experiment = page.shell.workspace.experiment
    assert experiment
    (experiment.models_dir / "tiny").mkdir()
    page.shell.workspace.change({"model.path": "tiny"})
    page.enter()
    asked = worker.last("modules")
    assert asked.params == {"model": str(experiment.models_dir / "tiny")}
    asked.done({"modules": ["q_proj", "v_proj"]})
    row = next(page.form.rows("lora.target_modules"))
    chips = [chip.text() for chip in row.findChildren(Chip)]
    assert chips == ["q_proj", "v_proj"]


def test_problems_of_this_machine_are_shown_and_keep_from_starting(
    chosen: FineTuningPage, worker: QuietWorker
) -> None:
    chosen.model.offer("hardware.parallel", "fsdp")
    chosen.enter()
    found = check(chosen.shell.workspace.config, MachineFacts(1))
    worker.last("check").done({"findings": [one.to_json() for one in found]})
    assert not chosen.panel.start_box.go.isEnabled()
    assert chosen.panel.start_box.reason() == "First settle: Model parallel."
    (fix,) = [b for b in chosen.panel.problems.findChildren(QPushButton) if b.text() == "Fix"]
    fix.click()
    assert chosen.shell.workspace.config.hardware.parallel == "auto"
    assert chosen.panel.start_box.go.isEnabled()


def test_what_auto_comes_to_stands_in_its_field_with_the_reason(
    chosen: FineTuningPage, worker: QuietWorker
) -> None:
    chosen.model.offer("training.epochs", None)
    chosen.enter()
    reason = message("engine.precision.cpu").to_json()
    decided = {"path": "training.mixed_precision", "value": "fp32", "reason": reason}
    worker.last("plan").done({**plan("single"), "decisions": [decided]})
    note = message("data.max-length-covers", tokens=128, percent="99 %", longest=300).to_json()
    worker.last("steps").done({**STEPS, "notes": [note]})
    precision = row(chosen, "training.mixed_precision")
    (choice,) = precision.editor.fields()
    assert isinstance(choice, QComboBox)
    assert choice.currentText() == "Auto · fp32"
    assert say(message("engine.precision.cpu")) in words(precision)
    assert placeholder(chosen, "data.max_length") == "Auto · 128"
    assert any("128 tokens" in text for text in words(row(chosen, "data.max_length")))
    assert not any("128 tokens" in text for text in words(chosen.panel))
    assert placeholder(chosen, "training.epochs") == "None · 3"
    worker.last("plan").failed(Told("no"))
    worker.last("steps").failed(Told("no"))
    assert choice.currentText() == "Auto"
    assert placeholder(chosen, "data.max_length") == "Auto"


def row(page: FineTuningPage, path: str) -> SettingRow:
    return next(page.form.rows(path))


def placeholder(page: FineTuningPage, path: str) -> str:
    editor = row(page, path).editor
    assert isinstance(editor, NumberEditor)
    return editor.field.lineEdit().placeholderText()


def test_an_illegal_field_does_not_say_what_auto_comes_to(
    chosen: FineTuningPage, worker: QuietWorker
) -> None:
    chosen.enter()
    note = message("data.max-length-covers", tokens=128, percent="99 %", longest=300).to_json()
    worker.last("steps").done({**STEPS, "notes": [note]})
    length = row(chosen, "data.max_length")
    assert any("128 tokens" in text for text in words(length))
    chosen.model.offer("data.max_length", "many")
    assert not any("128 tokens" in text for text in words(length))


def test_what_an_illegal_field_held_before_is_no_reason(page: FineTuningPage, qtbot: QtBot) -> None:
    page.toolbar.search.setText("gradient accumulation steps")
    path = "training.gradient_accumulation_steps"
    page.model.offer("training.effective_batch_size", 16)
    accumulation = row(page, path)
    said = "Has no effect while Effective batch size is 16."
    qtbot.waitUntil(lambda: said in words(accumulation))
    page.model.offer("training.effective_batch_size", "x")
    assert said not in words(accumulation)
