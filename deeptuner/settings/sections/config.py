"""`Config`: all sections together, the whole of one run's settings.

Knows the sections and their order. Does not know files, presets or rules.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from deeptuner.settings.declare import Int, Section, setting
from deeptuner.settings.sections.inputs import DataSection, ModelSection
from deeptuner.settings.sections.machine import HardwareSection, MemorySection, MonitorSection
from deeptuner.settings.sections.method import LoraSection, MethodSection, QuantizationSection
from deeptuner.settings.sections.training import TrainingSection
from deeptuner.settings.sections.watching import (
    CheckpointsSection,
    EvaluationSection,
    LoggingSection,
)

VERSION = 1  # of the settings file; raised with a step in `migrate.py`


class Config(Section):
    """Every setting of a run."""

    version: Annotated[Int, Field(ge=1, le=VERSION)] = setting(
        VERSION, "Version", "The version of this settings file's form. Older files are brought up."
    )
    name: str = setting(
        "",
        "Name",
        "What the run is called; its folder is named after it. Empty: named after the dataset.",
        tier="basic",
        source="https://huggingface.co/docs/transformers/main_classes/trainer",
        term="run",
    )
    model: ModelSection = Field(default_factory=ModelSection, title="Model")
    data: DataSection = Field(default_factory=DataSection, title="Data")
    hardware: HardwareSection = Field(default_factory=HardwareSection, title="Hardware")
    method: MethodSection = Field(default_factory=MethodSection, title="Method")
    training: TrainingSection = Field(default_factory=TrainingSection, title="Training")
    memory: MemorySection = Field(default_factory=MemorySection, title="Memory")
    checkpoints: CheckpointsSection = Field(default_factory=CheckpointsSection, title="Checkpoints")
    evaluation: EvaluationSection = Field(default_factory=EvaluationSection, title="Evaluation")
    lora: LoraSection = Field(default_factory=LoraSection, title="LoRA")
    quantization: QuantizationSection = Field(
        default_factory=QuantizationSection, title="Quantization"
    )
    logging: LoggingSection = Field(default_factory=LoggingSection, title="Logging")
    monitor: MonitorSection = Field(default_factory=MonitorSection, title="Monitor")
