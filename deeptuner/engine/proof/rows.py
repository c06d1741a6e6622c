"""The rows that a proof is made on: of the run's eval split where there is one.

Knows prepared data and tokenizers. Takes the beginnings of a few rows, so that all their logits can
be held at once. Does not know models.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np

from deeptuner.data.prepare import open_prepared
from deeptuner.data.tokenizer import load_tokenizer
from deeptuner.engine.inputs import has_inputs, read_inputs
from deeptuner.errors import InputError, RunError
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.models import describe_model

MOST: Final = 8  # rows
LONGEST: Final = 64  # tokens of a row: 8 · 64 · 150,000 words · 4 bytes: 300 MB of logits, twice
FEWEST_WORDS: Final = 256  # in the vocabulary of any model
SAMPLES: Final = (
    "The quick brown fox jumps over the lazy dog, and 12 × 7 is 84.",
    "Write a short letter to a friend about the weather at the harbour today.",
    "Grüße aus München! ¿Qué tal? Ça va très bien, merci.",
    "今天的天氣很好，我們一起去海邊走走吧。",
    "def area(width: float, height: float) -> float:\n    return width * height\n",
)

Source = Literal["eval", "train", "sample"]


@dataclass(frozen=True, slots=True)
class Row:
    """`ids`, int64[n]: tokens; `trained`, bool[n]: those that count in the loss."""

    ids: np.ndarray[Any, np.dtype[np.int64]]
    trained: np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows to compare two models on, and where they came from."""

    source: Source
    rows: tuple[Row, ...]


def held_out(run: RunFolder, model_dir: Path) -> Rows:
    """Rows of the run's eval split; without one of what it trained on; else sample sentences."""
    if has_inputs(run):
        try:
            prepared = open_prepared(read_inputs(run).data_dir)
        except RunError:  # the cache has made room since
            return sample_rows(model_dir)
        try:
            store = prepared.train if prepared.eval is None else prepared.eval
            rows = tuple(_beginnings(store))
        finally:
            prepared.close()
        if rows:
            return Rows("train" if prepared.eval is None else "eval", rows)
    return sample_rows(model_dir)


def sample_rows(model_dir: Path) -> Rows:
    """A few sentences in the words of the model's tokenizer; without one, tokens drawn at random,
    which serve as well to compare two models."""
    try:
        tokenizer = load_tokenizer(model_dir)
    except InputError:
        found = _drawn(describe_model(model_dir).vocab_size or FEWEST_WORDS)
    else:
        found = [np.array(tokenizer.ids(text), dtype=np.int64) for text in SAMPLES]
    rows = (Row(ids, np.ones(len(ids), bool)) for ids in found if len(ids) > 1)
    return Rows("sample", tuple(rows))


def _drawn(vocabulary: int) -> list[np.ndarray[Any, np.dtype[np.int64]]]:
    return list(np.random.default_rng(0).integers(0, vocabulary, (MOST, LONGEST)))


def _beginnings(store: Sequence[Any]) -> Iterator[Row]:
    """Rows that train something after their first token, cut where that begins to be long."""
    found = 0
    for number in range(len(store)):
        sample = store[number]
        targets = np.flatnonzero(sample.trained[1:])
        if len(targets) and found < MOST:
            found += 1
            begin = max(0, min(int(targets[0]) + 1 - LONGEST // 2, len(sample.ids) - LONGEST))
            piece = slice(begin, begin + LONGEST)
            yield Row(sample.ids[piece].astype(np.int64), np.array(sample.trained[piece]))
