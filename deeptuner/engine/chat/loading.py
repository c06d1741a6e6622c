"""The models of a chat in memory: a base with an adapter to switch on and off, or two models.

Knows PEFT, and that nothing of the adapter may be left in the base's answers. Does not know where
(`place.py`), nor what is asked.
"""

from __future__ import annotations

import gc
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import torch
from peft import PeftConfig, PeftModelForCausalLM
from torch import Tensor
from transformers import GenerationConfig, PreTrainedModel
from transformers.utils import logging

from deeptuner.engine.chat.place import Place, Precision
from deeptuner.engine.chat.target import Target
from deeptuner.engine.checkpoint.weights import ADAPTER, ADAPTER_FILE
from deeptuner.engine.model import load_model
from deeptuner.engine.plan import Plan
from deeptuner.errors import ModelError
from deeptuner.settings.catalog import with_values
from deeptuner.settings.sections.config import Config
from deeptuner.words import message

# Beginnings of an adapter that change the base: PEFT repeats the change, and cannot take it back.
CHANGES_BASE: Final = ("pissa", "olora", "corda", "loftq", "lora_ga", "eva")
Tell = Callable[[int, int], None]


@dataclass(slots=True)
class WithAdapter:
    """One model for both sides."""

    model: PeftModelForCausalLM
    biases: Mapping[str, tuple[Tensor, Tensor]]  # name → the base's values, the adapter's

    @contextmanager
    def side(self, name: str, _tell: Tell) -> Iterator[Any]:
        """The model as this side has it, for as long as the block lasts."""
        if name == "tuned":
            yield self.model
            return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that biases stay as trained: they do not, here
            self._put(0)
            try:
                with self.model.disable_adapter():
                    yield self.model
            finally:
                self._put(1)

    @torch.no_grad()
    def _put(self, which: int) -> None:
        parameters = dict(self.model.named_parameters())
        for name, values in self.biases.items():
            parameters[name].copy_(values[which])


@dataclass(slots=True)
class Separate:
    """A model for each side, loaded when it is asked; both stay where there is room for two."""

    load: Callable[[str, Tell], PreTrainedModel]
    room_for_both: bool
    _models: dict[str, PreTrainedModel] = field(default_factory=dict)

    @contextmanager
    def side(self, name: str, tell: Tell) -> Iterator[PreTrainedModel]:
        """The model of this side; `tell` hears of loading it, and may raise to stop that."""
        if name not in self._models:
            if not self.room_for_both:
                self._models.clear()
                free_memory()
            self._models[name] = self.load(name, tell)
        yield self._models[name]


Loaded = WithAdapter | Separate


def load(
    target: Target,
    place: Place,
    bits: int,
    precisions: Mapping[str, Precision],
    tell: Tell,
    *,
    room_for_both: bool,
) -> Loaded:
    """The models of `target` at `place`: an adapter's base at once, separate models when asked.
    `tell` hears how many weights are loaded, of how many.

    Raises ModelError for a model or adapter that cannot be used.
    """
    folders = {"base": target.base_dir, "tuned": target.tuned_dir}

    def one(side: str, heard: Tell) -> PreTrainedModel:
        folder = folders[side]
        assert folder is not None
        with _telling(heard):
            return _model(target.config, folder, place, bits, precisions[side])

    if target.adapter_dir is None:
        return Separate(one, room_for_both)
    return _with_adapter(one("base", tell), target.adapter_dir, place)


def free_memory() -> None:
    """Give back what dropped models held."""
    gc.collect()
    if torch.cuda.is_initialized():
        torch.cuda.empty_cache()


def _model(
    config: Config, folder: Path, place: Place, bits: int, precision: Precision
) -> PreTrainedModel:
    attention = config.model.attention
    settled = with_values(
        config,
        {
            "method.kind": "lora" if bits == 16 else "qlora",
            "training.mixed_precision": precision,
            "quantization.bits": bits,
            "quantization.compute_dtype": precision,
            "model.attention": "sdpa" if place.kind == "cpu" or attention == "auto" else attention,
        },
    )
    if place.gpu is not None:
        torch.cuda.set_device(place.gpu)
    gpus = () if place.gpu is None else (place.gpu,)
    why = message("engine.plan.one-cpu" if place.gpu is None else "engine.plan.one-gpu")
    plan = Plan("single", place.kind, place.backend, gpus, 1, 1, 1, why)
    model, _ = load_model(settled, plan, folder, placed=True)
    model.generation_config = GenerationConfig()  # its own would change what was asked for
    return model.eval().requires_grad_(False)


def _with_adapter(base: PreTrainedModel, adapter_dir: Path, place: Place) -> WithAdapter:
    """Raises ModelError unless each tensor of the adapter finds its place."""
    if not (adapter_dir / ADAPTER_FILE).is_file():
        raise _refused(adapter_dir, "engine.merge.no-adapter")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what PEFT says about tied heads and Conv1D
        try:
            config: Any = PeftConfig.from_pretrained(str(adapter_dir))
            _check_kind(adapter_dir, config)
            config.inference_mode = True
            model = PeftModelForCausalLM(base, config)
            plain = _biases(model)
            found = model.load_adapter(
                str(adapter_dir), ADAPTER, torch_device=str(place.device), use_safetensors=True
            )
        except (ValueError, TypeError, KeyError, RuntimeError, OSError) as error:
            detail = str(error).strip().splitlines()[0] if str(error).strip() else "–"
            raise _refused(adapter_dir, "engine.chat.other-adapter", detail=detail) from error
    lost = [*found.unexpected_keys, *(key for key in found.missing_keys if ADAPTER in key)]
    if lost:
        raise _refused(adapter_dir, "engine.chat.other-adapter", detail=lost[0])
    model.generation_config = base.generation_config
    learned = _biases(model)
    changed = {
        name: (value, learned[name])
        for name, value in plain.items()
        if not torch.equal(value, learned[name])
    }
    return WithAdapter(model.eval(), changed)


def _check_kind(adapter_dir: Path, config: Any) -> None:
    begin = str(getattr(config, "init_lora_weights", "")).lower()
    if begin.startswith(CHANGES_BASE):
        raise _refused(adapter_dir, "engine.merge.changed-base", begin=begin)


def _biases(model: PeftModelForCausalLM) -> dict[str, Tensor]:
    """The base's own biases, which an adapter with `bias` other than none replaces for good."""
    if getattr(model.peft_config[ADAPTER], "bias", "none") == "none":
        return {}
    return {
        name: value.detach().clone()
        for name, value in model.named_parameters()
        if name.endswith(".bias") and "lora_" not in name
    }


@contextmanager
def _telling(tell: Tell) -> Iterator[None]:
    """transformers' own bar over the weights, told to `tell` instead of drawn."""

    def bar(_factory: object, given: tuple[Any, ...], _options: Mapping[str, Any]) -> Any:
        return _Counted(given[0], tell) if given else _Counted((), tell)

    before = logging.set_tqdm_hook(bar)
    level = logging.get_verbosity()
    logging.set_verbosity_error()
    try:
        yield
    finally:
        logging.set_verbosity(level)
        logging.set_tqdm_hook(before)


class _Counted:
    """As much of a progress bar as loading uses."""

    def __init__(self, things: Any, tell: Tell) -> None:
        self._things = list(things)
        self._tell = tell

    def __iter__(self) -> Iterator[Any]:
        for number, one in enumerate(self._things):
            self._tell(number, len(self._things))
            yield one
        self._tell(len(self._things), len(self._things))

    def __enter__(self) -> _Counted:
        return self

    def __exit__(self, *_how: object) -> None:
        """Nothing to clear away."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_given, **_named: None


def _refused(adapter_dir: Path, what: str, **gaps: Any) -> ModelError:
    return ModelError(
        message(what, **gaps),
        where=str(adapter_dir),
        fix=message("engine.merge.fix-adapter"),
    )
