"""What a Modelfile's FROM may name: a GGUF, or a folder of an architecture that Ollama converts.

Source of the list: Ollama's convert/convert.go (2026-08).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from deeptuner.errors import InputError
from deeptuner.runs.models import describe_model
from deeptuner.runs.weights import read_json_file
from deeptuner.words import message

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


def check_convertible(model_dir: Path) -> None:
    """Raises InputError where Ollama cannot convert the folder, or would do so wrongly."""
    architecture = describe_model(model_dir).require().architecture
    if architecture not in CONVERTED:
        raise _refused(model_dir, "not-converted", architecture=str(architecture))
    if not (model_dir / "tokenizer.model").exists() and not _byte_level(model_dir):
        raise _refused(model_dir, "needs-tokenizer-model")


def files_of(source: Path) -> list[Path]:
    """The files that Ollama needs: the GGUF itself, or those of a folder."""
    if source.is_file():
        return [source]
    return sorted(file for pattern in PARTS for file in source.glob(pattern))


def _byte_level(model_dir: Path) -> bool:
    """Ollama takes every tokenizer.json for one that works on bytes."""
    file = model_dir / "tokenizer.json"
    if not file.exists():
        return False
    tokenizer = read_json_file(file)
    return "'ByteLevel'" in repr((tokenizer.get("pre_tokenizer"), tokenizer.get("decoder")))


def _refused(model_dir: Path, what: str, **gaps: str) -> InputError:
    return InputError(
        message(f"engine.ollama.{what}", **gaps),
        where=str(model_dir),
        fix=message("engine.ollama.make-gguf"),
    )
