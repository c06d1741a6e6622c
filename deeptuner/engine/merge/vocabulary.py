"""Tokens that were added in training: an adapter that holds embedding and head of another height.

Who adds tokens gives the model more rows first (or fewer, where it had some to spare), and PEFT
then keeps these tensors whole in the adapter's file. Knows which tensors have a row for each token.
Does not know tokenizers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from torch import Tensor

from deeptuner.engine.merge.adapter import Adapter, ModuleUpdate
from deeptuner.engine.merge.names import Names
from deeptuner.engine.merge.room import Room
from deeptuner.engine.merge.rows import DTYPES, Stored

WEIGHT: Final = ".weight"


@dataclass(frozen=True, slots=True)
class Given(Stored):
    """A tensor of the base as the adapter has it: of its height, in the base's type."""

    source: Stored

    @property
    def computed(self) -> bool:
        return True

    def rows(self, start: int, end: int, room: Room | None = None) -> Tensor:
        return self.source.rows(start, end, room).to(DTYPES[self.info.dtype])


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a model's tensors are once they have the adapter's height.

    `given` take the place of tensors of the files; `head` is that of a head which is not in them,
    where the adapter tells it. `rows` is the height, None where it is the model's own.
    """

    rows: int | None = None
    given: Mapping[str, Stored] = field(default_factory=dict)
    head: Stored | None = None


class UnevenError(Exception):
    """Not all of a model's tensors with a row for each token can be given the same height.

    `module` is the one whose height the adapter does not tell.
    """

    def __init__(self, module: str) -> None:
        super().__init__(module)
        self.module = module


def vocabulary(base: Mapping[str, Stored], adapter: Adapter, names: Names) -> Vocabulary:
    """Of the model that the adapter was trained on. Raises UnevenError."""
    places = [place for place in (names.outline.embedding, names.outline.head) if place]
    updates = _whole(adapter, names, places)
    tensors = {place: _tensor(base, names, place + WEIGHT) for place in places}
    rows = _height(updates, tensors, base)
    if rows is None:
        return Vocabulary()
    given: dict[str, Stored] = {}
    for place, name in tensors.items():
        if name is not None:
            given[name] = _resized(base[name], updates.get(place), rows, place)
        given |= _bias(base, names, updates.get(place), rows, place)
    return Vocabulary(rows, given, _head(base, adapter, names, updates, tensors))


def _whole(adapter: Adapter, names: Names, places: list[str]) -> dict[str, ModuleUpdate]:
    found = {}
    for update in adapter.updates:
        name = names.parameter(update.module + WEIGHT) or update.module + WEIGHT
        if name.removesuffix(WEIGHT) in places and update.weight and len(update.weight.shape) == 2:
            found[name.removesuffix(WEIGHT)] = update
    return found


def _tensor(base: Mapping[str, Stored], names: Names, parameter: str) -> str | None:
    pieces = names.pieces.get(parameter, ())
    return pieces[0].name if len(pieces) == 1 and pieces[0].name in base else None


def _height(
    updates: Mapping[str, ModuleUpdate],
    tensors: Mapping[str, str | None],
    base: Mapping[str, Stored],
) -> int | None:
    """That of the adapter's tensors, where the model's have another."""
    heights = {update.weight.shape[0] for update in updates.values() if update.weight}
    own = {base[name].shape[0] for name in tensors.values() if name is not None}
    if not heights or heights == own:
        return None
    if len(heights) > 1:
        raise UnevenError(next(iter(updates)))
    return heights.pop()


def _resized(base: Stored, update: ModuleUpdate | None, rows: int, place: str) -> Stored:
    if update is None or update.weight is None:
        if base.shape[0] == rows:
            return base
        raise UnevenError(place)
    return _given(base, update.weight)


def _bias(
    base: Mapping[str, Stored], names: Names, update: ModuleUpdate | None, rows: int, place: str
) -> dict[str, Stored]:
    name = _tensor(base, names, f"{place}.bias")
    if name is None or base[name].shape[0] == rows:
        return {}
    if update is None or update.bias is None or update.bias.shape[0] != rows:
        raise UnevenError(f"{place}.bias")
    return {name: _given(base[name], update.bias)}


def _head(
    base: Mapping[str, Stored],
    adapter: Adapter,
    names: Names,
    updates: Mapping[str, ModuleUpdate],
    tensors: Mapping[str, str | None],
) -> Stored | None:
    """A head that is the embedding, and of which the adapter holds nothing: it is what the
    embedding was before a copy of it was trained."""
    embedding, head = names.outline.embedding, names.outline.head
    name, update = tensors.get(embedding), updates.get(embedding)
    if not head or tensors.get(head) or name is None or update is None or head in updates:
        return None
    before = update.original or update.weight
    if before is None or (update.original is None and _is_copy(adapter, embedding)):
        raise UnevenError(head)
    return _given(base[name], before)


def _is_copy(adapter: Adapter, module: str) -> bool:
    """Whether PEFT trained a copy of the module, and left the module itself as it was."""
    if adapter.config.get("ensure_weight_tying"):
        return False
    saved = adapter.config.get("modules_to_save") or ()
    return any(f".{module}".endswith(f".{name}") for name in saved)


def _given(base: Stored, source: Stored) -> Given:
    size = source.info.count * DTYPES[base.info.dtype].itemsize
    info = replace(base.info, shape=source.shape, start=0, end=size)
    return Given(source.file, source.data_start, info, source)
