"""What a diagnosis is: the verdicts, and what is told with each.

Knows the form. Does not know how a verdict is reached (`rules/`, `choice.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from deeptuner.runs.state import Fix
from deeptuner.words import Message, message_from_json

Verdict = Literal[
    "nan",
    "divergence",
    "rate-too-high",
    "memorising",
    "overfit",
    "eval-split-too-small",
    "noisy",
    "plateau",
    "rate-too-low",
    "too-few-evaluations",
    "underfit",
    "well-fit",
    "learning",
]
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
QUIET: Final[frozenset[Verdict]] = frozenset({"learning", "too-few-evaluations"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has found. `since` is the step from which it holds, where that is known."""

    verdict: Verdict
    message: Message
    evidence: tuple[Message, ...] = ()
    since: float | None = None


@dataclass(frozen=True, slots=True)
class Best:
    """The evaluation with the lowest loss."""

    step: int
    loss: float


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What the curves say.

    `gap` is the generalisation gap: the newest eval loss less the train loss around that step, in
    nats per token (Goodfellow, Bengio, Courville 2016, section 5.2). `ended`: said of a whole run.
    """

    verdict: Verdict
    message: Message
    evidence: tuple[Message, ...] = ()
    fixes: tuple[Fix, ...] = ()
    since: int | None = None
    best: Best | None = None
    gap: float | None = None
    ended: bool = False

    @property
    def quiet(self) -> bool:
        """Whether there is nothing yet that a person must be told of."""
        return not self.ended and self.verdict in QUIET

    def to_json(self) -> dict[str, Any]:
        """The fields of a `diagnosis` event (docs/architecture.md)."""
        return {
            "verdict": self.verdict,
            "message": self.message.to_json(),
            "evidence": [said.to_json() for said in self.evidence],
            "fixes": [fix.to_json() for fix in self.fixes],
            "since": self.since,
            "best": {"step": self.best.step, "loss": self.best.loss} if self.best else None,
            "gap": self.gap,
            "ended": self.ended,
        }


def said_in(event: Mapping[str, Any]) -> list[Message]:
    """The sentences of a recorded diagnosis, the verdict first. Empty for one of another kind."""
    if event.get("verdict") not in VERDICTS or not isinstance(event.get("message"), dict):
        return []
    told = [event["message"], *(event.get("evidence") or ())]
    return [message_from_json({"id": "?", **one}) for one in told if isinstance(one, dict)]
