"""The models of a proof where they do not fit in memory: their layers come and go (`streamed.py`).

Gives the same as `models.whole`. Knows which weights base and merged model are made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

import psutil
from peft import PeftModelForCausalLM
from torch import Tensor
from transformers import PreTrainedModel

from deeptuner.engine.merge.base import read_base
from deeptuner.engine.merge.four_bit import FourBit, quantised
from deeptuner.engine.merge.rows import Stored
from deeptuner.engine.proof.models import BYTES, Models, Steps, vocabulary_of, with_adapter
from deeptuner.engine.proof.parts import CannotStreamError, Parts, Rounding, on_meta
from deeptuner.engine.proof.rows import Row
from deeptuner.engine.proof.streamed import Hidden, Step, Streamed, units
from deeptuner.engine.proof.weights import Pairs, in_files, merged_by_peft, pairs
from deeptuner.engine.quiet import quiet
from deeptuner.errors import DeepTunerError

AT_ONCE: Final = 3  # of the largest part: one of the base, one merged, and what is being computed
ACTIVATIONS: Final = 500_000_000  # bytes, for all rows
STUMBLES: Final = (AttributeError, KeyError, NotImplementedError, RuntimeError, TypeError)


def needed_bytes(model_dir: Path) -> int:
    """Memory in which the model can be proven so, about, whatever the number of its layers."""
    sizes = [sum(one.numel() for one in unit.parameters()) for unit in units(on_meta(model_dir))]
    return AT_ONCE * BYTES * max(sizes, default=0) + ACTIVATIONS


def fits(model_dir: Path) -> bool:
    return needed_bytes(model_dir) <= psutil.virtual_memory().available


@contextmanager
def by_layers(
    model_dir: Path,
    adapter_dir: Path,
    merged_dir: Path,
    rows: Sequence[Row],
    over: FourBit | None,
    steps: Steps,
) -> Iterator[Models | None]:
    """As `models.whole`. Raises CannotStreamError where the model's class cannot be computed so."""
    try:
        merged_parts = Parts(merged_dir, of_files(merged_dir))
    except (DeepTunerError, OSError, ValueError, KeyError):
        yield None
        return
    if merged_parts.lacking or merged_parts.left_over:
        yield None
        return
    with quiet():
        try:
            rows_of_tokens = vocabulary_of(merged_dir)
            model, base, unused = base_with_adapter(
                model_dir, adapter_dir, over, steps, rows_of_tokens
            )
            steps.total = 3 * len(base.units)
            tuned = base.hidden(rows)
            with model.disable_adapter():
                plain = base.hidden(rows)
        except STUMBLES as error:
            raise CannotStreamError(str(error)) from error
        try:
            merged = Streamed(on_meta(merged_dir), merged_parts, steps)
            found = merged.hidden(rows)
        except (CannotStreamError, *STUMBLES):  # the base's class could be, so its files are wrong
            yield None
            return
        yield _ByLayers(model, base, merged, unused, rows, (tuned, plain, found))


def base_with_adapter(
    model_dir: Path,
    adapter_dir: Path,
    over: FourBit | None,
    step: Step,
    vocabulary: int | None = None,
) -> tuple[PeftModelForCausalLM, Streamed, tuple[str, ...]]:
    """PEFT's model, its weights streamed; and the adapter's tensors that found no place.

    `vocabulary`: how many tokens it has a row for, where that is not as in the base's files.
    """
    model, unused = with_adapter(on_meta(model_dir, vocabulary), adapter_dir)
    resized = _resizing(model.base_model.model, vocabulary)
    rounded = _rounding(model_dir, over)
    parts = Parts(
        model_dir, of_files(model_dir), lambda name, value: resized(name, rounded(name, value))
    )
    return model, Streamed(model.base_model.model, parts, step), unused


class _ByLayers:
    """Keeps both heads in memory until the weights are asked for."""

    def __init__(
        self,
        model: PeftModelForCausalLM,
        base: Streamed,
        merged: Streamed,
        unused: tuple[str, ...],
        rows: Sequence[Row],
        hidden: tuple[Hidden, Hidden, Hidden],
    ) -> None:
        self.unused = unused
        self._model = model
        self._base = base
        self._merged = merged
        self._rows = rows
        self._hidden = hidden
        self._heads = ExitStack()
        for one in (base, merged):
            self._heads.enter_context(one.holding(one.head))

    def logits(self, number: int) -> tuple[Tensor, Tensor, Tensor]:
        row = self._rows[number]
        tuned, plain, merged = self._hidden
        of_tuned = self._base.logits(tuned, number, row)
        with self._model.disable_adapter():
            of_base = self._base.logits(plain, number, row)
        return of_tuned, of_base, self._merged.logits(merged, number, row)

    def weights(self) -> Pairs:
        self._heads.close()
        for unit, other in zip(self._base.units, self._merged.units, strict=True):
            with self._base.holding(unit), self._merged.holding(other):
                path = self._merged.names[id(other)]
                found = {name: one.data for name, one in other.named_parameters(path)}
                yield from pairs(merged_by_peft(unit, path), found)


def of_files(folder: Path) -> dict[str, Any]:
    """What reads each tensor of the model's files."""
    return readers(read_base(folder))


def readers(tensors: Mapping[str, Stored]) -> dict[str, Any]:
    return {name: one.whole for name, one in tensors.items()}


def _resizing(model: PreTrainedModel, vocabulary: int | None) -> Rounding:
    """Weights with a row for each token are the adapter's where it was trained with another number
    of tokens: it then holds them whole, for a head that shares them too. Copies: PEFT merges into
    what the model has."""
    held = {
        in_files(name): one.data.clone()
        for name, one in model.named_parameters()
        if vocabulary is not None and len(one) == vocabulary and not one.is_meta
        if ".modules_to_save." not in name
    }

    def resized(name: str, value: Tensor) -> Tensor:
        other = held.get(name) if value.ndim else None
        return value if other is None or len(value) == len(other) else other

    return resized


def _rounding(model_dir: Path, over: FourBit | None) -> Rounding:
    if over is None:
        return lambda name, value: value
    held = {f"{name}.weight": transposed for name, transposed in quantised(model_dir).items()}

    def rounded(name: str, value: Tensor) -> Tensor:
        if name not in held:
            return value
        return over.round_trip(value.T).T if held[name] else over.round_trip(value)

    return rounded
