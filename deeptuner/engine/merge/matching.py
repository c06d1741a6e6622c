"""Which tensor of the base model each update of the adapter changes.

Every update must find its tensor, with the right shape, or the adapter does not belong to this
model. Knows tied output heads. Does not compute anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from peft.tuners.tuners_utils import check_target_module_exists

from deeptuner.engine.merge.adapter import Adapter, ModuleUpdate
from deeptuner.engine.merge.formula import Change
from deeptuner.engine.merge.rows import Stored
from deeptuner.errors import ModelError
from deeptuner.words import message


@dataclass(frozen=True, slots=True)
class Output:
    """One tensor of the merged model: the base's, changed or as it is."""

    name: str
    base: Stored
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Matched:
    """All tensors of the merged model; `untied` when its head no longer equals its embedding."""

    outputs: tuple[Output, ...]
    untied: bool


def match(
    base: Mapping[str, Stored], adapter: Adapter, ties: Mapping[str, str], model_dir: Path
) -> Matched:
    """What to write. `ties` names tensors that may share another's content: head to embedding.

    Raises ModelError when an update has no tensor to change, or one of another shape, or when a
    module that the adapter's config names has no update.
    """
    sources = {**_tied_heads(base, ties), **base}
    _require_all(adapter, base, model_dir)
    conv1d = _has_conv1d(adapter, sources)
    changes: dict[str, Change] = {}
    for update in adapter.updates:
        for part, is_bias in (("weight", False), ("bias", True)):
            if _touches(update, is_bias):
                name = _find(update.module, part, sources, model_dir)
                changes[name] = _change(update, is_bias, sources[name], conv1d, model_dir)
    untied = any(name in changes for pair in _present(ties, sources) for name in pair)
    names = [*base, *(name for name in sources if untied and name not in base)]
    outputs = tuple(Output(name, sources[name], changes.get(name)) for name in names)
    return Matched(outputs, untied)


def _require_all(adapter: Adapter, base: Mapping[str, Stored], model_dir: Path) -> None:
    """An adapter whose file lost a layer would merge into a model that nobody trained."""
    if adapter.targets is None:
        return
    names = {update.module for update in adapter.updates}
    held = names | {name.partition(".")[2] for name in names}
    for name, tensor in base.items():
        module = name.removesuffix(".weight")
        if module != name and len(tensor.shape) == 2 and module not in held:
            _require_untouched(module, adapter, model_dir)


def _require_untouched(module: str, adapter: Adapter, model_dir: Path) -> None:
    if check_target_module_exists(adapter.targets, module):
        raise ModelError(
            message("engine.merge.missing", module=module, model=model_dir.name),
            where=str(adapter.folder),
            fix=message("engine.merge.fix-adapter"),
        )


def _tied_heads(base: Mapping[str, Stored], ties: Mapping[str, str]) -> dict[str, Stored]:
    """Heads that the files leave out because they are the embedding: begin as it does."""
    return {
        head: base[embedding]
        for head, embedding in ties.items()
        if head not in base and embedding in base
    }


def _present(ties: Mapping[str, str], sources: Mapping[str, Stored]) -> list[tuple[str, str]]:
    return [(head, other) for head, other in ties.items() if head in sources and other in sources]


def _touches(update: ModuleUpdate, is_bias: bool) -> bool:
    if is_bias:
        return update.bias is not None or update.bias_shift is not None
    return update.a is not None or update.weight is not None


def _find(module: str, part: str, sources: Mapping[str, Stored], model_dir: Path) -> str:
    """The name of the tensor in the files. Raises ModelError when there is none."""
    name = _lookup(module, part, sources)
    if name is None:
        raise ModelError(
            message("engine.merge.no-such-module", module=module, model=model_dir.name),
            where=str(model_dir),
            fix=message("engine.merge.fix-base"),
        )
    return name


def _lookup(module: str, part: str, sources: Mapping[str, Stored]) -> str | None:
    """Some files leave out the first part of all names."""
    for name in (f"{module}.{part}", f"{module.partition('.')[2]}.{part}"):
        if name in sources:
            return name
    return None


def _change(
    update: ModuleUpdate, is_bias: bool, base: Stored, conv1d: bool, model_dir: Path
) -> Change:
    new = (update.bias or update.bias_shift) if is_bias else update.weight
    fits = base.is_float and (new is None or new.shape == base.shape)
    transposed = False
    if fits and not is_bias and update.a and update.b:
        transposed = _transposed(update, base, conv1d)
        shape = _shape(update)
        fits = base.shape == (shape[::-1] if transposed else shape)
        fits &= update.magnitude is None or update.magnitude.shape == shape[:1]
    if not fits:
        raise _other_shape(update, new, base, model_dir)
    return Change(update, is_bias, transposed)


def _other_shape(
    update: ModuleUpdate, new: Stored | None, base: Stored, model_dir: Path
) -> ModelError:
    """Rows more or less of a whole embedding or head are tokens that were added in training."""
    fix = message("engine.merge.fix-base")
    gaps = {"module": update.module, "model": model_dir.name}
    what = message("engine.merge.other-shape", **gaps)
    if new is not None and len(new.shape) == 2 and new.shape[1:] == base.shape[1:]:
        rows = {"tokens": new.shape[0], "rows": base.shape[0]}
        what = message("engine.merge.other-vocabulary", **gaps, **rows)
    return ModelError(what, where=str(model_dir), fix=fix)


def _shape(update: ModuleUpdate) -> tuple[int, int]:
    """[outputs, inputs] of B·A."""
    assert update.a is not None
    assert update.b is not None
    return update.b.shape[0], update.a.shape[1]


def _transposed(update: ModuleUpdate, base: Stored, conv1d: bool) -> bool:
    """Whether `base` is stored as [inputs, outputs]: the shape tells, unless it is square."""
    outputs, inputs = _shape(update)
    if update.embedding or outputs == inputs:
        return update.embedding or conv1d
    return base.shape == (inputs, outputs)


def _has_conv1d(adapter: Adapter, sources: Mapping[str, Stored]) -> bool:
    """Whether this model's layers are stored as [inputs, outputs], as those of GPT-2 are.

    The flag in the adapter's config holds only for the last layer that PEFT looked at, so the
    layers whose shape tells are asked too.
    """
    if adapter.fan_in_fan_out:
        return True
    low_rank = (one for one in adapter.updates if one.a and not one.embedding)
    for update in low_rank:
        name = _lookup(update.module, "weight", sources)
        if name is not None and _transposed(update, sources[name], conv1d=False):
            return True
    return False
