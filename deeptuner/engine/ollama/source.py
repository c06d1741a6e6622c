"""What a Modelfile's FROM names: a GGUF file, or a folder of an architecture that Ollama converts.

Knows which of both a model can be given as, and what Ollama quantises itself. Source of the lists:
Ollama's convert/convert.go and fs/ggml/type.go (2026-08).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from deeptuner.engine.export_task import ExportTask
from deeptuner.engine.gguf import DEFAULT, WRITTEN
from deeptuner.engine.merge.base import check_base, read_base
from deeptuner.engine.merge.companions import both_rope_forms
from deeptuner.engine.quants import llama_quantize
from deeptuner.engine.quants.making import known_type, plain_type, require_program
from deeptuner.engine.quants.sizes import Sizes
from deeptuner.errors import InputError, ModelError
from deeptuner.runs.models import describe_model
from deeptuner.runs.weights import read_json_file
from deeptuner.words import Message, message

CONVERTED: Final = frozenset(
    {
        "LlamaForCausalLM",
        "MixtralForCausalLM",
        "GemmaForCausalLM",
        "Gemma2ForCausalLM",
        "Gemma3ForCausalLM",
        "Gemma3ForConditionalGeneration",
        "Phi3ForCausalLM",
        "Qwen2ForCausalLM",
        "Olmo3ForCausalLM",
        "CohereForCausalLM",
    }
)
PARTS: Final = ("model*.safetensors", "*.json", "chat_template.jinja", "tokenizer.model")
BY_OLLAMA: Final = {"q4_k_m": "q4_K_M", "q4_k_s": "q4_K_S"}  # as its command line spells them
FROM_FOLDER: Final = {**BY_OLLAMA, "q8_0": "q8_0", "f16": "f16", "f32": "f32", "bf16": "bf16"}

Start = Literal["gguf", "folder"]


@dataclass(frozen=True, slots=True)
class Source:
    """What FROM will name. `type` is that of the file to be made, None for a folder; `quantize`
    what Ollama shall make of it, or ''. `why`: why it is no GGUF file, where it might have been."""

    type: str | None
    quantize: str = ""
    why: Message | None = None


def choose(task: ExportTask, start: Start | None = None, kind: str | None = None) -> Source:
    """A GGUF file where we write one of this model, else its folder; or as told by `start`.

    Raises InputError where the model, or the type `kind`, cannot be had that way; ModelError for a
    damaged model, which would be none in Ollama either.
    """
    kind = known_type(kind) if kind else None
    check_base(describe_model(task.model_dir).require())
    read_base(task.model_dir)
    if start == "folder":
        return _folder(task.model_dir, kind)
    try:
        Sizes(task.model_dir)
    except ModelError as error:
        if start == "gguf":
            raise
        return _folder(task.model_dir, kind, error)
    return _file(task.model_dir, kind or DEFAULT)


def files_of(source: Path) -> list[Path]:
    """The files that Ollama needs: the GGUF itself, or those of a folder."""
    if source.is_file():
        return [source]
    return sorted(file for pattern in PARTS for file in source.glob(pattern))


def _file(model_dir: Path, kind: str) -> Source:
    if kind in BY_OLLAMA and llama_quantize.find(os.environ) is None:
        return Source(plain_type(model_dir), BY_OLLAMA[kind])
    if kind not in WRITTEN:
        require_program(kind)
    return Source(kind)


def _folder(model_dir: Path, kind: str | None, error: ModelError | None = None) -> Source:
    """Raises InputError where Ollama cannot convert the folder, or would do so wrongly."""
    architecture = describe_model(model_dir).require().architecture
    if architecture not in CONVERTED:
        raise error or _refused(model_dir, "not-converted", architecture=str(architecture))
    if not (model_dir / "tokenizer.model").exists() and not _byte_level(model_dir):
        raise error or _refused(model_dir, "needs-tokenizer-model")
    if _positions_untold(read_json_file(model_dir / "config.json")):
        raise error or _refused(model_dir, "positions-untold")
    if kind is not None and kind not in FROM_FOLDER:
        raise InputError(
            message("engine.ollama.folder-type", type=kind, types=", ".join(FROM_FOLDER)),
            where="--type",
        )
    return Source(None, FROM_FOLDER[kind] if kind else "", error.what if error else None)


def _byte_level(model_dir: Path) -> bool:
    """Ollama takes every tokenizer.json for one that works on bytes."""
    file = model_dir / "tokenizer.json"
    if not file.exists():
        return False
    tokenizer = read_json_file(file)
    return "'ByteLevel'" in repr((tokenizer.get("pre_tokenizer"), tokenizer.get("decoder")))


def _positions_untold(config: Mapping[str, Any]) -> bool:
    """Ollama's converter reads the older form alone, and takes other positions without it."""
    text = config.get("text_config")
    if isinstance(text, dict) and _positions_untold(text):
        return True
    return not both_rope_forms(config).keys() - {"rope_parameters"} <= config.keys()


def _refused(model_dir: Path, what: str, **gaps: str) -> InputError:
    return InputError(
        message(f"engine.ollama.{what}", **gaps),
        where=str(model_dir),
        fix=message("engine.ollama.make-gguf"),
    )
