"""A `tokenizer.json` for a model that has only an older form, made once while the worker lives.

Knows where such copies lie and that they go with the worker. How they are made, the engine knows.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from deeptuner.cli.asks.asking import Asking, identity

_made: list[Path] = []


def tokenizer_dir(model_dir: Path, asking: Asking) -> Path:
    """The model's folder, or one with its tokenizer converted. Raises ModelError."""
    from deeptuner.data.glance import CONVERTED, READY

    ready = (model_dir / READY).exists()
    if ready or not any((model_dir / name).exists() for name in CONVERTED):
        return model_dir
    return asking.shelf.get(("converted", identity(model_dir)), lambda: _convert(model_dir))


def forget() -> None:
    """Delete the copies."""
    while _made:
        shutil.rmtree(_made.pop(), ignore_errors=True)


def _convert(model_dir: Path) -> Path:
    from deeptuner.engine.tokenizer_files import tokenizer_folder

    folder = Path(tempfile.mkdtemp(prefix="deeptuner-tokenizer-"))
    _made.append(folder)
    return tokenizer_folder(model_dir, folder)
