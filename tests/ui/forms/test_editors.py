"""Every setting has an editor, which gives back what it shows, and takes what a person types."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from deeptuner.settings import Config
from deeptuner.settings.catalog import as_values, spec_by_path, specs
from deeptuner.settings.dump import dump_config
from deeptuner.settings.load import config_from_text
from deeptuner.settings.text import text_of
from deeptuner.ui.forms.editors.editor import Editor, same
from deeptuner.ui.forms.editors.list_editor import ListEditor
from deeptuner.ui.forms.editors.make import editor_for
from deeptuner.ui.forms.editors.mapping import MappingEditor
from deeptuner.ui.forms.editors.number import NumberEditor
from deeptuner.ui.forms.editors.number_field import other_way
from deeptuner.ui.forms.editors.text import PathEditor
from deeptuner.ui.forms.hints import Hints, Suggestion
from deeptuner.ui.widgets import Chip
from tests.settings.strategies import configs, values

PATIENT = settings(deadline=None, max_examples=40)


@pytest.fixture(scope="module")
def editors(qapp: QApplication) -> dict[str, Editor]:
    """One editor for each setting; shared, since making them takes longer than testing them."""
    hints = Hints()
    return {spec.path: editor_for(spec, spec.title, hints) for spec in specs()}


def editor(path: str, hints: Hints | None = None) -> Editor:
    spec = spec_by_path()[path]
    return editor_for(spec, spec.title, hints or Hints())


def given_by(shown: Editor) -> list[Any]:
    """What the editor tells from now on."""
    told: list[Any] = []
    shown.edited.connect(told.append)
    return told


@PATIENT
@given(config=configs())
def test_form_to_yaml_to_form_loses_nothing(editors: dict[str, Editor], config: Config) -> None:
    for path, value in as_values(config).items():
        editors[path].show_value(value)
    held = {path: one.value for path, one in editors.items()}
    assert held == as_values(config)
    read = config_from_text(dump_config(Config.model_validate(_nested(held))), "form")
    for path, value in as_values(read).items():
        assert same(editors[path].value, value), path


def _nested(held: dict[str, Any]) -> dict[str, Any]:
    from deeptuner.settings.catalog import nested

    return nested(held)


TYPED = [spec for spec in specs() if spec.kind in ("integer", "number")]


@PATIENT
@given(data=st.data())
def test_typing_the_shown_number_again_gives_the_same(
    editors: dict[str, Editor], data: st.DataObject
) -> None:
    spec = data.draw(st.sampled_from(TYPED))
    value = data.draw(values(spec))
    shown = editors[spec.path]
    assert isinstance(shown, NumberEditor)
    shown.show_value(value)
    shown.field.typed.emit(shown.field.text())
    assert shown.value == value


def test_every_setting_has_an_editor_with_a_name(editors: dict[str, Editor]) -> None:
    assert list(editors) == [spec.path for spec in specs()]
    for spec in specs():
        shown = editors[spec.path]
        shown.show_value(spec.default)
        assert shown.value == spec.default, spec.path
        assert shown.focusProxy() is not None, spec.path
        for field in shown.fields():
            assert field.accessibleName() or getattr(field, "text", str)(), spec.path


def test_a_learning_rate_is_typed_and_shown_in_scientific_form(qtbot: QtBot) -> None:
    shown = editor("training.learning_rate")
    qtbot.addWidget(shown)
    assert isinstance(shown, NumberEditor)
    shown.resize(180, 32)
    shown.show()
    shown.show_value(1e-4)
    assert shown.field.text() == "1e-4"
    told = given_by(shown)
    shown.field.selectAll()
    qtbot.keyClicks(shown.field, "2e-4")
    assert told[-1] == 0.0002
    assert shown.field.hint() == "= 0.0002"
    shown.show_value(told[-1])
    assert shown.field.text() == "2e-4"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("2e-4", "= 0.0002"), ("1E3", "= 1000"), ("0.1", ""), ("e", ""), ("1e400", ""), ("5", "")],
)
def test_the_other_way_to_write_a_number(typed: str, said: str) -> None:
    assert other_way(typed) == said


@pytest.mark.parametrize(
    ("path", "value", "up", "down"),
    [
        ("training.learning_rate", 1e-4, 2e-4, 9e-5),
        ("training.learning_rate", 1.0, 1.0, 0.9),
        ("lora.dropout", 0.05, 0.06, 0.04),
        ("lora.dropout", 0.0, 0.01, 0.0),
        ("training.epochs", 3.0, 4.0, 2.0),
        ("lora.rank", 8, 9, 7),
        ("lora.rank", 1, 2, 1),
        ("data.seed", 2**32 - 2, 2**32 - 1, 2**32 - 3),
        ("training.epochs", 0.5, 0.6, 0.4),
    ],
)
def test_arrows_step_in_the_size_of_the_number(
    qapp: QApplication, path: str, value: float, up: float, down: float
) -> None:
    shown = editor(path)
    assert isinstance(shown, NumberEditor)
    for steps, wanted in ((1, up), (-1, down)):
        shown.show_value(value)
        shown.field.stepBy(steps)
        assert shown.value == pytest.approx(wanted, rel=1e-12)


@pytest.mark.parametrize(
    ("path", "empty"),
    [("data.max_length", "auto"), ("training.max_steps", None), ("training.epochs", None)],
)
def test_an_empty_field_is_the_word_or_nothing(qtbot: QtBot, path: str, empty: str | None) -> None:
    shown = editor(path)
    qtbot.addWidget(shown)
    assert isinstance(shown, NumberEditor)
    shown.show_value(12)
    told = given_by(shown)
    shown.field.selectAll()
    qtbot.keyClick(shown.field, Qt.Key.Key_Backspace)
    assert told == [empty]
    shown.show_value(empty)
    assert shown.field.text() == ""
    assert shown.field.lineEdit().placeholderText() == ("Auto" if empty else "None")


def test_what_auto_came_to_is_shown_where_it_is_left_to_the_program(qapp: QApplication) -> None:
    shown = editor("data.max_length")
    assert isinstance(shown, NumberEditor)
    shown.show_value("auto")
    shown.show_decided("512")
    assert shown.field.lineEdit().placeholderText() == "Auto · 512"


def test_wrong_text_stays_as_it_was_typed(qtbot: QtBot) -> None:
    shown = editor("lora.rank")
    qtbot.addWidget(shown)
    assert isinstance(shown, NumberEditor)
    shown.show_value(8)
    told = given_by(shown)
    shown.field.selectAll()
    qtbot.keyClicks(shown.field, "ten")
    assert told[-1] == "ten"
    shown.set_wrong(True)
    assert shown.field.text() == "ten"
    assert shown.field.property("state") == "error"
    other = editor("lora.rank")
    assert isinstance(other, NumberEditor)
    other.show_value("ten")
    assert other.field.text() == "ten"


def _wheel_over(field: QComboBox | QAbstractSpinBox) -> None:
    centre = QPointF(field.rect().center())
    event = QWheelEvent(
        centre,
        QPointF(field.mapToGlobal(centre.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, event)


@pytest.mark.parametrize("path", ["training.lr_scheduler_type", "lora.rank", "data.max_length"])
def test_the_wheel_changes_nothing_in_passing(qtbot: QtBot, path: str) -> None:
    shown = editor(path)
    qtbot.addWidget(shown)
    shown.show()
    value = 64 if path != "training.lr_scheduler_type" else "cosine"
    shown.show_value(value)
    told = given_by(shown)
    (field,) = shown.fields()
    assert isinstance(field, QComboBox | QAbstractSpinBox)
    if isinstance(field, QComboBox):
        field.setFocus()
    else:
        field.clearFocus()
    _wheel_over(field)
    assert told == []
    assert shown.value == value


def test_a_choice_gives_the_value_not_its_title(qapp: QApplication) -> None:
    shown = editor("quantization.bits")
    shown.show_value(4)
    (field,) = shown.fields()
    assert isinstance(field, QComboBox)
    assert field.currentText() == "4 bits"
    told = given_by(shown)
    field.setCurrentIndex(field.findText("8 bits"))
    field.activated.emit(field.currentIndex())
    assert told == [8]


def chips(shown: Editor) -> dict[str, QPushButton]:
    return {
        chip.text(): chip
        for chip in shown.findChildren(QPushButton)
        if not chip.isHidden() and chip.text()
    }


def test_target_modules_are_ticked_from_those_of_the_model(qtbot: QtBot) -> None:
    hints = Hints()
    shown = editor("lora.target_modules", hints)
    qtbot.addWidget(shown)
    assert isinstance(shown, ListEditor)
    shown.show_value("all-linear")
    hints.suggest("lora.target_modules", [Suggestion(one, one) for one in ("q_proj", "v_proj")])
    assert [chip.text() for chip in shown.findChildren(Chip)] == ["q_proj", "v_proj"]
    told = given_by(shown)
    (mode, add) = shown.fields()
    assert isinstance(mode, QComboBox)
    mode.setCurrentIndex(1)
    mode.activated.emit(1)
    assert told == [[]]
    assert set(chips(shown)) == {"q_proj", "v_proj"}
    chips(shown)["v_proj"].click()
    chips(shown)["q_proj"].click()
    chips(shown)["v_proj"].click()
    assert isinstance(add, QLineEdit)
    add.setText("lm_head")
    qtbot.keyClick(add, Qt.Key.Key_Return)
    assert told[1:] == [["v_proj"], ["v_proj", "q_proj"], ["q_proj"], ["q_proj", "lm_head"]]
    chips(shown)["lm_head"].click()
    assert told[-1] == ["q_proj"]


def test_numbers_in_a_list_are_read_and_wrong_ones_stay(qtbot: QtBot) -> None:
    shown = editor("lora.layers_to_transform")
    qtbot.addWidget(shown)
    shown.show_value([1])
    told = given_by(shown)
    add = shown.fields()[-1]
    assert isinstance(add, QLineEdit)
    add.setText("3, 5")
    qtbot.keyClick(add, Qt.Key.Key_Return)
    assert told == [[1, 3, 5]]
    add.setText("x")
    qtbot.keyClick(add, Qt.Key.Key_Return)
    assert told[-1] == [1, 3, 5, "x"]
    assert add.text() == "x"


def test_a_prompt_may_hold_commas(qtbot: QtBot) -> None:
    shown = editor("evaluation.sample_prompts")
    qtbot.addWidget(shown)
    shown.show_value([])
    told = given_by(shown)
    add = shown.fields()[-1]
    assert isinstance(add, QLineEdit)
    add.setText("Hello, who are you?")
    qtbot.keyClick(add, Qt.Key.Key_Return)
    assert told == [["Hello, who are you?"]]


def lines(shown: Editor) -> list[QLineEdit]:
    return [field for field in shown.fields() if isinstance(field, QLineEdit)]


def test_a_mapping_is_edited_line_by_line(qtbot: QtBot) -> None:
    shown = editor("training.lr_scheduler_options")
    qtbot.addWidget(shown)
    assert isinstance(shown, MappingEditor)
    shown.show_value({"num_cycles": 2})
    told = given_by(shown)
    shown.fields()[-1].click()  # type: ignore[attr-defined]
    _, _, key, value = lines(shown)
    qtbot.keyClicks(key, "min_lr")
    qtbot.keyClicks(value, "1e-6")
    assert told[-1] == {"num_cycles": 2, "min_lr": 1e-6}
    qtbot.keyClicks(lines(shown)[0], "x")
    assert told[-1] == {"num_cyclesx": 2, "min_lr": 1e-6}


def test_a_name_given_twice_is_told_not_swallowed(qtbot: QtBot) -> None:
    shown = editor("data.columns")
    qtbot.addWidget(shown)
    shown.show_value({"prompt": "a", "answer": "b"})
    told = given_by(shown)
    key = lines(shown)[2]
    key.selectAll()
    qtbot.keyClicks(key, "prompt")
    assert isinstance(told[-1], str)
    assert [one.text() for one in lines(shown)] == ["prompt", "a", "prompt", "b"]


@PATIENT
@given(data=st.data())
def test_editing_one_line_keeps_the_others_as_they_were(
    editors: dict[str, Editor], data: st.DataObject
) -> None:
    before = data.draw(values(spec_by_path()["lora.other"]))
    shown = editors["lora.other"]
    shown.show_value(before)
    shown.fields()[-1].click()  # type: ignore[attr-defined]
    key, value = lines(shown)[-2:]
    key.setText("a new name that is not there yet")
    value.setText("[1, {a: b}]")
    value.textEdited.emit(value.text())
    assert isinstance(shown.value, dict)
    assert same(shown.value, {**before, key.text(): [1, {"a": "b"}]})
    shown.show_value({})


def test_a_path_inside_the_experiment_is_written_relative_to_it(
    qapp: QApplication, tmp_path: Any
) -> None:
    hints = Hints()
    hints.folder = tmp_path
    shown = editor("data.dataset", hints)
    assert isinstance(shown, PathEditor)
    told = given_by(shown)
    shown.choose(str(tmp_path / "datasets" / "a.jsonl"))
    shown.choose("/elsewhere/b.jsonl")
    assert told == ["datasets/a.jsonl", "/elsewhere/b.jsonl"]
    assert shown.field.text() == "/elsewhere/b.jsonl"


def test_texts_of_numbers_are_as_in_the_file() -> None:
    assert text_of(spec_by_path()["training.learning_rate"], 1e-4) == "1e-4"


@pytest.mark.parametrize("path", ["training.batch_size", "checkpoints.saving_steps"])
@pytest.mark.parametrize("text", ["2.5", "1.0", "1e999", "1e3", "007", "nan"])
def test_a_number_is_never_redrawn_while_it_is_typed(qtbot: QtBot, path: str, text: str) -> None:
    from deeptuner.ui.forms.form_model import FormModel
    from deeptuner.ui.forms.row import SettingRow
    from tests.ui.forms.support import Draft

    draft = Draft()
    model = FormModel(draft)  # type: ignore[arg-type]
    rows = [SettingRow(spec_by_path()[path], model, Hints()) for _ in range(2)]
    model.changed.connect(lambda: [row.refresh() for row in rows])
    fields = []
    for row in rows:
        qtbot.addWidget(row)
        assert isinstance(row.editor, NumberEditor)
        fields.append(row.editor.field)
    before = fields[0].text()
    fields[0].selectAll()
    for number in range(len(text)):
        qtbot.keyClicks(fields[0], text[number])
        assert fields[0].text() == text[: number + 1]
    mistake = model.mistake(path)
    assert (mistake is None) == (text in ("1.0", "1e3", "007"))
    if mistake:
        assert fields[1].text() == text  # the other row of this setting shows the same
        model.reset([path])
        assert [field.text() for field in fields] == [before, before]


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("training.batch_size", "2.5", "Batch size must be a whole number, not 2.5."),
        ("training.batch_size", "1e9", "Batch size must be at most 4096, not 1e9."),
        ("training.batch_size", "", "Batch size needs a whole number."),
        ("training.learning_rate", "", "Learning rate needs a number."),
        ("training.learning_rate", "1,5e-4", 'Learning rate must be a number, not "1,5e-4".'),
        ("training.learning_rate", "nan", "Learning rate must be an ordinary number, not nan."),
        (
            "training.gradient_accumulation_steps",
            "9" * 20,
            f"Gradient accumulation steps must be at most 65536, not {'9' * 20}.",
        ),
        ("training.seed", "1e999", "Seed must be less than 4294967296, not 1e999."),
        ("training.seed", "-1e999", "Seed must be at least -1, not -1e999."),
    ],
)
def test_what_is_wrong_is_said_of_what_was_typed(
    qtbot: QtBot, path: str, text: str, said: str
) -> None:
    from deeptuner.ui.forms.form_model import FormModel
    from deeptuner.ui.forms.row import SettingRow
    from tests.ui.forms.support import Draft

    model = FormModel(Draft())  # type: ignore[arg-type]
    row = SettingRow(spec_by_path()[path], model, Hints())
    qtbot.addWidget(row)
    assert isinstance(row.editor, NumberEditor)
    row.editor.field.selectAll()
    qtbot.keyClick(row.editor.field, Qt.Key.Key_Delete)
    qtbot.keyClicks(row.editor.field, text)
    mistake = model.mistake(path)
    assert mistake and str(mistake.error.what) == said
