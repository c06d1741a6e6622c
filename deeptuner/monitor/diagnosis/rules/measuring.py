"""Whether the measurements can tell anything: too few, too small a split, too much noise.

Knows how sure a trend is. Every rule that reads a trend asks here first. A few evaluations are told
apart from chance by their order: of four that are only noise, one order in 4! = 24 rises from the
first to the last (4.2 %); of three it is one in six.
"""

from __future__ import annotations

from typing import Final

from deeptuner.monitor.diagnosis.facts import Facts
from deeptuner.monitor.diagnosis.picture import Picture
from deeptuner.monitor.diagnosis.saying import loss, said
from deeptuner.monitor.diagnosis.verdict import Finding
from deeptuner.words import Message

LEAST: Final = 4  # evaluations
LEAST_STEPS: Final = 10
FEW_ROWS: Final = 8  # all of 8 rows moving one way by chance: 2 · 0.5^8 < 1 %; of fewer it is not
SMALL: Final = 100  # rows: with more, an unsteady eval loss has another cause
STILL: Final = 0.2  # of the whole fall, in the second half of the work: still falling
UNSURE: Final = 0.1  # of the whole fall: the error of that, from which on it is not known


def eval_split_too_small(picture: Picture, facts: Facts) -> Finding | None:
    """Too few rows to speak for any others, or so few that the eval loss jumps about."""
    rows = facts.rows
    if rows is None or picture.evaluations < LEAST:
        return None
    if rows < FEW_ROWS:
        told = said("few-rows-one") if rows == 1 else said("few-rows", rows=rows)
        return Finding("eval-split-too-small", told)
    if rows < SMALL and not readable(picture) and picture.jumps:
        told = said("unsteady-rows", rows=rows, spread=loss(picture.spread))
        return Finding("eval-split-too-small", told, (_moved(picture),))
    return None


def noisy(picture: Picture, facts: Facts) -> Finding | None:
    """The losses jump about by more than they move."""
    if picture.evaluations < LEAST or readable(picture) or not picture.jumps:
        return None
    return Finding("noisy", said("noisy", spread=loss(picture.spread)), (_moved(picture),))


def too_few(picture: Picture, facts: Facts) -> Finding | None:
    """Not enough evaluations to tell."""
    if picture.evaluations >= LEAST and picture.points >= LEAST_STEPS:
        return None
    if not facts.evaluates and not picture.evaluations:
        return Finding("too-few-evaluations", said("no-eval"))
    if picture.evaluations < LEAST:
        return Finding("too-few-evaluations", _too_few(picture))
    return Finding("too-few-evaluations", said("few-steps", count=picture.points))


def _too_few(picture: Picture) -> Message:
    count = picture.evaluations
    if not picture.ended:
        return said("few-evaluations-yet", count=count, least=LEAST)
    if count < 2:
        return said(f"few-evaluations-{'one' if count else 'none'}", least=LEAST)
    return said("few-evaluations", count=count, least=LEAST)


def readable(picture: Picture) -> bool:
    """Whether it can be said if the eval loss still falls or not: the error of its fall in the
    second half of the work is small against the whole fall, or the fall is beyond doubt."""
    whole = max(picture.eval_fall, 0.0)
    fall, error = -picture.eval_tail.slope / 2, picture.eval_tail.error / 2
    if error <= max(UNSURE * whole, _nothing(picture)):
        return True
    surely = abs(fall - STILL * whole) > 3 * error
    return surely and (fall > 0 or error < 2 * UNSURE * whole)


def settled(picture: Picture) -> bool:
    """Whether the eval loss surely stands still or rises at the end."""
    return readable(picture) and -picture.eval_tail.slope / 2 < STILL * max(picture.eval_fall, 0.0)


def _nothing(picture: Picture) -> float:
    """Half a per cent of the eval loss: nobody notices the difference."""
    return 0.005 * abs(float(picture.eval_y[-1]))


def _moved(picture: Picture) -> Message:
    tail = picture.eval_tail
    return said("unsteady", fall=loss(-tail.slope / 2), error=loss(tail.error / 2))
