"""Parameters that are adapted by their own names, and those that hold many experts.

PEFT adapts a parameter [experts, outputs, inputs] with the A and B of all its experts side by side
(`target_parameters`); the files may hold it whole, or a tensor for each expert. Knows where each
expert's rows lie. Does not compute anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from deeptuner.engine.merge.adapter import Adapter, ModuleUpdate
from deeptuner.engine.merge.formula import Change, Stack
from deeptuner.engine.merge.names import Names, Piece
from deeptuner.engine.merge.rows import Stored

NESTED = ".base_layer"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter with the update that PEFT's layer around it holds."""

    name: str
    module: str
    update: ModuleUpdate


def by_parameter(adapter: Adapter, names: Names) -> tuple[list[ModuleUpdate], list[Parameter]]:
    """The updates of modules, and those of parameters that are adapted by their names.

    PEFT puts one layer around another where it adapts several parameters of a module, the first
    one innermost. Raises KeyError with a name where there are more layers than parameters.
    """
    modules: list[ModuleUpdate] = []
    parameters: list[Parameter] = []
    for update in adapter.updates:
        module = update.module.split(NESTED)[0]
        owned = names.parameters_of(module) if adapter.parameters else []
        adapted = [one for name in owned if is_adapted(one := f"{module}.{name}", adapter)]
        if not adapted or update.a is None:
            modules.append(update)
            continue
        depth = update.module.count(NESTED)
        if depth >= len(adapted):
            raise KeyError(update.module)
        parameters.append(Parameter(adapted[-1 - depth], module, update))
    return modules, parameters


def is_adapted(parameter: str, adapter: Adapter) -> bool:
    """Whether the adapter's config names it, or its end."""
    return any(f".{parameter}".endswith(f".{name}") for name in adapter.parameters)


def changes(
    adapter: Adapter, one: Parameter, names: Names, sources: Mapping[str, Stored]
) -> dict[str, Change] | None:
    """How the tensors of the files change that make up a parameter; None if the sizes differ."""
    pieces = names.pieces[one.name]
    held = [sources[piece.name] for piece in pieces]
    turned = one.module in names.outline.transposed_experts
    count = _count(pieces, held)
    found = {
        piece.name: tuple(_stacks(piece, pieces, sources, count))
        for piece in pieces
        if len(held[0].shape) in (2, 3)
    }
    if not found or not _fits(one.update, held, pieces, count, turned):
        return None
    assert one.update.a is not None
    rank = one.update.a.shape[0] // count
    update = replace(one.update, scale=adapter.scale(one.name, rank))
    return {
        name: Change(update, transposed=turned, rounded=True, stacks=stacks)
        for name, stacks in found.items()
    }


def _count(pieces: tuple[Piece, ...], held: list[Stored]) -> int:
    """How many experts there are; 1 where the parameter is an ordinary weight."""
    if pieces[0].expert is not None:
        return 1 + max(piece.expert or 0 for piece in pieces)
    return held[0].shape[0] if len(held[0].shape) == 3 else 1


def _stacks(
    piece: Piece, pieces: tuple[Piece, ...], sources: Mapping[str, Stored], count: int
) -> Iterator[Stack]:
    shape = sources[piece.name].shape
    if piece.expert is not None:
        before = (one for one in pieces if one.expert == piece.expert and one.part < piece.part)
        offset = sum(sources[one.name].shape[0] for one in before)
        yield Stack(count, piece.expert, 0, shape[0], offset)
    elif len(shape) == 3:
        for expert in range(count):
            yield Stack(count, expert, expert * shape[1], (expert + 1) * shape[1])
    else:
        yield Stack(1, 0, 0, shape[0])


def _fits(
    update: ModuleUpdate, held: list[Stored], pieces: tuple[Piece, ...], count: int, turned: bool
) -> bool:
    assert update.a is not None
    assert update.b is not None
    if not all(one.is_float for one in held) or update.a.shape[0] % count:
        return False
    if pieces[0].expert is None:
        rows, inputs = held[0].shape[-2:]
    else:
        first = [one for one, piece in zip(held, pieces, strict=True) if piece.expert == 0]
        rows, inputs = sum(one.shape[0] for one in first), held[0].shape[1]
        alike = {(piece.part, one.shape) for one, piece in zip(held, pieces, strict=True)}
        if turned or len(alike) != len(first):
            return False
    shape = (update.b.shape[0], update.a.shape[1])
    return shape == ((inputs, rows) if turned else (rows, inputs))
