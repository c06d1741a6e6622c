"""What was recognised: the format and which column holds what, and how sure that is.

Knows the result only; `detect` finds it, `convert` uses it, prepare records it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deeptuner.words import Message


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to read the rows: `mapping` is field → column."""

    format: str
    mapping: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Detection:
    """How rows are read. Where `sure` is False, `candidates` are equally good and a person asks."""

    format: str
    mapping: Mapping[str, str]
    sure: bool
    reason: Message
    candidates: tuple[Candidate, ...] = ()
    warnings: tuple[Message, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "format": self.format,
            "mapping": dict(self.mapping),
            "sure": self.sure,
            "reason": self.reason.to_json(),
            "candidates": [
                {"format": one.format, "mapping": dict(one.mapping)} for one in self.candidates
            ],
            "warnings": [said.to_json() for said in self.warnings],
        }
