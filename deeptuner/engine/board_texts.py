"""What TensorBoard shows besides curves: settings as hyperparameters, and texts as Markdown.

Knows how a text is given to Markdown so that it is seen as it is. Does not know TensorBoard's files
nor when anything is written.
"""

from __future__ import annotations

import re
from itertools import chain
from textwrap import wrap
from typing import Any, Final

from deeptuner.runs.events import Event
from deeptuner.settings.catalog import FieldSpec, specs, value_at
from deeptuner.settings.dump import dump_config
from deeptuner.settings.sections.config import Config
from deeptuner.settings.text import text_of
from deeptuner.words import message, render

WIDTH: Final = 100  # characters: TensorBoard breaks no line of a text that is shown as it is
SECTIONS: Final = ("method", "training", "lora", "quantization", "memory")
OTHERS: Final = (
    "model.path",
    "model.attention",
    "data.dataset",
    "data.max_length",
    "data.batching",
    "data.seed",
    "hardware.parallel",
)


def hyperparameters(config: Config) -> dict[str, float | str]:
    """The settings that decide what is learned, by path: numbers as numbers, the rest as words."""
    return {spec.path: _value(spec, value_at(config, spec.path)) for spec in _shown(config)}


def settings_text(config: Config) -> str:
    """All settings, as the run's settings file has them."""
    return _as_it_is(dump_config(config, comments=False), "yaml")


def sample_text(sample: Event) -> str:
    """A prompt, the expected answer where there is one, and the model's."""
    parts = {"prompt": sample["prompt"], "expected": sample["expected"], "answer": sample["text"]}
    return "\n\n".join(
        f"**{_heading(name)}**\n\n{_as_it_is(_wrapped(str(text)))}"
        for name, text in parts.items()
        if text or name != "expected"
    )


def _heading(name: str) -> str:
    return render(message(f"engine.board.{name}"))


def _shown(config: Config) -> list[FieldSpec]:
    chosen = (spec for spec in specs() if spec.section in SECTIONS or spec.path in OTHERS)
    return [
        spec
        for spec in chosen
        if spec.ui.when is None or value_at(config, spec.ui.when.path) in spec.ui.when.values
    ]


def _value(spec: FieldSpec, value: Any) -> float | str:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if number else text_of(spec, value)


def _wrapped(text: str) -> str:
    lines = (
        wrap(line, WIDTH, replace_whitespace=False, drop_whitespace=False, break_on_hyphens=False)
        for line in text.splitlines()
    )
    return "\n".join(chain.from_iterable(found or [""] for found in lines))


def _as_it_is(text: str, language: str = "") -> str:
    """A code block: nothing in it is Markdown or HTML. Its fence is longer than any in the text."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"
