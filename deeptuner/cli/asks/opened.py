"""What several asks need open: a model's tokenizer with its template, a dataset's rows.

Knows under which key each is kept, so that a changed file or setting opens it anew.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from deeptuner.cli.asks.asking import Asking, Params, identity, path_of
from deeptuner.cli.asks.converted import tokenizer_dir

if TYPE_CHECKING:
    from deeptuner.data.inspect import Reader
    from deeptuner.data.preview import RowBrowser


@dataclass(frozen=True, slots=True)
class OpenReader:
    """A reader, used by one thread at a time: rendering keeps a state."""

    reader: Reader
    lock: Lock = field(default_factory=Lock)


def reader_of(params: Params, asking: Asking) -> OpenReader | None:
    """The reader for `model`, `template` and `train_on_source`; None where no model is given."""
    if not params.get("model"):
        return None
    key = ("reader", _files_of(path_of(params, "model")), *_wanted(params))
    return asking.shelf.get(key, lambda: OpenReader(_open(params, asking)))


def own_reader(params: Params, asking: Asking) -> Reader | None:
    """The same, for whoever uses it for long."""
    return _open(params, asking) if params.get("model") else None


def _open(params: Params, asking: Asking) -> Reader:
    from deeptuner.data.inspect import open_reader

    template, source = _wanted(params)
    folder = tokenizer_dir(path_of(params, "model"), asking)
    return open_reader(folder, template, train_on_source=source)


def _wanted(params: Params) -> tuple[str, bool]:
    return str(params.get("template") or "auto"), params.get("train_on_source") is True


def browser_of(params: Params, asking: Asking) -> RowBrowser:
    """The rows of `dataset`, read as `format` and `columns` say."""
    dataset = path_of(params, "dataset")

    def make() -> RowBrowser:
        from deeptuner.data.preview import RowBrowser

        return RowBrowser(dataset, *how(params), asking.check)

    return asking.shelf.get(("rows", *dataset_key(params)), make)


def how(params: Params) -> tuple[str, dict[str, str]]:
    """`format` and `columns` as the settings of these names are given."""
    columns: dict[str, Any] = params.get("columns") or {}
    return str(params.get("format") or "auto"), {key: str(one) for key, one in columns.items()}


def dataset_key(params: Params) -> tuple[Hashable, ...]:
    kind, columns = how(params)
    return identity(path_of(params, "dataset")), kind, tuple(sorted(columns.items()))


def _files_of(model_dir: Path) -> Hashable:
    """The small files of a model folder, which hold its tokenizer; not the weights."""
    if not model_dir.is_dir():
        return str(model_dir)
    small = (path for path in model_dir.iterdir() if path.suffix != ".safetensors")
    return tuple(identity(path) for path in sorted(small) if path.is_file())
