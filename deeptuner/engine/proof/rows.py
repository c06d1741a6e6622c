"""The rows that a proof is made on: of the run's eval split where there is one.

Knows prepared data and tokenizers. Takes pieces of as many rows as can be computed in a time that a
person waits. Does not know how a model computes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import torch

from deeptuner.data.prepare import open_prepared
from deeptuner.data.tokenizer import load_tokenizer
from deeptuner.engine.inputs import has_inputs, read_inputs
from deeptuner.errors import InputError, RunError
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.models import describe_model

MOST: Final = 8  # rows, unless more are asked for
LONGEST: Final = 64  # tokens of a row
FEWEST, MANY = 4, 32  # rows that a proof takes, as the machine is slow or fast
SECONDS: Final = 90  # of computing, about
PASSES: Final = 3  # through a model: with adapter, without, merged
PROBE: Final = 1024  # rows and columns of a product that is timed
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


def affordable(model_dir: Path) -> int:
    """Rows that are computed in about `SECONDS` on this machine, by the time of one product.

    A pass takes two operations for each parameter and token.
    """
    operations = 2 * PASSES * LONGEST * (describe_model(model_dir).parameters or 0)
    one = torch.ones(PROBE, PROBE)
    started = time.perf_counter()
    torch.mm(one, one)
    speed = 2 * PROBE**3 / (time.perf_counter() - started)
    return max(FEWEST, min(MANY, int(SECONDS * speed / max(1, operations))))


def held_out(run: RunFolder, model_dir: Path, most: int = MOST, longest: int = LONGEST) -> Rows:
    """Rows of the run's eval split; without one of what it trained on; else sample sentences.

    `most` rows, of which no more than `longest` tokens are taken.
    """
    if has_inputs(run):
        try:
            prepared = open_prepared(read_inputs(run).data_dir)
        except RunError:  # the cache has made room since
            return sample_rows(model_dir)
        try:
            store = prepared.train if prepared.eval is None else prepared.eval
            rows = tuple(_beginnings(store, most, longest))
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


def with_tokens(rows: Rows, first: int, last: int) -> Rows:
    """And a row of the tokens from `first` until `last`, which the others may not have: as many as
    a row holds."""
    ids = np.arange(first, min(last, first + LONGEST), dtype=np.int64)
    ids = np.resize(ids, max(2, len(ids))) if len(ids) else ids
    more = (Row(ids, np.ones(len(ids), bool)),) if len(ids) else ()
    return replace(rows, rows=(*rows.rows, *more))


def _drawn(vocabulary: int) -> list[np.ndarray[Any, np.dtype[np.int64]]]:
    return list(np.random.default_rng(0).integers(0, vocabulary, (MOST, LONGEST)))


def _beginnings(store: Sequence[Any], most: int, longest: int) -> Iterator[Row]:
    """Rows that train something after their first token, cut where that begins to be long."""
    found = 0
    for number in range(len(store)):
        sample = store[number]
        targets = np.flatnonzero(sample.trained[1:])
        if len(targets) and found < most:
            found += 1
            begin = max(0, min(int(targets[0]) + 1 - longest // 2, len(sample.ids) - longest))
            piece = slice(begin, begin + longest)
            yield Row(sample.ids[piece].astype(np.int64), np.array(sample.trained[piece]))
