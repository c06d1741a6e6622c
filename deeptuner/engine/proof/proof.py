"""Is the merged model the base model with its adapter? Compared on rows and weights, in fp32.

Both sides compute in fp32, so that what differs is the rounding of the merged weights to their
stored type alone. Knows logits, and what rounding may do to them and to weights. Does not know
runs, nor where rows come from, nor how models are held in memory.

What is allowed. Rounding to a type with p bits of precision changes a number by at most 2^-p of
itself: bf16 2^-8, fp16 2^-11; in fp32 the order of sums counts instead, about 2^-20. That is the
bound for each weight, against PEFT's own merge, and there no depth blurs it. Logits, losses and
likeliest tokens are bounded more widely: they tell a model that computes otherwise. An adapter that
changes weights by less than their type can hold beside them loses a part of what it does, however
it is merged: up to half of it is allowed, and told.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

import torch
from torch import Tensor
from torch.nn import functional

from deeptuner.engine.merge.four_bit import FourBit
from deeptuner.engine.proof.by_layers import by_layers
from deeptuner.engine.proof.config import altered
from deeptuner.engine.proof.models import Models, Steps, whole
from deeptuner.engine.proof.rows import Row, Rows
from deeptuner.engine.proof.weights import Weights, judge
from deeptuner.files import Progress
from deeptuner.runs.safetensors_header import read_header
from deeptuner.runs.weights import read_weights

ROUNDING: Final = {"BF16": 2.0**-8, "F16": 2.0**-11, "F32": 2.0**-20, "F64": 2.0**-20}
ROUNDINGS: Final = 100  # of that size, of the logits' spread, may lie between two logits; or
OF_EFFECT: Final = 0.5  # of the most that the adapter changes one (rounding may send a token to
# another expert, so that all of its logits differ), where that is more, up to
FAR: Final = 1000  # roundings
STORABLE: Final = 2.5  # of that size: an adapter's effect that is no smaller must not be lost
KEPT: Final = 0.5  # of that effect, at least
FADED: Final = 0.9  # of it: what keeps less, though its weights are right, has lost it to rounding
EQUAL: Final = 0.8  # of all next tokens, at least
LOSS_ROUNDINGS: Final = 4  # of that size may lie between two losses; or OF_EFFECT of what the
LOSS_FAR: Final = 16  # adapter changes the loss, where that is more, up to so many
WEIGHTS: Final = 1.0  # what a weight may be off, in roundings

Method = Literal["whole", "streamed"]
METHODS: Final = {"whole": whole, "streamed": by_layers}


@dataclass(frozen=True, slots=True)
class Proof:
    """How a merged model compares with base and adapter over `tokens` tokens of `rows` rows.

    `largest_difference` is between logits, `allowed` its bound; `per_row` that of each row.
    `equal_greedy` is the share of positions whose likeliest next token is the same. Losses are nats
    per trained token. `effect_kept` is 1 for a merged model that does just what the adapter does to
    the base, and 0 (or less) for one that does nothing of it; None where the adapter does too
    little to tell. `adapter_tensors` were all consumed unless `unused` names some. `checks` are all
    that had to hold, with their numbers.
    """

    passed: bool
    source: str
    method: Method
    rows: int
    tokens: int
    largest_difference: float
    allowed: float
    per_row: tuple[float, ...]
    equal_greedy: float
    loss_adapter: float
    loss_merged: float
    loss_base: float
    effect_kept: float | None
    adapter_tensors: int
    unused: tuple[str, ...]
    loads_again: bool
    checks: tuple[dict[str, Any], ...]

    def to_json(self) -> dict[str, Any]:
        return {"version": 1, **asdict(self)}


@dataclass(slots=True)
class _Sums:
    """What is gathered row after row, over tokens or, for the losses, trained tokens."""

    per_row: list[float] = field(default_factory=list)
    equal: int = 0
    tokens: int = 0
    trained: int = 0
    squares: float = 0.0
    spread: float = 0.0
    effect: float = 0.0
    most_effect: float = 0.0
    adapter: float = 0.0
    merged: float = 0.0
    base: float = 0.0


def proof(
    model_dir: Path,
    adapter_dir: Path,
    merged_dir: Path,
    rows: Rows,
    progress: Progress = lambda done, total: None,
    *,
    over: FourBit | None = None,
    method: Method = "whole",
) -> Proof:
    """Compare the model in `merged_dir` with `adapter_dir` on `model_dir`.

    `over`: on the base rounded to 4 bits, as it was in training. Holds base and merged model in
    fp32, or with the method `streamed` a layer of each. Raises ModelError when the base cannot be
    loaded, CannotStreamError when it cannot be computed layer by layer; a merged model that cannot
    be loaded has not passed.
    """
    opened: AbstractContextManager[Models | None] = METHODS[method](
        model_dir, adapter_dir, merged_dir, rows.rows, over, Steps(progress)
    )
    sums, weights = _Sums(), None
    unused: tuple[str, ...] = ()
    config: tuple[str, ...] = ()
    with opened as models:
        if models is not None:
            unused = models.unused
            config = altered(model_dir, merged_dir)
            for number, row in enumerate(rows.rows):
                _add(sums, row, *models.logits(number))
            weights = judge(models.weights(), *_coarsest(merged_dir))
    held = len(read_header(adapter_dir / "adapter_model.safetensors").tensors)
    rounding = _coarsest(merged_dir)[1] if weights else 0.0
    return _judged(sums, rows, method, weights, rounding, unused, config, held)


def _judged(
    sums: _Sums,
    rows: Rows,
    method: Method,
    weights: Weights | None,
    rounding: float,
    unused: tuple[str, ...],
    config: tuple[str, ...],
    held: int,
) -> Proof:
    tokens, trained = max(1, sums.tokens), max(1, sums.trained)
    spread = (sums.spread / tokens) ** 0.5
    effect, error = (sums.effect / tokens) ** 0.5, (sums.squares / tokens) ** 0.5
    kept = 1 - error / effect if effect > STORABLE * rounding * spread else None
    largest = max(sums.per_row, default=0.0, key=_nan_last)
    losses = [one / trained for one in (sums.adapter, sums.merged, sums.base)]
    unit, equal = rounding * spread, sums.equal / tokens
    allowed = max(ROUNDINGS * unit, min(OF_EFFECT * sums.most_effect, FAR * unit))
    checks = [
        {"id": "loads", "passed": weights is not None},
        {"id": "adapter", "passed": not unused, "tensors": held, "unused": list(unused)},
    ]
    if weights is not None:
        told = {"tensors": weights.tensors, "worst": weights.worst}
        checks += [
            _bounded("weights", weights.largest, WEIGHTS, **told),
            {"id": "config", "passed": not config, "altered": list(config)},
            _bounded("difference", largest, allowed),
            _effect(kept, right=weights.largest <= WEIGHTS),
            {"id": "greedy", "passed": equal >= EQUAL, "share": equal, "least": EQUAL},
            _bounded("loss", abs(losses[1] - losses[0]), _loss_allowed(losses, unit)),
        ]
    return Proof(
        passed=all(one["passed"] for one in checks),
        source=rows.source,
        method=method,
        rows=len(rows.rows),
        tokens=sums.tokens,
        largest_difference=largest,
        allowed=allowed,
        per_row=tuple(sums.per_row),
        equal_greedy=equal,
        loss_adapter=losses[0],
        loss_merged=losses[1],
        loss_base=losses[2],
        effect_kept=kept,
        adapter_tensors=held,
        unused=unused,
        loads_again=weights is not None,
        checks=tuple(checks),
    )


def _add(sums: _Sums, row: Row, wanted: Tensor, plain: Tensor, found: Tensor) -> None:
    error = (found - wanted).double()
    sums.per_row.append(float(error.abs().max()))
    sums.equal += int((found.argmax(-1) == wanted.argmax(-1)).sum())
    sums.tokens += len(row.ids)
    sums.trained += int(row.trained[1:].sum())
    sums.squares += float(error.square().mean(-1).sum())
    effect = (plain - wanted).double()
    sums.effect += float(effect.square().mean(-1).sum())
    sums.most_effect = max(sums.most_effect, float(effect.abs().max()))
    sums.spread += float(wanted.double().var(-1, correction=0).sum())
    sums.adapter += summed_loss(row, wanted)
    sums.merged += summed_loss(row, found)
    sums.base += summed_loss(row, plain)


def summed_loss(row: Row, logits: Tensor) -> float:
    """In nats, over the row's trained tokens."""
    targets = torch.from_numpy(row.ids[1:])
    losses = functional.cross_entropy(logits[:-1], targets, reduction="none")
    return float(losses[torch.from_numpy(row.trained[1:])].double().sum())


def _effect(kept: float | None, *, right: bool) -> dict[str, Any]:
    """`right`: the weights are; what the merged model does not keep was lost to their rounding."""
    faded = right and kept is not None and kept < FADED
    passed = kept is None or kept >= KEPT
    return {"id": "effect", "passed": passed, "kept": kept, "least": KEPT, "faded": faded}


def _loss_allowed(losses: Sequence[float], unit: float) -> float:
    """`losses` with the adapter, merged, and of the base alone."""
    effect = OF_EFFECT * abs(losses[2] - losses[0])
    return max(LOSS_ROUNDINGS * unit, min(effect, LOSS_FAR * unit))


def _coarsest(merged_dir: Path) -> tuple[str, float]:
    """Of the types of the model's weights, and what it may change, relative to a number."""
    found = {info.dtype for _, info in read_weights(merged_dir).tensors()}
    return max(((one, ROUNDING[one]) for one in found if one in ROUNDING), key=lambda one: one[1])


def _bounded(kind: str, largest: float, allowed: float, **more: Any) -> dict[str, Any]:
    """False for NaN, which is smaller than nothing."""
    return {"id": kind, "passed": largest <= allowed, "largest": largest, "allowed": allowed} | more


def _nan_last(value: float) -> float:
    return math.inf if math.isnan(value) else value
