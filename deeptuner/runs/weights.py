"""Which safetensors files of a folder hold a model's weights, and what is in each.

Knows the Hugging Face layout: `model.safetensors`, or shards with an index. Reads headers only.
Does not know configs, and never touches a pickle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson

from deeptuner.errors import ModelError
from deeptuner.runs.safetensors_header import Header, TensorInfo, read_header
from deeptuner.words import message

SINGLE: Final = "model.safetensors"
INDEX: Final = "model.safetensors.index.json"
ADAPTER_CONFIG: Final = "adapter_config.json"  # beside an adapter in PEFT layout
PICKLES: Final = (".bin", ".pt", ".pth", ".ckpt", ".pkl")
MAX_JSON: Final = 100_000_000  # bytes; a larger JSON file beside a model is an attack or a mistake


@dataclass(frozen=True, slots=True)
class Weights:
    """The headers of all weight files of one model, in the order of their names."""

    files: tuple[Header, ...]

    def tensors(self) -> Iterator[tuple[str, TensorInfo]]:
        for header in self.files:
            yield from header.tensors.items()

    @property
    def size_bytes(self) -> int:
        """Bytes of all weight files on disk."""
        return sum(header.size for header in self.files)


def read_weights(folder: Path) -> Weights:
    """Headers of a model's weight files.

    Raises ModelError when there are none, only pickles, a shard missing, or a damaged file.
    """
    if (folder / INDEX).exists():
        return _sharded(folder)
    if (folder / SINGLE).exists():
        return Weights((read_header(folder / SINGLE),))
    raise _none(folder)


def read_json_file(path: Path) -> dict[str, Any]:
    """A JSON object of a model folder. Raises ModelError when it is not one."""
    try:
        if path.stat().st_size > MAX_JSON:
            raise ModelError(message("runs.models.bad-json", file=path.name), where=str(path))
        value = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError:
        value = None
    except OSError as error:
        detail = error.strerror or str(error)
        said = message("runs.models.unreadable", file=path.name, detail=detail)
        raise ModelError(said, where=str(path)) from None
    if not isinstance(value, dict):
        raise ModelError(
            message("runs.models.bad-json", file=path.name),
            where=str(path),
            fix=message("runs.models.get-again"),
        )
    return value


def _sharded(folder: Path) -> Weights:
    weight_map = read_json_file(folder / INDEX).get("weight_map")
    if not isinstance(weight_map, dict) or not weight_map:
        raise ModelError(message("runs.models.bad-index"), where=str(folder / INDEX))
    names = sorted({_shard_name(name, folder) for name in weight_map.values()})
    headers = tuple(_shard(folder, name) for name in names)
    _check_index(weight_map, headers, folder)
    return Weights(headers)


def _shard_name(name: object, folder: Path) -> str:
    """A plain file name: an index must not lead out of the model's folder."""
    if not isinstance(name, str) or name != Path(name).name or not name.endswith(".safetensors"):
        raise ModelError(message("runs.models.bad-index"), where=str(folder / INDEX))
    return name


def _shard(folder: Path, name: str) -> Header:
    if not (folder / name).exists():
        raise ModelError(
            message("runs.models.shard-missing", file=name),
            where=str(folder),
            fix=message("runs.models.get-again"),
        )
    return read_header(folder / name)


def _check_index(weight_map: Mapping[str, str], headers: tuple[Header, ...], folder: Path) -> None:
    held = {header.path.name: header.tensors for header in headers}
    for tensor, name in weight_map.items():
        if tensor not in held[name]:
            raise ModelError(
                message("runs.models.tensor-missing", tensor=tensor, file=name),
                where=str(folder / INDEX),
                fix=message("runs.models.get-again"),
            )


def _none(folder: Path) -> ModelError:
    suffixes = {path.suffix for path in folder.iterdir()}
    if suffixes & set(PICKLES):
        return ModelError(
            message("runs.models.only-pickles"),
            where=str(folder),
            fix=message("runs.models.convert-pickles"),
        )
    what = "runs.models.only-gguf" if ".gguf" in suffixes else "runs.models.no-weights"
    return ModelError(message(what), where=str(folder), fix=message("runs.models.need-layout"))
