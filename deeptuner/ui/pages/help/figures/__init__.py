"""The pictures of the help, painted in the theme's colours: which name stands for which.

Knows them all by name. Does not know which article shows which.
"""

from typing import Final

from deeptuner.ui.pages.help.figures.batches import (
    BatchStepEpoch,
    GradientAccumulation,
    PackingFigure,
)
from deeptuner.ui.pages.help.figures.curves import (
    Curves,
    Divergence,
    EarlyStopping,
    Overfitting,
    Plateau,
    Underfitting,
    WellFit,
)
from deeptuner.ui.pages.help.figures.figure import Figure
from deeptuner.ui.pages.help.figures.lora import LoraFigure
from deeptuner.ui.pages.help.figures.numbers import NumberFormats, Quantization
from deeptuner.ui.pages.help.figures.parallel import ParallelFigure
from deeptuner.ui.pages.help.figures.schedulers import SchedulersFigure, WarmupFigure
from deeptuner.ui.pages.help.figures.state import Checkpoints, CrossEntropy, GradientCheckpointing
from deeptuner.ui.pages.help.figures.texts import ChatTemplate, LossMask, Tokens

FIGURES: Final[dict[str, type[Figure]]] = {
    "batch-step-epoch": BatchStepEpoch,
    "chat-template": ChatTemplate,
    "checkpoints": Checkpoints,
    "cross-entropy": CrossEntropy,
    "curves": Curves,
    "divergence": Divergence,
    "early-stopping": EarlyStopping,
    "gradient-accumulation": GradientAccumulation,
    "gradient-checkpointing": GradientCheckpointing,
    "lora": LoraFigure,
    "loss-mask": LossMask,
    "number-formats": NumberFormats,
    "overfitting": Overfitting,
    "packing": PackingFigure,
    "parallel": ParallelFigure,
    "plateau": Plateau,
    "quantization": Quantization,
    "schedulers": SchedulersFigure,
    "tokens": Tokens,
    "underfitting": Underfitting,
    "warmup": WarmupFigure,
    "well-fit": WellFit,
}

__all__ = ["FIGURES", "Figure"]
