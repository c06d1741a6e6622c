"""What is saved, measured and written down meanwhile: checkpoints, evaluation, logging.

Knows names, defaults and bounds. Does not know at which steps something happens
(see `engine/schedule.py`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from deeptuner.settings.declare import (
    AUTO,
    AutoOr,
    Bool,
    Float,
    Int,
    PathText,
    Section,
    When,
    setting,
)
from deeptuner.settings.sections.training import TRAINER

ReportTo = Literal["tensorboard", "wandb", "mlflow"]


class CheckpointsSection(Section):
    """When the state of training is saved, and what is kept."""

    saving_steps: Annotated[int | Literal["auto"], AutoOr(Annotated[Int, Field(ge=1)])] = setting(
        AUTO,
        "Saving steps",
        "A checkpoint is saved every so many steps. `auto` spreads `Max number of checkpoints` "
        "evenly over the run.",
        unit="steps",
        tier="basic",
        source=TRAINER,
        term="checkpoint",
    )
    saving_epochs: Annotated[Float, Field(gt=0)] | None = setting(
        None,
        "Saving epochs",
        "Saves every so many epochs instead of every so many steps; 0.5 is twice an epoch.",
        unit="epochs",
        source=TRAINER,
        term="checkpoint",
    )
    max_number: Annotated[Int, Field(ge=1, le=1000)] = setting(
        10,
        "Max number of checkpoints",
        "How many times a run evaluates and saves, spread evenly; only while Saving steps is auto.",
        when=When("checkpoints.saving_steps", (AUTO,)),
        source=TRAINER,
        term="checkpoint",
    )
    recovery_minutes: Annotated[Float, Field(ge=0)] = setting(
        30.0,
        "Recovery checkpoint",
        "Besides, one checkpoint is renewed this often, so that a power cut costs little. 0: off.",
        unit="minutes",
        source=TRAINER,
        term="checkpoint",
    )
    keep: Annotated[Int, Field(ge=1, le=1000)] = setting(
        2,
        "Checkpoints to keep",
        "This many remain, the best by eval loss first, and always the newest; others are deleted.",
        source=TRAINER,
        term="checkpoint",
    )
    resume_from: PathText | None = setting(
        None,
        "Resume from",
        "A checkpoint folder of this or another run to go on from.",
        source=TRAINER,
        term="checkpoint",
    )


class EvaluationSection(Section):
    """How learning is measured on the way."""

    eval_steps: Annotated[int | Literal["auto"], AutoOr(Annotated[Int, Field(ge=1)])] = setting(
        AUTO,
        "Evaluation steps",
        "The eval split is measured every so many steps. `auto`: whenever a checkpoint is saved.",
        unit="steps",
        source=TRAINER,
        term="evaluation",
    )
    full_16bit: Annotated[bool | Literal["auto"], AutoOr(Bool)] = setting(
        AUTO,
        "Full 16-bit evaluation",
        "Evaluates wholly in the 16-bit format: less memory, slightly less exact.",
        source=TRAINER,
        term="mixed-precision",
    )
    sample_prompts: list[str] = setting(
        [],
        "Sample prompts",
        "Prompts that the model answers before training and at each evaluation, so that you can "
        "read how it learns. Empty: some of the eval split.",
        source=TRAINER,
        term="sample-generation",
    )
    sample_count: Annotated[Int, Field(ge=0, le=64)] = setting(
        3,
        "Samples from the eval split",
        "How many prompts are taken from the eval split when none are given. 0: none.",
        source=TRAINER,
        term="sample-generation",
    )
    sample_length: Annotated[Int, Field(ge=1, le=4096)] = setting(
        128,
        "Sample length",
        "The longest answer that is generated for a sample prompt.",
        unit="tokens",
        source=TRAINER,
        term="sample-generation",
    )


class LoggingSection(Section):
    """What is written down while training."""

    steps: Annotated[Int, Field(ge=1)] = setting(
        1,
        "Logging steps",
        "Loss and learning rate are recorded every so many steps.",
        unit="steps",
        source=TRAINER,
        term="steps",
    )
    first_step: Bool = setting(
        True, "Log the first step", "Records the very first step too.", source=TRAINER, term="steps"
    )
    report_to: list[ReportTo] = setting(
        ["tensorboard"],
        "Report to",
        "Where curves are sent besides the run's own files. TensorBoard files are always written; "
        "wandb and mlflow work if they are installed.",
        source=TRAINER,
        term="tensorboard",
    )
