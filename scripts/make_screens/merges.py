"""What is done on Merge & Export before its picture is taken.

Knows the page's cards and what their commands tell. Where a picture needs a moment that passes, a
command that was never started stands in: what it would have told is told for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from deeptuner.ui.pages.merge_export.merge_view import MergeView
from deeptuner.ui.services.command import Command, Outcome
from deeptuner.ui.translation import Told, say
from deeptuner.ui.widgets import HelpButton
from deeptuner.words import message, render
from scripts.make_screens.acts import _wait
from scripts.make_screens.chats import open_chat

OLLAMA = {"version": "0.31.0", "address": "http://127.0.0.1:11434"}
PROMPTS = """I would like to have four yellow nails before Monday. Send it to Elta Holsen.
We need three brown towels for Thursday.
Two green lamps, please, by Friday. To Anna Karling, Oakstead.
"""


def gguf(window: Any) -> None:
    _view(window).export._program.button("gguf").click()


def all_types(window: Any) -> None:
    _view(window).export._types._choice.more.click()


def merging(window: Any) -> None:
    _merge(window).progressed.emit(_step("cli.merge.merging", 1240, 2480))


def comparing(window: Any) -> None:
    _merge(window).progressed.emit(_step("engine.proof.proving", 12, 64))


def cancelled(window: Any) -> None:
    _merge(window).finished.emit(Outcome(False, cancelled=True, exit_code=130))


def failed(window: Any) -> None:
    """The base of the run was taken away."""
    folder = str(window.shell.workspace.folder / "models")
    what, fix = (
        _said("runs.model-missing", name="harbour-tiny"),
        _said("runs.put-there", folder=folder),
    )
    _merge(window).finished.emit(Outcome(False, error=Told(what, folder, fix), exit_code=2))


def merged(window: Any) -> None:
    card = _view(window).merge
    result = {"seconds": 23.4, "size_bytes": 1_675_776, "peak_memory": 420 * 2**20, "by": "peft"}
    result |= {"output": str(card.output), "proof": {}}
    _merge(window).finished.emit(Outcome(True, result))


def compared(window: Any) -> None:
    """The comparison is at work."""
    card, commands = _view(window).merge, _silenced(window)
    card._start_comparison()
    commands[-1].progressed.emit(_step("engine.proof.proving", 40, 96))


def creating(window: Any) -> None:
    command = _create(window)
    for status in ("parsing GGUF", "using existing layer", "writing manifest"):
        command.happened.emit({"status": status})


def sending(window: Any) -> None:
    _create(window).progressed.emit(_step("cli.export.sending", 540, 1300))


def created(window: Any) -> None:
    found = {"live": {"count": 7, "different": []}}
    _create(window).finished.emit(Outcome(True, found))


def refused(window: Any) -> None:
    """Ollama dies in the middle; the files are there, so the commands can be typed."""
    told = Told(
        _said("engine.ollama.lost", detail="Connection reset by peer"), OLLAMA["address"], ""
    )
    _create(window).finished.emit(Outcome(False, error=told, exit_code=1))


def saved(window: Any) -> None:
    """Without Ollama: what to type where it is."""
    export, commands = _view(window).export, _silenced(window)
    order = export._order()
    export._jobs._save(order, True, True)
    report = export._written.report
    commands[-1].finished.emit(Outcome(True, {"commands": report["commands"]}))


def use(window: Any) -> None:
    _view(window).merge._use.click()


def line(window: Any) -> None:
    _view(window).merge._line.click()


def term(window: Any) -> None:
    buttons = _view(window).proof.findChildren(HelpButton)
    buttons[0].click()


def prompts(window: Any) -> None:
    """A set of prompts over both models, as a table: really asked."""
    view, home = open_chat(window), Path(window.shell.workspace.folder)
    for table in home.glob("export/*/answers-*.csv"):
        table.unlink()  # of another time
    file = home / "prompts.txt"
    file.write_text(PROMPTS)
    view.settings.longest.setValue(40)
    view.settings.seed.setValue(7)
    view.ask_all_of(file)
    _wait(window)


def _view(window: Any) -> MergeView:
    view = window.page("merge-export").merging
    assert isinstance(view, MergeView)
    return view


def _silenced(window: Any) -> list[Command]:
    """From now on no command is started; those that would have been."""
    begun: list[Command] = []

    def run(words: list[str], parent: QObject | None = None, **_: object) -> Command:
        begun.append(Command(words, parent=parent))
        return begun[-1]

    window.shell.commands.run = run
    return begun


def _merge(window: Any) -> Command:
    card, commands = _view(window).merge, _silenced(window)
    card._start(card.output, replace=True)
    return commands[-1]


def _create(window: Any) -> Command:
    """The model is created in an Ollama that is there."""
    export, commands = _view(window).export, _silenced(window)
    export._asked.take({"ollama": OLLAMA})
    QApplication.processEvents()
    export._jobs._create(export._order(), True)
    return commands[-1]


def _step(phase: str, done: int, total: int) -> dict[str, Any]:
    told = render(message(phase))
    return {"kind": "progress", "phase": told, "done": done, "total": total, "seconds_left": 9}


def _said(identity: str, /, **gaps: str) -> str:
    return say(message(identity, **gaps))
