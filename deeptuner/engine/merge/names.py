"""Which parameter of the running model each tensor of the files is, or is a part of.

transformers renames tensors while it loads a model, and stacks those of single experts into one
parameter; an adapter speaks of the parameters. The renaming is transformers' own. Does not read
weights, and does not know adapters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from transformers.core_model_loading import (
    Concatenate,
    MergeModulelist,
    WeightConverter,
    WeightRenaming,
    dot_natural_key,
    rename_source_key,
)

from deeptuner.engine.merge.outline import UNKNOWN, Outline


@dataclass(frozen=True, slots=True)
class Piece:
    """A tensor of the files, and where it lies in its parameter.

    It is the parameter itself, unless `expert` is a number: then the parameter is [experts,
    outputs, inputs], and this holds that expert's weights, [outputs, inputs], or the `part`-th of
    several lots of outputs.
    """

    name: str
    expert: int | None = None
    part: int = 0


class Names:
    """The parameters of one class of models, and the tensors that they come from.

    Those of an `outline` that is unknown are taken to be named as the tensors are.
    """

    def __init__(self, outline: Outline, tensors: Iterable[str]) -> None:
        self.outline = outline
        self.pieces, self.beyond = self._sorted(tensors)
        self._piece_of = {one.name: (one,) for pieces in self.pieces.values() for one in pieces}

    def parameters_of(self, module: str) -> list[str]:
        """Its own parameters, in the order in which it has them."""
        names = (name.rpartition(".") for name in self.outline.parameters)
        return [name for owner, _, name in names if owner == module]

    def parameter(self, name: str) -> str | None:
        """The parameter that `name` means: by its own name, or by one from the files or from an
        earlier version of transformers; None where there is none in the files."""
        if name in self.pieces:
            return name
        renamed, converter = self._renamed(name)
        if renamed in self.pieces and converter is None:
            return renamed
        short = name.partition(".")[2]  # some files leave out the first part of all names
        return short if short in self.pieces else None

    def pieces_of_tensor(self, tensor: str) -> tuple[Piece, ...]:
        """What the tensor of the files is: one piece, or none where no parameter is made of it."""
        return tuple(self._piece_of.get(tensor, ()))

    def lacking(self) -> str | None:
        """The first parameter that the files should hold and do not, or not with all its experts;
        None where they hold the whole model."""
        for name, others in self.outline.required.items():
            if name not in self.pieces and others.isdisjoint(self.pieces):
                return name
            parts = Counter(one.part for one in self.pieces.get(name, ()) if one.expert is not None)
            if parts and set(parts.values()) != {self.outline.experts.get(name)}:
                return name
        return None

    def _sorted(self, tensors: Iterable[str]) -> tuple[dict[str, tuple[Piece, ...]], set[str]]:
        """Pieces by parameter; and the parameters that are made in a way not known here."""
        found: dict[str, dict[str | None, list[str]]] = defaultdict(lambda: defaultdict(list))
        for tensor in sorted(tensors, key=dot_natural_key):
            parameter, pattern = self._renamed(tensor)
            found[parameter][pattern].append(tensor)
        pieces: dict[str, tuple[Piece, ...]] = {}
        beyond: set[str] = set()
        for parameter, by_pattern in found.items():
            known = self._pieces(by_pattern)
            if known is None:
                beyond.add(parameter)
            pieces[parameter] = known or ()
        return pieces, beyond

    def _pieces(self, by_pattern: Mapping[str | None, list[str]]) -> tuple[Piece, ...] | None:
        if None in by_pattern:
            names = by_pattern[None]
            return (Piece(names[0]),) if len(by_pattern) == len(names) == 1 else None
        patterns = self._stacked(next(iter(by_pattern)))
        if patterns is None or set(patterns) != set(by_pattern):
            return None
        return tuple(
            Piece(name, expert, part)
            for part, pattern in enumerate(patterns)
            for expert, name in enumerate(by_pattern[pattern])
        )

    def _stacked(self, pattern: str | None) -> list[str] | None:
        """Of a parameter that is experts stacked: the patterns of its lots of outputs, in order."""
        converter = next(
            one
            for one in self.outline.transforms
            if isinstance(one, WeightConverter) and pattern in one.source_patterns
        )
        match converter.operations:
            case [MergeModulelist(dim=0)]:
                patterns = list(converter.source_patterns)
                return patterns if len(patterns) == 1 else None
            case [MergeModulelist(dim=0), Concatenate(dim=1)]:
                return list(converter.source_patterns)
        return None

    def _renamed(self, tensor: str) -> tuple[str, str | None]:
        """As transformers renames it, and the pattern by which it becomes a part of another."""
        if self.outline is UNKNOWN:
            return tensor, None
        for transforms in (self.outline.transforms, ()):
            renamings = [one for one in transforms if isinstance(one, WeightRenaming)]
            converters = [one for one in transforms if isinstance(one, WeightConverter)]
            found: tuple[str, str | None] = rename_source_key(
                tensor, renamings, converters, self.outline.prefix, self.outline.parameters
            )
            if found[0] in self.outline.parameters:
                return found
        return tensor, None
