"""What a person does on a page before its picture is taken.

Knows the pages' parts. Does not know which pictures there are.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from deeptuner.monitor.telemetry.record import Recorder
from deeptuner.monitor.telemetry.view import TelemetryView
from deeptuner.runs.folder import RunFolder
from deeptuner.ui.pages.experiment.adding import AddDialog, GetDialog
from deeptuner.ui.pages.monitor.diagnosis_note import DiagnosisNote
from deeptuner.ui.report_dialog import ReportDialog
from deeptuner.ui.widgets import HelpButton
from deeptuner.words import message

Act = Callable[[Any], None]  # with the window
AHEAD = 20.0  # seconds: the pictures take a while
MISTAKEN = """training: {batch_size: 0, learning_rate: 7, epochs: many}
lora: {rank: 0, colour: red}
"""


def preferences(window: Any) -> None:
    window.top.preferences_asked.emit()


def command(window: Any) -> None:
    window.page("fine-tuning").panel.start_box.command.emit()


def sample(window: Any) -> None:
    window.page("experiment")._opening.ask_sample()


def stop(window: Any) -> None:
    window.page("monitor").view._ask_stop()


def show_gpus(window: Any) -> None:
    view = window.page("monitor").view
    measure_now(window)
    view.perspectives.show_perspective("gpus")


def zoom_in(window: Any) -> None:
    """A part of the charts, with a moment that is read."""
    show_gpus(window)
    panel = window.page("monitor").view.perspectives.panel
    _wait(window)
    end = panel.times()[1]
    panel.charts[0]._show_part((end * 0.3, end * 0.5))
    _wait(window)
    panel.charts[1]._read(end * 0.36)


def measure_now(window: Any) -> None:
    """The GPUs go on answering: what they said while the pictures were prepared is old by now."""
    active = window.shell.runs.active()
    if active is None:
        return
    view = TelemetryView(RunFolder(active.path))
    view.refresh()
    if view.span is None:
        return
    recorder, when = Recorder(RunFolder(active.path)), view.span[1]
    while (when := when + 1) < time.time() + AHEAD:
        recorder.gpus(when, {gpu.key: view.newest(gpu.key) for gpu in view.gpus})
        recorder.host(when, view.newest_host())
    recorder.close()
    _wait(window, 1.5)  # until the status bar has noticed it too


def compare(window: Any) -> None:
    """All runs side by side, along the time."""
    view = window.page("monitor").view
    view.asides.compare("")
    comparing = view.asides.comparing
    for entry in window.shell.runs.entries:
        comparing.tick(entry.name)
    comparing.along.set_key("time")
    comparing.along.changed.emit("time")


def board(window: Any) -> None:
    """The event files of a finished run, as those of any program."""
    done = window.shell.runs.entries[-1]
    window.page("monitor").view.asides.show_board(done.path)


def report(window: Any) -> None:
    run = window.page("monitor").view.follower.run
    ReportDialog(window, window.shell.commands, run.path).open()


def search_for(text: str) -> Act:
    def act(window: Any) -> None:
        window.page("fine-tuning").toolbar.search.setText(text)

    return act


def choose(dataset: str) -> Act:
    def act(window: Any) -> None:
        window.shell.workspace.change(
            {"data.dataset": dataset, "data.format": "auto", "data.columns": {}}
        )

    return act


def take_away(window: Any) -> None:
    """As it is seen when the disk of the folder is no longer there."""
    window.shell.workspace._look.stop()
    window.shell.workspace.missing = True
    window.shell.workspace.missing_changed.emit()


def make_mistakes(window: Any) -> None:
    """Settings that do not go together, and a model that cannot be used."""
    window.shell.workspace.change(
        {
            "model.path": "half-a-model",
            "data.dataset": "torn.json",
            "method.kind": "full",
            "quantization.bits": 4,
            "training.learning_rate": 0.5,
            "memory.optimizer_paging": True,
            "checkpoints.saving_epochs": 0.5,
            "training.early_stopping": True,
            "data.eval_split": 0,
        }
    )


def upload_mistakes(window: Any) -> None:
    file = window.shell.workspace.folder / "from-a-friend.yaml"
    file.write_text(MISTAKEN)
    window.page("fine-tuning").files.upload(file)


def show_advanced(window: Any) -> None:
    window.page("fine-tuning").columns.show_advanced(True)


def with_gpus(window: Any) -> None:
    """As a machine with three GPUs answers."""

    def gpu(index: int, name: str, total: float, used: float, why: str) -> dict[str, Any]:
        fit = why == "fit"
        return {
            "index": index,
            "name": name,
            "total_memory": int(total * 2**30),
            "used_memory": int(used * 2**30),
            "temperature": 41.0 + index,
            "integrated": not fit,
            "fit": fit,
            "reason": message(f"engine.probe.{why}").to_json(),
            "busy": None,
        }

    window.page("fine-tuning").questions.close()
    window.page("fine-tuning").columns.gpus.show_gpus(
        {
            "backend": "rocm",
            "devices": [
                gpu(0, "AMD Radeon RX 7900 XTX", 24, 0.8, "fit"),
                gpu(1, "AMD Radeon RX 7900 XTX", 24, 0.1, "fit"),
                gpu(2, "AMD Radeon Graphics", 0.5, 0.2, "integrated"),
            ],
            "cpu_cores": 16,
            "memory": 64 * 2**30,
            "notes": [],
        }
    )


def explain(window: Any) -> None:
    """What the curves of the run say, and why."""
    window.findChildren(DiagnosisNote)[-1].why.click()


def get_model(window: Any) -> None:
    GetDialog(window.page("experiment"), window.shell, "model", print).open()


def add_dataset(window: Any) -> None:
    file = window.shell.workspace.folder.parent / "Downloads" / "questions-of-the-summer.jsonl"
    AddDialog(window.page("experiment"), window.shell, "dataset", file, print).open()


def help_card(window: Any) -> None:
    page = window.page("fine-tuning")
    buttons = [one for one in page.columns.findChildren(HelpButton) if one.isVisible()]
    buttons[6].click()


def change_list(window: Any) -> None:
    page = window.page("fine-tuning")
    page.presets.apply("speed-up")
    window.shell.workspace.change({"lora.rank": 32, "training.epochs": 1.0})
    page.toolbar.changes_asked.emit()


def _wait(window: Any, calm: float = 0.7) -> None:
    """Let the window settle between two acts, for `calm` seconds at least."""
    from scripts.make_screens.windows import wait_until_quiet  # which knows scenes, and these acts

    wait_until_quiet(window, calm)
