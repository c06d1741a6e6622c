"""Bad input gets a clear error, no traceback, and nothing is lost: through the real command."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from tests.e2e.conftest import SETTINGS, Change, Place, write_rows


def snapshot(folder: Path) -> dict[str, bytes]:
    """What the person made: it must be the same after a failed command."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for part in ("models", "datasets")
        for path in sorted((folder / part).rglob("*"))
        if path.is_file()
    }


def no_dataset(place: Place) -> None:
    place.rows.unlink()


def empty_dataset(place: Place) -> None:
    place.rows.write_bytes(b"")


def torn_dataset(place: Place) -> None:
    """Most of a parquet file's end is missing."""
    place.rows.unlink()
    (place.folder / "datasets" / "rows.parquet").write_bytes(b"PAR1" + bytes(500))


def dataset_without_answers(place: Place) -> None:
    place.rows.write_text('{"instruction": "Say it", "output": ""}\n' * 20)


def dataset_of_unknown_form(place: Place) -> None:
    place.rows.write_text('{"red": 1, "green": 2, "blue": 3}\n' * 20)


def mostly_unreadable_dataset(place: Place) -> None:
    place.rows.write_bytes(b"\x00\xff{{{ not a row\n" * 20 + place.rows.read_bytes()[:200])


def too_short_max_length(place: Place) -> None:
    place.settings.write_text(SETTINGS.replace("max_length: 96", "max_length: 8"))


def model_without_config(place: Place) -> None:
    (place.model / "config.json").unlink()


def model_with_torn_weights(place: Place) -> None:
    weights = place.model / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1000])


def model_with_only_pickles(place: Place) -> None:
    (place.model / "model.safetensors").rename(place.model / "pytorch_model.bin")


def model_of_unknown_architecture(place: Place) -> None:
    config = json.loads((place.model / "config.json").read_text())
    config |= {"model_type": "zeppelin", "architectures": ["ZeppelinForCausalLM"]}
    (place.model / "config.json").write_text(json.dumps(config))


def model_without_tokenizer(place: Place) -> None:
    for path in place.model.glob("tokenizer*"):
        path.unlink()


def no_model(place: Place) -> None:
    shutil.rmtree(place.model)


def contradicting_settings(place: Place) -> None:
    place.settings.write_text(SETTINGS + "method: {kind: qlora}\nquantization: {bits: 16}\n")


def misspelt_settings(place: Place) -> None:
    place.settings.write_text(SETTINGS.replace("learning_rate", "lerning_rate"))


def unknown_target_module(place: Place) -> None:
    place.settings.write_text(SETTINGS + "lora: {target_modules: [q_prog]}\n")


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (no_dataset, 2, "rows"),
        (empty_dataset, 2, "There is no row"),
        (torn_dataset, 2, "rows.parquet"),
        (dataset_without_answers, 2, "answer"),
        (dataset_of_unknown_form, 2, "data.format"),
        (mostly_unreadable_dataset, 2, "rows.jsonl"),
        (too_short_max_length, 2, "longer"),
        (no_model, 2, "tiny"),
        (model_without_config, 2, "config.json"),
        (model_with_torn_weights, 2, "model.safetensors"),
        (model_with_only_pickles, 2, "safetensors"),
        (model_of_unknown_architecture, 2, "zeppelin"),
        (model_without_tokenizer, 2, "tokenizer"),
        (contradicting_settings, 2, "quantization.bits"),
        (misspelt_settings, 2, "learning_rate"),
        (unknown_target_module, 2, "q_proj"),
    ],
    ids=lambda value: value.__name__ if callable(value) else None,
)
def test_bad_input_is_told_in_words(place: Place, change: Change, code: int, said: str) -> None:
    change(place)
    before = snapshot(place.folder)
    told = place.train()
    assert "Traceback" not in told.text
    assert "what to do:" in told.text
    assert said in told.text
    assert told.code == code, told.text
    assert snapshot(place.folder) == before


def test_a_loss_that_is_not_a_number_ends_the_run_with_the_reason(place: Place) -> None:
    weights = load_file(place.model / "model.safetensors")
    weights["lm_head.weight"] = np.full_like(weights["lm_head.weight"], 3e38)
    save_file(weights, place.model / "model.safetensors", {"format": "pt"})
    told = place.train()
    assert told.code == 1, told.text
    assert "Traceback" not in told.text
    assert "learning rate" in told.text
    assert not any((run / "adapter").exists() for run in place.runs())


def test_two_runs_started_at_once_do_not_disturb_each_other(place: Place) -> None:
    first = place.train("--detach")
    second = place.train("--detach")
    assert (first.code, second.code) == (0, 0)
    for run in place.runs():
        assert place.run("watch", run.name).code == 0
    losses = [
        [
            json.loads(line)["loss"]
            for line in (run / "events.jsonl").read_text().splitlines()
            if json.loads(line)["kind"] == "step"
        ]
        for run in place.runs()
    ]
    assert len(losses) == 2
    assert losses[0] == losses[1]


def test_an_output_that_exists_is_not_overwritten_unasked(place: Place) -> None:
    write_rows(place.rows, 8)
    assert place.train("--training.max-steps", "2").code == 0
    assert place.run("merge", "last").code == 0
    merged = next((place.folder / "merge").iterdir())
    weights = (merged / "model.safetensors").read_bytes()
    told = place.run("merge", "last")
    assert told.code == 2
    assert "Traceback" not in told.text
    assert (merged / "model.safetensors").read_bytes() == weights
    assert place.run("merge", "last", "--overwrite").code == 0
