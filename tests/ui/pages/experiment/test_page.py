"""The Experiment page as a person uses it: the sample's files, the real worker and commands."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from deeptuner.cli.sample import make_sample
from deeptuner.runs.experiment import Experiment
from deeptuner.ui.pages.experiment.adding import AddDialog, GetDialog
from deeptuner.ui.pages.experiment.chosen import SEEN_BY
from deeptuner.ui.pages.experiment.opening import SampleDialog, free_folder
from deeptuner.ui.pages.experiment.page import ExperimentPage
from deeptuner.ui.pages.experiment.problems_view import ProblemsView
from deeptuner.ui.shell import Shell
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.widgets import Button, ComboBox, Label
from deeptuner.ui.widgets.dialog import Dialog
from deeptuner.words import message
from tests.support.hub_server import hub_server
from tests.ui.room import all_fits

SOON = 60_000  # ms: the worker imports what it needs
MODEL, DATASET = "harbour-tiny", "orders.jsonl"


@pytest.fixture
def experiment(tmp_path: Path) -> Experiment:
    """The sample, which the fixture `shell` opens."""
    return make_sample(tmp_path / "garden").experiment


@pytest.fixture
def page(shell: Shell, qtbot: QtBot) -> Iterator[ExperimentPage]:
    made = shown(ExperimentPage(shell), qtbot)
    made.enter()
    qtbot.waitUntil(lambda: bool(made.chosen.models) and bool(made.chosen.datasets), timeout=SOON)
    yield made
    made.leave()


@pytest.fixture
def empty_page(empty_shell: Shell, qtbot: QtBot) -> ExperimentPage:
    return shown(ExperimentPage(empty_shell), qtbot)


def shown(page: ExperimentPage, qtbot: QtBot) -> ExperimentPage:
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    return page


def words(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(Label) if one.isVisible())


def button(widget: QWidget, text: str) -> Button:
    found = [one for one in widget.findChildren(Button) if one.text() == text and one.isVisible()]
    assert len(found) == 1, f"{text}: {len(found)}"
    return found[0]


def press(widget: QWidget, text: str, qtbot: QtBot) -> None:
    assert button(widget, text).isEnabled()
    qtbot.mouseClick(button(widget, text), Qt.MouseButton.LeftButton)


def dialog_of(page: QWidget, kind: type[Dialog]) -> Any:
    (found,) = page.window().findChildren(kind)
    return found


def until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    qtbot.waitUntil(holds, timeout=SOON)


def choose(page: ExperimentPage, model: str, dataset: str, qtbot: QtBot) -> None:
    """Click on both names, and wait for the first row."""
    for card, key in ((page._model_card, model), (page._dataset_card, dataset)):
        card.table.select_row(card.model.row_of(key))
    until(qtbot, lambda: bool(page._inspector.row.toPlainText()))


def test_the_files_of_a_model_say_what_it_is(page: ExperimentPage) -> None:
    (row,) = page._model_card.model.rows
    assert row.cells[0] == MODEL
    assert row.cells[3:] == ("bf16", "512")
    assert row.subtitle == "Llama · chat template"
    assert not row.off


def test_no_dataset_is_asked_for_before_they_are_known(shell: Shell, qtbot: QtBot) -> None:
    page = shown(ExperimentPage(shell), qtbot)
    assert "Reading the folder" in words(page)
    page.enter()
    until(qtbot, lambda: "Choose a dataset to see its rows" in words(page))
    page.leave()


def test_every_dataset_is_checked(page: ExperimentPage, qtbot: QtBot) -> None:
    rows = page._dataset_card.model
    until(qtbot, lambda: all(row.cells[1] for row in rows.rows))
    assert [(row.key, row.subtitle) for row in rows.rows] == [
        ("orders-held-out.jsonl", "Chat (messages)"),
        (DATASET, "Chat (messages)"),
    ]
    assert {row.chip.text for row in rows.rows if row.chip} == {"No problems"}


def test_choosing_fills_the_form_and_shows_the_row_as_it_is_trained(
    page: ExperimentPage, qtbot: QtBot
) -> None:
    assert not button(page, "Next: Fine-Tuning").isEnabled()
    choose(page, MODEL, DATASET, qtbot)
    values = page.shell.workspace.values
    assert (values["model.path"], values["data.dataset"]) == (MODEL, DATASET)
    file = page.shell.workspace.folder / "datasets" / DATASET  # type: ignore[operator]
    first = json.loads(file.read_text().splitlines()[0])
    until(qtbot, lambda: "tokens are trained" in words(page))
    text = page._inspector.row.toPlainText()
    assert first["messages"][-1]["content"] in text
    assert coloured(page) == first["messages"][-1]["content"] + "<|end|>"
    with qtbot.waitSignal(page.shell.navigator.asked) as asked:
        press(page, "Next: Fine-Tuning", qtbot)
    assert asked.args == ["fine-tuning", None]


def coloured(page: ExperimentPage) -> str:
    """The text that is shown as trained."""
    shades = {theme().tokens.mask.lower(), theme().tokens.mask2.lower()}
    parts, block = [], page._inspector.row.document().begin()
    while block.isValid():
        parts += [
            fragment.fragment().text()
            for fragment in block
            if fragment.fragment().charFormat().background().color().name() in shades
        ]
        block = block.next()
    return "".join(parts)


def test_training_on_the_source_too_colours_it(page: ExperimentPage, qtbot: QtBot) -> None:
    choose(page, MODEL, DATASET, qtbot)
    until(qtbot, lambda: bool(coloured(page)))
    answer = coloured(page)
    (box,) = [one for one in page.findChildren(ComboBox) if one.accessibleName() == "Train on"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    until(qtbot, lambda: len(coloured(page)) > len(answer))
    assert page.shell.workspace.values["data.train_on_source"] is True


def test_one_looks_through_the_rows(page: ExperimentPage, qtbot: QtBot) -> None:
    choose(page, MODEL, DATASET, qtbot)
    until(qtbot, lambda: "of 1" in words(page))
    first = page._inspector.row.toPlainText()
    page._inspector.header._number.stepBy(1)
    until(qtbot, lambda: page._inspector.row.toPlainText() != first)
    assert page._inspector.header.index == 1
    page._inspector.header._number.setValue(1200)
    until(qtbot, lambda: page._inspector.header.index == 1199)


def test_lengths_and_problems_of_the_whole_dataset(page: ExperimentPage, qtbot: QtBot) -> None:
    bad = page.shell.workspace.folder / "datasets" / "bad.jsonl"  # type: ignore[operator]
    rows = [{"prompt": "p", "completion": "c"}] * 30 + [{"prompt": "p", "completion": ""}] * 2
    bad.write_text("".join(json.dumps(row) + "\n" for row in rows))
    page._read()
    until(qtbot, lambda: "bad.jsonl" in (page.chosen.datasets or ()))
    choose(page, MODEL, "bad.jsonl", qtbot)
    until(qtbot, lambda: "Rows: 2" in words(page))
    assert "Length in tokens" in words(page)
    press(page, "Show", qtbot)
    assert "bad.jsonl:31" in words(dialog_of(page, Dialog))
    row = page._datasets_table.rows[page._datasets_table.row_of("bad.jsonl")]
    assert row.chip is not None
    assert row.chip.text.startswith("To look at")


def test_columns_that_cannot_be_told_lead_to_the_mapping(
    page: ExperimentPage, qtbot: QtBot
) -> None:
    strange = page.shell.workspace.folder / "datasets" / "strange.csv"  # type: ignore[operator]
    strange.write_text("a,b\n1,2\n3,4\n")
    page._read()
    until(qtbot, lambda: "strange.csv" in (page.chosen.datasets or ()))
    page._model_card.table.select_row(page._model_card.model.row_of(MODEL))
    page._dataset_card.table.select_row(page._dataset_card.model.row_of("strange.csv"))
    until(qtbot, lambda: "cannot be told" in words(page._inspector))
    assert "Traceback" not in words(page)
    assert not button(page, "Next: Fine-Tuning").isEnabled()
    assert "This dataset cannot be used as it is." in words(page)
    with qtbot.waitSignal(page.shell.navigator.asked) as asked:
        press(page._inspector, "Edit columns", qtbot)
    assert asked.args == ["fine-tuning", "data.columns"]


def test_a_row_that_is_not_trained_asks_for_no_model_where_one_is_chosen(
    page: ExperimentPage, qtbot: QtBot
) -> None:
    inspector = page._inspector
    choose(page, MODEL, DATASET, qtbot)
    until(qtbot, lambda: "tokens are trained" in words(page))
    turn = {"role": "raw", "pieces": []}
    rejected = message("data.no-trained-token").to_json()
    row = {"index": 0, "total": 9, "where": "rows:1", "turns": [turn], "tokens": None}
    inspector._show_row({**row, "rejected": rejected})
    assert "This row is not trained on." in words(inspector)
    assert "Choose a model" not in words(inspector)


def test_columns_are_not_offered_where_they_cannot_help(page: ExperimentPage, qtbot: QtBot) -> None:
    folder = page.shell.workspace.experiment.datasets_dir  # type: ignore[union-attr]
    (folder / "torn.parquet").write_bytes(b"PAR1 torn")
    page._read()
    until(qtbot, lambda: "torn.parquet" in (page.chosen.datasets or ()))
    page._dataset_card.table.select_row(page._dataset_card.model.row_of("torn.parquet"))
    until(qtbot, lambda: "Read again" in texts(page._inspector))
    assert "Edit columns" not in texts(page._inspector)


def texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(Button) if one.isVisible()]


def test_another_dataset_forgets_the_mapping_of_the_last(
    page: ExperimentPage, qtbot: QtBot
) -> None:
    page.shell.workspace.change({"data.dataset": DATASET, "data.columns": {"prompt": "x"}})
    page.chosen.choose_dataset("orders-held-out.jsonl")
    assert page.shell.workspace.values["data.columns"] == {}


def test_a_model_with_a_torn_file_cannot_be_chosen(page: ExperimentPage, qtbot: QtBot) -> None:
    models = page.shell.workspace.experiment.models_dir  # type: ignore[union-attr]
    shutil.copytree(models / MODEL, models / "torn")
    weights = models / "torn" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    page._read()
    until(qtbot, lambda: "torn" in (page.chosen.models or ()))
    row = page._model_card.model.rows[page._model_card.model.row_of("torn")]
    assert row.off
    assert "cut off" in row.subtitle
    page._model_card.table.select_row(page._model_card.model.row_of("torn"))
    assert page.shell.workspace.values["model.path"] != "torn"


def add_model(page: ExperimentPage, name: str, qtbot: QtBot, **config: Any) -> Path:
    """A copy of the sample's model, with other words in its config, once the page shows it."""
    models = page.shell.workspace.experiment.models_dir  # type: ignore[union-attr]
    folder = Path(shutil.copytree(models / MODEL, models / name))
    file = folder / "config.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), **config}))
    page._read()
    until(qtbot, lambda: name in (page.chosen.models or ()))
    return folder


def click(page: ExperimentPage, model: str, qtbot: QtBot) -> None:
    table, rows = page._model_card.table, page._model_card.model
    place = table.visualRect(rows.index(rows.row_of(model), 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_model_that_transformers_does_not_know_cannot_be_chosen(
    page: ExperimentPage, qtbot: QtBot
) -> None:
    add_model(page, "strange", qtbot, model_type="flibber", architectures=["FlibberForCausalLM"])
    row = page._model_card.model.rows[page._model_card.model.row_of("strange")]
    assert (row.off, row.tone) == (True, "danger")
    assert "flibber" in row.subtitle
    page.shell.workspace.change({"model.path": "strange", "data.dataset": DATASET})
    assert not button(page, "Next: Fine-Tuning").isEnabled()


def test_why_a_model_cannot_be_used_is_in_sight_once_it_is_clicked(
    page: ExperimentPage, qtbot: QtBot
) -> None:
    add_model(page, "strange", qtbot, model_type="flibber")
    why = "The installed transformers knows no model of the kind flibber"
    click(page, MODEL, qtbot)
    assert why not in words(page)
    click(page, "strange", qtbot)
    assert why in words(page._model_card)
    all_fits(qtbot, page)
    page._model_card.choose(MODEL)  # as after each look into the folder
    assert why in words(page._model_card)
    click(page, MODEL, qtbot)
    assert why not in words(page)
    assert page.shell.workspace.values["model.path"] == MODEL


def test_who_asked_about_a_model_asks_again_when_it_is_put_right(
    page: ExperimentPage, qtbot: QtBot
) -> None:
    folder = add_model(page, "strange", qtbot, model_type="flibber")
    page.shell.workspace.change({"model.path": "strange"})
    shutil.copy(folder.parent / MODEL / "config.json", folder)
    with qtbot.waitSignal(page.shell.workspace.settings_changed, timeout=SOON) as changed:
        page._read()
    assert changed.args == [{"model.path"}]
    assert page.chosen.has_usable_model


def test_the_size_of_a_broken_model_is_that_of_its_files(
    page: ExperimentPage, qtbot: QtBot
) -> None:
    models = page.shell.workspace.experiment.models_dir  # type: ignore[union-attr]
    for name, size in (("pickled", 5_000_000), ("bare", 0)):
        (models / name).mkdir()
        shutil.copy(models / MODEL / "config.json", models / name)
        if size:
            (models / name / "pytorch_model.bin").write_bytes(bytes(size))
    page._read()
    until(qtbot, lambda: "pickled" in (page.chosen.models or ()))
    assert {row.key: row.cells[2] for row in page._model_card.model.rows if row.off} == {
        "pickled": "5.0 MB",
        "bare": "–",
    }


@pytest.mark.parametrize("torn", [False, True])
def test_a_model_without_a_tokenizer_is_blamed_and_not_the_dataset(
    page: ExperimentPage, qtbot: QtBot, torn: bool
) -> None:
    choose(page, MODEL, DATASET, qtbot)
    folder = add_model(page, "mute", qtbot)
    for file in folder.glob("tokenizer*"):
        file.unlink()
    if torn:
        (folder / "tokenizer.json").write_text("{")
    click(page, "mute", qtbot)
    until(qtbot, lambda: "This model cannot be used as it is." in words(page))
    assert "This dataset" not in words(page)
    assert not button(page, "Next: Fine-Tuning").isEnabled()
    rows, datasets = page._model_card.model, page._dataset_card.model
    assert rows.rows[rows.row_of("mute")].tone == "danger"
    assert "tokenizer" in words(page._model_card)
    chip = datasets.rows[datasets.row_of(DATASET)].chip
    assert chip is None or chip.text != "Not usable"
    page._read()  # what was found out stays while the files are the same
    click(page, MODEL, qtbot)
    assert "cannot be used as it is." not in words(page)  # while reading goes on
    assert button(page, "Next: Fine-Tuning").isEnabled()
    assert rows.rows[rows.row_of("mute")].tone == "danger"
    shutil.copy(folder.parent / MODEL / "tokenizer.json", folder)
    click(page, "mute", qtbot)
    until(qtbot, lambda: rows.rows[rows.row_of("mute")].tone != "danger")


def test_nothing_of_the_former_dataset_is_shown_while_another_is_read(
    page: ExperimentPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(page, MODEL, DATASET, qtbot)
    inspector = page._inspector
    until(qtbot, inspector.header._format.isVisible)
    assert "No problems found" in words(page)
    inspector.header._number.setValue(7)
    until(qtbot, lambda: inspector.header.index == 6)
    monkeypatch.setattr(page.shell.worker, "ask", lambda *_, **__: None)  # reading takes long
    page.chosen.choose_dataset("orders-held-out.jsonl")
    assert "Reading …" in words(inspector)
    assert "No problems found" not in words(inspector)
    assert not inspector.header._format.isVisible()
    assert inspector.header._columns.text() == "–"
    assert "of 1200" not in words(inspector)
    assert (inspector.header.index, inspector.header._number.value()) == (0, 1)


def test_a_dataset_that_was_refused_is_out_of_sight_while_another_is_read(
    page: ExperimentPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = page.shell.workspace.experiment.datasets_dir  # type: ignore[union-attr]
    (folder / "torn.parquet").write_bytes(b"PAR1 torn")
    page._read()
    until(qtbot, lambda: "torn.parquet" in (page.chosen.datasets or ()))
    page._dataset_card.table.select_row(page._dataset_card.model.row_of("torn.parquet"))
    until(qtbot, lambda: "Read again" in texts(page._inspector))
    monkeypatch.setattr(page.shell.worker, "ask", lambda *_, **__: None)
    press(page._inspector, "Read again", qtbot)
    assert "Reading …" in words(page._inspector)
    assert "This dataset cannot be used" not in words(page)


def test_a_note_that_begins_with_a_files_name_keeps_its_first_letter(qtbot: QtBot) -> None:
    view = ProblemsView()
    qtbot.addWidget(view)
    view.resize(400, 400)
    view.show()
    said = [
        message("data.reading.evaluation-file", file="test.jsonl"),
        message("data.reading.not-utf8"),
    ]
    problem = {"severity": "note", "count": 0, "examples": []}
    view.show_problems([{**problem, "message": one.to_json()} for one in said])
    assert "test.jsonl is not trained on" in words(view)
    assert "Bytes that are not UTF-8" in words(view)


def test_a_setting_that_decides_how_rows_are_seen_exists() -> None:
    from deeptuner.settings.catalog import spec_by_path

    assert set(SEEN_BY) <= set(spec_by_path())


def test_a_folder_with_other_things_is_asked_about(
    empty_page: ExperimentPage, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "cat.jpg").write_bytes(b"x")
    empty_page._opening.open(folder)
    assert "holds other things" in words(dialog_of(empty_page, Dialog))
    qtbot.keyClick(dialog_of(empty_page, Dialog), Qt.Key.Key_Escape)
    assert empty_page.shell.workspace.folder is None
    assert [path.name for path in folder.iterdir()] == ["cat.jpg"]
    until(qtbot, lambda: not empty_page.window().findChildren(Dialog))
    empty_page._opening.open(folder)
    press(dialog_of(empty_page, Dialog), "Make it an experiment", qtbot)
    assert empty_page.shell.workspace.folder == folder
    assert (folder / "models").is_dir()


def test_an_empty_folder_is_opened_without_a_question(
    empty_page: ExperimentPage, tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    empty_page._opening.open(tmp_path / "new")
    assert empty_page.shell.workspace.folder == tmp_path / "new"


def test_the_sample_is_made_and_ready_to_train(
    empty_page: ExperimentPage, tmp_path: Path, qtbot: QtBot
) -> None:
    press(empty_page, "Create sample experiment", qtbot)
    dialog = dialog_of(empty_page, SampleDialog)
    folder = tmp_path / "sample"
    dialog._folder.setText(str(folder))
    press(dialog, "Create", qtbot)
    workspace = empty_page.shell.workspace
    until(qtbot, lambda: workspace.folder == folder)
    until(qtbot, lambda: workspace.values["model.path"] == MODEL)
    until(qtbot, lambda: button(empty_page, "Next: Fine-Tuning").isEnabled())
    assert free_folder(folder) == tmp_path / "sample 2"


def test_why_a_sample_cannot_be_made_is_in_sight(
    empty_page: ExperimentPage, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "file").write_text("x")
    dialog = failed_sample(empty_page, tmp_path / "file", qtbot)
    note = dialog.job._note
    assert "is a file" in words(note)
    qtbot.waitUntil(lambda: note.y() > 0 and in_sight(note))


def test_after_a_failure_the_field_has_the_focus_and_esc_closes(
    empty_page: ExperimentPage, tmp_path: Path, qtbot: QtBot
) -> None:
    empty_page.activateWindow()
    (tmp_path / "file").write_text("x")
    dialog = failed_sample(empty_page, tmp_path / "file", qtbot)
    qtbot.waitUntil(dialog._folder.hasFocus)
    qtbot.keyClick(dialog._folder, Qt.Key.Key_Escape)
    assert dialog.isHidden()


def test_what_is_to_be_typed_first_has_the_focus_and_then_cancel(
    empty_page: ExperimentPage, qtbot: QtBot
) -> None:
    empty_page.activateWindow()
    dialog = GetDialog(empty_page, empty_page.shell, "model", lambda _: None)
    dialog.open()
    qtbot.waitUntil(dialog._id.hasFocus)
    qtbot.keyClicks(dialog._id, "me/nothing")
    press(dialog, "Download", qtbot)
    qtbot.waitUntil(button(dialog, "Cancel").hasFocus)
    press(dialog, "Cancel", qtbot)
    assert dialog.hasFocus()
    until(qtbot, lambda: dialog.job.command is None)
    assert dialog._id.hasFocus()


def in_sight(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def failed_sample(page: ExperimentPage, folder: Path, qtbot: QtBot) -> SampleDialog:
    """The dialog, after the sample could not be made in `folder`."""
    dialog = SampleDialog(page, page.shell)
    dialog.open()
    dialog._folder.setText(str(folder))
    press(dialog, "Create", qtbot)
    until(qtbot, lambda: dialog.job._note.isVisible())
    return dialog


def test_a_file_that_is_dropped_is_added_and_chosen(
    page: ExperimentPage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "more.jsonl"
    file.write_text('{"prompt": "p", "completion": "c"}\n' * 3)
    drop(page, file)
    until(qtbot, lambda: bool(page.window().findChildren(AddDialog)))
    press(dialog_of(page, AddDialog), "Add", qtbot)
    until(qtbot, lambda: page.shell.workspace.values["data.dataset"] == "more.jsonl")
    added = page.shell.workspace.folder / "datasets" / "more.jsonl"  # type: ignore[operator]
    assert added.is_symlink()
    assert added.resolve() == file.resolve()


def test_a_name_that_is_taken_is_told_at_its_field_and_another_one_helps(
    page: ExperimentPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.activateWindow()
    file = tmp_path / DATASET
    file.write_text('{"prompt": "p", "completion": "c"}\n' * 3)
    drop(page, file)
    until(qtbot, lambda: bool(page.window().findChildren(AddDialog)))
    dialog = dialog_of(page, AddDialog)
    name = fields_of(dialog)["Name"]
    assert name.text() == DATASET
    press(dialog, "Add", qtbot)
    assert not page.shell.commands.running
    assert f"There is already something called {DATASET}" in words(dialog)
    assert "--" not in words(dialog)
    qtbot.waitUntil(name.hasFocus)
    assert name.selectedText() == DATASET
    all_fits(qtbot, dialog)
    qtbot.keyClicks(name, "second.jsonl")
    assert "already" not in words(dialog)
    qtbot.keyClick(name, Qt.Key.Key_Return)
    until(qtbot, lambda: page.shell.workspace.values["data.dataset"] == "second.jsonl")
    added = page.shell.workspace.folder / "datasets" / "second.jsonl"  # type: ignore[operator]
    assert added.resolve() == file.resolve()


@pytest.mark.parametrize(("typed", "name"), [("mine", "mine.jsonl.gz"), ("", "rows.jsonl.gz")])
def test_a_name_needs_no_ending_and_may_be_left_out(
    page: ExperimentPage, tmp_path: Path, qtbot: QtBot, typed: str, name: str
) -> None:
    file = tmp_path / "rows.jsonl.gz"
    file.write_bytes(gzip.compress(b'{"prompt": "p", "completion": "c"}\n' * 3))
    AddDialog(page, page.shell, "dataset", file, page._added("dataset")).open()
    dialog = dialog_of(page, AddDialog)
    fields_of(dialog)["Name"].setText(typed)
    press(dialog, "Add", qtbot)
    until(qtbot, lambda: page.shell.workspace.values["data.dataset"] == name)


def test_a_name_that_no_folder_can_have_is_told_at_its_field(
    page: ExperimentPage, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = AddDialog(page, page.shell, "model", tmp_path, lambda _: None)
    dialog.open()
    fields_of(dialog)["Name"].setText("a/b")
    press(dialog, "Add", qtbot)
    assert "without slashes" in words(dialog)
    assert not page.shell.commands.running
    dialog.cancel()


def fields_of(dialog: QWidget) -> dict[str, QLineEdit]:
    return {one.accessibleName(): one for one in dialog.findChildren(QLineEdit)}


def test_what_is_neither_is_refused_in_words(
    page: ExperimentPage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "cat.jpg"
    file.write_bytes(b"x")
    with qtbot.waitSignal(page.shell.workspace.failed) as failed:
        drop(page, file)
    assert "neither" in failed.args[0].what


def drop(page: ExperimentPage, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)


def test_a_model_from_the_hub(
    page: ExperimentPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = page.shell.workspace.experiment.models_dir  # type: ignore[union-attr]
    shutil.copytree(models / MODEL, tmp_path / "hub" / "models" / "me" / "gated")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    with hub_server(tmp_path / "hub") as hub:
        hub.behave("models", "me/gated", gated=True)
        monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
        GetDialog(page, page.shell, "model", page._added("model")).open()
        dialog = dialog_of(page, GetDialog)
        assert not button(dialog, "Download").isEnabled()
        fields = {one.accessibleName(): one for one in dialog.findChildren(QLineEdit)}
        fields["Id on Hugging Face"].setText("me/gated")
        press(dialog, "Download", qtbot)
        until(qtbot, lambda: button(dialog, "Download").isEnabled())
        assert "licence" in words(dialog)
        assert not (models / "gated").exists()
        fields["Access token"].setText("hf_open")
        press(dialog, "Download", qtbot)
        assert all("hf_open" not in word for word in page.shell.commands.running[0].words)
        until(qtbot, lambda: page.shell.workspace.values["model.path"] == "gated")
    assert (models / "gated" / "model.safetensors").is_file()


def test_the_same_id_twice_asks_for_another_name(page: ExperimentPage, qtbot: QtBot) -> None:
    """The name follows the id until the person gives one."""
    page.activateWindow()
    dialog = GetDialog(page, page.shell, "model", lambda _: None)
    dialog.open()
    fields = fields_of(dialog)
    qtbot.keyClicks(fields["Id on Hugging Face"], f"me/{MODEL}")
    assert fields["Name"].text() == MODEL
    press(dialog, "Download", qtbot)
    assert not page.shell.commands.running
    assert f"There is already something called {MODEL}" in words(dialog)
    assert "--" not in words(dialog)
    qtbot.waitUntil(fields["Name"].hasFocus)
    qtbot.keyClicks(fields["Name"], "again")
    fields["Id on Hugging Face"].setText(f"you/{MODEL}-2")
    assert fields["Name"].text() == "again"
    assert dialog.given() == ["get", "model", f"you/{MODEL}-2", "--name=again"]
    dialog.cancel()


@pytest.mark.parametrize(
    ("behaviour", "token", "said"),
    [
        ({"gated": True}, "", "in the field “Access token”"),
        ({"private": True}, "", "in the field “Access token”"),
        ({"gated": True}, "hf_wrong", "the account of your token"),
    ],
)
def test_what_needs_a_token_leads_to_its_field(
    page: ExperimentPage,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    behaviour: dict[str, bool],
    token: str,
    said: str,
) -> None:
    page.activateWindow()
    models = page.shell.workspace.experiment.models_dir  # type: ignore[union-attr]
    shutil.copytree(models / MODEL, tmp_path / "hub" / "models" / "me" / "closed")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    with hub_server(tmp_path / "hub") as hub:
        hub.behave("models", "me/closed", **behaviour)
        monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
        GetDialog(page, page.shell, "model", page._added("model")).open()
        dialog = dialog_of(page, GetDialog)
        fields = fields_of(dialog)
        fields["Id on Hugging Face"].setText("me/closed")
        fields["Access token"].setText(token)
        press(dialog, "Download", qtbot)
        until(qtbot, lambda: dialog.job.command is None)
    assert said in words(dialog)
    qtbot.waitUntil(fields["Access token"].hasFocus)
    all_fits(qtbot, dialog)
    dialog.cancel()


def test_an_id_that_is_no_id_leads_to_the_id(page: ExperimentPage, qtbot: QtBot) -> None:
    page.activateWindow()
    GetDialog(page, page.shell, "model", lambda _: None).open()
    dialog = dialog_of(page, GetDialog)
    fields = fields_of(dialog)
    fields["Id on Hugging Face"].setText("not an id")
    press(dialog, "Download", qtbot)
    until(qtbot, lambda: dialog.job.command is None)
    qtbot.waitUntil(fields["Id on Hugging Face"].hasFocus)
    dialog.cancel()


@pytest.mark.parametrize("size", [(1280, 560), (960, 500)])
def test_lengths_keep_their_numbers_and_words_give_way_where_there_is_little_room(
    page: ExperimentPage, qtbot: QtBot, size: tuple[int, int]
) -> None:
    choose(page, MODEL, DATASET, qtbot)
    bars, card = page._inspector._bars, page._inspector
    until(qtbot, lambda: bool(bars._counts))
    window = QWidget()  # which may be smaller than its page would like
    qtbot.addWidget(window)
    page.setParent(window)
    window.resize(*size)
    window.show()
    page.resize(*size)
    page.show()
    qtbot.wait(100)
    assert card.rect().contains(bars.mapTo(card, bars.rect().bottomLeft()))
    assert bars._area().height() > 16
    all_fits(qtbot, window)
    page.setParent(None)
