"""A glance at what a run is to be made of: what can be refused at once, before there is a run.

Knows which questions are cheap: is there a tokenizer, can the data files be opened, is their format
known. Does not read a dataset to its end, nor take anything from it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from deeptuner.data.report import Report
from deeptuner.data.sources import find_sources
from deeptuner.data.tokenizer import load_tokenizer
from deeptuner.settings.sections.inputs import DataSection

READY: Final = "tokenizer.json"
CONVERTED: Final = ("tokenizer.model", "vocab.json", "vocab.txt")  # the engine makes one of them


def glance(
    settings: DataSection, model_dir: Path, dataset: Path, eval_dataset: Path | None
) -> None:
    """Raises ModelError for a tokenizer that is missing or broken, DataError for a dataset that is
    missing, empty, mostly unreadable where it is sampled, or of no known format."""
    ready = (model_dir / READY).exists()
    if ready or not any((model_dir / name).exists() for name in CONVERTED):
        load_tokenizer(model_dir)
    find_sources(settings, dataset, eval_dataset, Report()).detect()
