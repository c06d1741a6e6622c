"""All tensors of a GGUF file, planned from the names and shapes of a model's: nothing is read yet.

Knows names in both worlds. Does not know what an architecture needs (`architectures.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from gguf import GGMLQuantizationType, TensorNameMap, get_tensor_name_map

from deeptuner.engine.gguf.architectures import Architecture
from deeptuner.engine.gguf.arrange import Rows, gather_experts
from deeptuner.engine.gguf.content import Planned
from deeptuner.engine.gguf.rope import Rope
from deeptuner.engine.gguf.types import tensor_type
from deeptuner.engine.merge.rows import Stored
from deeptuner.errors import ModelError
from deeptuner.words import message

EMBEDDING: Final = "token_embd.weight"
HEAD: Final = "output.weight"
# Computed anew from the config wherever a model is loaded.
_COMPUTED: Final = re.compile(
    r".*\.(rotary_emb\.inv_freq|(attn|attention)\.(masked_)?bias|attention\.rotary_emb\.inv_freq)"
)
_PREFIXES: Final = (("model.language_model.", "model."), ("transformer.", ""))
_SUFFIXES: Final = (".weight", ".bias")
_LAYER: Final = re.compile(r"blk\.(\d+)\.(.+)")


def plan(
    architecture: Architecture,
    config: Any,
    base: Mapping[str, Stored],
    turning: Rope,
    kind: str,
    model_dir: Path,
) -> list[Planned]:
    """The tensors of a file of type `kind`, embedding first.

    Raises ModelError for tensors that have no place in the file, or that are missing.
    """
    wanted = {name: one for name, one in base.items() if not _COMPUTED.fullmatch(name)}
    rest, experts = gather_experts(wanted)
    names = get_tensor_name_map(architecture.arch, config.num_hidden_layers)
    planned: dict[str, Planned] = {}
    for name, stored in rest.items():
        new = _name(names, name, model_dir)
        if new == HEAD and getattr(config, "tie_word_embeddings", False):
            continue
        rows = architecture.arrange(new, stored, config)
        shift = 1.0 if architecture.shifted and "norm" in new and _weighs(new) else 0.0
        planned[new] = _planned(new, rows, kind, shift)
    for name, rows in experts.items():
        new = _name(names, name, model_dir)
        planned[new] = _planned(new, rows, kind, 0.0)
    _add_head(architecture, planned, model_dir)
    _check_layers(planned, config.num_hidden_layers, model_dir)
    return sorted([*planned.values(), *_of_rotation(turning)], key=_order)


def name_in_file(names: TensorNameMap, name: str) -> str | None:
    """What llama.cpp calls a tensor, or None for one that it does not know."""
    for start, instead in (("", ""), *_PREFIXES):
        if name.startswith(start):
            found = names.get_name(instead + name.removeprefix(start), try_suffixes=_SUFFIXES)
            if found is not None:
                return str(found) if found.endswith(_SUFFIXES) else f"{found}.weight"
    return None


def _name(names: TensorNameMap, name: str, model_dir: Path) -> str:
    found = name_in_file(names, name)
    if found is None:
        raise ModelError(
            message("engine.gguf.no-place", name=name),
            where=str(model_dir),
            fix=message("engine.gguf.fix-computed-otherwise"),
        )
    return found


def _weighs(name: str) -> bool:
    return name.endswith(".weight")


def _planned(name: str, rows: Rows, kind: str, shift: float) -> Planned:
    shape, pieces = rows
    return Planned(name, shape, tensor_type(kind, name, shape), pieces, shift)


def _of_rotation(turning: Rope) -> Iterator[Planned]:
    for name, values in turning.tensors.items():
        yield Planned(name, (len(values),), GGMLQuantizationType.F32, values=values)


def _add_head(architecture: Architecture, planned: dict[str, Planned], model_dir: Path) -> None:
    """Where the head is the embedding, some architectures want it a second time all the same."""
    embedding = planned.get(EMBEDDING)
    if embedding is None:
        raise _incomplete(EMBEDDING, model_dir)
    if architecture.head and HEAD not in planned:
        planned[HEAD] = Planned(HEAD, embedding.shape, embedding.kind, embedding.pieces)


def _check_layers(planned: Mapping[str, Planned], layers: int, model_dir: Path) -> None:
    """Every layer must have what any has."""
    found = [match for name in planned if (match := _LAYER.fullmatch(name))]
    for part, count in Counter(match[2] for match in found).items():
        if count != layers:
            raise _incomplete(part, model_dir)


def _incomplete(name: str, model_dir: Path) -> ModelError:
    return ModelError(
        message("engine.gguf.incomplete", name=name),
        where=str(model_dir),
        fix=message("runs.models.get-again"),
    )


def _order(one: Planned) -> tuple[int, int, str]:
    """Embedding, layers as they follow each other, what comes after them."""
    if found := _LAYER.fullmatch(one.name):
        return 1, int(found[1]), found[2]
    return (0 if one.name.startswith(("token_embd", "position_embd", "rope_f")) else 2), 0, one.name
