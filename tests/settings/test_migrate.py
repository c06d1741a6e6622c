"""Older files are brought up step by step, newer ones refused; a failing step changes nothing."""

from __future__ import annotations

from typing import Any

import pytest

from deeptuner.errors import InputError, SettingsError
from deeptuner.settings.load import config_from_text
from deeptuner.settings.migrate import STEPS, Values, migrate
from deeptuner.settings.sections.config import VERSION


def rename_rank(values: Values) -> None:
    if "r" in values.get("lora", {}):
        values["lora"]["rank"] = values["lora"].pop("r")


def double_alpha(values: Values) -> None:
    values["lora"]["alpha"] = 2 * values["lora"]["alpha"]


TWO_STEPS = {1: rename_rank, 2: double_alpha}


def test_there_is_a_step_for_every_older_version() -> None:
    assert set(STEPS) == set(range(1, VERSION))


def test_steps_are_taken_in_order_and_the_given_values_stay() -> None:
    old = {"version": 1, "lora": {"r": 8, "alpha": 4}}
    assert migrate(old, "f", TWO_STEPS, 3) == {"version": 3, "lora": {"rank": 8, "alpha": 8}}
    assert old == {"version": 1, "lora": {"r": 8, "alpha": 4}}


def test_only_the_missing_steps_are_taken() -> None:
    assert migrate({"version": 2, "lora": {"alpha": 4}}, "f", TWO_STEPS, 3)["lora"] == {"alpha": 8}
    assert migrate({"version": 3, "lora": {"r": 4}}, "f", TWO_STEPS, 3)["lora"] == {"r": 4}


def test_a_file_that_names_no_version_is_of_today() -> None:
    assert migrate({"lora": {"r": 4}}, "f", TWO_STEPS, 3) == {"lora": {"r": 4}}


def test_a_step_that_fails_leaves_everything_as_it_was() -> None:
    old: dict[str, Any] = {"version": 1, "lora": {"r": 8}}
    with pytest.raises(InputError, match="from version 2 to version 3") as caught:
        migrate(old, "my.yaml:1", TWO_STEPS, 3)
    assert caught.value.where == "my.yaml:1"
    assert old == {"version": 1, "lora": {"r": 8}}


def test_a_file_of_a_newer_program_is_refused_at_its_line() -> None:
    with pytest.raises(SettingsError) as caught:
        config_from_text(f"name: x\nversion: {VERSION + 1}\nnew_section: 1\n", "my.yaml")
    [mistake] = caught.value.mistakes
    assert mistake.where == "my.yaml:2"
    assert "newer DeepTuner" in str(mistake.what)
    assert "Update" in str(mistake.fix)


@pytest.mark.parametrize("version", ["0", "x", "true", "1.5", "null"])
def test_what_is_no_version_is_a_mistake_at_its_line(version: str) -> None:
    with pytest.raises(SettingsError) as caught:
        config_from_text(f"name: x\nversion: {version}\n", "my.yaml")
    assert [mistake.where for mistake in caught.value.mistakes] == ["my.yaml:2 (version)"]
