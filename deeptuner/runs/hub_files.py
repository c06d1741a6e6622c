"""Which files of a model's repository are needed here, and why a repository is refused.

Knows names only: safetensors, config, tokenizer, chat template, and what tells the terms of use.
Pickles are never chosen. Knows also the note that says where a model's folder came from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from deeptuner.errors import ModelError
from deeptuner.files import read_json
from deeptuner.runs.weights import ADAPTER_CONFIG, INDEX, PICKLES, SINGLE
from deeptuner.words import message

SHARD: Final = re.compile(r"model-\d+-of-\d+\.safetensors")
TOKENIZER: Final = frozenset(
    {
        "tokenizer.json",
        "tokenizer_config.json",
        "tokenizer.model",
        "special_tokens_map.json",
        "added_tokens.json",
        "vocab.json",
        "vocab.txt",
        "merges.txt",
        "chat_template.jinja",
        "chat_template.json",
    }
)
CONFIG: Final = frozenset({"config.json", "generation_config.json"})
TEMPLATES: Final = "additional_chat_templates"
ABOUT: Final = re.compile(r"README\.md|(LICEN[CS]E|NOTICE|USE_POLICY)(\.\w+)?", re.IGNORECASE)
ORIGIN: Final = ".hub.json"  # in a folder that was fetched
ID: Final = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)?")


def model_files(names: Sequence[str], where: str) -> list[str]:
    """The files to fetch, small ones first. Raises ModelError for what is no model, or has its
    weights in another form than safetensors."""
    found = set(names)
    weights = _weights(found)
    if not weights or "config.json" not in found:
        raise _refused(found, weights, where)
    small = [name for name in names if _is_small(name)]
    return [*small, *weights]


def _is_small(name: str) -> bool:
    path = PurePosixPath(name)
    if path.parent.name == TEMPLATES:
        return path.suffix == ".jinja" and len(path.parts) == 2
    return name in TOKENIZER or name in CONFIG or ABOUT.fullmatch(name) is not None


def origin(folder: Path) -> str | None:
    """The id on the hub of what was fetched into `folder`, if it was."""
    try:
        found = read_json(folder / ORIGIN)
    except (OSError, ValueError):
        return None
    known = found.get("id") if isinstance(found, dict) else None
    return known if isinstance(known, str) and ID.fullmatch(known) else None


def _weights(found: set[str]) -> list[str]:
    if INDEX in found:
        return [INDEX, *sorted(name for name in found if SHARD.fullmatch(name))]
    return [SINGLE] if SINGLE in found else []


def _refused(found: set[str], weights: Sequence[str], where: str) -> ModelError:
    suffixes = {PurePosixPath(name).suffix for name in found}
    fix = "runs.models.need-layout"
    if ADAPTER_CONFIG in found and "config.json" not in found:
        what = "runs.models.adapter"
    elif weights:
        what = "runs.models.no-config"
    elif suffixes & set(PICKLES):
        what, fix = "runs.models.only-pickles", "runs.models.convert-pickles"
    else:
        what = "runs.models.only-gguf" if ".gguf" in suffixes else "runs.models.no-weights"
    return ModelError(message(what), where=where, fix=message(fix))
