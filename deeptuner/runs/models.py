"""What a model folder holds, read from its config and its safetensors headers in milliseconds.

Knows the Hugging Face layout and the names that configs use for the same thing. Does not load a
weight, does not import torch, and does not judge whether the installed transformers has the
architecture (the engine does).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from deeptuner.errors import ModelError
from deeptuner.runs.datasets import files_below
from deeptuner.runs.safetensors_header import BITS
from deeptuner.runs.weights import ADAPTER_CONFIG, PICKLES, Weights, read_json_file, read_weights
from deeptuner.words import Message, message

# The same property under the names that different model families give it.
CONTEXT: Final = (
    "max_position_embeddings",
    "n_positions",
    "max_sequence_length",
    "max_seq_len",
    "seq_length",
    "n_ctx",
)
HIDDEN: Final = ("hidden_size", "n_embd", "d_model")
LAYERS: Final = ("num_hidden_layers", "n_layer", "num_layers", "n_layers")
GENERATING: Final = ("ForCausalLM", "LMHeadModel", "ForConditionalGeneration")
DTYPES: Final = {"F32": "float32", "F16": "float16", "BF16": "bfloat16", "F64": "float64"}
BROKEN: Final = {  # what a model's own files would put right
    f"runs.models.{what}"
    for what in ("torn", "damaged", "bad-json", "bad-index", "shard-missing", "tensor-missing")
}
FIXES: Final = {  # what to do about the rest, where it is not to choose a folder of the right form
    "runs.models.no-kind": "engine.model.fix-newer",
    "runs.models.unknown-kind": "engine.model.fix-newer",
    "runs.models.quantised": "engine.model.fix-full-weights",
}
STORED: Final = (".safetensors", ".gguf", *PICKLES)  # how weights may lie in a folder
CONFIGS: Final = {"config.json", ADAPTER_CONFIG}
TOKENIZERS: Final = (("tokenizer.json",), ("tokenizer.model",), ("vocab.json", "merges.txt"))


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """One model folder. What could not be read is None; `errors` forbid its use, `notes` do not.

    `parameters` counts numbers in the weight files (None for packed, quantised weights);
    `size_bytes` is that of the weight files, also of broken ones; `context_length` is in tokens.
    """

    name: str
    path: Path
    architecture: str | None = None
    model_type: str | None = None
    parameters: int | None = None
    dtype: str | None = None
    size_bytes: int = 0
    context_length: int | None = None
    vocab_size: int | None = None
    hidden_size: int | None = None
    layers: int | None = None
    has_tokenizer: bool = False
    has_chat_template: bool = False
    errors: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def problems(self) -> tuple[Message, ...]:
        return self.errors + self.notes

    def require(self) -> ModelInfo:
        """This model, if it can be used. Raises ModelError with the first reason if not."""
        if self.errors:
            what = self.errors[0]
            fix = "get-again" if what.id in BROKEN else "need-layout"
            fix = FIXES.get(what.id, f"runs.models.{fix}")
            raise ModelError(what, where=str(self.path), fix=message(fix))
        return self

    def to_json(self) -> dict[str, Any]:
        value = asdict(self)
        value["path"] = str(self.path)
        for key, said in (("errors", self.errors), ("notes", self.notes)):
            value[key] = [one.to_json() for one in said]
        return value


def list_models(folder: Path) -> list[ModelInfo]:
    """Every model under `folder`, by name; links are followed, and broken ones told."""
    if not folder.is_dir():
        return []
    return [_listed(path) for path in sorted(folder.iterdir()) if _may_be_model(path)]


def describe_model(path: Path) -> ModelInfo:
    """What the model folder `path` holds. A bad model is described, with `errors`.

    Raises ModelError when there is no such folder.
    """
    if path.is_file():
        raise ModelError(
            message("runs.models.is-file", path=str(path)),
            where=str(path),
            fix=message("runs.models.is-file-fix", folder=str(path.absolute().parent)),
        )
    if not path.is_dir():
        raise ModelError(
            message("common.not-found", path=str(path)),
            where=str(path),
            fix=message("common.check-path"),
        )
    errors: list[Message] = []
    config = _config(path, errors)
    weights = _weights(path, errors)
    tokenizer_config = _optional_json(path / "tokenizer_config.json", errors)
    has_tokenizer = any(all((path / name).exists() for name in names) for names in TOKENIZERS)
    return ModelInfo(
        name=path.name,
        path=path,
        **_from_config(config),
        **(_from_weights(weights, config) if weights else {"size_bytes": _stored(path)}),
        has_tokenizer=has_tokenizer,
        has_chat_template=_has_chat_template(path, tokenizer_config),
        errors=tuple(errors),
        notes=tuple(_notes(config, has_tokenizer)),
    )


def model_in(folder: Path) -> Path | None:
    """The first model or adapter that `folder` is or holds, however broken; None without one.

    Raises OSError when it cannot be looked into.
    """
    names: dict[Path, set[str]] = {}
    for file in files_below(folder):
        names.setdefault(file.parent, set()).add(file.name)
    return next((path for path, beside in names.items() if _are_model(beside)), None)


def _are_model(names: set[str]) -> bool:
    """A config alone may be a dataset's."""
    return bool(names & CONFIGS) and any(
        name.endswith((".safetensors", ".gguf")) or name.startswith("pytorch_model")
        for name in names
    )


def _listed(path: Path) -> ModelInfo:
    """One that cannot be looked into must not hide the others."""
    try:
        if path.is_dir():
            return describe_model(path)
        why = message("runs.models.broken-link", name=path.name)
    except OSError as error:
        detail = error.strerror or str(error)
        why = message("runs.models.unreadable", file=path.name, detail=detail)
    return ModelInfo(path.name, path, errors=(why,))


def _may_be_model(path: Path) -> bool:
    if path.name.startswith("."):
        return False
    if path.is_symlink() and not path.exists():
        return True
    try:
        return path.is_dir() and any(
            child.name == "config.json" or child.suffix in (".safetensors", ".bin", ".gguf")
            for child in path.iterdir()
        )
    except OSError:
        return True  # it is told why it cannot be looked into


def _config(path: Path, errors: list[Message]) -> dict[str, Any]:
    if (path / ADAPTER_CONFIG).exists() and not (path / "config.json").exists():
        errors.append(message("runs.models.adapter"))
        return {}
    if not (path / "config.json").exists():
        errors.append(message("runs.models.no-config"))
        return {}
    config = _optional_json(path / "config.json", errors)
    if config and not _architecture(config):
        errors.append(message("runs.models.no-architecture"))
    return config


def _optional_json(path: Path, errors: list[Message]) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return read_json_file(path)
    except ModelError as error:
        errors.append(error.what)
        return {}


def _weights(path: Path, errors: list[Message]) -> Weights | None:
    try:
        return read_weights(path)
    except ModelError as error:
        errors.append(error.what)
        return None


def _from_config(config: Mapping[str, Any]) -> dict[str, Any]:
    model_type = config.get("model_type")
    return {
        "architecture": _architecture(config),
        "model_type": model_type if isinstance(model_type, str) else None,
        "context_length": _number(config, CONTEXT),
        "vocab_size": _number(config, ("vocab_size",)),
        "hidden_size": _number(config, HIDDEN),
        "layers": _number(config, LAYERS),
    }


def _architecture(config: Mapping[str, Any]) -> str | None:
    match config.get("architectures"):
        case [str(name), *_]:
            return name
    return None


def _number(config: Mapping[str, Any], names: tuple[str, ...]) -> int | None:
    """The first whole number under one of `names`; models of text and images keep theirs below."""
    text = config.get("text_config")
    for part in (config, text if isinstance(text, dict) else {}):
        for name in names:
            value = part.get(name)
            if isinstance(value, int) and not isinstance(value, bool) and value > 0:
                return value
    return None


def _from_weights(weights: Weights, config: Mapping[str, Any]) -> dict[str, Any]:
    size_of: Counter[str] = Counter()
    for _, info in weights.tensors():
        size_of[info.dtype] += info.nbytes
    stored = size_of.most_common(1)[0][0] if size_of else None
    packed = "quantization_config" in config
    return {
        "parameters": None if packed else sum(info.count for _, info in weights.tensors()),
        "dtype": DTYPES.get(stored, stored.lower()) if stored in BITS else None,
        "size_bytes": weights.size_bytes,
    }


def _stored(path: Path) -> int:
    """Bytes of the weight files that lie in the folder, whether or not they can be read."""
    total = 0
    for file in path.iterdir():
        if file.suffix in STORED:
            with suppress(OSError):  # a link that leads nowhere
                total += file.stat().st_size if file.is_file() else 0
    return total


def _has_chat_template(path: Path, tokenizer_config: Mapping[str, Any]) -> bool:
    beside = any((path / name).exists() for name in ("chat_template.jinja", "chat_template.json"))
    return beside or bool(tokenizer_config.get("chat_template"))


def _notes(config: Mapping[str, Any], has_tokenizer: bool) -> list[Message]:
    notes = []
    if not has_tokenizer:
        notes.append(message("runs.models.no-tokenizer"))
    if "auto_map" in config:
        notes.append(message("runs.models.own-code"))
    if "quantization_config" in config:
        notes.append(message("runs.models.quantised"))
    architecture = _architecture(config)
    if architecture and not architecture.endswith(GENERATING):
        notes.append(message("runs.models.not-generating", architecture=architecture))
    return notes
