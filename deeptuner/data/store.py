"""Token ids and loss masks of a whole dataset on disk, read through memory maps.

Knows the files of a store: ids end to end, the loss mask beside them, a record for each sample, and
a header with counts and checksums. Does not know what the tokens mean, nor which samples are used:
a `Cut` names a piece of the store, and a reader is given the cuts it should show.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, overload

import numpy as np
import xxhash
from numpy.typing import NDArray

from deeptuner.data.row import Source
from deeptuner.errors import RunError
from deeptuner.files import read_json, write_json
from deeptuner.words import message

VERSION = 1
HEADER = "header.json"
IDS, TRAINED, SAMPLES = "ids.bin", "trained.bin", "samples.bin"
CHUNK = 1 << 24  # bytes read at once while checking

RECORD = np.dtype(
    [
        ("begin", "<i8"),  # position of the first token among all
        ("length", "<i4"),  # tokens
        ("targets", "<i4"),  # tokens that count in the loss: trained ones after the first
        ("answers", "<i4"),  # tokens of assistant turns, whether or not more is trained
        ("file", "<i4"),  # number of the file in the header's list
        ("line", "<i8"),
        ("group", "<u8"),  # samples with equal prompts have equal groups
        ("text", "?"),  # plain text, which may be cut anywhere
    ]
)
CUT = np.dtype([("begin", "<i8"), ("length", "<i4"), ("sample", "<i4")])
Cuts = NDArray[np.void]  # of CUT
Records = NDArray[np.void]  # of RECORD


class Sample(NamedTuple):
    """Tokens to train on. Both arrays are [n], read-only, and lie in the file's memory map.

    `trained` tells which tokens belong in the loss. The first token has no predecessor, so it is
    never a target, whatever its mark.
    """

    ids: NDArray[np.int32]
    trained: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Encoded:
    """One row as tokens, on its way into a store. Meanings as in `RECORD`."""

    ids: NDArray[np.int32]
    trained: NDArray[np.bool_]
    answers: int
    group: int
    text: bool
    source: Source

    @property
    def targets(self) -> int:
        return int(np.count_nonzero(self.trained[1:]))


class StoreError(RunError):
    """The folder is no whole store: torn, damaged, or of another version. Build it anew."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            message("data.store-torn", path=str(path)),
            where=str(path),
            fix=message("data.store-again"),
        )


class TokenStoreWriter:
    """Writes a store into an existing folder, sample by sample, holding only the records.

    A context manager: the header, without which a folder is no store, is written when the block
    ends well. Use inside `files.whole_folder`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tokens = 0
        self._records: list[NDArray[np.void]] = []
        self._pending: list[tuple[Any, ...]] = []
        self._files: dict[str, int] = {}
        self._open = ExitStack()
        self._ids = self._open.enter_context(_Summed(folder / IDS))
        self._trained = self._open.enter_context(_Summed(folder / TRAINED))

    def append(self, encoded: Encoded) -> None:
        """Add one sample. Raises ValueError for one without tokens or with a mask that differs."""
        if not len(encoded.ids) or len(encoded.ids) != len(encoded.trained):
            raise ValueError("a sample needs tokens, and a mark for each")
        file = self._files.setdefault(encoded.source.file, len(self._files))
        length = self._ids.write(encoded.ids.astype("<i4", copy=False)) // 4
        self._trained.write(encoded.trained.astype(np.bool_, copy=False))
        counts = (length, encoded.targets, encoded.answers)
        place = (file, encoded.source.line, encoded.group, encoded.text)
        self._pending.append((self.tokens, *counts, *place))
        self.tokens += length
        if len(self._pending) == 4096:
            self._gather()

    def __len__(self) -> int:
        return sum(map(len, self._records)) + len(self._pending)

    @property
    def records(self) -> Records:
        """All records so far, [samples]."""
        self._gather()
        self._records = [np.concatenate(self._records)]
        return self._records[0]

    @property
    def files(self) -> list[str]:
        """The files that samples so far came from; records hold their numbers."""
        return list(self._files)

    def _gather(self) -> None:
        self._records.append(np.array(self._pending, dtype=RECORD))
        self._pending.clear()

    def __enter__(self) -> TokenStoreWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()
        if kind is None:
            self._finish()

    def _finish(self) -> None:
        with _Summed(self.folder / SAMPLES) as samples:
            samples.write(self.records)
        parts = {IDS: self._ids, TRAINED: self._trained, SAMPLES: samples}
        header = {
            "version": VERSION,
            "samples": len(self),
            "tokens": self.tokens,
            "files": self.files,
            "parts": {name: {"size": one.size, "xxh3": one.sum} for name, one in parts.items()},
        }
        write_json(self.folder / HEADER, header)


class _Summed:
    """A file being written, with its size and checksum so far."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._hash = xxhash.xxh3_64()
        self.size = 0

    def write(self, values: NDArray[Any]) -> int:
        data = np.ascontiguousarray(values).view(np.uint8).data
        self._file.write(data)
        self._hash.update(data)
        self.size += len(data)
        return len(data)

    @property
    def sum(self) -> str:
        return self._hash.hexdigest()

    def __enter__(self) -> _Summed:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


class TokenStore(Sequence[Sample]):
    """Reads a store, or the pieces of it that `cuts` name, in their order.

    Raises StoreError when the folder is not whole: a missing or unreadable header, another version,
    a file of the wrong size. `verify` reads everything and compares checksums.
    """

    def __init__(self, path: Path, cuts: Cuts | None = None) -> None:
        self.path = path
        header = _read_header(path)
        self.files: tuple[str, ...] = tuple(header["files"])
        self.sums: dict[str, str] = {
            name: header["parts"][name]["xxh3"] for name in (IDS, TRAINED)
        }  # what names the tokens, wherever the rows came from
        self._ids = _map(path, IDS, np.dtype("<i4"), header)
        self._trained = _map(path, TRAINED, np.dtype(np.bool_), header)
        self.records: Records = _map(path, SAMPLES, RECORD, header)
        self._chosen = cuts
        self.cuts: Cuts = whole_cuts(self.records) if cuts is None else cuts
        if len(self.cuts) and (self.cuts["begin"] + self.cuts["length"]).max() > len(self._ids):
            raise StoreError(path)

    def __len__(self) -> int:
        return len(self.cuts)

    @overload
    def __getitem__(self, index: int) -> Sample: ...
    @overload
    def __getitem__(self, index: slice) -> list[Sample]: ...
    def __getitem__(self, index: int | slice) -> Sample | list[Sample]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        begin, length, _ = self.cuts[index].item()
        end = begin + length
        return Sample(self._ids[begin:end], self._trained[begin:end])

    def __reduce__(self) -> tuple[type[TokenStore], tuple[Path, Cuts | None]]:
        """Another process opens the files by itself instead of being sent their content."""
        return TokenStore, (self.path, self._chosen)

    @property
    def lengths(self) -> NDArray[np.int32]:
        """Tokens of each sample, [n]."""
        return np.ascontiguousarray(self.cuts["length"])

    @property
    def trained_counts(self) -> NDArray[np.int32]:
        """Tokens of each sample that count in the loss, [n]: marked ones after the first."""
        whole = self.records[self.cuts["sample"]]
        counts = np.array(whole["targets"], dtype=np.int32)
        for number in np.flatnonzero(whole["length"] != self.cuts["length"]):
            counts[number] = np.count_nonzero(self[int(number)].trained[1:])
        return counts

    def source(self, index: int) -> Source:
        """Where the row of a sample stands in the dataset."""
        record = self.records[self.cuts["sample"][index]]
        return Source(self.files[record["file"]], int(record["line"]))

    def view(self, cuts: Cuts) -> TokenStore:
        return TokenStore(self.path, cuts)

    def verify(self) -> None:
        """Compare every byte with the checksums. Raises StoreError."""
        for name, part in _read_header(self.path)["parts"].items():
            if checksum(self.path / name) != part["xxh3"]:
                raise StoreError(self.path / name)


def whole_cuts(records: Records) -> Cuts:
    """One cut for each sample, [samples]: all of it."""
    cuts = np.empty(len(records), dtype=CUT)
    cuts["begin"], cuts["length"] = records["begin"], records["length"]
    cuts["sample"] = np.arange(len(records))
    return cuts


def checksum(path: Path, tick: Callable[[], None] = lambda: None) -> str:
    """xxh3 of a file's content; `tick` is called now and then and may raise to stop."""
    summed = xxhash.xxh3_64()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            summed.update(chunk)
            tick()
    return summed.hexdigest()


def _read_header(path: Path) -> dict[str, Any]:
    try:
        header = read_json(path / HEADER)
        sizes = {name: part["size"] for name, part in header["parts"].items()}
        found = {name: os.stat(path / name).st_size for name in sizes}  # noqa: PTH116
        expected = {
            IDS: header["tokens"] * 4,
            TRAINED: header["tokens"],
            SAMPLES: header["samples"] * RECORD.itemsize,
        }
        whole = header["version"] == VERSION and found == sizes == expected
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise StoreError(path) from error
    if not whole:
        raise StoreError(path)
    return dict(header)


def _map(path: Path, name: str, dtype: np.dtype[Any], header: dict[str, Any]) -> NDArray[Any]:
    if not header["parts"][name]["size"]:
        return np.empty(0, dtype=dtype)  # an empty file cannot be mapped
    return np.memmap(path / name, dtype=dtype, mode="r").view(np.ndarray)
