"""Which tensor of the base model each update of the adapter changes.

Every update must find its tensor, with the right shape, or the adapter does not belong to this
model. Knows tied output heads. Does not compute anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from peft.tuners.tuners_utils import check_target_module_exists

from deeptuner.engine.merge import experts
from deeptuner.engine.merge.adapter import Adapter, ModuleUpdate
from deeptuner.engine.merge.beyond import BeyondError
from deeptuner.engine.merge.formula import Change
from deeptuner.engine.merge.names import Names
from deeptuner.engine.merge.rows import Stored, differing
from deeptuner.engine.merge.vocabulary import UnevenError, vocabulary
from deeptuner.errors import ModelError
from deeptuner.words import Message, message


@dataclass(frozen=True, slots=True)
class Output:
    """One tensor of the merged model: the base's, changed or as it is."""

    name: str
    base: Stored
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Matched:
    """All tensors of the merged model; `untied` when its head no longer equals its embedding.

    `vocabulary`: how many tokens it has a row for, None where that is as in the base.
    """

    outputs: tuple[Output, ...]
    untied: bool
    vocabulary: int | None = None


def match(
    base: Mapping[str, Stored], adapter: Adapter, candidates: Sequence[Names], model_dir: Path
) -> Matched:
    """What to write. Names are those of the first of `candidates` that has all that the adapter
    changes; there is at least one.

    Raises ModelError when the model is not whole, when an update has no tensor to change, or one
    of another shape, or when a module that the adapter's config names has no update; BeyondError
    when only PEFT can merge it.
    """
    refused: ModelError | None = None
    for names in candidates:
        try:
            return _Matching(base, adapter, names, model_dir).matched()
        except ModelError as error:
            if isinstance(error, BeyondError):
                raise
            refused = refused or error
    assert refused is not None
    raise refused


class _Matching:
    """One adapter and one set of names: what changes by the tensor's name in the files."""

    def __init__(
        self, base: Mapping[str, Stored], adapter: Adapter, names: Names, model_dir: Path
    ) -> None:
        self._adapter = adapter
        self._names = names
        self._model_dir = model_dir
        try:
            self._vocabulary = vocabulary(base, adapter, names)
        except UnevenError as uneven:
            raise self._refused("uneven", fix="trained-elsewhere", module=uneven.module) from None
        self._base = {**base, **self._vocabulary.given}
        self._ties = {
            self._tensor(head): self._tensor(embedding)
            for head, embedding in names.outline.ties.items()
        }
        self._sources = {**self._tied_heads(), **self._base}
        self._changes: dict[str, Change] = {}

    def matched(self) -> Matched:
        self._require_whole()
        try:
            modules, parameters = experts.by_parameter(self._adapter, self._names)
        except KeyError as error:
            raise self._refused("no-such-module", module=str(error.args[0])) from None
        self._require_all(modules, parameters)
        conv1d = self._has_conv1d(modules)
        for update in modules:
            for part, is_bias in (("weight", False), ("bias", True)):
                if _touches(update, is_bias):
                    name = self._find(update.module, part)
                    self._changes[name] = self._change(update, is_bias, name, conv1d)
        for one in parameters:
            self._change_parameter(one)
        untied = self._untied()
        names = [
            *self._base,
            *(name for name in self._sources if untied and name not in self._base),
        ]
        outputs = (Output(name, self._sources[name], self._changes.get(name)) for name in names)
        return Matched(tuple(outputs), untied, self._vocabulary.rows)

    def _require_whole(self) -> None:
        """What the files lack, transformers would fill with numbers at random."""
        if lacking := self._names.lacking():
            raise ModelError(
                self._said("lacking", name=lacking),
                where=str(self._model_dir),
                fix=message("runs.models.get-again"),
            )

    def _tensor(self, parameter: str) -> str:
        """The name in the files of a parameter that is one tensor; its own if it is in none."""
        pieces = self._names.pieces.get(parameter, ())
        return pieces[0].name if len(pieces) == 1 else parameter

    def _tied_heads(self) -> dict[str, Stored]:
        """Heads that the files leave out because they are the embedding: begin as it does."""
        return {
            head: self._vocabulary.head or self._base[embedding]
            for head, embedding in self._ties.items()
            if head not in self._base and embedding in self._base
        }

    def _untied(self) -> bool:
        """Rows of tokens that were trained in the embedding alone are those of a tied head too."""
        parted = False
        for head, embedding in self._ties.items():
            if head not in self._sources or embedding not in self._sources:
                continue
            change = self._changes.get(embedding)
            if self._is_kept_tied(head, change):
                if head in self._base and change is not None:
                    self._changes[head] = change
                else:
                    self._changes.pop(head, None)
            else:
                parted |= head in self._changes or change is not None
        return parted

    def _is_kept_tied(self, head: str, change: Change | None) -> bool:
        """Whether the head stays the embedding, to which `change` is done.

        Raises ModelError where it should, and what the adapter holds for the two says otherwise.
        """
        if change is None or not self._is_tied(head):
            return False
        other = self._changes.get(head)
        if other is not None and _same(change.update, other.update):
            return True
        if change.update.tokens is not None:
            if other is not None:
                raise self._refused("tied-rows", fix="adapter")
            return True
        if not self._adapter.config.get("ensure_weight_tying"):
            return False
        if other is None or not _alike(change.update, other.update):
            raise self._refused("tied-adapter", fix="adapter")
        return True

    def _is_tied(self, head: str) -> bool:
        return head not in self._base or self._names.outline.is_tied

    def _require_all(
        self, modules: Sequence[ModuleUpdate], parameters: Sequence[experts.Parameter]
    ) -> None:
        """An adapter whose file lost a layer would merge into a model that nobody trained."""
        held = {self._names.parameter(f"{update.module}.weight") for update in modules}
        held |= {one.name for one in parameters}
        targets = self._adapter.targets
        for end in self._adapter.parameters:
            if not any(f".{name}".endswith(f".{end}") for name in self._names.pieces):
                raise self._refused("no-such-module", module=end)
        for name, pieces in self._names.pieces.items():
            if name in held:
                continue
            module = name.removesuffix(".weight")
            matrix = len(pieces) == 1 and len(self._base[pieces[0].name].shape) == 2
            meant = targets is not None and matrix and module != name
            if experts.is_adapted(name, self._adapter) or (
                meant and check_target_module_exists(targets, module)
            ):
                raise self._refused("missing", fix="adapter", module=module)

    def _find(self, module: str, part: str) -> str:
        """The name of the tensor in the files. Raises ModelError when there is none."""
        name = self._lookup(module, part)
        if name is None:
            if self._names.parameter(f"{module}.{part}") in self._names.beyond:
                raise self._beyond("converted", module=module)
            raise self._refused("no-such-module", module=module)
        return name

    def _lookup(self, module: str, part: str) -> str | None:
        name = f"{module}.{part}"
        parameter = self._names.parameter(name)
        pieces = self._names.pieces.get(parameter or "", ())
        if len(pieces) == 1 and pieces[0].expert is None:
            return pieces[0].name
        return name if name in self._sources else None

    def _change(self, update: ModuleUpdate, is_bias: bool, name: str, conv1d: bool) -> Change:
        base = self._sources[name]
        new = (update.bias or update.bias_shift) if is_bias else update.weight
        fits = base.is_float and (new is None or new.shape == base.shape)
        transposed = False
        if fits and not is_bias and update.a and update.b:
            transposed = _transposed(update, base, conv1d)
            shape = _shape(update)
            fits = base.shape == (shape[::-1] if transposed else shape)
            fits &= update.magnitude is None or update.magnitude.shape == shape[:1]
        if update.tokens is not None:
            fits &= base.shape[1:] == update.tokens.shape[1:]
            fits &= all(0 <= number < base.shape[0] for number in update.token_ids)
        if not fits:
            raise self._other_shape(update, new, base)
        one_of_many = any(piece.expert is not None for piece in self._names.pieces_of_tensor(name))
        return Change(update, is_bias, transposed, rounded=update.embedding or one_of_many)

    def _change_parameter(self, one: experts.Parameter) -> None:
        if one.name in self._names.beyond:
            raise self._beyond("converted", module=one.name)
        if one.name not in self._names.pieces:
            raise self._refused("no-such-module", module=one.name)
        found = experts.changes(self._adapter, one, self._names, self._sources)
        if found is None:
            raise self._other_shape(replace(one.update, module=one.name), None, None)
        self._changes |= found

    def _has_conv1d(self, modules: Sequence[ModuleUpdate]) -> bool:
        """Whether this model's layers are stored as [inputs, outputs], as those of GPT-2 are.

        The flag in the adapter's config holds only for the last layer that PEFT looked at, so the
        layers whose shape tells are asked too.
        """
        if self._adapter.fan_in_fan_out:
            return True
        for update in modules:
            name = self._lookup(update.module, "weight") if update.a else None
            if name is None or update.embedding:
                continue
            if _transposed(update, self._sources[name], conv1d=False):
                return True
        return False

    def _other_shape(
        self, update: ModuleUpdate, new: Stored | None, base: Stored | None
    ) -> ModelError:
        """Rows more or less of a whole embedding are tokens that were added in training."""
        if new is not None and base is not None and _wider(new.shape, base.shape):
            rows: dict[str, Any] = {"tokens": new.shape[0], "rows": base.shape[0]}
            fix = "trained-elsewhere"
            return self._refused("other-vocabulary", fix=fix, module=update.module, **rows)
        return self._refused("other-shape", module=update.module)

    def _refused(self, what: str, *, fix: str = "base", **gaps: object) -> ModelError:
        return ModelError(
            self._said(what, **gaps),
            where=str(self._model_dir if fix == "base" else self._adapter.folder),
            fix=message(f"engine.merge.fix-{fix}"),
        )

    def _beyond(self, what: str, **gaps: object) -> BeyondError:
        return BeyondError(self._said(what, **gaps), where=str(self._adapter.folder))

    def _said(self, what: str, **gaps: object) -> Message:
        return message(f"engine.merge.{what}", model=self._model_dir.name, **gaps)


def _touches(update: ModuleUpdate, is_bias: bool) -> bool:
    if is_bias:
        return update.bias is not None or update.bias_shift is not None
    return any(part is not None for part in (update.a, update.weight, update.tokens))


def _alike(embedding: ModuleUpdate, head: ModuleUpdate) -> bool:
    """Whether a head and an embedding, one of which lies transposed, become equal."""
    if embedding.magnitude or head.magnitude or embedding.scale != head.scale:
        return False
    pairs = ((embedding.a, head.b), (embedding.b, head.a))
    return all(one and other and torch.equal(one.whole().T, other.whole()) for one, other in pairs)


def _same(embedding: ModuleUpdate, head: ModuleUpdate) -> bool:
    """Whether both are given whole, and equal."""
    if embedding.a or head.a or not (embedding.weight or embedding.tokens):
        return False
    one, other = (
        {name: part for name in ("weight", "tokens") if (part := getattr(update, name))}
        for update in (embedding, head)
    )
    return one.keys() == other.keys() and differing(one, other) == 0


def _shape(update: ModuleUpdate) -> tuple[int, int]:
    """[outputs, inputs] of B·A."""
    assert update.a is not None
    assert update.b is not None
    return update.b.shape[0], update.a.shape[1]


def _wider(new: tuple[int, ...], base: tuple[int, ...]) -> bool:
    return len(new) == 2 == len(base) and new[1] == base[1] and new[0] != base[0]


def _transposed(update: ModuleUpdate, base: Stored, conv1d: bool) -> bool:
    """Whether `base` is stored as [inputs, outputs]: the shape tells, unless it is square."""
    outputs, inputs = _shape(update)
    if update.embedding or outputs == inputs:
        return update.embedding or conv1d
    return base.shape == (inputs, outputs)
