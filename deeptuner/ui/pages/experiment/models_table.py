"""The models of an experiment as rows: what their files say of each.

Knows columns and words. Does not read files: the worker's `models` tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QObject

from deeptuner.ui import format as words
from deeptuner.ui.pages.experiment.choices import Choices, Row
from deeptuner.ui.translation import Told, say, tr
from deeptuner.words import message_from_json

NAME, PARAMETERS, SIZE, DTYPE, CONTEXT = range(5)
SHORT: Final = {"float32": "fp32", "float16": "fp16", "bfloat16": "bf16", "float64": "fp64"}


class ModelsTable(Choices):
    """`show` takes what the worker answers, `blame` what came out when a model was to be used."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._models: Sequence[Mapping[str, Any]] = ()
        self._blamed: dict[str, Told] = {}

    def titles(self) -> Sequence[str]:
        return (tr("Name"), tr("Parameters"), tr("On disk"), tr("dtype"), tr("Context"))

    def show(self, models: Sequence[Mapping[str, Any]]) -> None:
        self._models = models
        self.set_rows([self._row(model) for model in models])

    def blame(self, name: str, told: Told | None) -> None:
        """A model's files say nothing against it, but it could not be used; None: it could be."""
        if told is None:
            self._blamed.pop(name, None)
        else:
            self._blamed[name] = told
        self.show(self._models)

    def forget(self) -> None:
        """Another folder: nothing is known of what lies in it."""
        self._models, self._blamed = (), {}
        self.set_rows([])

    def _row(self, model: Mapping[str, Any]) -> Row:
        row = model_row(model)
        told = self._blamed.get(row.key)
        if told is None or row.off:
            return row
        why = f"{told.what}\n{told.fix}".strip()
        spoken = f"{row.key}, {told.what}"
        return replace(row, subtitle=told.what, tone="danger", tip=why, spoken=spoken, why=why)


def model_row(model: Mapping[str, Any]) -> Row:
    subtitle, tone = _subtitle(model)
    cells = (
        model["name"],
        words.NOTHING if model["parameters"] is None else words.count(model["parameters"]),
        words.disk_size(model["size_bytes"]) if model["size_bytes"] else words.NOTHING,
        SHORT.get(model["dtype"] or "", model["dtype"] or words.NOTHING),
        _context(model["context_length"]),
    )
    errors, notes = (_said(model[name]) for name in ("errors", "notes"))
    return Row(
        key=model["name"],
        cells=cells,
        subtitle=subtitle,
        tone=tone,
        off=bool(model["errors"]),
        tip="\n".join((*errors, *notes)) or subtitle,
        why="\n".join(errors),
        spoken=tr(
            "{name}, {subtitle}, {parameters} parameters",
            name=model["name"],
            subtitle=subtitle,
            parameters=cells[PARAMETERS],
        ),
    )


def _said(messages: Sequence[Mapping[str, Any]]) -> list[str]:
    return [say(message_from_json(one)) for one in messages]


def _subtitle(model: Mapping[str, Any]) -> tuple[str, str]:
    """The architecture and its chat template, or the worst that there is to say; and a tone."""
    if model["errors"]:
        return say(message_from_json(model["errors"][0])), "danger"
    if model["notes"]:
        return say(message_from_json(model["notes"][0])), "warn"
    template = tr("chat template") if model["has_chat_template"] else tr("no chat template")
    return f"{family(model['architecture'])} · {template}", ""


def family(architecture: str | None) -> str:
    """`LlamaForCausalLM` → `Llama`."""
    return (architecture or tr("Unknown architecture")).partition("For")[0]


def _context(tokens: int | None) -> str:
    if not tokens:
        return words.NOTHING
    return f"{tokens // 1024} K" if tokens >= 1024 and not tokens % 1024 else words.whole(tokens)
