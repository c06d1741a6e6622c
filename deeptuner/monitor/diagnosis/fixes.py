"""Which changes to the settings would help a new run, for each verdict, the likeliest first.

Knows what each setting does to the curves. Every change is one that the run's own settings allow;
where they are not known there is none. Does not change anything itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from deeptuner.monitor.diagnosis.facts import Facts
from deeptuner.monitor.diagnosis.picture import Picture
from deeptuner.monitor.diagnosis.saying import rate, said
from deeptuner.monitor.diagnosis.verdict import Finding, Verdict
from deeptuner.runs.fixes import fixes_for
from deeptuner.runs.state import Fix

if TYPE_CHECKING:
    from deeptuner.settings.sections.config import Config

Fixes = Iterator[Fix]
MOST: Final = 4
SLOWER: Final = 3.0  # by how much a rate is changed that is off: half a decade
MUCH_FASTER: Final = 10.0
WARMUP: Final = 0.1  # of all steps
EVALUATIONS: Final = 10  # in a run
SPLIT: Final = 0.05  # of the rows, where there was none
LARGEST_SPLIT: Final = 0.2
ROWS: Final = 100  # that an eval split should have
HIGHEST_RANK: Final = 256
EPOCHS: Final = 2.0  # times as many
SMALL_BATCH: Final = 32  # samples, up to which a larger one is worth its time
CLIP: Final = 1.0


def fixes_of(found: Finding, facts: Facts, picture: Picture) -> tuple[Fix, ...]:
    """At most `MOST` changes, each to be made alone or with the others."""
    if facts.config is None or (find := HELP.get(found.verdict)) is None:
        return ()
    from deeptuner.settings.catalog import as_values

    now = as_values(facts.config)
    legal = (fix for fix in find(facts.config, facts, picture) if _legal(now, fix))
    return tuple(fix for fix, _ in zip(legal, range(MOST), strict=False))


def _overfit(config: Config, facts: Facts, picture: Picture) -> Fixes:
    yield from _shorter(config, picture)
    yield from _early_stopping(config)
    if _turned_in_first_half(picture):
        yield from _slower(config, 2.0)
    yield from _smaller(config)
    yield from _slower(config, 2.0)


def _smaller(config: Config) -> Fixes:
    """Less to learn with: dropout and a lower rank for an adapter, weight decay for a model."""
    if config.method.kind == "full":
        if config.training.weight_decay < 0.1:
            yield _set(config, "training.weight_decay", 0.1, "decay")
        return
    if config.lora.dropout < 0.1:
        yield _set(config, "lora.dropout", 0.1, "dropout")
    if config.lora.rank > 4:
        yield _rank(config, config.lora.rank // 2)


def _underfit(config: Config, facts: Facts, picture: Picture) -> Fixes:
    yield from _longer(config)
    if config.training.learning_rate * 2 <= 10 * facts.usual_rate:
        yield _rate(config, config.training.learning_rate * 2, "faster")
    yield from _higher_rank(config)


def _plateau(config: Config, facts: Facts, picture: Picture) -> Fixes:
    if picture.evaluations and picture.eval_fall > 0.1 * abs(picture.start):
        yield from _early_stopping(config)  # it has learned, and does so no more
    elif config.training.learning_rate * SLOWER <= 10 * facts.usual_rate:
        yield _rate(config, config.training.learning_rate * SLOWER, "faster")
    yield from _higher_rank(config)


def _diverged(config: Config, facts: Facts, picture: Picture) -> Fixes:
    yield from _slower(config, SLOWER)
    yield from _warmer(config, picture)
    yield from _clipped(config)


def _nan(config: Config, facts: Facts, picture: Picture) -> Fixes:
    yield from fixes_for("nan", config)
    yield from _warmer(config, picture)


def _too_low(config: Config, facts: Facts, picture: Picture) -> Fixes:
    now = config.training.learning_rate
    usual = facts.usual_rate
    yield _rate(config, usual if now * SLOWER < usual else now * SLOWER, "faster")
    yield from _longer(config)


def _noisy(config: Config, facts: Facts, picture: Picture) -> Fixes:
    yield from _larger_batch(config)
    yield from _slower(config, 2.0)


def _too_few(config: Config, facts: Facts, picture: Picture) -> Fixes:
    data = config.data
    if not facts.evaluates:
        yield _set(config, "data.eval_split", SPLIT, "split")
        return
    steps = picture.max_steps or picture.last
    every = max(1, int(steps // EVALUATIONS))
    now = config.evaluation.eval_steps
    if steps >= EVALUATIONS and picture.evaluations < EVALUATIONS and data and now != every:
        name = "eval-steps-one" if every == 1 else "eval-steps"
        yield _set(config, "evaluation.eval_steps", every, name, old=str(now))
    if steps < 2 * EVALUATIONS:
        yield from _longer(config)


def _larger_split(config: Config, facts: Facts, picture: Picture) -> Fixes:
    if config.data.eval_dataset is not None:
        return
    now = config.data.eval_split
    wanted = ROWS / max(1, facts.rows or 1)  # times as many
    if now >= 1:
        yield _set(config, "data.eval_split", float(math.ceil(now * wanted)), "split-rows")
    elif now < LARGEST_SPLIT:
        larger = min(LARGEST_SPLIT, max(SPLIT, float(f"{now * wanted:.1g}")))
        yield _set(config, "data.eval_split", larger, "split")


HELP: Final[Mapping[Verdict, Callable[[Any, Facts, Picture], Fixes]]] = {
    "nan": _nan,
    "divergence": _diverged,
    "rate-too-high": _diverged,
    "memorising": _overfit,
    "overfit": _overfit,
    "eval-split-too-small": _larger_split,
    "noisy": _noisy,
    "plateau": _plateau,
    "rate-too-low": _too_low,
    "too-few-evaluations": _too_few,
    "underfit": _underfit,
}


def _shorter(config: Config, picture: Picture) -> Fixes:
    """As many epochs or steps as it took to reach the best evaluation."""
    training = config.training
    best = float(picture.eval_x[picture.best])
    if training.max_steps is not None:
        if 0 < best < training.max_steps:
            yield _set(config, "training.max_steps", round(best), "max-steps")
    elif training.epochs is not None and picture.steps_per_epoch:
        epochs = best / picture.steps_per_epoch
        fewer = math.ceil(epochs * 2 - 0.1) / 2 if epochs < 3 else float(math.ceil(epochs - 0.1))
        fewer = max(0.5, fewer)
        if fewer < training.epochs:
            yield _set(config, "training.epochs", fewer, "epochs")


def _longer(config: Config) -> Fixes:
    training = config.training
    if training.max_steps is not None:
        yield _set(config, "training.max_steps", training.max_steps * 2, "max-steps")
    elif training.epochs is not None:
        yield _set(config, "training.epochs", training.epochs * EPOCHS, "epochs")
    else:
        steps = training.min_update_steps * 2
        yield _set(config, "training.min_update_steps", steps, "update-steps")


def _early_stopping(config: Config) -> Fixes:
    if not config.training.early_stopping:
        yield Fix({"training.early_stopping": True}, said("fix-early-stopping"))


def _slower(config: Config, times: float) -> Fixes:
    yield _rate(config, config.training.learning_rate / times, "slower")


def _rate(config: Config, new: float, way: str) -> Fix:
    value = min(1.0, float(f"{new:.1g}" if way == "faster" else f"{new:.2g}"))
    old = rate(config.training.learning_rate)
    return Fix({"training.learning_rate": value}, said(f"fix-{way}", old=old, new=rate(value)))


def _warmer(config: Config, picture: Picture) -> Fixes:
    """A tenth of all steps, where it is less."""
    now = config.training.warmup
    part = now if now < 1 else now / max(picture.max_steps or picture.last, 1.0)
    if part < WARMUP / 2:
        yield _set(config, "training.warmup", WARMUP, "warmup")


def _clipped(config: Config) -> Fixes:
    norm = config.training.max_grad_norm
    if norm == 0 or norm > CLIP:
        yield _set(config, "training.max_grad_norm", CLIP, "clip")


def _higher_rank(config: Config) -> Fixes:
    if config.method.kind != "full" and config.lora.rank * 2 <= HIGHEST_RANK:
        yield _rank(config, config.lora.rank * 2)


def _rank(config: Config, new: int) -> Fix:
    """With alpha changed alike, so that the adapter weighs as much as before."""
    old = config.lora
    changes = {"lora.rank": new, "lora.alpha": float(f"{old.alpha * new / old.rank:.4g}")}
    way = "rank-up" if new > old.rank else "rank-down"
    return Fix(changes, said(f"fix-{way}", old=old.rank, new=new))


def _larger_batch(config: Config) -> Fixes:
    training = config.training
    whole = training.effective_batch_size
    if whole is not None:
        if whole <= SMALL_BATCH:
            yield _set(config, "training.effective_batch_size", whole * 4, "batch")
    elif training.batch_size * training.gradient_accumulation_steps <= SMALL_BATCH:
        more = training.gradient_accumulation_steps * 4
        yield _set(config, "training.gradient_accumulation_steps", more, "accumulation")


def _turned_in_first_half(picture: Picture) -> bool:
    """Whether the best evaluation came before the first half epoch was over."""
    epochs = picture.steps_per_epoch
    return bool(epochs) and float(picture.eval_x[picture.best]) < 0.5 * float(epochs or 0)


def _set(config: Config, path: str, new: Any, name: str, old: Any = None) -> Fix:
    from deeptuner.settings.catalog import value_at

    before = value_at(config, path) if old is None else old
    return Fix({path: new}, said(f"fix-{name}", old=_text(before), new=_text(new)))


def _text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _legal(now: Mapping[str, Any], fix: Fix) -> bool:
    """Whether the settings allow it, and it changes something."""
    from pydantic import ValidationError

    from deeptuner.settings.catalog import nested
    from deeptuner.settings.sections.config import Config

    if all(now.get(path) == value for path, value in fix.changes.items()):
        return False
    try:
        Config.model_validate(nested({**now, **fix.changes}))
    except ValidationError:
        return False
    return True
