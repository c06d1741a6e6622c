"""Whether what is learned holds for rows that were not learned from: overfitting, memorising.

Knows how train and eval loss move against one another. Sources: Goodfellow, Bengio, Courville 2016,
sections 5.2 and 7.8; Prechelt 1998 for the rise (his generalisation loss) and for counting
evaluations in a row.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from deeptuner.monitor.diagnosis.estimates import FEW
from deeptuner.monitor.diagnosis.facts import Facts
from deeptuner.monitor.diagnosis.picture import Picture
from deeptuner.monitor.diagnosis.rules.measuring import LEAST, settled
from deeptuner.monitor.diagnosis.saying import loss, number, percent, said, share, step
from deeptuner.monitor.diagnosis.verdict import Finding
from deeptuner.words import Message

AFTER: Final = 3  # evaluations above the best one
RISE: Final = 0.01  # of the lowest eval loss: Prechelt's generalisation loss of 1 %
SURE: Final = 3.0  # deviations of an evaluation
STILL_FALLS: Final = 0.02  # of the train loss, since the best evaluation
WIDE: Final = 0.25  # of the eval loss: a gap that grew by this is overfitting even without a rise
BY_HEART: Final = 0.25  # of the eval loss: a train loss below this is learned by heart
STEADY: Final = 0.05  # of the eval loss: evaluations differ by less
ONE_EPOCH: Final = 1.0


def memorising(picture: Picture, facts: Facts) -> Finding | None:
    """The train loss goes towards nothing while the eval loss does not follow."""
    if picture.evaluations < LEAST or (picture.epochs or 2.0) <= ONE_EPOCH:
        return None
    newest = float(picture.eval_y[-1])
    if picture.now > BY_HEART * newest or picture.gap_grown < WIDE * newest:
        return None
    if not (_risen(picture) or settled(picture) or _stands(picture)):
        return None
    since = _since(picture) if _risen(picture) else None
    told = said("memorising", train=loss(picture.now), eval=loss(newest))
    return Finding("memorising", told, _numbers(picture), since)


def overfit(picture: Picture, facts: Facts) -> Finding | None:
    """The eval loss rises while the train loss falls, or stands while the gap becomes wide."""
    if picture.evaluations < LEAST:
        return None
    if _risen(picture):
        return Finding("overfit", _rising(picture, facts), _numbers(picture), _since(picture))
    newest = float(picture.eval_y[-1])
    least = max(WIDE * newest, _least(picture), 3 * picture.blocks.error)
    if picture.gap_grown > least and settled(picture):
        best = _saved(picture, facts)
        told = said("overfit-gap", train=loss(picture.now), eval=loss(newest), step=best)
        return Finding("overfit", told, _numbers(picture))
    return None


def _risen(picture: Picture) -> bool:
    """Whether the eval loss surely ended above its lowest, and the train loss did not rise too."""
    after = picture.evaluations - 1 - picture.best
    if after < AFTER or not (picture.eval_y[-AFTER:] > picture.eval_y[picture.best]).all():
        return False
    if picture.rise < max(RISE * abs(float(picture.eval_y.min())), _least(picture)):
        return False
    rising = picture.eval_y[picture.best :]
    if picture.evaluations < FEW and not (np.diff(rising) > 0).all():
        return False  # of a few, only an unbroken rise is more than chance
    then = picture.train_at(float(picture.eval_work[picture.best]))
    return picture.now < then + 2 * picture.blocks.error


def _stands(picture: Picture) -> bool:
    """Whether the eval loss did not come down by what the gap has grown, by far."""
    steady = picture.calm < STEADY * float(picture.eval_y[-1])
    return steady and picture.eval_fall < WIDE * picture.gap_grown


def _least(picture: Picture) -> float:
    """The smallest rise that chance does not make: more where the noise itself is hardly known, as
    with Student's t."""
    free = max(picture.evaluations - 2, 1)
    return SURE * (1 + 2 / free) * picture.calm


def _turn(picture: Picture) -> int:
    """The number of the evaluation from which on all are above the lowest, chance aside: around it
    a flat curve goes up and down."""
    above = picture.eval_y > picture.eval_y[picture.best] + picture.calm / 2
    below = np.flatnonzero(~above)
    return min(int(below[-1]) + 1, picture.evaluations - AFTER)


def _since(picture: Picture) -> float:
    """The step from which on the eval loss is above its lowest."""
    return float(picture.eval_x[_turn(picture)])


def _saved(picture: Picture, facts: Facts) -> int:
    """The step of the best checkpoint: the best evaluation's, unless others are saved."""
    return facts.best_saved or step(picture.eval_x[picture.best])


def _rising(picture: Picture, facts: Facts) -> Message:
    turn = _turn(picture)
    values = picture.eval_y[turn - 1 :]
    all_rise = bool((values[1:] > values[:-1]).all())
    told = {
        "count": len(values) - 1,
        "since": step(picture.eval_x[turn]),
        "best": _saved(picture, facts),
    }
    then = picture.train_at(float(picture.eval_work[picture.best]))
    falls = then - picture.now > STILL_FALLS * abs(then)
    name = "overfit" if falls else "overfit-still"
    return said(name if all_rise else f"{name}-above", **told)


def _numbers(picture: Picture) -> tuple[Message, ...]:
    best, newest = float(picture.eval_y[picture.best]), float(picture.eval_y[-1])
    at = step(picture.eval_x[picture.best])
    then = picture.train_at(float(picture.eval_work[picture.best]))
    found = [
        said("eval-moved", best=loss(best), at=at, newest=loss(newest), by=percent(newest, best)),
        said("train-meanwhile", then=loss(then), now=loss(picture.now)),
        said("gap", gap=loss(picture.gap), share=share(picture.gap / max(abs(newest), 1e-9))),
    ]
    if picture.rise > picture.spread > 0:
        found.append(said("rise-in-noise", times=number(picture.rise / picture.spread)))
    return tuple(found)
