"""How the model learns: batches, steps, learning rate, optimizer.

Knows names, defaults and bounds. Does not know transformers' argument names
(see `engine/upstream.py`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from deeptuner.settings.declare import (
    AUTO,
    Bool,
    Float,
    Int,
    Scalar,
    Section,
    When,
    setting,
)

TRAINER = "https://huggingface.co/docs/transformers/main_classes/trainer"

Scheduler = Literal[
    "linear",
    "cosine",
    "cosine_with_restarts",
    "polynomial",
    "constant",
    "constant_with_warmup",
    "inverse_sqrt",
    "reduce_lr_on_plateau",
    "cosine_with_min_lr",
    "cosine_warmup_with_min_lr",
    "warmup_stable_decay",
    "greedy",
]
Optimizer = Literal[
    "auto",
    "adamw_torch",
    "adamw_torch_fused",
    "adamw_bnb_8bit",
    "paged_adamw_32bit",
    "paged_adamw_8bit",
    "adafactor",
    "sgd",
    "adagrad",
    "rmsprop",
    "rmsprop_bnb_8bit",
    "lion_32bit",
    "lion_8bit",
    "paged_lion_32bit",
    "paged_lion_8bit",
    "ademamix",
    "ademamix_8bit",
    "paged_ademamix_32bit",
    "paged_ademamix_8bit",
]
Precision = Literal["auto", "bf16", "fp16", "fp32"]


class TrainingSection(Section):
    """Batches, epochs, learning rate, and what shapes them."""

    batch_size: Annotated[Int, Field(ge=1, le=4096)] = setting(
        2,
        "Batch size",
        "How many samples each GPU works on at once. More is faster and needs more memory.",
        unit="samples",
        tier="basic",
        source=TRAINER,
        term="batch-size",
    )
    eval_batch_size: Annotated[Int, Field(ge=1, le=4096)] = setting(
        1,
        "Eval batch size",
        "How many samples each GPU works on at once while evaluating.",
        unit="samples",
        source=TRAINER,
        term="batch-size",
    )
    gradient_accumulation_steps: Annotated[Int, Field(ge=1, le=65536)] = setting(
        1,
        "Gradient accumulation steps",
        "How many batches are added up before the model is changed. Acts like a larger batch "
        "without the memory.",
        unit="batches",
        tier="basic",
        source=TRAINER,
        term="gradient-accumulation",
    )
    effective_batch_size: Annotated[Int, Field(ge=1)] | None = setting(
        None,
        "Effective batch size",
        "Samples per change of the model: batch size × accumulation × processes. When set, the "
        "accumulation follows from it.",
        unit="samples",
        source=TRAINER,
        term="batch-size",
    )
    epochs: Annotated[Float, Field(gt=0, le=1000)] | None = setting(
        3.0,
        "Epochs",
        "How many times every row is learned from. Empty: as many as Min update steps needs.",
        tier="basic",
        source=TRAINER,
        term="epochs",
    )
    min_update_steps: Annotated[Int, Field(ge=1)] = setting(
        100,
        "Min update steps",
        "Used when Epochs is empty: whole epochs until the model was changed at least this often.",
        unit="steps",
        source=TRAINER,
        term="steps",
    )
    max_steps: Annotated[Int, Field(ge=1)] | None = setting(
        None,
        "Max steps",
        "Ends training after this many changes of the model, whatever Epochs says.",
        unit="steps",
        source=TRAINER,
        term="steps",
    )
    learning_rate: Annotated[Float, Field(gt=0, le=1)] = setting(
        1e-4,
        "Learning rate",
        "How far each step changes the model. Too high forgets or diverges, too low learns "
        "nothing; 1e-6 to 1e-3 is usual, 1e-4 suits LoRA.",
        tier="basic",
        source="https://arxiv.org/abs/2106.09685",
        term="learning-rate",
    )
    lr_scheduler_type: Scheduler = setting(
        "cosine",
        "Learning Rate Scheduler Type",
        "How the learning rate moves during training. `cosine` falls smoothly to zero.",
        tier="basic",
        source="https://huggingface.co/docs/transformers/main_classes/optimizer_schedules",
        term="learning-rate-scheduler",
    )
    lr_scheduler_options: dict[str, Scalar] = setting(
        {},
        "Scheduler options",
        "Further options of the scheduler, for example `num_cycles: 2` or `min_lr: 1e-6`.",
        source="https://huggingface.co/docs/transformers/main_classes/optimizer_schedules",
        term="learning-rate-scheduler",
    )
    warmup: Annotated[Float, Field(ge=0)] = setting(
        10.0,
        "Warmup",
        "The learning rate rises from zero over this many steps; below 1 it is a share of all "
        "steps.",
        unit="steps",
        source=TRAINER,
        term="warmup",
    )
    optimizer: Optimizer = setting(
        AUTO,
        "Optimizer",
        "The rule that turns gradients into changes. `auto` is AdamW, fused where that works.",
        source=TRAINER,
        term="optimizer",
    )
    weight_decay: Annotated[Float, Field(ge=0, le=1)] = setting(
        0.0,
        "Weight decay",
        "Pulls weights towards zero. 0 suits adapters, which are small already; full fine-tuning "
        "guides often use 0.1.",
        source="https://arxiv.org/abs/1711.05101",
        term="weight-decay",
    )
    max_grad_norm: Annotated[Float, Field(ge=0)] = setting(
        1.0,
        "Max grad norm",
        "Longer gradients are shortened to this, which tames sudden jumps. 0: never.",
        source="https://arxiv.org/abs/1211.5063",
        term="gradient-clipping",
    )
    mixed_precision: Precision = setting(
        AUTO,
        "Mixed precision",
        "The number format of the computation. `auto` takes bf16 where the machine has it.",
        source="https://arxiv.org/abs/1710.03740",
        term="mixed-precision",
    )
    early_stopping: Bool = setting(
        False,
        "Early stopping",
        "Ends training when the eval loss no longer improves.",
        tier="basic",
        source=TRAINER,
        term="early-stopping",
    )
    early_stopping_patience: Annotated[Int, Field(ge=1, le=1000)] = setting(
        3,
        "Patience",
        "How many evaluations in a row may bring no improvement before training ends.",
        unit="evaluations",
        when=When("training.early_stopping", (True,)),
        source=TRAINER,
        term="early-stopping",
    )
    early_stopping_min_change: Annotated[Float, Field(ge=0)] = setting(
        0.0,
        "Minimum change",
        "How much lower the eval loss must be to count as an improvement.",
        when=When("training.early_stopping", (True,)),
        source=TRAINER,
        term="early-stopping",
    )
    neftune_noise: Annotated[Float, Field(gt=0, le=100)] | None = setting(
        None,
        "NEFTune noise",
        "Adds a little noise to what the model reads, which can make answers richer. Empty: off; "
        "5 is usual.",
        source="https://arxiv.org/abs/2310.05914",
        term="neftune",
    )
    label_smoothing: Annotated[Float, Field(ge=0, lt=1)] = setting(
        0.0,
        "Label smoothing",
        "Teaches the model to be a little less sure. 0: off.",
        source="https://arxiv.org/abs/1512.00567",
        term="label-smoothing",
    )
    seed: Annotated[Int, Field(ge=-1, lt=2**32)] = setting(
        42,
        "Seed",
        "Decides every random choice of training, so that a run can be repeated. −1: a random one, "
        "which is recorded.",
        source=TRAINER,
        term="seed",
    )
