"""How far learning has come: not begun, too slow, not finished, at a stand, done.

Knows how the losses fall over the work done. Sources: Goodfellow, Bengio, Courville 2016, section
5.2 (underfitting) and 11.4 (the learning rate); Bengio 2012, section 3.1.1; Smith 2018, section 3.
"""

from __future__ import annotations

from typing import Final

from deeptuner.monitor.diagnosis.estimates import Line
from deeptuner.monitor.diagnosis.facts import Facts
from deeptuner.monitor.diagnosis.picture import Picture
from deeptuner.monitor.diagnosis.rules.measuring import LEAST, STILL, settled
from deeptuner.monitor.diagnosis.saying import loss, rate, said, share, step
from deeptuner.monitor.diagnosis.verdict import Finding

FLAT: Final = 0.04  # of the first loss: less than this is nothing
NOTHING: Final = 0.02  # of the first loss: a fall that is sure is called slow from here on
LITTLE: Final = 0.1  # of the first loss: less than this is slow
SURE: Final = 5.0  # standard errors of the slope
STRAIGHT: Final = 0.35  # of the fall, in the second half of the work: the curve does not bend
FAR_BELOW: Final = 10.0  # times below the usual rate
ENOUGH: Final = 0.25  # of the planned steps, before a run is called slow
LATE: Final = 0.75  # of the planned steps, from which on a curve that stands has settled
LEAST_STEPS: Final = 20
STANDS: Final = 0.03  # of the whole fall, in half of the steps so far
STILL_HIGH: Final = 0.2  # of the highest rate: below, small steps make a curve flat
UP: Final = 0.5  # of the rate that was set: below, the warmup goes on


def plateau(picture: Picture, facts: Facts) -> Finding | None:
    """The loss has not moved at all, or stands still with much of the run to come."""
    if not _begun(picture, facts):
        return None
    slope = -picture.train_line.slope
    slow = slope > NOTHING * abs(picture.start) and _falls_slowly(picture)
    if _never_moved(picture) and not slow:
        told = said("plateau", first=loss(picture.start), now=loss(picture.now))
        return Finding("plateau", told, since=float(picture.x[0]))
    return _for_nothing(picture) or _stand(picture)


def rate_too_low(picture: Picture, facts: Facts) -> Finding | None:
    """The loss falls as straight as it began, and has come down little."""
    if not _begun(picture, facts) or not _falls_slowly(picture):
        return None
    if -picture.train_line.slope < NOTHING * abs(picture.start):
        return None
    little = -picture.train_line.slope < LITTLE * abs(picture.start)
    little = little and picture.fall - 2 * picture.error < LITTLE * abs(picture.start)
    known = facts.rate
    below = known is not None and known * FAR_BELOW <= facts.usual_rate
    if not (little or below):
        return None
    told = said("rate-low", first=loss(picture.start), now=loss(picture.now))
    if known is None:
        return Finding("rate-too-low", told)
    evidence = (said("rate-used", rate=rate(known), usual=rate(facts.usual_rate)),)
    return Finding("rate-too-low", told, evidence if below else ())


def underfit(picture: Picture, facts: Facts) -> Finding | None:
    """The run is over and the eval loss was still falling."""
    if not picture.ended or picture.evaluations < LEAST:
        return None
    fall = -picture.eval_tail.slope / 2
    if fall <= max(STILL * picture.eval_fall, 2 * picture.eval_tail.error / 2):
        return None
    newest = float(picture.eval_y[-1])
    told = said("underfit", eval=loss(newest), step=step(picture.eval_x[-1]))
    evidence = (
        said("tail-fall", fall=loss(fall), whole=loss(picture.eval_fall)),
        said("gap", gap=loss(picture.gap), share=share(picture.gap / max(abs(newest), 1e-9))),
    )
    return Finding("underfit", told, evidence)


def well_fit(picture: Picture, facts: Facts) -> Finding | None:
    """Both losses have come down and stand, close to one another."""
    if picture.evaluations < LEAST or picture.done < LATE or not settled(picture):
        return None
    newest = float(picture.eval_y[-1])
    told = said("well-fit", train=loss(picture.now), eval=loss(newest))
    evidence = (
        said("eval-came-down", fall=loss(picture.eval_fall), now=loss(newest)),
        said("gap", gap=loss(picture.gap), share=share(picture.gap / max(abs(newest), 1e-9))),
    )
    return Finding("well-fit", told, evidence)


def _begun(picture: Picture, facts: Facts) -> bool:
    """Whether enough was done, at a rate worth the name, to expect that something moves."""
    if picture.points < LEAST_STEPS or picture.done < ENOUGH:
        return False
    highest = float(picture.rates.max()) if len(picture.rates) else None
    return highest is None or facts.rate is None or highest >= UP * facts.rate


def _never_moved(picture: Picture) -> bool:
    """Whether neither loss has moved by what would be worth a word, chance included."""
    least = FLAT * abs(picture.start)
    if picture.fall > 2 * least or picture.fall - 2 * picture.error > least or picture.fell_at_once:
        return False
    if picture.evaluations and abs(float(picture.eval_y[0] - picture.eval_y[-1])) > least:
        return False
    flat = _within(picture.train_line, least)
    return flat or (picture.evaluations >= LEAST and _within(picture.eval_line, least))


def _for_nothing(picture: Picture) -> Finding | None:
    """The eval loss has not moved, though the train loss falls a little."""
    least = FLAT * abs(picture.start)
    if picture.evaluations < LEAST or picture.eval_fall > least:
        return None
    if not _within(picture.eval_line, least) or picture.eval_line.slope < -NOTHING * picture.start:
        return None
    first, newest = float(picture.eval_y[0]), float(picture.eval_y[-1])
    told = said("plateau-eval", first=loss(first), now=loss(newest), train=loss(picture.now))
    return Finding("plateau", told, since=float(picture.eval_x[0]))


def _within(line: Line, least: float) -> bool:
    return abs(line.slope) + 2 * line.error < least


def _falls_slowly(picture: Picture) -> bool:
    """Whether the loss surely falls, and in the second half of the work about as far as it does on
    the average. Evaluations tell it better than steps, where there are enough."""
    several = picture.evaluations >= 2 * LEAST
    whole = picture.eval_line if several else picture.train_line
    tail = picture.eval_tail if several else picture.train_tail
    train = picture.train_line
    if -whole.slope < SURE * whole.error or -tail.slope < 2 * tail.error:
        return False
    if -train.slope < 2 * train.error:
        return False
    sudden = max(0.0, picture.fall - 2 * picture.error + train.slope)
    return -tail.slope >= 2 * STRAIGHT * max(-whole.slope, sudden)


def _stand(picture: Picture) -> Finding | None:
    """The eval loss stands since long, at a high rate, with much of the run to come."""
    if picture.done >= LATE or picture.evaluations < 2 * LEAST or not len(picture.rates):
        return None
    if picture.rates[-1] < STILL_HIGH * picture.rates.max():
        return None
    half = picture.eval_x >= picture.last / 2
    values = picture.eval_y[half]
    if half.sum() < LEAST:
        return None
    moved = float(values[: len(values) // 2].mean() - values[len(values) // 2 :].mean())
    unsure = 2 * picture.spread * 2 / len(values) ** 0.5
    if abs(moved) + unsure > max(STANDS * picture.eval_fall, 0.005 * abs(float(values[-1]))):
        return None
    since = float(picture.eval_x[half][0])
    told = said("plateau-since", step=step(since), eval=loss(float(values[-1])))
    evidence = (said("moved-since", by=loss(abs(moved)), whole=loss(picture.eval_fall)),)
    return Finding("plateau", told, evidence, since)
