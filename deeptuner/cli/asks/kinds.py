"""Whether a run can train from a model folder: its kind must be one that the installed transformers
knows, and its weights not quantised already.

Knows where transformers lists the kinds, and reads that list without importing any of it: that
would take seconds and load torch. Does not judge a model that brings code of its own.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from deeptuner.runs.models import ModelInfo
from deeptuner.words import Message, message

LIST: Final = Path("models", "auto", "modeling_auto.py")
NAME: Final = "MODEL_FOR_CAUSAL_LM_MAPPING_NAMES"  # what the engine asks, too
OWN_CODE: Final = "runs.models.own-code"
QUANTISED: Final = "runs.models.quantised"


def judged(model: ModelInfo) -> ModelInfo:
    """The same, with an error if no run could train from it. A folder that is broken anyway has its
    own, which says more."""
    if model.errors:
        return model
    notes = {note.id: note for note in model.notes}
    if packed := notes.pop(QUANTISED, None):
        return replace(model, errors=(packed,), notes=tuple(notes.values()))
    if OWN_CODE in notes:
        return model
    return replace(model, errors=tuple(_errors(model)))


def _errors(model: ModelInfo) -> Iterator[Message]:
    known = trainable_kinds()
    if model.model_type is None:
        yield message("runs.models.no-kind")
    elif known and model.model_type not in known:
        yield message("runs.models.unknown-kind", kind=model.model_type)


@cache
def trainable_kinds() -> frozenset[str]:
    """Every `model_type` that writes text; empty where transformers does not list them so."""
    with suppress(OSError, SyntaxError, UnicodeDecodeError):
        spec = find_spec("transformers")
        if spec is not None and spec.origin is not None:
            file = Path(spec.origin).parent / LIST
            return frozenset(_listed(ast.parse(file.read_text(encoding="utf-8"))))
    return frozenset()


def _listed(module: ast.Module) -> Iterator[str]:
    """The keys of `NAME = OrderedDict([(key, value), …])`."""
    for line in module.body:
        match line:
            case ast.Assign(
                targets=[ast.Name(id=name)], value=ast.Call(args=[ast.List(elts=pairs)])
            ) if name == NAME:
                yield from filter(None, map(_key, pairs))


def _key(pair: ast.expr) -> str:
    match pair:
        case ast.Tuple(elts=[ast.Constant(value=str(key)), *_]):
            return key
    return ""
