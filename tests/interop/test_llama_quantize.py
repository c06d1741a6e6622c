"""Mixed types made by llama.cpp itself from our files: of the types and size told beforehand."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import torch
import transformers

from deeptuner.engine.export_task import ExportTask
from deeptuner.engine.gguf.reading import read_gguf
from deeptuner.engine.quants.k_types import MIXED
from deeptuner.engine.quants.making import make_gguf
from deeptuner.engine.quants.sizes import Sizes
from tests.interop.llama import FOLDER, loaded, logits, needs_llama
from tests.support.models import make_tokenizer

pytestmark = [pytest.mark.interop, needs_llama]
SHAPE: dict[str, Any] = {
    "vocab_size": 400,
    "hidden_size": 256,
    "intermediate_size": 256,
    "num_hidden_layers": 9,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 128,
    "eos_token_id": 4,
    "bos_token_id": 1,
    "pad_token_id": 0,
}
MODELS: dict[str, tuple[str, dict[str, Any]]] = {
    "llama": ("Llama", SHAPE),
    "many heads to a key": ("Llama", {**SHAPE, "num_attention_heads": 8, "num_key_value_heads": 1}),
    "tied": ("Qwen2", {**SHAPE, "tie_word_embeddings": True}),
    "fused": ("Phi3", SHAPE),
    "rows that do not divide": ("Qwen3", {**SHAPE, "intermediate_size": 352}),
    "experts": ("Mixtral", {**SHAPE, "num_local_experts": 8, "num_hidden_layers": 3}),
}
# llama.cpp's own function for it, under its program's command line.
PROGRAM = """\
import sys
sys.path.append({folder!r})
import llama_cpp
given = llama_cpp.llama_model_quantize_default_params()
given.ftype = getattr(llama_cpp, "LLAMA_FTYPE_MOSTLY_" + sys.argv[3])
sys.exit(llama_cpp.llama_model_quantize(sys.argv[1].encode(), sys.argv[2].encode(), given))
"""


@pytest.fixture
def _program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "llama-quantize"
    file.write_text(f"#!{sys.executable}\n" + PROGRAM.format(folder=str(FOLDER)))
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("DEEPTUNER_LLAMA_QUANTIZE", str(file))


def make(name: str, folder: Path) -> Path:
    family, given = MODELS[name]
    torch.manual_seed(0)
    config = getattr(transformers, f"{family}Config")(**given)
    build: Callable[..., Any] = getattr(transformers, f"{family}ForCausalLM")
    build(config).bfloat16().save_pretrained(folder)
    make_tokenizer(folder)
    return folder


@pytest.mark.usefixtures("_program")
@pytest.mark.parametrize("name", MODELS)
def test_llama_cpp_makes_what_was_told(name: str, tmp_path: Path) -> None:
    model = make(name, tmp_path / "model")
    task = ExportTask(model, tmp_path / "out", "mine", datetime.now())
    sizes = Sizes(model)
    told: list[str] = []
    for kind in MIXED:
        made = make_gguf(task, kind, lambda phase, done, total: told.append(phase))
        head = read_gguf(made.file)
        expected = {one.name: sizes.type_of(kind, one) for one in sizes.tensors}
        assert {key: held.kind for key, held in head.tensors.items()} == expected, kind
        assert head.size - head.data_start == sizes.bytes_of(kind)
    assert "engine.quants.quantising" in told
    assert not any(one.name.endswith("bf16.gguf") for one in task.output.iterdir())


@pytest.mark.usefixtures("_program")
def test_llama_cpp_runs_what_was_made(tmp_path: Path) -> None:
    task = ExportTask(make("llama", tmp_path / "m"), tmp_path / "out", "mine", datetime.now())
    files = [make_gguf(task, kind, lambda *_: None).file for kind in ("bf16", "q6_k", "q2_k")]
    seen = []
    for file in files:
        with loaded(file) as model:
            seen.append(logits(model, [5, 6, 7, 8, 9]))
    plain, fine, coarse = seen
    assert 0 < abs(fine - plain).mean() < abs(coarse - plain).mean()
