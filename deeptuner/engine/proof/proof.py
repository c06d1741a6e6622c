"""Is the merged model the base model with its adapter? Compared on rows, in fp32.

Both sides compute in fp32, so that what differs is the rounding of the merged weights to their
stored type alone. Knows logits and what rounding may do to them. Does not know runs, nor where rows
come from.

What is allowed. Rounding a weight to a type with p bits of precision changes it by at most 2^-p of
itself: bf16 2^-9, fp16 2^-12; in fp32 the order of sums counts instead, about 2^-20. A layer's sums
average such errors, a deep model adds up those of its layers, and the largest of many logits lies
some six standard deviations out: models of two layers show some 20 roundings, relative to the
logits' own spread, and 200 are allowed. That finds what is broken. What is merely missing is told
by the second rule: where the adapter's effect is large enough to be stored, the merged model must
keep at least half of it (root mean square over all logits).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor
from torch.nn import functional

from deeptuner.engine.proof.models import Logits, loaded_again, with_adapter
from deeptuner.engine.proof.rows import Row, Rows
from deeptuner.files import Progress
from deeptuner.runs.safetensors_header import read_header
from deeptuner.runs.weights import read_weights

ROUNDING: Final = {"BF16": 2.0**-9, "F16": 2.0**-12, "F32": 2.0**-20, "F64": 2.0**-20}
ROUNDINGS: Final = 200  # of that size, of the logits' spread, may lie between two logits
STORABLE: Final = 5  # of that size: an adapter's effect that is no smaller must not be lost
KEPT: Final = 0.5  # of that effect, at least


@dataclass(frozen=True, slots=True)
class Proof:
    """How a merged model compares with base and adapter over `tokens` tokens of `rows` rows.

    `largest_difference` is between logits, `allowed` its bound. `equal_greedy` is the share of
    positions whose likeliest next token is the same. Losses are nats per trained token.
    `effect_kept` is 1 for a merged model that does just what the adapter does to the base, and 0
    (or less) for one that does nothing of it; None where the adapter does too little to tell.
    `adapter_tensors` were all consumed unless `unused` names some.
    """

    passed: bool
    source: str
    rows: int
    tokens: int
    largest_difference: float
    allowed: float
    equal_greedy: float
    loss_adapter: float
    loss_merged: float
    loss_base: float
    effect_kept: float | None
    adapter_tensors: int
    unused: tuple[str, ...]
    loads_again: bool

    def to_json(self) -> dict[str, Any]:
        return {"version": 1, **asdict(self)}


@dataclass(slots=True)
class _Sums:
    """What is gathered row after row, over tokens or, for the losses, trained tokens."""

    largest: float = 0.0
    equal: int = 0
    tokens: int = 0
    trained: int = 0
    squares: float = 0.0
    spread: float = 0.0
    effect: float = 0.0
    adapter: float = 0.0
    merged: float = 0.0
    base: float = 0.0


def proof(
    model_dir: Path,
    adapter_dir: Path,
    merged_dir: Path,
    rows: Rows,
    progress: Progress = lambda done, total: None,
) -> Proof:
    """Compare the model in `merged_dir` with `adapter_dir` on `model_dir`.

    Holds one model in fp32 at a time, and all logits of `rows`. `progress` counts rows read by a
    model. Raises ModelError when the base cannot be loaded; a merged model that cannot be has not
    passed.
    """
    total = 3 * len(rows.rows)
    told = iter(range(1, total + 1))

    def read(model: Logits, row: Row) -> Tensor:
        found = model(row)
        progress(next(told), total)
        return found

    with with_adapter(model_dir, adapter_dir) as (tuned, base, unused):
        before = [(read(tuned, row), read(base, row)) for row in rows.rows]
    sums = _Sums()
    with loaded_again(merged_dir) as merged:
        if merged is not None:
            for row, (wanted, plain) in zip(rows.rows, before, strict=True):
                _add(sums, row, read(merged, row), wanted, plain)
    return _judged(sums, rows, adapter_dir, merged_dir, unused, merged is not None)


def _add(sums: _Sums, row: Row, found: Tensor, wanted: Tensor, plain: Tensor) -> None:
    error = (found - wanted).double()
    sums.largest = max(sums.largest, float(error.abs().max()))
    sums.equal += int((found.argmax(-1) == wanted.argmax(-1)).sum())
    sums.tokens += len(row.ids)
    sums.trained += int(row.trained[1:].sum())
    sums.squares += float(error.square().mean(-1).sum())
    sums.effect += float((plain - wanted).double().square().mean(-1).sum())
    sums.spread += float(wanted.double().var(-1, correction=0).sum())
    sums.adapter += _loss(row, wanted)
    sums.merged += _loss(row, found)
    sums.base += _loss(row, plain)


def _loss(row: Row, logits: Tensor) -> float:
    """Summed over the trained tokens."""
    targets = torch.from_numpy(row.ids[1:])
    losses = functional.cross_entropy(logits[:-1], targets, reduction="none")
    return float(losses[torch.from_numpy(row.trained[1:])].double().sum())


def _judged(
    sums: _Sums,
    rows: Rows,
    adapter_dir: Path,
    merged_dir: Path,
    unused: tuple[str, ...],
    loads: bool,
) -> Proof:
    tokens, trained = max(1, sums.tokens), max(1, sums.trained)
    spread = (sums.spread / tokens) ** 0.5
    rounding = _rounding(merged_dir) if loads else 0.0
    allowed = ROUNDINGS * rounding * spread
    effect, error = (sums.effect / tokens) ** 0.5, (sums.squares / tokens) ** 0.5
    storable = effect > STORABLE * rounding * spread
    kept = 1 - error / effect if storable and loads else None
    close = sums.largest <= allowed and (kept is None or kept >= KEPT)  # False for NaN
    return Proof(
        passed=loads and close and not unused,
        source=rows.source,
        rows=len(rows.rows),
        tokens=sums.tokens,
        largest_difference=sums.largest,
        allowed=allowed,
        equal_greedy=sums.equal / tokens,
        loss_adapter=sums.adapter / trained,
        loss_merged=sums.merged / trained,
        loss_base=sums.base / trained,
        effect_kept=kept,
        adapter_tensors=len(read_header(adapter_dir / "adapter_model.safetensors").tensors),
        unused=unused,
        loads_again=loads,
    )


def _rounding(merged_dir: Path) -> float:
    """Of the coarsest type among the model's weights."""
    found = [info.dtype for _, info in read_weights(merged_dir).tensors()]
    return max((ROUNDING[dtype] for dtype in found if dtype in ROUNDING), default=0.0)
