"""The settings of a run in three parts: chosen, decided by the program, and all of them.

Knows the declaration and what a run recorded of its decisions. A setting that a person left alone
has its default, so that what differs from it was chosen, by hand or with a preset.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final

from deeptuner.monitor.run_report.outcomes import said
from deeptuner.settings.catalog import FieldSpec, sections, specs, value_at
from deeptuner.settings.sections.config import Config
from deeptuner.settings.text import text_of
from deeptuner.words import Message

IN_THE_HEAD: Final = frozenset({"name", "model.path", "data.dataset", "method.kind"})
NAMES: Final = frozenset({"model.path", "data.dataset", "data.eval_dataset"})
LONGEST: Final = 300  # characters of a value


@dataclass(frozen=True, slots=True)
class Shown:
    """One setting: its title, its path, its value as a file has it, what else it would have been,
    and why the program chose it, where it did."""

    title: str
    path: str
    value: str
    default: str = ""
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """`every` has a list for each section, by its title."""

    changed: tuple[Shown, ...]
    decided: tuple[Shown, ...]
    every: tuple[tuple[str, tuple[Shown, ...]], ...]


def chosen(config: Config, record: Mapping[str, Any]) -> Chosen:
    """The settings of a run that recorded `record`."""
    decided = _decisions(record)
    seeds = record.get("seeds")
    drawn = set(seeds) if isinstance(seeds, dict) else set()
    return Chosen(
        tuple(
            _shown(spec, config)
            for spec in specs()
            if spec.path not in IN_THE_HEAD
            and spec.path not in decided
            and not (spec.path in drawn and spec.auto)
            and value_at(config, spec.path) != spec.default
        ),
        tuple(_shown(spec, config, decided) for spec in specs() if spec.path in decided),
        tuple(
            (section.title, tuple(_shown(spec, config) for spec in section.specs))
            for section in sections()
        ),
    )


def _decisions(record: Mapping[str, Any]) -> dict[str, Message | None]:
    """What the program decided by path, with its reasons."""
    found = record.get("decisions")
    return {
        str(one.get("path")): said(one.get("reason"))
        for one in (found if isinstance(found, list) else ())
        if isinstance(one, dict)
    }


def _shown(
    spec: FieldSpec, config: Config, decided: Mapping[str, Message | None] | None = None
) -> Shown:
    default = _text(spec, spec.default)
    why = (decided or {}).get(spec.path)
    return Shown(spec.title, spec.path, _text(spec, value_at(config, spec.path)), default, why)


def _text(spec: FieldSpec, value: Any) -> str:
    """Of a place on the disk only its name: the page may be handed on."""
    if spec.path in NAMES and isinstance(value, str) and PurePath(value).is_absolute():
        value = PurePath(value).name
    text = text_of(spec, value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
