"""What `auto` came to, from the worker's answers to the fields of the form.

Knows which part of which answer is about which setting. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from deeptuner.settings.catalog import spec_by_path
from deeptuner.settings.declare import AUTO
from deeptuner.settings.sections.config import Config
from deeptuner.settings.yaml_text import short_number
from deeptuner.ui.forms.hints import Decided, Hints
from deeptuner.ui.forms.in_words import shown
from deeptuner.ui.translation import say, tr
from deeptuner.words import message_from_json

LENGTH, EPOCHS = "data.max_length", "training.epochs"
ABOUT_LENGTH: Final = "data.max-length"  # how the ids of notes about it begin


class Decisions:
    """Keeps the form's hints in step with the newest answers."""

    def __init__(self, hints: Hints) -> None:
        self._hints = hints
        self._of_plan: set[str] = set()

    def hear_plan(self, answer: Mapping[str, Any] | None) -> None:
        """What follows from machine and model; None: nobody knows."""
        decided = {one["path"]: one for one in (answer or {}).get("decisions", ())}
        for path in self._of_plan - set(decided):
            self._hints.decide(path, None)
        self._of_plan = set(decided)
        for path, one in decided.items():
            text = shown(spec_by_path()[path], one["value"])
            self._hints.decide(path, Decided(text, say(message_from_json(one["reason"]))))

    def hear_steps(self, answer: Mapping[str, Any] | None, config: Config) -> None:
        """What follows from the dataset; None: nobody knows."""
        self._hints.decide(LENGTH, _length(answer, config) if answer else None)
        self._hints.decide(EPOCHS, _epochs(answer, config) if answer else None)


def notes_of(answer: Mapping[str, Any], config: Config) -> list[str]:
    """What else there is to say: without what stands at the field of its setting."""
    said = [message_from_json(one) for one in answer.get("notes", ())]
    auto = config.data.max_length == AUTO
    return [say(one) for one in said if not (auto and one.id.startswith(ABOUT_LENGTH))]


def _length(answer: Mapping[str, Any], config: Config) -> Decided | None:
    if config.data.max_length != AUTO:
        return None
    said = [message_from_json(one) for one in answer.get("notes", ())]
    reasons = [say(one) for one in said if one.id.startswith(ABOUT_LENGTH)]
    return Decided(str(answer["max_length"]), " ".join(reasons))


def _epochs(answer: Mapping[str, Any], config: Config) -> Decided | None:
    training = config.training
    if training.epochs is not None or training.max_steps is not None:
        return None
    reason = tr("As many as it takes for {steps} steps.", steps=training.min_update_steps)
    return Decided(short_number(round(answer["epochs"], 2)), reason)
