"""Tensors on disk: full, unsharded, safetensors, in files of bounded size.

Knows DTensors and safetensors. Does not know what the tensors mean. Gathering a sharded tensor is
done by all ranks together; only rank 0 has a folder to write to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor
from torch.distributed.tensor import DTensor, distribute_tensor

LARGEST: Final = 2 << 30  # bytes gathered before they are written
OS_ERROR: Final = re.compile(r"os error (\d+)")


def full(tensor: Tensor, *, keep: bool) -> Tensor | None:
    """The whole tensor, on this process's CPU if it was sharded; None where it is not kept."""
    whole = tensor.detach()
    if isinstance(whole, DTensor):
        gathered = whole.full_tensor()
        return gathered.cpu() if keep else None
    return whole if keep else None


def like(value: Tensor, example: Tensor) -> Tensor:
    """`value` in `example`'s place: sharded as it is, if it is and the shapes are the same."""
    if not isinstance(example, DTensor) or value.shape != example.shape:
        return value
    return distribute_tensor(
        value.to(example.device), example.device_mesh, example.placements, src_data_rank=None
    )


def write_files(
    folder: Path | None, stem: str, tensors: Iterable[tuple[str, Tensor | None]]
) -> list[str]:
    """Write named tensors to `<stem>-00001.safetensors`, …; gives the names of the files.

    Where `folder` is None the tensors are only gathered, for the sake of the other ranks.
    """
    names: list[str] = []
    waiting: dict[str, Tensor] = {}
    for name, tensor in tensors:
        if folder is None or tensor is None:
            continue
        waiting[name] = tensor.contiguous()
        if sum(held.nbytes for held in waiting.values()) >= LARGEST:
            names.append(_flush(folder, stem, len(names) + 1, waiting))
    if folder is not None and waiting:
        names.append(_flush(folder, stem, len(names) + 1, waiting))
    return names


def read_files(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, Tensor]]:
    for name in names:
        with safe_open(folder / name, framework="pt") as file:
            for key in file.keys():  # noqa: SIM118 - not a mapping
                yield key, file.get_tensor(key)


def write_tensors(path: Path, tensors: dict[str, Tensor]) -> None:
    """One safetensors file. Raises OSError, as other writes do, when the disk is full."""
    with disk_errors():
        save_file(tensors, path, metadata={"format": "pt"})


@contextmanager
def disk_errors() -> Iterator[None]:
    """safetensors wraps the operating system's errors: unwrap them, so that they are understood."""
    try:
        yield
    except SafetensorError as error:
        found = OS_ERROR.search(str(error))
        if found is None:
            raise
        raise OSError(int(found[1]), str(error)) from error


def _flush(folder: Path, stem: str, number: int, tensors: dict[str, Tensor]) -> str:
    name = f"{stem}-{number:05}.safetensors"
    write_tensors(folder / name, tensors)
    tensors.clear()
    return name


def same_storage_apart(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """Copies of tensors that share memory with an earlier one, which safetensors refuses."""
    seen: set[int] = set()
    apart: dict[str, Tensor] = {}
    for name, tensor in tensors.items():
        place = tensor.untyped_storage().data_ptr()
        apart[name] = tensor.clone() if place in seen and tensor.numel() else tensor.contiguous()
        seen.add(place)
    return apart
