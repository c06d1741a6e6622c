"""What transformers knows of a model without its weights: parameters, ties, names of its files.

Asks a model that is built without memory for its numbers, with transformers' own code only, and
lets go of it at once: it takes far more memory than what is read off it. Does not know which
tensors the files hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import torch
import transformers
from transformers import AutoConfig, AutoModelForCausalLM, PretrainedConfig, PreTrainedModel
from transformers.conversion_mapping import get_model_conversion_mapping

from deeptuner.runs.models import ModelInfo


@dataclass(frozen=True, slots=True)
class Outline:
    """One class of models.

    `parameters` by name, in the model's order; all are true, as transformers wants a mapping.
    `embedding` and `head` are the modules with a row for each token, empty where there is none.
    `ties` are those that the model may share, its head's name to its embedding's; `is_tied` says
    that its config has head and embedding be one. `transposed_experts` are the modules whose
    experts lie as [experts, inputs, outputs]. `prefix` and `transforms` are those by which
    transformers renames what it finds in files. `required` are the parameters that the files must
    hold, each with those that it may share its weights with, one of which will do; none are where
    the files are not said to be of this class. `experts` is how many each stack of them has.
    """

    parameters: Mapping[str, bool] = field(default_factory=dict)
    embedding: str = ""
    head: str = ""
    ties: Mapping[str, str] = field(default_factory=dict)
    is_tied: bool = False
    transposed_experts: frozenset[str] = frozenset()
    prefix: str = ""
    transforms: tuple[Any, ...] = ()
    required: Mapping[str, frozenset[str]] = field(default_factory=dict)
    experts: Mapping[str, int] = field(default_factory=dict)


UNKNOWN: Final = Outline()


def outlines(info: ModelInfo) -> list[Outline]:
    """Those of the model as it is trained for text; as its config calls it, where that is another;
    `UNKNOWN` where transformers knows neither."""
    config = _config(info)
    named = getattr(transformers, info.architecture or "", None)
    kinds = [AutoModelForCausalLM, named if isinstance(named, type) else None]
    found: dict[type, Outline] = {}
    for kind in kinds if config is not None else ():
        if kind is not None and kind not in found:
            skeleton = _built(kind, config)
            if skeleton is not None:
                meant = type(skeleton).__name__ == info.architecture
                found.setdefault(type(skeleton), _outline(skeleton, meant))
            del skeleton
    return list(found.values()) or [UNKNOWN]


def _outline(skeleton: PreTrainedModel, meant: bool) -> Outline:
    found = getattr(type(skeleton), "_tied_weights_keys", None)
    ties = dict(found) if isinstance(found, dict) else {}
    modules = skeleton.named_modules()
    turned = (name for name, one in modules if getattr(one, "is_transposed", False))
    return Outline(
        dict.fromkeys(skeleton.state_dict(), True),
        _name(skeleton, skeleton.get_input_embeddings),
        _name(skeleton, skeleton.get_output_embeddings),
        ties,
        bool(getattr(skeleton.config.get_text_config(), "tie_word_embeddings", False)),
        frozenset(turned),
        skeleton.base_model_prefix,
        tuple(get_model_conversion_mapping(skeleton)),
        dict(_required(skeleton, ties)) if meant else {},
        {name: len(one) for name, one in skeleton.named_parameters() if one.ndim == 3},
    )


def _name(skeleton: PreTrainedModel, found: Callable[[], object]) -> str:
    try:
        module = found()
    except NotImplementedError:  # as classes say that have none
        return ""
    return next((name for name, one in skeleton.named_modules() if one is module), "")


def _required(
    skeleton: PreTrainedModel, ties: Mapping[str, str]
) -> Iterator[tuple[str, frozenset[str]]]:
    """All but buffers, and what transformers itself does without when it loads a model."""
    pairs = [*ties.items(), *(getattr(skeleton, "all_tied_weights_keys", None) or {}).items()]
    spared = getattr(skeleton, "_keys_to_ignore_on_load_missing", None) or ()
    for name, _ in skeleton.named_parameters(remove_duplicate=False):
        if not any(re.search(pattern, name) for pattern in spared):
            yield name, frozenset(other for pair in pairs if name in pair for other in pair)


def _config(info: ModelInfo) -> PretrainedConfig | None:
    try:
        found: PretrainedConfig = AutoConfig.from_pretrained(
            str(info.path), local_files_only=True, trust_remote_code=False
        )
    except (OSError, ValueError, KeyError, TypeError, ImportError):
        return None
    return found


def _built(kind: Any, config: PretrainedConfig) -> PreTrainedModel | None:
    """Without weights; None for code of its own, which is not run, and for damaged configs."""
    try:
        with torch.device("meta"):
            if kind is AutoModelForCausalLM:
                found: PreTrainedModel = kind.from_config(config, trust_remote_code=False)
            else:
                found = kind._from_config(config)
    except (OSError, ValueError, KeyError, TypeError, ImportError, AttributeError):
        return None
    return found
