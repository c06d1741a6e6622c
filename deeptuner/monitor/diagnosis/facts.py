"""What a diagnosis knows besides the curves: the run's settings and how large its eval split is.

Knows which settings matter to reading curves. Does not read files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from deeptuner.settings.sections.config import Config

# The rate at which a method usually learns: docs/diagnosis.md, Sources.
USUAL_RATE: Final = {"lora": 1e-4, "qlora": 1e-4, "full": 1e-5}
TOKENS_OF_A_ROW: Final = 100  # trained ones, where only their number is known


@dataclass(frozen=True, slots=True)
class Facts:
    """`config` None: the settings are not known, and no changes to them can be offered.

    `eval_rows` and `eval_tokens` are what each evaluation measures; `broke_at` the step at which
    the run ended because its loss was no number, `best_saved` that of the best checkpoint.
    """

    config: Config | None = None
    eval_rows: int | None = None
    eval_tokens: int | None = None
    broke_at: int | None = None
    best_saved: int | None = None

    @property
    def rate(self) -> float | None:
        """The highest learning rate that the schedule reaches."""
        return self.config.training.learning_rate if self.config else None

    @property
    def usual_rate(self) -> float:
        return USUAL_RATE[self.config.method.kind if self.config else "lora"]

    @property
    def rows(self) -> int | None:
        """How many rows each evaluation measures; guessed from tokens where rows are not told."""
        if self.eval_rows is not None:
            return self.eval_rows
        if self.eval_tokens is None:
            return None
        return max(1, self.eval_tokens // TOKENS_OF_A_ROW)

    @property
    def evaluates(self) -> bool:
        """Whether the settings keep rows aside at all; True where they are not known."""
        data = self.config.data if self.config else None
        return data is None or data.eval_split > 0 or data.eval_dataset is not None
