"""llama.cpp as llama-cpp-python brings it, where `./run test interop` has built it.

The library lies apart from the program's own environment; tests are skipped where it is absent.
"""

from __future__ import annotations

import atexit
import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest

VARIABLE: Final = "DEEPTUNER_LLAMA_CPP"  # the folder with the package, where it is elsewhere
PLACE: Final = Path(sys.prefix) / "share" / "deeptuner" / "interop" / "llama-cpp-0.3.36"
FOLDER: Final = Path(os.environ.get(VARIABLE) or PLACE)
WHY: Final = "llama-cpp-python is not built (./run test interop builds it)"
needs_llama = pytest.mark.skipif(not (FOLDER / "llama_cpp").is_dir(), reason=WHY)
F32: Final = 0  # the type of keys and values that are kept


def library() -> Any:
    """The package `llama_cpp`."""
    if str(FOLDER) not in sys.path:
        sys.path.append(str(FOLDER))
        null = importlib.import_module("llama_cpp._utils")
        atexit.register(null.outnull_file.close)  # it leaves these open
        atexit.register(null.errnull_file.close)
        _compute_plainly(importlib.import_module("llama_cpp.llama_cpp"))
    return importlib.import_module("llama_cpp")


def _compute_plainly(binding: Any) -> None:
    """Quantised weights are read as they lie in the file, on every processor. Packed anew for AMX
    they come out wrong in this build: a q8_0 model's logits are off by 0.08 to 0.99 of their
    deviation (widths of 64 to 512), else by 0.04. `Llama` itself has no setting for it."""
    usual = binding.llama_model_default_params

    def plain() -> Any:
        found = usual()
        found.use_extra_bufts = False
        return found

    binding.llama_model_default_params = plain


@contextmanager
def loaded(file: Path, **settings: Any) -> Iterator[Any]:
    """The model in a file, computing in fp32 with one thread."""
    given = {"n_ctx": 256, "n_batch": 256, "n_threads": 1, "n_threads_batch": 1, **settings}
    model = library().Llama(
        str(file), logits_all=True, type_k=F32, type_v=F32, verbose=False, **given
    )
    try:
        yield model
    finally:
        model.close()


def logits(model: Any, ids: Sequence[int]) -> np.ndarray[Any, Any]:
    """Logits of every place: tokens × vocabulary."""
    model.reset()
    model.eval(list(ids))
    return np.array(model.scores[: len(ids)])


def greedy(model: Any, ids: Sequence[int], count: int) -> list[int]:
    """The likeliest continuation, token by token."""
    model.reset()
    model.eval(list(ids))
    found = [int(np.argmax(model.scores[len(ids) - 1]))]
    while len(found) < count:
        model.eval(found[-1:])
        found.append(int(np.argmax(model.scores[len(ids) + len(found) - 1])))
    return found


def tokens(model: Any, text: str) -> list[int]:
    """A text as token ids: special tokens found, nothing added."""
    return [int(one) for one in model.tokenize(text.encode(), add_bos=False, special=True)]
