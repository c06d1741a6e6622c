"""Bad input gets a clear error, no traceback, and nothing is lost: through the real command."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from deeptuner.runs.events import read_events
from tests.e2e.conftest import SETTINGS, Change, Place, write_rows

HOSTILE = {
    "WORLD_SIZE": "7",
    "RANK": "3",
    "LOCAL_RANK": "3",
    "MASTER_PORT": "1",
    "ACCELERATE_USE_FSDP": "true",
    "OMP_NUM_THREADS": "999",
    "CUDA_VISIBLE_DEVICES": "5",
}
HOSTILE_DEFAULTS = "distributed_type: FSDP\nnum_processes: 7\nmixed_precision: bf16\n"


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


def too_large_model(place: Place) -> None:
    """A trillion parameters by its config and its weights' header; the file is nearly all hole."""
    config = json.loads((place.model / "config.json").read_text())
    config |= {"hidden_size": 65536, "intermediate_size": 2**18, "num_hidden_layers": 20}
    (place.model / "config.json").write_text(json.dumps(config))
    shape = [65536, 2**23]
    size = 4 * shape[0] * shape[1]
    entry = {"dtype": "F32", "shape": shape, "data_offsets": [0, size]}
    header = json.dumps({"model.layers.0.mlp.up_proj.weight": entry}).encode()
    with (place.model / "model.safetensors").open("wb") as file:
        file.write(len(header).to_bytes(8, "little") + header)
        file.truncate(8 + len(header) + size)


def gpu_that_is_not_there(place: Place) -> None:
    place.settings.write_text(SETTINGS + "hardware: {gpus: [7]}\n")


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
        (gpu_that_is_not_there, 2, "hardware.gpus"),
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


def test_a_model_larger_than_the_memory_is_refused_before_it_is_loaded(place: Place) -> None:
    try:
        too_large_model(place)
    except OSError:
        pytest.skip("the file system takes no file of that size")
    told = place.train()
    assert told.code == 2, told.text
    assert "Traceback" not in told.text
    assert "GiB" in told.text
    assert "what to do:" in told.text


def test_a_gigantic_line_is_told_and_the_rows_before_it_are_read(place: Place) -> None:
    with place.rows.open("ab") as file:
        file.truncate(place.rows.stat().st_size + 2**27)  # zeros to the end, no line break
    told = place.run("data", "inspect", "rows", timeout=120)
    assert "Traceback" not in told.text
    assert "24 can be" in told.text or "rows.jsonl:25" in told.text, told.text


def test_a_loss_that_is_not_a_number_ends_the_run_with_the_reason(place: Place) -> None:
    weights = load_file(place.model / "model.safetensors")
    weights["lm_head.weight"] = np.full_like(weights["lm_head.weight"], 3e38)
    save_file(weights, place.model / "model.safetensors", {"format": "pt"})
    told = place.train()
    assert told.code == 1, told.text
    assert "Traceback" not in told.text
    assert "learning rate" in told.text
    assert not any((run / "adapter").exists() for run in place.runs())


def test_neither_another_run_nor_a_hostile_shell_disturbs_a_run(place: Place) -> None:
    defaults = place.folder / "home" / ".cache" / "huggingface" / "accelerate"
    defaults.mkdir(parents=True)
    (defaults / "default_config.yaml").write_text(HOSTILE_DEFAULTS)
    hostile = {**HOSTILE, "HOME": str(place.folder / "home")}
    first = place.train("--detach")
    second = place.train("--detach", env=hostile)
    assert (first.code, second.code) == (0, 0)
    for run in place.runs():
        told = place.run("watch", run.name)
        assert told.code == 0, told.text
    one, other = (
        [event["loss"] for event in read_events(run / "events.jsonl")[0] if event.kind == "step"]
        for run in place.runs()
    )
    assert len(one) == 4
    assert one == other


def test_mixed_encodings_train_and_an_output_that_exists_is_kept(place: Place) -> None:
    write_rows(place.rows, 8)
    with place.rows.open("ab") as file:  # a row in another encoding is read, and told
        file.write('{"instruction": "Grüße?", "output": "Schöne Grüße."}\n'.encode("latin-1"))
    trained = place.train("--training.max-steps", "2")
    assert trained.code == 0, trained.text
    assert "rows.jsonl is not written in UTF-8; it was read as cp1252." in trained.text
    assert place.run("merge", "last").code == 0
    (merged,) = (one for one in (place.folder / "merge").iterdir() if one.is_dir())
    weights = (merged / "model.safetensors").read_bytes()
    told = place.run("merge", "last")
    assert told.code == 2
    assert "Traceback" not in told.text
    assert (merged / "model.safetensors").read_bytes() == weights
    assert place.run("merge", "last", "--overwrite").code == 0
