"""Which setting stands in which card of the page, and which wait behind `Show advanced`.

Knows the cards. Every setting has exactly one place: those that no card names are advanced, in a
card of their section.
"""

from __future__ import annotations

from dataclasses import dataclass

from deeptuner.settings.catalog import FieldSpec, SectionSpec, sections, specs

# Cards of their own: the setting is the card.
GPUS, PARALLEL, METHOD = "hardware.gpus", "hardware.parallel", "method.kind"
NAME = "name"  # beside the start button

METHOD_ROWS = ("lora.rank", "lora.alpha", "lora.dropout", "lora.target_modules")
TRAINING_ROWS = (
    "training.batch_size",
    "training.epochs",
    "training.optimizer",
    "training.learning_rate",
    "training.lr_scheduler_type",
    "training.weight_decay",
    "training.mixed_precision",
    "training.early_stopping",
)
MEMORY_ROWS = (
    "memory.gradient_checkpointing",
    "training.gradient_accumulation_steps",
    "checkpoints.saving_steps",
)
DATA_ROWS = (
    "model.path",
    "data.dataset",
    "data.template",
    "data.max_length",
    "data.eval_split",
)
SHOWN = frozenset(
    (GPUS, PARALLEL, METHOD, NAME, *METHOD_ROWS, *TRAINING_ROWS, *MEMORY_ROWS, *DATA_ROWS)
)
# The two columns of advanced cards, by section, filled to about the same height.
LEFT = ("data", "hardware", "memory", "checkpoints", "evaluation", "monitor")


@dataclass(frozen=True, slots=True)
class AdvancedCard:
    """The advanced settings of one section."""

    section: SectionSpec
    specs: tuple[FieldSpec, ...]

    @property
    def left(self) -> bool:
        return self.section.name in LEFT


def advanced_cards() -> list[AdvancedCard]:
    """What `Show advanced` shows, in the declaration's order."""
    found = [
        AdvancedCard(section, tuple(spec for spec in section.specs if spec.path not in SHOWN))
        for section in sections()
    ]
    return [card for card in found if card.specs]


def advanced_specs() -> list[FieldSpec]:
    return [spec for spec in specs() if spec.path not in SHOWN]
