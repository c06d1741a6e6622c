"""The export card: types with sizes and losses, the files, Ollama live, and what goes wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from deeptuner.errors import InputError
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.ui.pages.merge_export.command_line import CommandLine
from deeptuner.ui.pages.merge_export.exporting.card import GGUF, OLLAMA
from deeptuner.ui.pages.merge_export.exporting.type_choice import TypeCard
from deeptuner.ui.pages.merge_export.page import MergeExportPage
from deeptuner.ui.widgets.dialog import Dialog
from deeptuner.words import message
from tests.support.trained import finished_run
from tests.ui.pages.merge_export import reports
from tests.ui.pages.merge_export.conftest import Commands
from tests.ui.pages.merge_export.seeing import SOON, button, opened, press, shows, words


@pytest.fixture
def run(experiment: Experiment) -> RunFolder:
    made = finished_run(experiment, {20: 1.1})
    reports.merged_model(experiment, made)
    return made


@pytest.fixture
def card(
    page: MergeExportPage,
    experiment: Experiment,
    run: RunFolder,
    commands: Commands,
    qtbot: QtBot,
) -> MergeExportPage:
    """The page with a merged model, whose types are known."""
    commands.answer("--types", lines=[reports.types()])
    opened(page, experiment, qtbot)
    shows(page, "1.3 GB", qtbot)
    page.merging.export._name.setText("tiny")
    return page


def kinds(page: MergeExportPage) -> dict[str, tuple[bool, bool]]:
    """Of each type that is seen: whether it can be chosen, and is."""
    cards = [one for one in page.findChildren(TypeCard) if one.isVisible()]
    return {one.radio.text(): (one.isEnabled(), one.radio.isChecked()) for one in cards}


def lines(page: MergeExportPage) -> list[str]:
    """Those that a person may type."""
    return [one.text for one in page.findChildren(CommandLine) if one.isVisible()]


def export(commands: Commands) -> list[str]:
    """The last export's words."""
    return [one for one in commands.given() if "--to" in one][-1]


def agree(page: MergeExportPage, text: str, qtbot: QtBot) -> str:
    """Press a button of the dialog that asks, which says this."""
    (dialog,) = page.window().findChildren(Dialog)
    said = words(dialog)
    press(dialog, text, qtbot)
    return said


def test_types_have_sizes_and_who_makes_them(card: MergeExportPage, qtbot: QtBot) -> None:
    assert kinds(card) == {"F16": (True, False), "Q8_0": (True, True), "Q4_K_M": (True, False)}
    assert "made by Ollama" in words(card)
    press(card, "2 more types", qtbot)
    qtbot.waitUntil(lambda: kinds(card).get("Q6_K") == (False, False), timeout=SOON)
    assert "needs llama.cpp" in words(card)


def test_what_only_ollama_makes_is_not_offered_as_a_file(
    card: MergeExportPage, qtbot: QtBot
) -> None:
    choice = card.merging.export._types._choice
    choice.findChildren(TypeCard)[2].radio.click()
    assert choice.key() == "q4_k_m"
    _go_to(card, GGUF)
    assert choice.key() == "q8_0"
    press(card, "2 more types", qtbot)
    qtbot.waitUntil(lambda: kinds(card).get("Q4_K_M") == (False, False), timeout=SOON)
    _go_to(card, OLLAMA)
    qtbot.waitUntil(lambda: kinds(card).get("Q4_K_M") == (True, False), timeout=SOON)


def test_types_are_reached_and_chosen_by_keys(card: MergeExportPage, qtbot: QtBot) -> None:
    """Tab comes to the chosen one, before what stands below; arrows choose another."""
    choice = card.merging.export._types._choice
    for expected, arrow in (("Q8_0", Qt.Key.Key_Right), ("Q4_K_M", Qt.Key.Key_Left)):
        choice.more.setFocus()
        qtbot.keyClick(choice.more, Qt.Key.Key_Tab)
        chosen = next(one.radio for one in choice.findChildren(TypeCard) if one.radio.hasFocus())
        assert chosen.text() == expected
        qtbot.keyClick(chosen, arrow)
    assert choice.key() == "q8_0"


def test_losses_are_measured_when_they_are_wanted(
    card: MergeExportPage, commands: Commands, qtbot: QtBot
) -> None:
    commands.answer("--measure", lines=[reports.types(losses=True)])
    press(card, "Measure loss", qtbot)
    shows(card, "loss measured on 60 rows", qtbot)
    shows(card, "loss 1.119", qtbot)
    assert card.merging.export._types._measure.isHidden()


def test_without_ollama_the_files_are_saved_and_the_commands_told(
    card: MergeExportPage,
    experiment: Experiment,
    run: RunFolder,
    commands: Commands,
    qtbot: QtBot,
) -> None:
    card.merging.export._asked.take(reports.types(ollama=False))
    shows(card, "No Ollama answers at http://127.0.0.1:11434.", qtbot)
    typed = ["ollama create tiny -f Modelfile", "ollama run tiny"]
    commands.answer("--to", lines=[{"kind": "result", "commands": typed}])
    reports.write_export(experiment, run)
    press(card, "Save files", qtbot)
    shows(card, "The files of tiny are saved.", qtbot)
    assert lines(card) == typed
    assert export(commands)[:6] == ["export", str(run.path), "--to", "ollama", "--type", "q8_0"]
    assert "--create" not in export(commands)
    shows(card, "2 of 2 the same", qtbot)
    assert card.merging.export._ollama._text.toPlainText() == reports.MODELFILE


def test_ollama_is_heard_while_it_creates_the_model(
    card: MergeExportPage, commands: Commands, qtbot: QtBot
) -> None:
    said = [{"kind": "event", "event": {"status": text}} for text in ("parsing GGUF", "success")]
    commands.answer("--create", lines=said, waits=True)
    press(card, "Create in Ollama", qtbot)
    shows(card, "parsing GGUF\nsuccess", qtbot)
    assert "Ollama is at work …" in words(card)
    press(card, "Cancel", qtbot)
    shows(card, "Nothing half-finished was left.", qtbot)
    assert "parsing GGUF" not in words(card)


def test_one_thing_at_a_time_is_done_with_a_model(
    card: MergeExportPage, commands: Commands, qtbot: QtBot
) -> None:
    begun = {"kind": "progress", "phase": "beginning", "done": 0, "total": 0}
    commands.answer("merge", lines=[begun], waits=True)
    commands.answer("--create", lines=[begun], waits=True)
    press(card, "Create in Ollama", qtbot)
    assert not button(card, "Merge Model").isEnabled()
    shows(card, "beginning …", qtbot)
    press(card, "Cancel", qtbot)
    shows(card, "Nothing half-finished was left.", qtbot)
    assert button(card, "Merge Model").isEnabled()
    merge = card.merging.merge
    assert merge.output is not None
    merge._start(merge.output, replace=True)
    assert not button(card, "Create in Ollama").isEnabled()
    assert not button(card, "Save files").isEnabled()
    shows(card, "beginning …", qtbot)
    press(card, "Cancel", qtbot)
    shows(card, "The merge was cancelled.", qtbot)
    assert button(card, "Create in Ollama").isEnabled()


def test_a_created_model_can_be_talked_to_and_deleted(
    card: MergeExportPage, commands: Commands, qtbot: QtBot
) -> None:
    live = {"count": 7, "different": []}
    commands.answer("--create", lines=[{"kind": "result", "live": live}])
    press(card, "Create in Ollama", qtbot)
    shows(card, "Ollama has the model tiny now.", qtbot)
    assert "Asked itself, Ollama renders all 7 cases as in training." in words(card)
    assert lines(card) == ["ollama run tiny"]
    commands.answer("--delete", lines=[{"kind": "result", "deleted": "tiny"}])
    card.merging.export._delete()
    said = agree(card, "Delete", qtbot)
    assert "The files of this experiment stay." in said
    shows(card, "tiny is no longer in Ollama.", qtbot)
    assert export(commands)[-3:-1] == ["tiny", "--delete"]


def test_what_ollama_renders_otherwise_is_told(
    card: MergeExportPage, commands: Commands, qtbot: QtBot
) -> None:
    live = {"count": 7, "different": ["system"]}
    commands.answer("--create", lines=[{"kind": "result", "live": live}])
    press(card, "Create in Ollama", qtbot)
    shows(card, "Attention: Ollama renders some cases otherwise: system.", qtbot)


def test_when_ollama_fails_its_words_and_the_commands_are_shown(
    card: MergeExportPage,
    experiment: Experiment,
    run: RunFolder,
    commands: Commands,
    qtbot: QtBot,
) -> None:
    commands.answer("--create", lines=[reports.error("invalid file magic")], code=1)
    reports.write_export(experiment, run)
    press(card, "Create in Ollama", qtbot)
    qtbot.waitUntil(lambda: len(lines(card)) == 2, timeout=SOON)
    assert "invalid file magic" in words(card)
    assert button(card, "Create in Ollama").isEnabled()


def test_nothing_is_replaced_unasked(
    card: MergeExportPage,
    experiment: Experiment,
    run: RunFolder,
    commands: Commands,
    qtbot: QtBot,
) -> None:
    folder = reports.write_export(experiment, run)
    card.merging.enter()
    shows(card, "2 of 2 the same", qtbot)
    commands.answer("--to", lines=[{"kind": "result"}])
    press(card, "Save files", qtbot)
    assert "what you changed in it would be lost" in agree(card, "Replace", qtbot)
    shows(card, "The files of tiny are saved.", qtbot)
    assert "--overwrite" in export(commands)
    _go_to(card, GGUF)
    shows(card, "tiny-q8_0.gguf", qtbot)
    press(card, "Write GGUF file", qtbot)
    before = len(commands.given())
    (dialog,) = card.window().findChildren(Dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not card.window().findChildren(Dialog), timeout=SOON)
    assert len(commands.given()) == before
    assert (folder / "Modelfile").read_text() == reports.MODELFILE


def test_a_gguf_file_is_written_and_read_back(
    card: MergeExportPage, commands: Commands, qtbot: QtBot
) -> None:
    _go_to(card, GGUF)
    result = {"kind": "result", "file": "/x/tiny-q8_0.gguf", "bytes": 1.3e9, "read_back": True}
    commands.answer("--to", "gguf", lines=[result])
    press(card, "Write GGUF file", qtbot)
    shows(card, "Written: tiny-q8_0.gguf, 1.3 GB", qtbot)
    assert "Read back and compared." in words(card)


def test_a_model_that_ollama_has_already_is_replaced_when_that_is_wanted(
    card: MergeExportPage, commands: Commands, qtbot: QtBot
) -> None:
    """It is nobody's here: no file tells of it, and only Ollama knows."""
    taken = InputError(message("engine.ollama.name-taken", name="tiny"))
    commands.answer("--create", lines=[{"kind": "error", "error": taken.to_json()}], code=2)
    press(card, "Create in Ollama", qtbot)
    shows(card, "Ollama has a model called tiny already.", qtbot)
    qtbot.waitUntil(lambda: bool(card.window().findChildren(Dialog)), timeout=SOON)
    assert "--overwrite" not in export(commands)
    done = {"kind": "result", "name": "tiny", "created": True, "live": None}
    commands.answer("--create", lines=[done])
    said = agree(card, "Replace", qtbot)
    assert "Ollama has a model tiny already. This one would take its place." in said
    shows(card, "Ollama has the model tiny now.", qtbot)
    assert "--overwrite" in export(commands)


def test_a_name_that_ollama_would_refuse_is_not_taken(card: MergeExportPage) -> None:
    card.merging.export._name.setText("my model!")
    assert not button(card, "Save files").isEnabled()
    assert not button(card, "Create in Ollama").isEnabled()
    assert "beginning with a letter or digit" in words(card)


def test_all_that_the_menu_has(
    card: MergeExportPage, run: RunFolder, opened_files: list[str], qtbot: QtBot
) -> None:
    card.merging.export._more.click()
    (menu,) = card.findChildren(QMenu)
    actions = {one.text(): one for one in menu.actions()}
    assert list(actions) == ["Show command", "Show in folder", "Measure loss", "Delete from Ollama"]
    actions["Show in folder"].trigger()
    assert Path(opened_files[0]).name == run.name
    actions["Show command"].trigger()
    menu.close()
    (dialog,) = card.window().findChildren(Dialog)
    (line,) = dialog.findChildren(QPlainTextEdit)
    assert "--to ollama" in line.toPlainText()
    dialog.dismiss()


def test_a_fully_tuned_model_is_exported_as_it_is(
    page: MergeExportPage, experiment: Experiment, commands: Commands, qtbot: QtBot
) -> None:
    run = finished_run(experiment, {20: 1.1}, kind="full")
    shutil.copytree(experiment.models_dir / "tiny", run.model_dir)
    commands.answer("--types", lines=[reports.types()])
    opened(page, experiment, qtbot)
    shows(page, "1.3 GB", qtbot)
    assert "there is nothing to merge" in words(page)
    assert not button(page, "Merge Model").isEnabled()
    assert button(page, "Create in Ollama").isEnabled()
    assert commands.given()[0][:2] == ["export", str(run.path)]


def _go_to(page: MergeExportPage, program: str) -> None:
    page.merging.export._program.button(program).click()
