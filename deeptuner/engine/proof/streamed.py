"""A model that does not fit in memory, computed layer by layer, all rows at once.

Each layer's weights are there only while it computes, so that memory is bounded by the largest
layer or the output head, however many layers there are. The modules are transformers' and PEFT's
own. Rows are put side by side and filled up at their ends: a causal model reads nothing from
behind. Does not know what is compared, nor what is merged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence
from transformers import PreTrainedModel

from deeptuner.engine.proof.parts import CannotStreamError, Parts, give_back, to_meta
from deeptuner.engine.proof.rows import Row
from deeptuner.engine.proof.weights import in_files

Step = Callable[[], None]  # called after each layer
Hidden = dict[nn.Module, Any]  # what modules before the head gave for all rows


class Streamed:
    """A causal model whose weights come from `parts` and go again.

    It may have an adapter's modules in it, whose weights are there all the time.
    """

    def __init__(self, model: PreTrainedModel, parts: Parts, step: Step = lambda: None) -> None:
        self.model = model
        self.units = list(units(model))
        self.names = {id(module): name for name, module in model.named_modules()}
        self._parts = parts
        self._stays = frozenset(id(one) for one in model.parameters() if not one.is_meta)
        self._held: set[int] = set()
        within = {id(module) for unit in self.units for module in unit.modules()}
        self._fill(module for module in model.modules() if id(module) not in within)
        for unit in self.units:
            unit.register_forward_pre_hook(lambda unit, _: self._load(unit))
            unit.register_forward_hook(lambda unit, *_: self._forget(unit, step), always_call=True)

    @property
    def head(self) -> nn.Module:
        found = self.model.get_output_embeddings()
        return next(unit for unit in self.units if found in set(unit.modules()))

    @contextmanager
    def holding(self, unit: nn.Module) -> Iterator[None]:
        """The unit's weights are there, however often it is called."""
        self._load(unit)
        self._held.add(id(unit))
        try:
            yield
        finally:
            self._held.remove(id(unit))
            self._forget(unit)

    @torch.no_grad()
    def hidden(self, rows: Sequence[Row]) -> Hidden:
        """All rows up to the head, which is not computed: its numbers would be too many."""
        ids = pad_sequence([torch.from_numpy(row.ids) for row in rows], batch_first=True)
        found: Hidden = {}
        inner = {id(one): one for one in (self.model.base_model, self.model.get_decoder())}
        hooks = [one.register_forward_hook(_keeping(found)) for one in inner.values()]
        hooks.append(self.head.register_forward_pre_hook(_stop, prepend=True))
        try:
            self.model(input_ids=ids, use_cache=False)
        except _HeadReachedError:
            return found
        finally:
            for hook in hooks:
                hook.remove()
        raise CannotStreamError("no head was reached")

    @torch.no_grad()
    def logits(self, hidden: Hidden, number: int, row: Row) -> Tensor:
        """Of row `number`, [tokens, vocabulary]."""
        for one, given in hidden.items():
            states = given.last_hidden_state[number : number + 1, : len(row.ids)]
            one.forward = _answering(type(given)(last_hidden_state=states))
        try:
            ids = torch.from_numpy(row.ids)[None]
            found: Tensor = self.model(input_ids=ids, use_cache=False).logits[0]
        finally:
            for one in hidden:
                del one.forward
        return found

    def _load(self, unit: nn.Module) -> None:
        if id(unit) not in self._held:
            self._fill(unit.modules())

    def _forget(self, unit: nn.Module, step: Step = lambda: None) -> None:
        if id(unit) not in self._held:
            to_meta(unit, self._stays)
            give_back()
            step()

    def _fill(self, modules: Iterable[nn.Module]) -> None:
        wanted = {}
        for module in modules:
            path = self.names[id(module)]
            for name in self._from_files(module, path):
                wanted[in_files(f"{path}.{name}")] = (module, name)
        for key, value in self._parts.read(wanted).items():
            module, name = wanted[key]
            is_buffer = name in dict(module.named_buffers(recurse=False))
            setattr(module, name, value if is_buffer else nn.Parameter(value, requires_grad=False))

    def _from_files(self, module: nn.Module, path: str) -> Iterator[str]:
        """Its own parameters, and those of its buffers that files hold."""
        for name, parameter in module.named_parameters(recurse=False):
            if parameter.is_meta:
                yield name
        for name, _ in module.named_buffers(recurse=False):
            if in_files(f"{path}.{name}") in self._parts:
                yield name


def units(module: nn.Module) -> Iterator[nn.Module]:
    """What is loaded as one: each layer of a list of layers, and what stands beside such lists."""
    for child in module.children():
        if isinstance(child, nn.ModuleList):
            yield from child
        elif any(isinstance(one, nn.ModuleList) for one in child.modules()):
            yield from units(child)
        else:
            yield child


class _HeadReachedError(Exception):
    pass


def _stop(*_: Any) -> None:
    raise _HeadReachedError


def _keeping(found: Hidden) -> Callable[..., None]:
    def keep(module: nn.Module, _: Any, given: Any) -> None:
        found[module] = given

    return keep


def _answering(answer: Any) -> Callable[..., Any]:
    return lambda *_, **__: answer
