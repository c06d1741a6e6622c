"""The check by rendering, asked of a running Ollama: what it makes of conversations itself.

Knows which conversations are asked, and what must come back: the text of the chat template, with or
without the token that begins it, which the tokenizer may add. An extra to the proof that needs no
Ollama (`cases.py`): not every version tells what it renders.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from deeptuner.data.templates.render import CannotMask, ChatTemplate
from deeptuner.engine.ollama.cases import Case, cases
from deeptuner.engine.ollama.rest import Ollama
from deeptuner.engine.ollama.shape import at_date
from deeptuner.files import Progress


@dataclass(frozen=True, slots=True)
class Live:
    """What came of it: of `count` conversations asked, `same` were rendered as in training;
    `different` are the names of the others."""

    count: int
    same: int
    different: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {"count": self.count, "same": self.same, "different": list(self.different)}


def check_live(
    ollama: Ollama, name: str, template: ChatTemplate, progress: Progress = lambda done, total: None
) -> Live | None:
    """Have the model `name` render conversations that ask for an answer. None where this Ollama
    does not tell what it renders. `progress` counts conversations. Raises RunError."""
    asked = [(case, expected) for case in cases() if (expected := _expected(case, template))]
    different = []
    for number, (case, expected) in enumerate(asked, start=1):
        found = ollama.rendered(name, case.messages, last=number == len(asked))
        if found is None:
            return None
        if found not in expected:
            different.append(case.name)
        progress(number, len(asked))
    return Live(len(asked), len(asked) - len(different), tuple(different))


def _expected(case: Case, template: ChatTemplate) -> frozenset[str]:
    """The texts that are right for a case: empty where it is not one to ask."""
    if not case.needed or case.messages[-1]["role"] != "user":
        return frozenset()
    try:
        return frozenset(_texts(case, template))
    except CannotMask:
        return frozenset()


def _texts(case: Case, template: ChatTemplate) -> Iterator[str]:
    """As on the day of the training and as today, each with BOS and without."""
    for dated in (template, at_date(template, datetime.now())):
        text = dated.render(case.messages, add_generation_prompt=True)
        yield text
        if template.bos_token:
            yield text.removeprefix(template.bos_token)
