"""Which changes to the settings would help a run that failed, cheapest first.

Knows what each setting costs and saves, in words. Does not know why a run failed (`exit_reason.py`)
and changes nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from deeptuner.runs.state import Fix
from deeptuner.words import message

if TYPE_CHECKING:
    from deeptuner.settings.sections.config import Config

SHORTEST: Final = 256  # tokens: below, most conversations would be left out


def fixes_for(cause: str, config: Config) -> tuple[Fix, ...]:
    """The changes that would help against `cause`; empty where settings cannot help."""
    find = FIXES.get(cause)
    return tuple(find(config)) if find else ()


def _memory(config: Config) -> list[Fix]:
    found = []
    if config.memory.gradient_checkpointing is not True:
        found.append(_fix("memory.gradient_checkpointing", True, "checkpointing"))
    return [*found, *_smaller_batch(config), *_smaller_model(config), *_shorter(config)]


def _host_memory(config: Config) -> list[Fix]:
    fixes = _memory(config)
    if config.data.loader_workers not in (0, "auto"):
        fixes.append(_fix("data.loader_workers", 0, "workers"))
    return fixes


def _smaller_batch(config: Config) -> list[Fix]:
    """Half the batch, so that a step still learns from as many samples."""
    training = config.training
    if training.batch_size < 2:
        return []
    size, accumulation = training.batch_size // 2, training.gradient_accumulation_steps * 2
    changes: dict[str, Any] = {"training.batch_size": size}
    if training.effective_batch_size is not None:  # the accumulation follows from it
        said = message("runs.fix-batch-only", old=training.batch_size, new=size)
        return [Fix(changes, said)]
    changes["training.gradient_accumulation_steps"] = accumulation
    said = message("runs.fix-batch", old=training.batch_size, new=size, accumulation=accumulation)
    return [Fix(changes, said)]


def _smaller_model(config: Config) -> list[Fix]:
    if config.method.kind == "full":
        return [_fix("method.kind", "lora", "lora")]
    return [_fix("method.kind", "qlora", "qlora")] if config.method.kind == "lora" else []


def _shorter(config: Config) -> list[Fix]:
    length = config.data.max_length
    if not isinstance(length, int) or length < 2 * SHORTEST:
        return []
    return [_fix("data.max_length", length // 2, "length", old=length)]


def _nan(config: Config) -> list[Fix]:
    training = config.training
    rate = float(f"{training.learning_rate / 5:.3g}")
    fixes = [_fix("training.learning_rate", rate, "learning-rate", old=training.learning_rate)]
    if training.max_grad_norm == 0 or training.max_grad_norm > 1:
        fixes.append(_fix("training.max_grad_norm", 1.0, "clip"))
    if training.mixed_precision == "fp16":
        fixes.append(_fix("training.mixed_precision", "fp32", "precision"))
    return fixes


def _disk(config: Config) -> list[Fix]:
    keep = config.checkpoints.keep
    return [_fix("checkpoints.keep", 1, "keep", old=keep)] if keep > 1 else []


def _fix(path: str, value: Any, name: str, **gaps: Any) -> Fix:
    return Fix({path: value}, message(f"runs.fix-{name}", new=value, **gaps))


FIXES: Final[Mapping[str, Callable[[Config], list[Fix]]]] = {
    "gpu-memory": _memory,
    "host-memory": _host_memory,
    "nan": _nan,
    "disk-full": _disk,
}
