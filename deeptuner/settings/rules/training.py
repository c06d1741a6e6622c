"""Rules about batches, steps, the learning rate, evaluation, saving and the optimizer.

Knows what the settings alone decide. Does not know how many rows or steps there will be.
"""

from __future__ import annotations

from collections.abc import Iterator

from deeptuner.settings.declare import AUTO
from deeptuner.settings.rules.finding import Finding, MachineFacts, Rule, finding
from deeptuner.settings.rules.hardware import on_cpu, processes
from deeptuner.settings.sections.config import Config
from deeptuner.settings.yaml_text import number_text, short_number

USUAL_RATE = (1e-6, 1e-3)
FULL_RATE = 5e-5  # full fine-tuning usually stays at or under it
BY_EVALUATION = ("reduce_lr_on_plateau", "greedy")  # schedulers that move by the eval loss
FIXED = ("constant", "constant_with_warmup")  # schedulers without options
PAGED_FAMILIES = ("adamw", "paged_", "lion", "ademamix")
# The same rule without pages, for a machine that has nothing to page from.
UNPAGED = {
    "paged_adamw_32bit": "adamw_torch",
    "paged_adamw_8bit": "adamw_bnb_8bit",
    "paged_lion_32bit": "lion_32bit",
    "paged_lion_8bit": "lion_8bit",
    "paged_ademamix_32bit": "ademamix",
    "paged_ademamix_8bit": "ademamix_8bit",
}


def evaluates(config: Config) -> bool:
    return config.data.eval_split > 0 or bool(config.data.eval_dataset)


def effective_batch(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    training, path = config.training, "training.effective_batch_size"
    count = processes(config, machine)
    unit = training.batch_size * (count or config.hardware.machines)
    wanted = training.effective_batch_size
    if wanted is None or wanted % unit == 0:
        return
    fix = {path: max(1, wanted // unit) * unit}
    yield finding(
        "error", "effective-batch", path, "training.batch_size", fix=fix, wanted=wanted, unit=unit
    )


def learning_rate(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    rate, path = config.training.learning_rate, "training.learning_rate"
    low, high = USUAL_RATE
    shown = number_text(rate)
    if rate > high:
        fix = {path: 1e-4 if config.method.kind != "full" else 2e-5}
        yield finding("note", "rate-high", path, fix=fix, rate=shown)
    elif rate < low:
        yield finding("note", "rate-low", path, fix={path: 1e-5}, rate=shown)
    elif config.method.kind == "full" and rate > FULL_RATE:
        yield finding("note", "rate-full", path, "method.kind", fix={path: 2e-5}, rate=shown)


def warmup(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    training, path = config.training, "training.warmup"
    if training.warmup > 1 and not training.warmup.is_integer():
        fix = {path: float(round(training.warmup))}
        yield finding("error", "part-of-a-step", path, fix=fix, value=training.warmup)
    elif training.max_steps is not None and training.warmup >= max(training.max_steps, 1):
        steps, last = short_number(training.warmup), training.max_steps
        yield finding(
            "warning",
            "only-warmup",
            path,
            "training.max_steps",
            fix={path: 0.1},
            steps=steps,
            last=last,
        )


def scheduler(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    kind, path = config.training.lr_scheduler_type, "training.lr_scheduler_type"
    if kind in BY_EVALUATION and not evaluates(config):
        fix = {"data.eval_split": 0.01}
        yield finding("error", "scheduler-blind", path, "data.eval_split", fix=fix, kind=kind)
    options = "training.lr_scheduler_options"
    if kind in FIXED and config.training.lr_scheduler_options:
        yield finding("error", "scheduler-fixed", options, path, fix={options: {}}, kind=kind)


def precision(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    asked, path = config.training.mixed_precision, "training.mixed_precision"
    if asked == "fp16" and on_cpu(config, machine):
        yield finding("error", "fp16-cpu", path, "hardware.gpus", fix={path: AUTO})
    elif asked == "fp16" and machine and machine.bf16:
        yield finding("note", "fp16-bf16", path, fix={path: AUTO})
    elif asked == "bf16" and machine and not machine.bf16 and not on_cpu(config, machine):
        yield finding("error", "no-bf16", path, fix={path: AUTO})


def evaluation_in_16_bit(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    path, mixed = "evaluation.full_16bit", "training.mixed_precision"
    if config.evaluation.full_16bit is True and config.training.mixed_precision == "fp32":
        yield finding("warning", "16-bit-eval", path, mixed, fix={path: AUTO})


def early_stopping(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    training, path = config.training, "training.early_stopping"
    if not training.early_stopping:
        return
    if not evaluates(config):
        fix = {"data.eval_split": 0.01}
        yield finding("error", "stopping-blind", path, "data.eval_split", fix=fix)
        return
    count = _evaluations(config)
    patience = "training.early_stopping_patience"
    if count is not None and training.early_stopping_patience >= count:
        gaps = {"patience": training.early_stopping_patience, "count": count}
        fix_patience = {patience: count - 1} if count > 1 else {path: False}
        yield finding("warning", "too-patient", patience, path, fix=fix_patience, **gaps)


def _evaluations(config: Config) -> int | None:
    """How often the run evaluates at most, where the settings say."""
    checkpoints, every, last = (
        config.checkpoints,
        config.evaluation.eval_steps,
        config.training.max_steps,
    )
    if every == AUTO:
        every = checkpoints.saving_steps
        if checkpoints.saving_epochs is None and every == AUTO:
            return checkpoints.max_number
        if checkpoints.saving_epochs is not None:
            return None
    return None if last is None or every == AUTO else -(-last // every)


def saving_twice(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    checkpoints, path = config.checkpoints, "checkpoints.saving_steps"
    if checkpoints.saving_steps != AUTO and checkpoints.saving_epochs is not None:
        yield finding("error", "saving-twice", path, "checkpoints.saving_epochs", fix={path: AUTO})


def saving_never(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    checkpoints, training = config.checkpoints, config.training
    steps, last = checkpoints.saving_steps, training.max_steps
    if steps != AUTO and last is not None and steps > last:
        path = "checkpoints.saving_steps"
        yield finding(
            "warning", "saving-late", path, "training.max_steps", fix={path: AUTO}, last=last
        )
    every, epochs = checkpoints.saving_epochs, training.epochs
    if every is not None and epochs is not None and last is None and every > epochs:
        path = "checkpoints.saving_epochs"
        gaps = {"epochs": short_number(epochs)}
        yield finding(
            "warning", "saving-late-epochs", path, "training.epochs", fix={path: None}, **gaps
        )


def unmeasured_checkpoints(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    """The best checkpoint can only be one whose step was evaluated."""
    every, saving, path = (
        config.evaluation.eval_steps,
        config.checkpoints.saving_steps,
        "evaluation.eval_steps",
    )
    if every == AUTO or not evaluates(config):
        return
    aligned = saving != AUTO and config.checkpoints.saving_epochs is None and saving % every == 0
    if not aligned:
        yield finding(
            "warning", "unmeasured", path, "checkpoints.saving_steps", fix={path: AUTO}, every=every
        )


def paging(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    name, path = config.training.optimizer, "training.optimizer"
    switch = "memory.optimizer_paging"
    if on_cpu(config, machine):
        if name in UNPAGED:
            yield finding("warning", "paged-cpu", path, fix={path: UNPAGED[name]}, name=name)
        if config.memory.optimizer_paging:
            yield finding("warning", "paging-cpu", switch, fix={switch: False})
    elif config.memory.optimizer_paging and name != AUTO and not name.startswith(PAGED_FAMILIES):
        yield finding("error", "no-paged-form", switch, path, fix={switch: False}, name=name)


def smoothing(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    path = "training.label_smoothing"
    if config.training.label_smoothing > 0.3:
        yield finding("note", "smoothing", path, fix={path: 0.1})


def reports(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    path, names = "logging.report_to", config.logging.report_to
    once = list(dict.fromkeys(names))
    if once != names:
        yield finding("note", "report-twice", path, fix={path: once})
    if "tensorboard" not in names:
        yield finding("note", "tensorboard", path, fix={path: ["tensorboard", *once]})
    for name in once if machine else ():
        if machine and name != "tensorboard" and name not in machine.installed:
            left = [other for other in once if other != name]
            yield finding("error", "not-installed", path, fix={path: left}, name=name)


RULES: tuple[Rule, ...] = (
    effective_batch,
    learning_rate,
    warmup,
    scheduler,
    precision,
    evaluation_in_16_bit,
    early_stopping,
    saving_twice,
    saving_never,
    unmeasured_checkpoints,
    paging,
    smoothing,
    reports,
)
