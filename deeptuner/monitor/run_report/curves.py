"""The curves of training: loss, learning rate, gradient norm, with what each says last.

Knows which curves a run has. Does not draw (`chart.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from markupsafe import Markup

from deeptuner.monitor.curves import Told
from deeptuner.monitor.diagnosis.saying import loss, rate
from deeptuner.monitor.run_report.chart import Label, Line, beyond, chart
from deeptuner.monitor.run_report.head import say
from deeptuner.monitor.run_report.ticks import count, plain, short
from deeptuner.monitor.series import Curve, smoothed

HALF: Final = 0.015  # of all steps: what lies so far back counts half in the smoothed curve
ROUGH: Final = 20  # steps: fewer are not smoothed


@dataclass(frozen=True, slots=True)
class Key:
    """A line of a chart in words: its look, its name, its newest value."""

    look: str
    name: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its title and keys."""

    title: str
    picture: Markup
    keys: tuple[Key, ...] = ()


def figures(told: Told) -> list[Figure]:
    """The charts there is anything to see in."""
    return [
        *_losses(told),
        *_one(told, told.learning_rate, "learning-rate", _rate, rate),
        *_one(told, told.grad_norm, "grad-norm", plain, loss),
        *_one(told, told.speed, "throughput", plain, lambda value: f"{value:,.0f}"),
    ]


def _losses(told: Told) -> Iterator[Figure]:
    lines = _smooth(told.train, "train")
    keys = [Key("train", say("train"), _last(told.train, loss))] if lines else []
    if _known(told.evaluation):
        lines.append(Line(told.evaluation, "eval", dots=True))
        keys.append(Key("eval", say("eval"), _last(told.evaluation, loss)))
    if not lines:
        return
    best = [told.best.step] if told.best else []
    if told.best:
        keys.append(Key("best", say("best-checkpoint"), say("at-step", step=f"{told.best.step:,}")))
    yield _figure(told, "loss", lines, keys, upright=best)


def _one(
    told: Told, curve: Curve, name: str, label: Label, words: Callable[[float], str]
) -> Iterator[Figure]:
    """A curve that is drawn from 0. Where its highest value has no room, that is told."""
    if not _known(curve):
        return
    lines = [Line(curve, "plain")] if name == "learning-rate" else _smooth(curve, "plain")
    keys = [Key("plain", say("newest"), _last(curve, words))]
    if beyond(curve):
        at = int(np.nanargmax(curve.y))
        step = say("at-step", step=f"{curve.x[at]:,.0f}")
        keys.append(Key("none", say("highest"), f"{words(float(curve.y[at]))}, {step}"))
    yield _figure(told, name, lines, keys, label=label, bottom=0.0)


def _figure(told: Told, name: str, lines: list[Line], keys: list[Key], **how: Any) -> Figure:
    title = say(name)
    return Figure(title, chart(title, lines, across=count, span=_span(told), **how), tuple(keys))


def _smooth(curve: Curve, look: str) -> list[Line]:
    """The curve smoothed, over its pale values; nothing of one that is not known."""
    if not _known(curve):
        return []
    if len(curve) <= ROUGH:
        return [Line(curve, look)]
    weight = 0.5 ** (1 / (HALF * len(curve)))
    return [Line(curve, f"{look} raw"), Line(Curve(curve.x, smoothed(curve.y, weight)), look)]


def _rate(value: float, apart: float) -> str:
    return short(value) if apart < 0.01 else plain(value, apart)


def _span(told: Told) -> tuple[float, float]:
    """From the first step that is known to the last that there is by now."""
    known = [curve.x for curve in (told.train, told.evaluation) if len(curve)]
    return min(float(x[0]) for x in known), max(float(x[-1]) for x in known)


def _known(curve: Curve) -> bool:
    return bool(np.isfinite(curve.y).any())


def _last(curve: Curve, words: Callable[[float], str]) -> str:
    value = curve.last()
    return "" if value is None else words(value)
