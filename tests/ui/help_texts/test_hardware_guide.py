"""The numbers of the hardware guide follow from the formulas that the program plans with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from deeptuner.engine.sizes import CONSTANTS_4BIT, Sizes
from deeptuner.settings.catalog import spec_by_path
from deeptuner.ui.help_texts import library
from deeptuner.ui.help_texts.facts import CatalogueFacts
from deeptuner.ui.help_texts.markdown import Table, blocks, plain

TOKENS = 2048
TENTH = 0.1
GIB = 2**30


@dataclass(frozen=True)
class Shape:
    """Of a model, from its config.json; `keys` is the width of the key and value projections."""

    layers: int
    width: int
    inner: int
    keys: int
    vocabulary: int
    tied: bool = False

    @property
    def linear(self) -> int:
        attention = 2 * self.width * self.width + 2 * self.width * self.keys
        return self.layers * (attention + 3 * self.width * self.inner)

    @property
    def embeddings(self) -> int:
        return self.vocabulary * self.width * (1 if self.tied else 2)

    @property
    def parameters(self) -> int:
        return self.linear + self.embeddings + (2 * self.layers + 1) * self.width

    @property
    def adapter(self) -> int:
        rank = spec_by_path()["lora.rank"].default
        attention = 2 * 2 * self.width + 2 * (self.width + self.keys)
        return int(rank * self.layers * (attention + 3 * (self.width + self.inner)))


SHAPES = {
    "Llama-3.2-1B": Shape(16, 2048, 8192, 512, 128256, tied=True),
    "Llama-3.2-3B": Shape(28, 3072, 8192, 1024, 128256, tied=True),
    "Llama-3.1-8B": Shape(32, 4096, 14336, 1024, 128256),
    "Qwen2.5-14B": Shape(48, 5120, 13824, 1024, 152064),
    "Qwen2.5-32B": Shape(64, 5120, 27648, 1024, 152064),
    "Llama-3.1-70B": Shape(80, 8192, 28672, 1024, 128256),
}


def sizes(shape: Shape, method: str) -> Sizes:
    full = method == "full"
    per_weight = 0.5 + CONSTANTS_4BIT[True] if method == "qlora" else 2
    weights = shape.linear * per_weight + 2 * shape.embeddings
    return Sizes(
        weights=0 if full else int(weights),
        trainable=shape.parameters if full else shape.adapter,
        layer=int(shape.linear * per_weight / shape.layers),
        layers=shape.layers,
        hidden=shape.width,
        vocabulary=shape.vocabulary,
    )


def on_one(method: str) -> Callable[[Shape], int]:
    return lambda shape: sizes(shape, method).replica(TOKENS, checkpointing=True)


def on_several(method: str, cards: int) -> Callable[[Shape], int]:
    return lambda shape: sizes(shape, method).shard(TOKENS, True, cards)


COLUMNS: dict[str, Callable[[Shape], int]] = {
    "QLoRA": on_one("qlora"),
    "LoRA": on_one("lora"),
    "Full": on_one("full"),
    "QLoRA, 2 cards": on_several("qlora", 2),
    "QLoRA, 4 cards": on_several("qlora", 4),
    "LoRA, 2 cards": on_several("lora", 2),
    "LoRA, 4 cards": on_several("lora", 4),
}


def cells() -> list[tuple[str, str, str]]:
    """Model, column and what the guide says, for all tables that begin with a model."""
    found = blocks(library().articles["guide-hardware"].body, CatalogueFacts())
    tables = [one for one in found if isinstance(one, Table) and plain(one.header[0]) == "Model"]
    return [
        (plain(row[0]), plain(table.header[column]), plain(row[column]))
        for table in tables
        for row in table.rows
        for column in range(1, len(row))
    ]


@pytest.mark.parametrize(("model", "column", "said"), cells())
def test_memory_follows_from_the_formulas(model: str, column: str, said: str) -> None:
    shape = SHAPES[model]
    if column == "Parameters":
        assert said == f"{shape.parameters / 1e9:.1f} billion"
        return
    needed = COLUMNS[column](shape) / GIB
    low, high = (float(part.replace(",", "")) for part in said.split("–"))
    assert low == pytest.approx(needed * (1 - TENTH), abs=1)
    assert high == pytest.approx(needed * (1 + TENTH), abs=1)


def test_all_models_and_columns_are_there() -> None:
    said = cells()

    assert len(said) == 6 * 4 + 4 * 4
    assert {model for model, _, _ in said} == set(SHAPES)
