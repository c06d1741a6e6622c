"""What a rule finds: which settings, how bad, in words, and the change that would mend it.

Knows the forms and how a fix is applied. Does not know any rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from deeptuner.settings.catalog import Value, spec_by_path, with_values
from deeptuner.settings.sections.config import Config
from deeptuner.settings.text import text_of
from deeptuner.words import Message, message

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """What rules may know of the machine: GPUs fit to train, and Python packages by name.

    `numbered` counts all GPUs, fit or not, as their numbers do; None: all are fit. `bf16`: those
    that are to train compute in it.
    """

    gpus: int
    bf16: bool = True
    installed: frozenset[str] = frozenset()
    numbered: int | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of settings that ends a finding."""

    changes: Mapping[str, Value]
    message: Message

    def to_json(self) -> dict[str, Any]:
        return {"changes": dict(self.changes), "message": self.message.to_json()}


@dataclass(frozen=True, slots=True)
class Finding:
    """An `error` keeps a run from starting, a `warning` does not, a `note` is only good to know."""

    paths: tuple[str, ...]
    severity: Severity
    message: Message
    fix: Fix | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "paths": list(self.paths),
            "severity": self.severity,
            "message": self.message.to_json(),
            "fix": self.fix.to_json() if self.fix else None,
        }


Rule = Callable[[Config, MachineFacts | None], Iterable[Finding]]


def finding(
    severity: Severity,
    sentence: str,
    *paths: str,
    fix: Mapping[str, Value] | None = None,
    **gaps: Any,
) -> Finding:
    """A finding whose sentence is `settings.rule.<sentence>`; the fix's words are made for it."""
    said = message(f"settings.rule.{sentence}", **gaps)
    return Finding(paths, severity, said, fix_of(fix) if fix is not None else None)


def fix_of(changes: Mapping[str, Value]) -> Fix:
    parts = [f"`{path}: {text_of(spec_by_path()[path], value)}`" for path, value in changes.items()]
    return Fix(changes, message("settings.fix.set", changes=", ".join(parts)))


def apply_fix(config: Config, fix: Fix) -> Config:
    """`config` as the fix would have it."""
    return with_values(config, fix.changes)


def titles(paths: Iterable[str]) -> str:
    return ", ".join(spec_by_path()[path].title for path in paths)
