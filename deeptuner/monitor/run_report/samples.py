"""What the model answered as it learned: a few prompts, each at a few steps.

Knows how much of it a page has room for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from deeptuner.runs.events import Event

PROMPTS: Final = 3
STEPS: Final = 3
LONGEST: Final = 500  # characters of a text


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer after a step."""

    step: int
    text: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A prompt, the answer that the dataset has (empty: none), and the model's by step."""

    prompt: str
    expected: str
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class Samples:
    """What is shown, and how many prompts and steps there are in all."""

    shown: tuple[Sample, ...]
    prompts: int
    steps: int


def samples(events: Sequence[Event]) -> Samples:
    """The first prompts, at the first step, the last, and one between."""
    by_prompt: dict[int, dict[int, Event]] = {}
    for event in events:
        place, step = event.get("index", 0), event.get("step", 0)
        if isinstance(place, int) and isinstance(step, int):
            by_prompt.setdefault(place, {})[step] = event
    steps = {step for found in by_prompt.values() for step in found}
    shown = [_sample(by_prompt[place]) for place in sorted(by_prompt)[:PROMPTS]]
    return Samples(tuple(shown), len(by_prompt), len(steps))


def _sample(found: dict[int, Event]) -> Sample:
    steps = spread(sorted(found))
    last = found[steps[-1]]
    answers = tuple(Answered(step, cut(found[step].get("text"))) for step in steps)
    return Sample(cut(last.get("prompt")), cut(last.get("expected")), answers)


def spread(steps: Sequence[int]) -> list[int]:
    """At most STEPS of them: the first, the last, and those evenly between."""
    if len(steps) <= STEPS:
        return list(steps)
    return [steps[round(at * (len(steps) - 1) / (STEPS - 1))] for at in range(STEPS)]


def cut(text: object) -> str:
    """A text of any length as one that has room; what is none is empty."""
    if not isinstance(text, str):
        return ""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
