"""What a GGUF file says of its model beyond the tensors: sizes, norms, rotation, windows.

Knows config objects of transformers, which give every setting, told or default, one name. Does not
know tokenizers (`vocabulary.py`).
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, Final

from gguf import MODEL_ARCH_NAMES

from deeptuner.engine.gguf.architectures import ARCHITECTURES, Architecture
from deeptuner.engine.gguf.rope import Rope, rope
from deeptuner.errors import ModelError
from deeptuner.runs.models import describe_model
from deeptuner.words import Message, message

ROUGHLY: Final = 2048  # tokens; what is told of a model whose config sets no limit
_RMS: Final = ("rms_norm_eps",)
_MEAN: Final = ("layer_norm_eps", "layer_norm_epsilon", "norm_epsilon", "norm_eps")
_LENGTHS: Final = ("max_position_embeddings", "n_positions", "seq_length")
_INNER: Final = ("intermediate_size", "n_inner", "ffn_hidden_size")
_ACTIVATIONS: Final = ("hidden_activation", "hidden_act", "activation_function", "activation")
_ROTATING: Final = ("partial_rotary_factor", "rotary_pct")


def architecture_of(model_dir: Path) -> Architecture:
    """Raises ModelError for an architecture that is not written, with those that are."""
    name = describe_model(model_dir).require().architecture
    if name is not None and name in ARCHITECTURES:
        return ARCHITECTURES[name]
    known = ", ".join(sorted(one.removesuffix("ForCausalLM") for one in ARCHITECTURES))
    raise ModelError(
        message("engine.gguf.architecture", architecture=str(name)),
        where=str(model_dir),
        fix=message("engine.gguf.fix-architecture", known=known),
    )


def read_config(model_dir: Path) -> Any:
    """The model's config as transformers reads it, without running code from the folder."""
    from transformers import AutoConfig

    return AutoConfig.from_pretrained(str(model_dir), local_files_only=True).get_text_config()


def check_config(architecture: Architecture, config: Any, model_dir: Path) -> None:
    """Raises ModelError where llama.cpp would compute something else than transformers does."""
    wrong = [str(name) for name in architecture.needs(config)]
    activation = _first(config, _ACTIVATIONS)
    if activation is not None and activation not in architecture.activations:
        wrong.append(f"{activation} (activation)")
    if wrong:
        raise ModelError(
            message("engine.gguf.computed-otherwise", settings=", ".join(wrong)),
            where=str(model_dir / "config.json"),
            fix=message("engine.gguf.fix-computed-otherwise"),
        )


def rotation(architecture: Architecture, config: Any) -> Rope:
    """How positions turn, or nothing for models that know them by other means."""
    if not architecture.rotary:
        return Rope()
    return rope(config, int(_share(config) * head_size(config)))


def keys_of(architecture: Architecture, config: Any, turning: Rope, vocab: int) -> dict[str, Any]:
    """All keys of the architecture, under its name."""
    keys = {
        "context_length": int(_first(config, _LENGTHS) or ROUGHLY),
        "embedding_length": int(config.hidden_size),
        "block_count": int(config.num_hidden_layers),
        "feed_forward_length": int(_first(config, _INNER) or 4 * config.hidden_size),
        "attention.head_count": int(config.num_attention_heads),
        "attention.head_count_kv": int(
            getattr(config, "num_key_value_heads", None) or config.num_attention_heads
        ),
        "attention.key_length": head_size(config),
        "attention.value_length": head_size(config),
        "vocab_size": vocab,
        **_norms(config),
        **_window(architecture, config),
        **{f"rope.{key}": value for key, value in turning.keys.items()},
        **architecture.keys(config),
    }
    name = MODEL_ARCH_NAMES[architecture.arch]
    return {f"{name}.{key}": value for key, value in keys.items()}


def head_size(config: Any) -> int:
    found = getattr(config, "head_dim", None)
    return int(found or config.hidden_size // config.num_attention_heads)


def notes_of(architecture: Architecture, config: Any) -> tuple[Message, ...]:
    """Where texts that are long enough come out otherwise in llama.cpp."""
    notes = []
    window = _window_length(config)
    if window and not architecture.windows and window < (_first(config, _LENGTHS) or math.inf):
        notes.append(message("engine.gguf.window", tokens=window))
    scaling = (getattr(config, "rope_parameters", None) or {}).get("rope_type")
    if scaling == "dynamic":
        notes.append(message("engine.gguf.dynamic", tokens=config.max_position_embeddings))
    return tuple(notes)


def _norms(config: Any) -> dict[str, Any]:
    keys = {}
    if (rms := _first(config, _RMS)) is not None:
        keys["attention.layer_norm_rms_epsilon"] = float(rms)
    if (mean := _first(config, _MEAN)) is not None:
        keys["attention.layer_norm_epsilon"] = float(mean)
    return keys


def _window(architecture: Architecture, config: Any) -> dict[str, Any]:
    """The window's length, and which layers have one where that is not what llama.cpp expects."""
    length = _window_length(config)
    if not architecture.windows or not length:
        return {}
    local = [kind == "sliding_attention" for kind in config.layer_types]
    expected = [(number + 1) % architecture.pattern != 0 for number in range(len(local))]
    pattern = {} if local == expected else {"attention.sliding_window_pattern": local}
    return {"attention.sliding_window": length, **pattern}


def _window_length(config: Any) -> int:
    """0 where there is no window."""
    kinds = getattr(config, "layer_types", None)
    used = getattr(config, "use_sliding_window", True) and (
        kinds is None or "sliding_attention" in kinds
    )
    return int(getattr(config, "sliding_window", None) or 0) if used else 0


def _share(config: Any) -> float:
    """Which part of a head rotates."""
    given = getattr(config, "rope_parameters", None) or {}
    whole = given.get("full_attention", given)
    found = whole.get("partial_rotary_factor")
    return float(found if found is not None else _first(config, _ROTATING) or 1.0)


def _first(config: Any, names: tuple[str, ...]) -> Any:
    """The first of these settings that has a value."""
    found = (getattr(config, name, None) for name in names)
    return next((value for value in found if value is not None), None)
