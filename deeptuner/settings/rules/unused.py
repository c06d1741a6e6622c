"""Rules about settings that were changed and have no effect, because of another setting.

Knows the declared conditions (`when`) and a table of further ones. Judges no value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from deeptuner.settings.catalog import FieldSpec, spec_by_path, specs, value_at
from deeptuner.settings.rules.finding import Finding, MachineFacts, Rule, finding, titles
from deeptuner.settings.rules.training import evaluates
from deeptuner.settings.sections.config import Config
from deeptuner.settings.text import text_of

# Other rules say more about these.
TOLD_ELSEWHERE = ("quantization.bits", "memory.cpu_offload", "hardware.machine_rank")
WITHOUT_WARMUP = ("constant", "reduce_lr_on_plateau", "greedy")


@dataclass(frozen=True, slots=True)
class Idle:
    """`paths` have no effect because of the value of `because`, as long as `holds`."""

    paths: tuple[str, ...]
    because: str
    holds: Callable[[Config], bool]


TABLE = (
    Idle(
        ("training.min_update_steps",), "training.epochs", lambda c: c.training.epochs is not None
    ),
    Idle(
        ("training.min_update_steps",),
        "training.max_steps",
        lambda c: c.training.epochs is None and c.training.max_steps is not None,
    ),
    Idle(
        ("training.gradient_accumulation_steps",),
        "training.effective_batch_size",
        lambda c: c.training.effective_batch_size is not None,
    ),
    Idle(
        ("training.warmup",),
        "training.lr_scheduler_type",
        lambda c: c.training.lr_scheduler_type in WITHOUT_WARMUP,
    ),
    Idle(("data.eval_split",), "data.eval_dataset", lambda c: bool(c.data.eval_dataset)),
    Idle(
        (
            "data.long_samples",
            "data.train_on_source",
            "data.template",
            "data.max_source_length",
            "data.max_target_length",
        ),
        "data.format",
        lambda c: c.data.format == "text",
    ),
    Idle(
        ("evaluation.eval_steps", "evaluation.full_16bit", "training.eval_batch_size"),
        "data.eval_split",
        lambda c: not evaluates(c),
    ),
    Idle(
        ("evaluation.sample_count",),
        "evaluation.sample_prompts",
        lambda c: bool(c.evaluation.sample_prompts),
    ),
    Idle(
        ("quantization.quant_type", "quantization.double_quant", "quantization.compute_dtype"),
        "quantization.bits",
        lambda c: c.method.kind == "qlora" and c.quantization.bits == 8,
    ),
    Idle(
        ("hardware.max_memory",),
        "hardware.parallel",
        lambda c: c.hardware.parallel in ("ddp", "fsdp"),
    ),
    Idle(
        ("hardware.cpu_processes",),
        "hardware.gpus",
        lambda c: c.hardware.gpus not in ("auto", []),
    ),
    Idle(
        ("checkpoints.max_number",),
        "checkpoints.saving_epochs",
        lambda c: c.checkpoints.saving_epochs is not None,
    ),
)


def idle(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    for row in TABLE:
        if row.holds(config):
            yield from _tell(config, row.paths, row.because)


def condition_unmet(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    """Settings whose declared condition does not hold, together for each condition."""
    waiting: dict[str, list[str]] = {}
    for spec in specs():
        if spec.ui.when and spec.path not in TOLD_ELSEWHERE and not _met(spec, config):
            waiting.setdefault(spec.ui.when.path, []).append(spec.path)
    for because, paths in waiting.items():
        yield from _tell(config, tuple(paths), because)


def _met(spec: FieldSpec, config: Config) -> bool:
    when = spec.ui.when
    return when is None or value_at(config, when.path) in when.values


def _tell(config: Config, paths: tuple[str, ...], because: str) -> Iterator[Finding]:
    defaults = {path: spec_by_path()[path].default for path in paths}
    changed = {path: value for path, value in defaults.items() if value_at(config, path) != value}
    if changed:
        cause = spec_by_path()[because]
        yield finding(
            "note",
            "no-effect" if len(changed) == 1 else "no-effect-several",
            *changed,
            fix=changed,
            titles=titles(changed),
            because=cause.title,
            value=text_of(cause, value_at(config, because)),
        )


RULES: tuple[Rule, ...] = (idle, condition_unmet)
