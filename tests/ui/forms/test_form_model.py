"""The form takes legal values, keeps illegal ones beside them, and marks what was changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deeptuner.runs.experiment import Experiment
from deeptuner.settings.presets import save_preset
from deeptuner.settings.rules import Finding
from deeptuner.ui.forms.form_model import FormModel
from deeptuner.words import message
from tests.ui.forms.support import Draft


def test_a_legal_value_goes_into_the_draft(model: FormModel, draft: Draft, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.changed) as told:
        model.offer("lora.rank", 32)
    assert draft.config.lora.rank == 32
    assert told.args == [{"lora.rank"}]


def test_a_wrong_value_stays_beside_the_draft_and_keeps_a_run_from_starting(
    model: FormModel, draft: Draft
) -> None:
    draft.change({"model.path": "m", "data.dataset": "d"})
    assert model.ready()
    model.offer("training.batch_size", "many")
    assert draft.config.training.batch_size == 2
    mistake = model.mistake("training.batch_size")
    assert mistake and mistake.value == "many"
    assert "whole number" in str(mistake.error.what)
    assert not model.ready()
    model.offer("training.batch_size", 4)
    assert model.ready()
    assert draft.config.training.batch_size == 4


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("lora.rank", 0),
        ("lora.rank", 1.5),
        ("data.max_length", ""),
        ("lora.layers_to_transform", [1, "x"]),
        ("data.columns", "a=…, a=…"),
        ("training.learning_rate", 2.0),
    ],
)
def test_each_mistake_is_told_at_its_setting(model: FormModel, path: str, value: object) -> None:
    model.offer(path, value)
    assert list(model.mistakes) == [path]


def test_a_change_from_elsewhere_takes_the_place_of_a_mistake(
    model: FormModel, draft: Draft
) -> None:
    model.offer("lora.rank", "x")
    draft.change({"lora.rank": 64})
    assert not model.mistakes
    assert model.value("lora.rank") == 64


def test_the_marks_follow_the_preset(model: FormModel, draft: Draft) -> None:
    assert model.changed_paths() == []
    draft.apply_preset("higher-precision")
    assert model.changed_paths() == []
    assert model.base("lora.rank") == 32
    assert model.named_by_preset("lora.rank")
    assert not model.named_by_preset("training.seed")
    model.offer("lora.rank", 8)
    model.offer("training.seed", 7)
    assert model.changed_paths() == ["training.seed", "lora.rank"] or set(
        model.changed_paths()
    ) == {"training.seed", "lora.rank"}
    model.reset(["lora.rank"])
    assert draft.config.lora.rank == 32
    assert model.changed_paths() == ["training.seed"]


def test_what_belongs_to_a_run_is_no_change_from_a_preset(model: FormModel) -> None:
    model.offer("name", "mine")
    model.offer("data.dataset", "rows.jsonl")
    assert model.changed_paths() == []


def test_an_own_preset_is_a_base_too(tmp_path: Path, qtbot: QtBot) -> None:
    draft = Draft(Experiment(tmp_path))
    draft.change({"lora.rank": 5})
    save_preset(draft.config, "mine", tmp_path)
    draft.apply_preset("mine")
    model = FormModel(draft)  # type: ignore[arg-type]
    assert model.base("lora.rank") == 5
    assert model.changed_paths() == []


def test_a_fix_ends_its_problem(model: FormModel, draft: Draft) -> None:
    model.offer("data.max_length", 100)
    model.offer("data.max_source_length", 200)
    (found,) = model.findings_at("data.max_source_length")
    assert found.severity == "error"
    assert found.fix
    model.offer_all(found.fix.changes)
    assert model.findings_at("data.max_source_length") == []
    assert draft.config.data.max_source_length is None


def test_what_the_machine_says_is_kept_until_its_settings_change(model: FormModel) -> None:
    said = Finding(("hardware.parallel", "hardware.gpus"), "error", message("x.y"))
    model.hear_of_machine([said, *model.findings])
    assert model.findings.count(said) == 1
    assert len(model.findings) == 1 + len({found.message.id for found in model.findings} - {"x.y"})
    model.offer("training.seed", 3)
    assert said in model.findings
    model.offer("hardware.parallel", "ddp")
    assert said not in model.findings


def test_legal_changes_are_taken_and_wrong_ones_kept(model: FormModel, draft: Draft) -> None:
    model.offer_all({"lora.rank": 12, "lora.alpha": "much"})
    assert draft.config.lora.rank == 12
    assert list(model.mistakes) == ["lora.alpha"]


@pytest.mark.parametrize("typed", [[1, "1,", "1,5"], [16, 163, "163x"], ["x", 1, "1x"]])
def test_the_legal_beginning_of_an_illegal_number_is_not_kept(
    model: FormModel, draft: Draft, typed: list[object]
) -> None:
    for value in typed:
        model.offer_typed("lora.rank", value, str(value))
    assert draft.config.lora.rank == 8
    assert draft.illegal == ("lora.rank",)
    mistake = model.mistake("lora.rank")
    assert mistake and mistake.value == typed[-1]


def test_what_was_legal_when_the_person_went_on_is_what_comes_back(
    model: FormModel, draft: Draft
) -> None:
    model.offer_typed("lora.rank", 16, "16")
    model.settle("lora.rank")
    model.offer_typed("lora.rank", 1, "1")
    model.offer_typed("lora.rank", "1x", "1x")
    model.settle("lora.rank")
    model.offer_typed("lora.rank", 1, "1")
    model.offer_typed("lora.rank", "1y", "1y")
    assert draft.config.lora.rank == 16
    model.offer_typed("lora.rank", 12)
    assert draft.config.lora.rank == 12
    assert draft.illegal == ()
    model.reset(["lora.rank"])
    model.offer_typed("lora.rank", "x")
    assert draft.config.lora.rank == 8


def test_a_change_from_elsewhere_is_what_comes_back(model: FormModel, draft: Draft) -> None:
    model.offer_typed("lora.rank", 1)
    draft.change({"lora.rank": 64})
    model.offer_typed("lora.rank", "x")
    assert draft.config.lora.rank == 64
    model.forget(["lora.rank"])
    assert draft.illegal == ()


def test_nothing_is_found_about_a_field_that_is_illegal(model: FormModel, draft: Draft) -> None:
    draft.change({"model.path": "m", "data.dataset": "d"})
    model.offer("data.max_length", 100)
    model.offer("data.max_source_length", 200)
    assert model.errors()
    model.offer("data.max_length", "x")
    assert model.findings_at("data.max_source_length") == model.errors() == []
    model.offer("data.max_length", 100)
    assert model.errors()
