"""Whether a merged model's config says what the base's does: the same weights would behave
otherwise under another, and a small model shows little of that in its logits.

Knows which settings a merge may change. Does not look at weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from deeptuner.engine.merge.companions import both_rope_forms
from deeptuner.engine.model import load_config

CHANGED: Final = frozenset(  # by a merge, or by where a model lies and who wrote it
    {
        "_name_or_path",
        "dtype",
        "torch_dtype",
        "tie_word_embeddings",
        "transformers_version",
        "vocab_size",  # told by the weights, which do not load under another
    }
)


def altered(model_dir: Path, merged_dir: Path) -> tuple[str, ...]:
    """Names of the settings in which the two differ, as transformers reads them."""
    base, merged = (_settings(folder) for folder in (model_dir, merged_dir))
    names = base.keys() | merged.keys()
    return tuple(sorted(name for name in names if base.get(name) != merged.get(name)))


def _settings(folder: Path) -> dict[str, Any]:
    config = load_config(folder, trust_remote_code=False).to_dict()
    return dict(_flat("", {**config, **both_rope_forms(config)}))  # a merge writes both


def _flat(path: str, config: Mapping[str, Any]) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in config.items():
        if name in CHANGED:
            continue
        if isinstance(value, Mapping):
            found += _flat(f"{path}{name}.", value)
        else:
            found.append((f"{path}{name}", value))
    return found
