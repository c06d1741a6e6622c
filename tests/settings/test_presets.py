"""Presets change what they name and nothing else, and fit with whatever was set before."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given

from deeptuner.errors import InputError, SettingsError
from deeptuner.settings import Config
from deeptuner.settings.catalog import as_values, with_values
from deeptuner.settings.load import load_config
from deeptuner.settings.presets import (
    NOT_IN_PRESETS,
    Change,
    apply_preset,
    delete_preset,
    own_preset_names,
    preset_names,
    preset_values,
    save_preset,
)
from deeptuner.settings.rules import check
from deeptuner.shipped import shipped_folder
from tests.settings.strategies import PATIENT, configs

START = with_values(Config(), {"model.path": "m", "data.dataset": "d"})


def own_preset(folder: Path, name: str, text: str) -> None:
    home = folder / ".deeptuner" / "presets"
    home.mkdir(parents=True, exist_ok=True)
    (home / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_the_shipped_presets() -> None:
    assert preset_names() == ["higher-precision", "speed-up"]
    assert len(list(shipped_folder("presets").glob("**/*"))) == 2


@pytest.mark.parametrize("name", preset_names())
def test_a_shipped_preset_is_a_settings_file_without_contradictions(name: str) -> None:
    load_config(shipped_folder("presets") / f"{name}.yaml")
    config, changes = apply_preset(START, name)
    assert check(config) == []
    assert changes


def test_speed_up() -> None:
    config, _ = apply_preset(START, "speed-up")
    assert config.data.batching == "packed"
    assert config.lora.rank == 8
    assert config.checkpoints.max_number < Config().checkpoints.max_number
    assert config.training.learning_rate == Config().training.learning_rate


def test_higher_precision() -> None:
    before = with_values(START, {"method.kind": "qlora", "quantization.bits": 4})
    config, _ = apply_preset(before, "higher-precision")
    assert config.method.kind == "lora"
    assert config.quantization.bits == "auto"
    assert config.lora.rank > Config().lora.rank
    assert config.lora.target_modules == "all-linear"
    assert config.training.learning_rate < Config().training.learning_rate
    assert (config.training.epochs or 0) > (Config().training.epochs or 0)
    assert config.training.early_stopping
    assert config.data.eval_split > 0
    assert check(config) == []


@pytest.mark.parametrize("name", preset_names())
@PATIENT
@given(config=configs())
def test_a_preset_sets_what_it_names_and_tells_what_it_changed(name: str, config: Config) -> None:
    named = preset_values(name)
    after, changes = apply_preset(config, name)
    assert as_values(after) == {**as_values(config), **named}
    assert {change.path for change in changes} <= set(named)
    back = with_values(after, {change.path: change.before for change in changes})
    assert back == config
    assert apply_preset(after, name) == (after, [])


def test_a_persons_own_preset_comes_first(tmp_path: Path) -> None:
    own_preset(tmp_path, "mine", "lora: {rank: 3}\nrecord: {x: 1}\n")
    own_preset(tmp_path, "speed-up", "name: fast\n")
    assert preset_names(tmp_path) == ["higher-precision", "mine", "speed-up"]
    assert apply_preset(START, "mine", tmp_path)[1] == [Change("lora.rank", 8, 3)]
    assert apply_preset(START, "speed-up", tmp_path)[0].name == "fast"


def test_setting_a_default_is_a_change_too(tmp_path: Path) -> None:
    own_preset(tmp_path, "plain", "lora:\n  rank: 8\n")
    before = with_values(START, {"lora.rank": 64, "lora.alpha": 128})
    after, changes = apply_preset(before, "plain", tmp_path)
    assert changes == [Change("lora.rank", 64, 8)]
    assert after.lora.alpha == 128


@pytest.mark.parametrize("name", ["nothing", "../speed-up", "", "speed-up.yaml"])
def test_an_unknown_preset_lists_those_there_are(name: str) -> None:
    with pytest.raises(InputError, match="no preset") as caught:
        apply_preset(START, name)
    assert str(caught.value.fix) == "The presets are: higher-precision, speed-up."


def test_a_preset_with_mistakes_is_refused_with_all_of_them(tmp_path: Path) -> None:
    own_preset(tmp_path, "bad", "lora: {rnak: 3}\nname: 5\n")
    with pytest.raises(SettingsError) as caught:
        apply_preset(START, "bad", tmp_path)
    assert len(caught.value.mistakes) == 2


@PATIENT
@given(saved=configs(), before=configs())
def test_an_own_preset_brings_its_settings_back(saved: Config, before: Config) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        save_preset(saved, "mine", folder)
        after, _ = apply_preset(before, "mine", folder)
        kept = {path: as_values(before)[path] for path in NOT_IN_PRESETS}
        assert as_values(after) == {**as_values(saved), **kept}


def test_an_own_preset_is_replaced_only_when_told_and_deleted(tmp_path: Path) -> None:
    save_preset(with_values(START, {"lora.rank": 3}), "mine ", tmp_path)
    with pytest.raises(InputError, match="already"):
        save_preset(START, "mine", tmp_path)
    assert preset_values("mine", tmp_path)["lora.rank"] == 3
    save_preset(START, "mine", tmp_path, replace=True)
    assert preset_values("mine", tmp_path)["lora.rank"] == 8
    assert own_preset_names(tmp_path) == ["mine"]
    delete_preset("mine", tmp_path)
    assert own_preset_names(tmp_path) == []
    with pytest.raises(InputError, match="no preset"):
        delete_preset("mine", tmp_path)


@pytest.mark.parametrize("name", ["", " ", "../x", "a/b", ".hidden", "a\nb", "x" * 61, "speed-up"])
def test_a_name_that_no_preset_can_have(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError):
        save_preset(START, name, tmp_path)
    assert list(tmp_path.rglob("*.yaml")) == []


@pytest.mark.parametrize("name", ["", "  "])
def test_a_preset_without_a_name_is_asked_for_one(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as caught:
        save_preset(START, name, tmp_path)
    assert str(caught.value) == "Give the preset a name."


@pytest.mark.parametrize(
    "name", ["Speed Up", "speed up", "SPEED-UP", "SpeedUp", "speed_up", " Higher  Precision "]
)
def test_no_own_preset_is_called_as_a_shipped_one_reads(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="comes with DeepTuner"):
        save_preset(START, name, tmp_path)
    assert list(tmp_path.rglob("*.yaml")) == []
    save_preset(START, "Speed Up 2", tmp_path)


def test_a_shipped_preset_cannot_be_deleted(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no preset"):
        delete_preset("speed-up", tmp_path)
    assert "speed-up" in preset_names(tmp_path)
