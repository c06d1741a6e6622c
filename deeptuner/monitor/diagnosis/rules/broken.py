"""Losses that are no numbers, that run away, or that a too high learning rate makes jump.

Knows the train loss. Does not know whether what was learned holds elsewhere (`generalising.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from deeptuner.monitor.diagnosis.estimates import averaged, deviation, noise, running_mean
from deeptuner.monitor.diagnosis.facts import Facts
from deeptuner.monitor.diagnosis.picture import Picture
from deeptuner.monitor.diagnosis.saying import loss, number, said, share, step
from deeptuner.monitor.diagnosis.verdict import Finding
from deeptuner.monitor.series import Array

SURE: Final = 5.0  # standard errors: the lowest of up to 40 levels is low by chance already
LOST: Final = 0.5  # of what was gained, gone again: divergence
RISING: Final = 3.0  # standard errors of the train loss's slope
LEAST_RISE: Final = 0.1  # of the lowest loss
HUMP: Final = 0.2  # of what was gained, up and down again: the rate is too high
LEAST_HUMP: Final = 0.06  # of the loss
FEW: Final = 4  # levels, below which no rise is looked for

LEAST_STEPS: Final = 10
TIMES: Final = 3.0  # the first value, which is but one step's: lost from the start
LEAST_START: Final = 0.25  # of the first value, which is but one step's
SPIKE: Final = 6.0  # deviations above the curve
LEAST_SPIKE: Final = 0.15  # of the loss
SPIKES: Final = 3  # that last more than one value
SCALES: Final = (2048, 512)  # values of the whole run
WINDOW: Final = 25  # values around one, whose median is the curve
LEAST_POINTS: Final = 60
SWING: Final = 0.5  # the correlation of neighbours from which on noise is a swing
LEAST_WAVES: Final = 90  # values that waves are looked for among
LEAST_SWING: Final = 0.06  # of the loss


def nan(picture: Picture, facts: Facts) -> Finding | None:
    """A loss that is no number, at the end of a curve or as the end of the run."""
    if facts.broke_at is not None:
        return Finding("nan", said("nan", step=facts.broke_at), since=float(facts.broke_at))
    train, evaluation = picture.broken
    if train is not None:
        return Finding("nan", said("nan", step=step(train)), since=train)
    if evaluation is not None:
        return Finding("nan", said("nan-eval", step=step(evaluation)), since=evaluation)
    return None


def divergence(picture: Picture, facts: Facts) -> Finding | None:
    """The train loss rises far and does not come back."""
    return _runs_away(picture) or _both_rise(picture) or _lost_at_once(picture)


def _runs_away(picture: Picture) -> Finding | None:
    found = _climb(picture)
    if found is None:
        return None
    lowest, low, end = found
    rise = end - low
    if rise < LEAST_RISE * abs(low):
        return None
    if end < picture.start and rise < LOST * (picture.start - low):
        return None
    since = float(picture.steps[lowest])
    told = said("divergence", step=step(since), low=loss(low), now=loss(end))
    evidence = (
        said("was-lowest", low=loss(low), step=step(since), start=loss(picture.start)),
        said("beyond-noise", times=number(rise / max(picture.blocks.error, 1e-9))),
    )
    return Finding("divergence", told, evidence, since)


def _both_rise(picture: Picture) -> Finding | None:
    """The eval loss rises above where it began, and the train loss, too noisy to tell alone, with
    it: overfitting is when the train loss falls."""
    tail = picture.train_tail
    if picture.evaluations < FEW or tail.slope < RISING * tail.error:
        return None
    low, end = float(picture.eval_y[picture.best]), float(picture.smooth[-1])
    if end < float(picture.eval_y[0]) or picture.rise < max(
        SURE * picture.spread, LOST * picture.eval_fall, LEAST_RISE * abs(low)
    ):
        return None
    since = float(picture.eval_x[picture.best])
    told = said("divergence-both", step=step(since), low=loss(low), now=loss(end))
    return Finding("divergence", told, since=since)


def _lost_at_once(picture: Picture) -> Finding | None:
    """The first value is measured before the model is changed: the run never came back to it."""
    first, last = float(picture.y[0]), picture.y[-max(1, len(picture.y) // 3) :]
    if len(picture.y) < LEAST_STEPS or first <= 0 or not (last > 1.5 * first).all():
        return None
    if picture.now < TIMES * first:
        return None
    told = said("divergence", step=step(picture.x[0]), low=loss(first), now=loss(picture.now))
    return Finding("divergence", told, since=float(picture.x[0]))


def rate_too_high(picture: Picture, facts: Facts) -> Finding | None:
    """The train loss climbs and comes back, jumps again and again, or swings."""
    return _hump(picture) or _worse_at_once(picture) or _spikes(picture) or _swings(picture)


def _climb(picture: Picture) -> tuple[int, float, float] | None:
    """Which block is the lowest, its level, and the level at the end, if that is surely higher."""
    whole = picture.blocks
    if len(whole) < FEW:
        return None
    last = max(1, len(whole) // 10)
    lowest = int(np.argmin(whole.level[:-last]))
    low, end = float(whole.level[lowest]), float(whole.level[-last:].mean())
    if end - low <= SURE * whole.error:
        return None
    return lowest, low, end


def _hump(picture: Picture) -> Finding | None:
    """The highest rise above what had been reached before it."""
    whole = picture.blocks
    if len(whole) < FEW:
        return None
    width = 1 if len(whole) < 8 else 2 if len(whole) < 20 else 3
    level = running_mean(whole.level, width)
    reached = np.minimum.accumulate(level)
    above = level - reached
    top = int(np.argmax(above))
    height, low = float(above[top]), float(reached[top])
    gained = max(picture.start, float(level[0])) - float(level.min())
    error = whole.error * np.sqrt(2 / width)
    least = max(SURE * error, HUMP * gained, LEAST_HUMP * abs(low))
    if height <= least:
        return None
    before = float(picture.steps[int(np.argmin(level[: top + 1])) + width // 2])
    since, at = step(before), step(picture.steps[top + width // 2])
    told = said("rate-hump", since=since, step=at, low=loss(low), high=loss(low + height))
    return Finding("rate-too-high", told, since=before)


def _worse_at_once(picture: Picture) -> Finding | None:
    """The first value is measured before the model is changed: the first changes made it worse."""
    whole = picture.blocks
    if len(whole) < FEW:
        return None
    early = whole.level[: max(1, len(whole) // 4)]
    top = int(np.argmax(early))
    first, height = float(picture.y[0]), float(early[top] - picture.y[0])
    if height <= max(SURE * noise(picture.y), LEAST_START * abs(first)):
        return None
    at = step(picture.steps[top])
    told = said("rate-start", low=loss(first), high=loss(float(early[top])), step=at)
    return Finding("rate-too-high", told, since=float(picture.x[0]))


def _spikes(picture: Picture) -> Finding | None:
    """Jumps that last: a single high value is one odd batch, several in a row are the model. Looked
    for among single steps, and among means of many in a long run."""
    for most in SCALES:
        x, y = averaged(np.stack([picture.x, picture.y]), most)
        rest = _rest(x, y)
        high = rest.away > max(SPIKE * rest.spread, LEAST_SPIKE)
        lasting = high[1:] & high[:-1]
        begins = np.flatnonzero(lasting & ~np.append(False, lasting[:-1]))
        if len(begins) >= SPIKES:
            first, highest = step(rest.x[begins[0]]), float(rest.away[high].max())
            told = said("rate-spikes", count=len(begins), step=first, height=share(highest))
            return Finding("rate-too-high", told, since=float(first))
    return None


def _swings(picture: Picture) -> Finding | None:
    """Batches are drawn at random, so that what one step says by chance the next does not repeat:
    ups and downs that hang together are the weights swinging."""
    rest = _rest(*picture.stretch)
    if len(rest.away) < LEAST_WAVES or rest.spread < LEAST_SWING:
        return None
    away = np.clip(rest.away, -4 * rest.spread, 4 * rest.spread)
    alike = float(np.mean(away[1:] * away[:-1]) / np.mean(away**2))
    if alike < SWING:
        return None
    return Finding("rate-too-high", said("rate-swings", share=share(rest.spread)))


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is left of a loss without its curve, as a share of it: by step, with its deviation."""

    x: Array
    away: Array
    spread: float


def _rest(x: Array, y: Array) -> _Rest:
    """The first tenth, where the curve bends most, is left out. Empty when there are few values."""
    if len(y) < LEAST_POINTS:
        return _Rest(x[:0], y[:0], 0.0)
    wide = np.lib.stride_tricks.sliding_window_view(y, WINDOW)
    curve = np.pad(np.median(wide, axis=1), WINDOW // 2, mode="edge")
    kept = slice(len(curve) // 10, None)
    away = ((y - curve) / np.maximum(np.abs(curve), 1e-9))[kept]
    return _Rest(x[kept], away, deviation(away))
