"""GGUF files are whole, as meant, and refused where llama.cpp could not run them."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from gguf import GGMLQuantizationType, GGUFReader
from gguf.quants import dequantize
from safetensors.torch import load_file, save_file

from deeptuner.engine.gguf import WRITTEN, GgufReport, write_gguf
from deeptuner.engine.gguf.reading import read_gguf
from deeptuner.engine.merge.rows import BLOCK
from deeptuner.errors import DeepTunerError, InputError, ModelError, RunError
from tests.support.gguf_families import make_variant
from tests.support.models import make_llama

# The largest difference as a share of the largest number, for numbers of a bell curve.
ROUNDING = {
    "f32": 0,
    "f16": 0.001,
    "bf16": 0.004,
    "q8_0": 0.006,
    "q5_1": 0.04,
    "q5_0": 0.05,
    "q4_1": 0.08,
    "q4_0": 0.09,
}


def tensors_of(file: Path) -> dict[str, np.ndarray[Any, Any]]:
    """All tensors in fp32, read by the gguf package."""
    return {
        one.name: dequantize(one.data, one.tensor_type).reshape(one.shape[::-1])
        for one in GGUFReader(file).tensors
    }


def field(file: Path, key: str) -> Any:
    return GGUFReader(file).fields[key].contents()


def made_wide(folder: Path, dtype: torch.dtype = torch.float32) -> Path:
    """A Qwen3 whose rows divide into blocks; its rows are not put in another order."""
    return make_variant("qwen3", folder, dtype, hidden_size=64, intermediate_size=96)


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_wide(tmp_path_factory.mktemp("gguf") / "wide")


@pytest.fixture(scope="module")
def wide_in_16_bits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_wide(tmp_path_factory.mktemp("gguf") / "wide", torch.bfloat16)


def test_every_type_is_tested() -> None:
    assert set(ROUNDING) == set(WRITTEN)


@pytest.mark.parametrize("kind", WRITTEN)
def test_tensors_are_those_of_the_model(kind: str, wide: Path, tmp_path: Path) -> None:
    report = write_gguf(wide, tmp_path / "m.gguf", kind)
    assert_holds(report, wide, ROUNDING[kind])


@pytest.mark.parametrize("kind", WRITTEN)
def test_tensors_are_those_of_a_model_in_16_bits(
    kind: str, wide_in_16_bits: Path, tmp_path: Path
) -> None:
    report = write_gguf(wide_in_16_bits, tmp_path / "m.gguf", kind)
    assert_holds(report, wide_in_16_bits, 0 if kind in ("f32", "bf16") else ROUNDING[kind])


def assert_holds(report: GgufReport, model: Path, rounding: float) -> None:
    """Whether the file has the model's tensors, but for `rounding` of all that are no vectors."""
    found, stored = tensors_of(report.file), load_file(model / "model.safetensors")
    pairs = {
        "blk.1.ffn_up.weight": "model.layers.1.mlp.up_proj.weight",
        "blk.0.attn_q.weight": "model.layers.0.self_attn.q_proj.weight",
        "token_embd.weight": "model.embed_tokens.weight",
        "output.weight": "lm_head.weight",
        "blk.1.attn_k_norm.weight": "model.layers.1.self_attn.k_norm.weight",
    }
    assert report.tensors == len(found) == len(stored)
    for name, old in pairs.items():
        wanted = stored[old].float().numpy()
        share = np.abs(found[name] - wanted).max() / np.abs(wanted).max()
        assert share <= (rounding if wanted.ndim > 1 else 0), name
    assert report.size_bytes == report.file.stat().st_size


def test_a_tied_head_is_written_once(tmp_path: Path) -> None:
    folder = make_variant("qwen2", tmp_path / "model")
    write_gguf(folder, tmp_path / "m.gguf", "f16")
    assert {"token_embd.weight", "output.weight"} & read_gguf(
        tmp_path / "m.gguf"
    ).tensors.keys() == {"token_embd.weight"}


def test_norms_and_odd_rows_keep_their_bits(wide: Path, tmp_path: Path) -> None:
    write_gguf(wide, tmp_path / "m.gguf", "q4_0")
    kinds = {name: held.kind.name for name, held in read_gguf(tmp_path / "m.gguf").tensors.items()}
    assert kinds["blk.0.attn_norm.weight"] == "F32"
    assert kinds["token_embd.weight"] == kinds["output.weight"] == "Q8_0"
    assert kinds["blk.0.ffn_gate.weight"] == "Q4_0"
    odd = make_llama(tmp_path / "odd", hidden=24)
    write_gguf(odd, tmp_path / "odd.gguf", "q8_0")
    head = read_gguf(tmp_path / "odd.gguf")
    assert head.tensors["blk.0.ffn_up.weight"].kind is GGMLQuantizationType.F16


def test_queries_are_put_in_pairs_for_llama(tmp_path: Path) -> None:
    folder = make_llama(tmp_path / "model")
    write_gguf(folder, tmp_path / "m.gguf", "f32")
    found = tensors_of(tmp_path / "m.gguf")["blk.0.attn_q.weight"]
    stored = load_file(folder / "model.safetensors")["model.layers.0.self_attn.q_proj.weight"]
    by_head = stored.numpy().reshape(4, 2, 4, 32)  # heads, halves, numbers, columns
    assert np.array_equal(found, by_head.swapaxes(1, 2).reshape(32, 32))


def test_shards_and_blocks_do_not_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from transformers import AutoModelForCausalLM

    folder = make_llama(tmp_path / "model", hidden=64)
    write_gguf(folder, tmp_path / "whole.gguf", "q8_0", name="x")
    sharded = tmp_path / "sharded"
    AutoModelForCausalLM.from_pretrained(folder).save_pretrained(sharded, max_shard_size="100KB")
    assert len(list(sharded.glob("*.safetensors"))) > 1
    shutil.copy(folder / "tokenizer.json", sharded)
    shutil.copy(folder / "tokenizer_config.json", sharded)
    shutil.copy(folder / "chat_template.jinja", sharded)
    monkeypatch.setattr("deeptuner.engine.gguf.content.BLOCK", BLOCK // 1000)
    write_gguf(sharded, tmp_path / "parts.gguf", "q8_0", name="x")
    assert (tmp_path / "whole.gguf").read_bytes() == (tmp_path / "parts.gguf").read_bytes()


def test_the_file_says_what_the_model_is(tmp_path: Path) -> None:
    folder = make_variant("llama-3.1", tmp_path / "model")
    write_gguf(folder, tmp_path / "m.gguf", "q8_0", name="My own")
    keys = read_gguf(tmp_path / "m.gguf").keys
    assert keys["general.architecture"] == "llama"
    assert keys["general.name"] == "My own"
    assert keys["llama.rope.freq_base"] == 5000.0
    assert keys["llama.attention.head_count_kv"] == 2
    assert keys["llama.context_length"] == 128
    assert "llama.rope.scaling.type" not in keys  # told by the tensor of frequencies
    for key, value in keys.items():
        assert np.all(field(tmp_path / "m.gguf", key) == value), key


def test_both_forms_of_rope_settings_are_read(tmp_path: Path) -> None:
    folder = make_variant("qwen2-yarn", tmp_path / "model")
    write_gguf(folder, tmp_path / "new.gguf", "f16", name="x")
    config = json.loads((folder / "config.json").read_text())
    given = config.pop("rope_parameters")
    config |= {"rope_theta": given.pop("rope_theta"), "rope_scaling": given}
    (folder / "config.json").write_text(json.dumps(config))
    write_gguf(folder, tmp_path / "old.gguf", "f16", name="x")
    assert (tmp_path / "new.gguf").read_bytes() == (tmp_path / "old.gguf").read_bytes()
    assert read_gguf(tmp_path / "new.gguf").keys["qwen2.rope.scaling.factor"] == 4.0


def _config(**changes: Any) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        file = folder / "config.json"
        file.write_text(json.dumps({**json.loads(file.read_text()), **changes}))

    return change


def _tensors(change: Callable[[dict[str, torch.Tensor]], Any]) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        held = load_file(folder / "model.safetensors")
        change(held)
        save_file(held, folder / "model.safetensors", {"format": "pt"})

    return apply


def _tokenizer(old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        file = folder / "tokenizer.json"
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))

    return change


ROPE = {"rope_type": "dynamic", "rope_theta": 1e4, "factor": 2.0}
REFUSED = {
    "architecture": _config(architectures=["OPTForCausalLM"]),
    "computed-otherwise": _config(hidden_act="gelu"),
    "rope": _config(rope_parameters={**ROPE, "rope_type": "yarn", "truncate": False}),
    "no-place": _tensors(lambda held: held.update({"model.extra.weight": torch.ones(2, 2)})),
    "incomplete": _tensors(lambda held: held.pop("model.layers.1.mlp.up_proj.weight")),
    "not-finite": _tensors(lambda held: held["lm_head.weight"][3].fill_(float("nan"))),
    "tokenizer-kind": _tokenizer('"type": "BPE"', '"type": "WordLevel"'),
    "pretokenizer": _tokenizer('"add_prefix_space": false', '"add_prefix_space": true'),
    "no-bytes": _tokenizer('"type": "ByteLevel"', '"type": "Metaspace"'),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_what_llama_cpp_could_not_run_is_refused(reason: str, tmp_path: Path) -> None:
    folder = make_llama(tmp_path / "model")
    REFUSED[reason](folder)
    with pytest.raises(DeepTunerError) as refused:
        write_gguf(folder, tmp_path / "out" / "m.gguf", "f16")
    if reason not in ("tokenizer-kind", "no-bytes"):  # damaged for every reader
        assert refused.value.what.id == f"engine.gguf.{reason}"
    assert not list(tmp_path.glob("out/*"))


def test_numbers_too_large_for_half_precision_are_told(tmp_path: Path) -> None:
    folder = make_llama(tmp_path / "model")
    _tensors(lambda held: held["lm_head.weight"][3].fill_(1e6))(folder)
    with pytest.raises(ModelError, match="cannot hold"):
        write_gguf(folder, tmp_path / "m.gguf", "f16")
    assert write_gguf(folder, tmp_path / "m.gguf", "bf16").tensors


def test_unknown_settings_are_noted(tmp_path: Path) -> None:
    folder = make_variant("mistral", tmp_path / "model", sliding_window=16)
    _config(rope_parameters=ROPE)(folder)
    notes = write_gguf(folder, tmp_path / "m.gguf", "f16").notes
    assert [note.id for note in notes] == ["engine.gguf.window", "engine.gguf.dynamic"]


def test_a_file_that_is_there_stays(wide: Path, tmp_path: Path) -> None:
    file = tmp_path / "m.gguf"
    file.write_bytes(b"mine")
    with pytest.raises(InputError):
        write_gguf(wide, file, "f16")
    with pytest.raises(InputError):
        write_gguf(wide, tmp_path / "other.gguf", "q3_k_m")
    assert file.read_bytes() == b"mine"
    write_gguf(wide, file, "f16", overwrite=True)
    assert file.read_bytes().startswith(b"GGUF")


def test_room_is_looked_for_first(
    wide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type(shutil.disk_usage(tmp_path))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 1000))
    with pytest.raises(RunError, match=r"needs 64\.\d MB, and only 1 kB are free"):
        write_gguf(wide, tmp_path / "exports" / "run" / "m.gguf", "f16")
    assert list(tmp_path.iterdir()) == []


def test_being_interrupted_leaves_nothing(wide: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if done > total / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_gguf(wide, tmp_path / "m.gguf", "f16", stop)
    assert list(tmp_path.iterdir()) == []
    assert all(one[0] < other[0] for one, other in itertools.pairwise(seen))


def test_a_torn_file_is_told(wide: Path, tmp_path: Path) -> None:
    file = tmp_path / "m.gguf"
    write_gguf(wide, file, "f16")
    content = file.read_bytes()
    for end in (2, 20, 400, len(content) // 2, len(content) - 40):
        file.write_bytes(content[:end])
        with pytest.raises(ModelError):
            read_gguf(file)


KILLED = """
import os, signal, sys
from pathlib import Path
from deeptuner.engine.gguf import write_gguf
def stop(done, total):
    if done > total / 2:
        os.kill(os.getpid(), signal.SIGKILL)
write_gguf(Path(sys.argv[1]), Path(sys.argv[2]), "f16", stop)
"""


@pytest.mark.parametrize("name", ["m.gguf", "[x" + "ü" * 123 + ".gguf"])
def test_being_killed_leaves_no_half_file(wide: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", KILLED, str(wide), str(file)]
    ended = subprocess.run(command, env=environment, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert not file.exists()
    assert len(list(tmp_path.iterdir())) == 1  # what it was writing
    write_gguf(wide, file, "f16")
    assert [one.name for one in tmp_path.iterdir()] == [name]
