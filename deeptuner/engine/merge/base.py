"""The base model's tensors, and what must be true of the model before anything is merged into it.

Knows Hugging Face's model folders. Does not know adapters.
"""

from __future__ import annotations

from pathlib import Path

from deeptuner.engine.merge.rows import Stored, stored
from deeptuner.engine.merge.tokens import TOKENIZER
from deeptuner.errors import ModelError
from deeptuner.runs.models import ModelInfo
from deeptuner.runs.weights import INDEX, read_json_file, read_weights
from deeptuner.words import message


def check_base(info: ModelInfo) -> None:
    """Merging into quantised weights would round the adapter away; tokens without an embedding
    would make the merged model unreadable for other programs. Raises ModelError."""
    if info.parameters is None:
        raise ModelError(
            message("engine.merge.quantised-base", model=info.name),
            where=str(info.path),
            fix=message("engine.merge.fix-quantised"),
        )
    if info.vocab_size is not None and (info.path / TOKENIZER).exists():
        _check_tokens(info, info.vocab_size)


def _check_tokens(info: ModelInfo, rows: int) -> None:
    added = read_json_file(info.path / TOKENIZER).get("added_tokens")
    for token in added if isinstance(added, list) else []:
        number = token.get("id") if isinstance(token, dict) else None
        if isinstance(number, int) and number >= rows:
            said = {"token": str(token.get("content")), "number": number, "rows": rows}
            raise ModelError(
                message("engine.merge.vocabulary", model=info.name, **said),
                where=str(info.path / TOKENIZER),
                fix=message("engine.merge.fix-vocabulary"),
            )


def read_base(model_dir: Path) -> dict[str, Stored]:
    """All tensors of the model by name. Raises ModelError when files are torn or disagree."""
    base: dict[str, Stored] = {}
    files = read_weights(model_dir).files
    index = model_dir / INDEX
    named = read_json_file(index)["weight_map"] if index.exists() else None
    for header in files:
        for name, tensor in stored(header).items():
            if named is not None and name not in named:
                raise ModelError(
                    message("engine.merge.not-in-index", name=name, file=header.path.name),
                    where=str(index),
                    fix=message("runs.models.get-again"),
                )
            if name in base:
                raise ModelError(
                    message("engine.merge.twice", name=name),
                    where=f"{base[name].file.name}, {header.path}",
                    fix=message("runs.models.get-again"),
                )
            base[name] = tensor
    return base
