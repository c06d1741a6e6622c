"""What texts leave to the program."""

from __future__ import annotations

import pytest

from deeptuner.settings.catalog import spec_by_path
from deeptuner.ui.help_texts.facts import CatalogueFacts, same_value

FACTS = CatalogueFacts()


def test_values_are_written_as_in_the_file() -> None:
    assert FACTS.default("training.learning_rate") == "1e-4"
    assert FACTS.default("lora.alpha") == "16"
    assert FACTS.default("training.max_steps") == "none"
    assert FACTS.title("lora.rank") == "LoRA rank"


def test_presets_tell_what_they_leave_alone_from_what_they_empty() -> None:
    assert FACTS.preset("higher-precision", "training.learning_rate") == "5e-5"
    assert FACTS.preset("speed-up", "training.learning_rate") == "–"
    assert FACTS.preset("speed-up", "training.epochs") == "none"


@pytest.mark.parametrize(
    ("path", "value", "cell", "same"),
    [
        ("lora.rank", 16, "16", True),
        ("lora.rank", 16, "8", False),
        ("lora.rank", 16, "8 to 16", False),
        ("lora.alpha", 16.0, "16", True),
        ("training.lr_scheduler_type", "cosine", "cosine", True),
        ("training.lr_scheduler_type", "cosine", "linear", False),
        ("quantization.bits", "auto", "16", False),
        ("training.max_steps", None, "none", False),
    ],
)
def test_a_cell_stands_for_a_value(path: str, value: object, cell: str, same: bool) -> None:
    assert same_value(spec_by_path()[path], value, cell) is same
