"""A conversation with two models: the same questions, and what each of them answered.

Knows turns, sides, which side stands where in a blind test, and what each model has been told so
far. Does not know how answers are generated or drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

Side = Literal["base", "tuned"]
SIDES: Final[tuple[Side, Side]] = ("base", "tuned")
Vote = Literal["", "base", "same", "tuned"]


@dataclass(slots=True)
class Answer:
    """What one model has written so far. `stopped`: eos, length, person or failed; empty while it
    writes. `seconds` and `rate` (tokens a second) as the generation measured them."""

    text: str = ""
    tokens: int = 0
    seconds: float = 0.0
    rate: float = 0.0
    stopped: str = ""


@dataclass(slots=True)
class Turn:
    """One question and both answers. In a blind test nobody sees whose they are until a vote or
    the end of the test; `swapped` puts the fine-tuned model's answer at the left until then."""

    prompt: str
    blind: bool = False
    swapped: bool = False
    vote: Vote = ""
    answers: dict[Side, Answer] = field(default_factory=lambda: {side: Answer() for side in SIDES})

    @property
    def hidden(self) -> bool:
        """Whether whose answer is whose must not be seen."""
        return self.blind and not self.vote

    @property
    def places(self) -> tuple[Side, Side]:
        """Whose answer stands left, and whose right."""
        return ("tuned", "base") if self.hidden and self.swapped else SIDES

    @property
    def complete(self) -> bool:
        return all(answer.stopped for answer in self.answers.values())

    @property
    def comparable(self) -> bool:
        """Whether both have answered, so that one can be better."""
        return self.complete and all(answer.text.strip() for answer in self.answers.values())


@dataclass(slots=True)
class Conversation:
    turns: list[Turn] = field(default_factory=list)

    @property
    def last(self) -> Turn | None:
        return self.turns[-1] if self.turns else None

    @property
    def awaits_vote(self) -> bool:
        """Whether a blind answer must be judged before the next question."""
        return self.last is not None and self.last.hidden and self.last.comparable

    def messages(self) -> dict[Side, list[dict[str, str]]]:
        """What each model is sent: all questions, each with the answer that it gave itself."""
        return {side: list(self._of(side)) for side in SIDES}

    def _of(self, side: Side) -> Iterator[dict[str, str]]:
        for turn in self.turns:
            answer = turn.answers[side].text
            if not answer and turn is not self.last:
                continue  # it was stopped before its first word
            yield {"role": "user", "content": turn.prompt}
            if turn is not self.last:
                yield {"role": "assistant", "content": answer}
