"""Rules about the model and the data: what must be chosen, limits, and what code may run.

Looks at settings alone: whether the files hold what they should, their readers say.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from deeptuner.settings.declare import AUTO
from deeptuner.settings.rules.finding import Finding, MachineFacts, Rule, finding
from deeptuner.settings.rules.hardware import on_cpu
from deeptuner.settings.sections.config import Config

MUCH = 0.5  # a larger share for evaluation leaves less to learn from than to measure with


def nothing_chosen(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    if not config.model.path.strip():
        yield finding("error", "no-model", "model.path")
    if not config.data.dataset.strip():
        yield finding("error", "no-dataset", "data.dataset")


def remote_code(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    if config.model.trust_remote_code:
        path = "model.trust_remote_code"
        yield finding("warning", "remote-code", path, fix={path: False})


def flash_attention(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    if config.model.attention != "flash_attention_2":
        return
    paths, fix = ("model.attention", "training.mixed_precision"), {"model.attention": AUTO}
    if on_cpu(config, machine):
        yield finding("error", "flash-on-cpu", "model.attention", fix=fix)
    elif config.training.mixed_precision == "fp32":
        yield finding("error", "flash-fp32", *paths, fix=fix)


def source_fills_sample(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    data = config.data
    longest, source = data.max_length, data.max_source_length
    if longest == AUTO or source is None or source < longest:
        return
    path = "data.max_source_length"
    yield finding(
        "error", "source-fills", path, "data.max_length", fix={path: None}, longest=longest
    )


def target_over_sample(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    data = config.data
    longest, target = data.max_length, data.max_target_length
    if longest == AUTO or target is None or target <= longest:
        return
    path = "data.max_target_length"
    yield finding("note", "target-over", path, "data.max_length", fix={path: None}, longest=longest)


def eval_split(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    share, path = config.data.eval_split, "data.eval_split"
    if share > 1 and not share.is_integer():
        fix = {path: float(round(share))}
        yield finding("error", "part-of-a-row", path, fix=fix, value=share)
    elif MUCH < share < 1:
        yield finding("warning", "much-evaluation", path, fix={path: 0.1}, percent=f"{share:.0%}")


def same_file(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    data = config.data
    if data.eval_dataset and data.eval_dataset == data.dataset:
        path = "data.eval_dataset"
        yield finding("error", "eval-is-training", path, "data.dataset", fix={path: None})


def resume_from(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    """A relative path is looked up in the experiment, which is not known here."""
    path = config.checkpoints.resume_from
    if path and Path(path).is_absolute() and not Path(path).exists():
        key = "checkpoints.resume_from"
        yield finding("error", "resume-missing", key, fix={key: None}, path=path)


RULES: tuple[Rule, ...] = (
    nothing_chosen,
    remote_code,
    flash_attention,
    source_fills_sample,
    target_over_sample,
    eval_split,
    same_file,
    resume_from,
)
