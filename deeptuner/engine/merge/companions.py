"""The files beside the weights: config, generation config, tokenizer, chat template.

They are copied from the base model and changed only where the merge or the run changed something:
a library that writes them anew would lose what other programs read. Does not touch weights.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from deeptuner.engine.merge.tokens import FILES, copy_tokenizer
from deeptuner.files import write_json, write_text
from deeptuner.runs.weights import read_json_file

GENERATION: Final = "generation_config.json"
COPIED: Final = (
    GENERATION,
    "preprocessor_config.json",
    "processor_config.json",
    "LICENSE*",
    "NOTICE*",
)
TEMPLATE: Final = "chat_template.jinja"
NO_SCALING: Final = ("rope_theta", "partial_rotary_factor")
ORIGINAL_LENGTH: Final = "original_max_position_embeddings"
TORCH_NAMES: Final = {"F32": "float32", "F16": "float16", "BF16": "bfloat16", "F64": "float64"}


@dataclass(frozen=True, slots=True)
class Weights:
    """What the merged weights are: their head no longer their embedding, most of them of `dtype`
    (in the words of safetensors), with a row for `vocabulary` tokens, None where that is as in the
    base; `new_tokens` says that the adapter's tokenizer is theirs."""

    untied: bool
    dtype: str
    vocabulary: int | None = None
    new_tokens: bool = False


def write_companions(model_dir: Path, adapter_dir: Path, output: Path, weights: Weights) -> None:
    """Everything but the weights."""
    config = read_json_file(model_dir / "config.json")
    merged = merged_config(config, untied=weights.untied, dtype=weights.dtype)
    write_json(output / "config.json", with_vocabulary(merged, weights.vocabulary))
    own_code = ("*.py",) if "auto_map" in config else ()
    for pattern in (*COPIED, *own_code):
        for file in sorted(model_dir.glob(pattern)):
            shutil.copyfile(file, output / file.name)
    copy_tokenizer(model_dir, adapter_dir, output, weights.new_tokens)
    _write_stop_tokens(adapter_dir, output)
    _write_template(model_dir, adapter_dir, output)


def complete(folder: Path, model_dir: Path) -> None:
    """The same for a model that transformers wrote after full fine-tuning: its config and chat
    template in both forms, and the base's files in `model_dir` that transformers leaves out."""
    config = read_json_file(folder / "config.json")
    names = {name: key for key, name in TORCH_NAMES.items()}
    dtype = names.get(str(config.get("dtype")), "")
    write_json(folder / "config.json", merged_config(config, untied=False, dtype=dtype))
    for pattern in (*COPIED, *FILES):
        for file in sorted(model_dir.glob(pattern)):
            if not (folder / file.name).exists():
                shutil.copyfile(file, folder / file.name)
    _write_template(folder, folder, folder)


def merged_config(config: Mapping[str, Any], *, untied: bool, dtype: str) -> dict[str, Any]:
    """The base's config in a form that older and newer readers understand alike."""
    merged = {key: value for key, value in config.items() if key != "quantization_config"}
    if untied:
        merged["tie_word_embeddings"] = False
    if dtype in TORCH_NAMES:
        merged |= {"dtype": TORCH_NAMES[dtype], "torch_dtype": TORCH_NAMES[dtype]}
    merged |= both_rope_forms(merged)
    if isinstance(text := merged.get("text_config"), dict):
        merged["text_config"] = {**text, **both_rope_forms(text)}
    return merged


def with_vocabulary(config: dict[str, Any], rows: int | None) -> dict[str, Any]:
    """The config of a model that has a row for `rows` tokens; as it is where that is None."""
    if rows is None:
        return config
    text = config.get("text_config")
    inner = {"text_config": {**text, "vocab_size": rows}} if isinstance(text, dict) else {}
    outer = {"vocab_size": rows} if "vocab_size" in config or not inner else {}
    return {**config, **inner, **outer}


def both_rope_forms(config: Mapping[str, Any]) -> dict[str, Any]:
    """Rotary position settings as transformers 5 writes them and as everything older reads them.

    transformers 5 keeps them in `rope_parameters`, by kind of layer where the kinds differ; readers
    from before look for `rope_theta` and `rope_scaling` and quietly take 10000 if there is none.
    """
    newer = config.get("rope_parameters")
    if isinstance(newer, dict):
        return {**_older_form(newer), **_present(config, ("rope_theta", "rope_scaling"))}
    if "rope_theta" not in config:
        return {}
    scaling = config.get("rope_scaling") or {}
    kind = scaling.get("rope_type", scaling.get("type", "default"))
    theta = {"rope_theta": config["rope_theta"], "rope_type": kind}
    return {"rope_parameters": {**{k: v for k, v in scaling.items() if k != "type"}, **theta}}


def _older_form(newer: Mapping[str, Any]) -> dict[str, Any]:
    """`rope_theta`, `rope_scaling` and, where local layers differ, `rope_local_base_freq`."""
    whole = newer.get("full_attention", newer)
    older: dict[str, Any] = {}
    if "rope_theta" in whole:
        older["rope_theta"] = whole["rope_theta"]
    older |= _older_scaling(whole)
    if "partial_rotary_factor" in whole:
        older["partial_rotary_factor"] = whole["partial_rotary_factor"]
    local = newer.get("sliding_attention")
    if isinstance(local, dict) and "rope_theta" in local:
        older["rope_local_base_freq"] = local["rope_theta"]
    return older


def _older_scaling(whole: Mapping[str, Any]) -> dict[str, Any]:
    """Of scaled positions; readers from before Llama 3.1 call their kind `type`.

    Phi-3's, whose positions are the only ones scaled by `longrope`, refuse any key but three.
    """
    kind = whole.get("rope_type", "default")
    if kind == "default":
        return {}
    kept = {key: value for key, value in whole.items() if key not in NO_SCALING}
    if kind != "longrope":
        return {"rope_scaling": kept if kind == "llama3" else {"type": kind, **kept}}
    length = _present(whole, (ORIGINAL_LENGTH,))
    factors = _present(whole, ("short_factor", "long_factor"))
    return {"rope_scaling": {"type": kind, **factors}, **length}


def _present(config: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: config[name] for name in names if config.get(name) is not None}


def _write_stop_tokens(adapter_dir: Path, output: Path) -> None:
    """The tokens that ended the answers of the run end those of the merged model."""
    source, path = adapter_dir / GENERATION, output / GENERATION
    stops = read_json_file(source).get("eos_token_id") if source.exists() else None
    if stops is not None:
        config = read_json_file(path) if path.exists() else {}
        write_json(path, {**config, "eos_token_id": stops})


def _write_template(model_dir: Path, adapter_dir: Path, output: Path) -> None:
    """The run's chat template, else the base's, in both places where programs look for it."""
    template = chat_template(adapter_dir) or chat_template(model_dir)
    if template is None:
        return
    write_text(output / TEMPLATE, template)
    path = output / "tokenizer_config.json"
    config = read_json_file(path) if path.exists() else {}
    write_json(path, {**config, "chat_template": template})


def chat_template(folder: Path) -> str | None:
    """The chat template of a model's or adapter's folder, wherever it is kept."""
    if (folder / TEMPLATE).exists():
        return (folder / TEMPLATE).read_text(encoding="utf-8")
    if not (folder / "tokenizer_config.json").exists():
        return None
    kept = read_json_file(folder / "tokenizer_config.json").get("chat_template")
    if isinstance(kept, list):  # several, by name
        named = {one["name"]: one["template"] for one in kept if isinstance(one, dict)}
        kept = named.get("default")
    return kept if isinstance(kept, str) else None
