"""Whom the chat asks, and how answers are drawn.

Knows what a person chooses and sets. Does not know who answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

SEEDS: Final = 100_000  # as many as are easily read and typed


@dataclass(frozen=True, slots=True)
class ChatChoice:
    """Whom to ask: a run, and the step of its checkpoint (None: its result); `folder` is the
    experiment's."""

    run: Path
    name: str
    step: int | None
    folder: Path
    full: bool = False  # full fine-tuning: two models instead of one with an adapter


@dataclass(slots=True)
class Sampling:
    """How answers are drawn. The program's own numbers, until the model's are known."""

    temperature: float = 0.7
    top_p: float = 0.9
    longest: int = 256
    same_seed: bool = True
    seed: int = 1
    blind: bool = False
    system: str = ""
    touched: bool = False  # the person has set something: nothing is put in its place any more

    def asked(self, usual: Mapping[str, Any]) -> dict[str, Any]:
        """As the ask takes it; what is not on the page is as the model's makers have it."""
        return {
            "temperature": round(self.temperature, 2),
            "top_p": round(self.top_p, 2),
            "top_k": usual.get("top_k", 0),
            "repetition_penalty": usual.get("repetition_penalty", 1.0),
            "max_new_tokens": self.longest,
            "seed": self.seed if self.same_seed else None,
        }
