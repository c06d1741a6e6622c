"""The choice among what the rules have found: the worst first, and what says most.

Knows the order. Does not know any rule's numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

import numpy as np

from deeptuner.monitor.diagnosis.facts import Facts
from deeptuner.monitor.diagnosis.fixes import fixes_of
from deeptuner.monitor.diagnosis.picture import Measured, Picture
from deeptuner.monitor.diagnosis.rules import broken, generalising, learning, measuring
from deeptuner.monitor.diagnosis.saying import loss, said, step
from deeptuner.monitor.diagnosis.verdict import Best, Diagnosis, Finding
from deeptuner.words import Message

Rule: TypeAlias = Callable[[Picture, Facts], Finding | None]
# A rule may rely on those before it having found nothing.
RULES: Final[tuple[Rule, ...]] = (
    broken.nan,
    broken.divergence,
    broken.rate_too_high,
    generalising.memorising,
    measuring.eval_split_too_small,
    generalising.overfit,
    learning.plateau,
    learning.rate_too_low,
    measuring.too_few,
    measuring.noisy,
    learning.underfit,
    learning.well_fit,
)
WITHOUT_TRAIN_LOSS: Final[tuple[Rule, ...]] = (broken.nan, measuring.too_few)


def diagnose(measured: Measured, facts: Facts | None = None) -> Diagnosis:
    """What the curves say. Raises nothing, whatever they hold."""
    facts = facts or Facts()
    with np.errstate(all="ignore"):
        picture = Picture(measured)
        leading = _leading(picture, facts)
        best = _best(picture)
        fixes = fixes_of(leading, facts, picture)
        return Diagnosis(
            leading.verdict,
            leading.message,
            (*leading.evidence, *_always(picture, leading)),
            fixes,
            None if leading.since is None else round(leading.since),
            best,
            picture.gap if best and picture.points else None,
            ended=measured.ended,
        )


def _leading(picture: Picture, facts: Facts) -> Finding:
    for rule in RULES if picture.points else WITHOUT_TRAIN_LOSS:
        if found := rule(picture, facts):
            return found
    newest = float(picture.eval_y[-1]) if picture.evaluations else picture.now
    if picture.ended:
        told = said("few-for-shape", count=picture.evaluations, eval=loss(newest))
        return Finding("too-few-evaluations", told)
    return Finding("learning", said("learning", train=loss(picture.now), eval=loss(newest)))


def _always(picture: Picture, leading: Finding) -> tuple[Message, ...]:
    """Where the best evaluation lies, unless the rule has said so."""
    if not picture.evaluations or any(one.id.endswith("eval-moved") for one in leading.evidence):
        return ()
    at, lowest = picture.eval_x[picture.best], float(picture.eval_y[picture.best])
    known = {"loss": loss(lowest), "step": step(at)}
    if picture.evaluations == 1:
        return (said("lowest-one", **known),)
    return (said("lowest", **known, count=picture.evaluations),)


def _best(picture: Picture) -> Best | None:
    if not picture.evaluations:
        return None
    return Best(round(float(picture.eval_x[picture.best])), float(picture.eval_y[picture.best]))
