"""The models of an experiment as rows: what their files say of each.

Knows columns and words. Does not read files: the worker's `models` tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from deeptuner.ui import format as words
from deeptuner.ui.pages.experiment.choices import Choices, Row
from deeptuner.ui.translation import say, tr
from deeptuner.words import message_from_json

NAME, PARAMETERS, SIZE, DTYPE, CONTEXT = range(5)
SHORT: Final = {"float32": "fp32", "float16": "fp16", "bfloat16": "bf16", "float64": "fp64"}


class ModelsTable(Choices):
    """`show` takes what the worker answers."""

    def titles(self) -> Sequence[str]:
        return (tr("Name"), tr("Parameters"), tr("On disk"), tr("dtype"), tr("Context"))

    def show(self, models: Sequence[Mapping[str, Any]]) -> None:
        self.set_rows([model_row(model) for model in models])


def model_row(model: Mapping[str, Any]) -> Row:
    subtitle, tone = _subtitle(model)
    cells = (
        model["name"],
        words.NOTHING if model["parameters"] is None else words.count(model["parameters"]),
        words.disk_size(model["size_bytes"]),
        SHORT.get(model["dtype"] or "", model["dtype"] or words.NOTHING),
        _context(model["context_length"]),
    )
    problems = [say(message_from_json(one)) for one in (*model["errors"], *model["notes"])]
    return Row(
        key=model["name"],
        cells=cells,
        subtitle=subtitle,
        tone=tone,
        off=bool(model["errors"]),
        tip="\n".join(problems) or subtitle,
        spoken=tr(
            "{name}, {subtitle}, {parameters} parameters",
            name=model["name"],
            subtitle=subtitle,
            parameters=cells[PARAMETERS],
        ),
    )


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
