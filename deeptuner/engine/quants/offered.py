"""All types with what is known of each for one model: size, who makes it, and the measured loss.

Knows what this machine can make. Does not measure losses (`losses.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from deeptuner.engine.gguf import TYPES, GgufType
from deeptuner.engine.ollama.source import BY_OLLAMA
from deeptuner.engine.quants import llama_quantize
from deeptuner.engine.quants.measured import Losses
from deeptuner.engine.quants.sizes import Sizes
from deeptuner.errors import ModelError
from deeptuner.words import Message, message


@dataclass(frozen=True, slots=True)
class Offered:
    """A type for one model. `bytes` of its tensors; `by` who makes it here, or would; `why` it is
    not available; `loss` where it was measured."""

    name: str
    bits: float
    bytes: int | None
    by: str
    available: bool
    why: Message | None
    loss: float | None

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "why": self.why.to_json() if self.why else None}


def offered(
    model_dir: Path, environment: Mapping[str, str], *, ollama: bool, losses: Losses | None = None
) -> tuple[Offered, ...]:
    """Every type. `ollama`: whether one answers here."""
    try:
        sizes, refused = Sizes(model_dir), None
    except ModelError as error:
        sizes, refused = None, error.what
    program = llama_quantize.find(environment) is not None
    found = []
    for one in TYPES:
        by, why = _maker(one, program=program, ollama=ollama)
        why = refused or why
        size = sizes.bytes_of(one.name) if sizes else None
        loss = losses.by_type.get(one.name) if losses else None
        found.append(Offered(one.name, one.bits, size, by, why is None, why, loss))
    return tuple(found)


def _maker(one: GgufType, *, program: bool, ollama: bool) -> tuple[str, Message | None]:
    """Who makes the type here, and why nobody does."""
    if one.by == "gguf":
        return one.by, None
    if program:
        return "llama.cpp", None
    if one.name in BY_OLLAMA:
        return "ollama", None if ollama else message("engine.quants.needs-ollama", type=one.name)
    return one.by, message("engine.quants.needs-llama", type=one.name)
