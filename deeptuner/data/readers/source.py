"""From a file on disk to its bytes: plain or gzip, block by block, torn or whole.

Knows compression and the first bytes of files that are no datasets. Does not know encodings.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from deeptuner.data.telling import Teller, opening, refuse

BLOCK = 1 << 18  # bytes read at once
GZIP = b"\x1f\x8b"
_NOT_TEXT = (
    (b"PK\x03\x04", "is-archive"),
    (b"7z\xbc\xaf", "is-archive"),
    (b"\xd0\xcf\x11\xe0", "is-archive"),
    (b"BZh", "is-archive"),
    (b"\xfd7zXZ", "is-archive"),
    (b"\x28\xb5\x2f\xfd", "is-archive"),
    (b"\x89PNG", "not-text"),
    (b"%PDF", "not-text"),
    (b"SQLite format 3\0", "not-text"),
    (b"version https://git-lfs", "is-pointer"),
    (b"<!doctype html", "is-web-page"),
    (b"<html", "is-web-page"),
)


def byte_blocks(path: Path, teller: Teller, start: int = 0) -> Iterator[bytes]:
    """The file's bytes, unpacked, in blocks of at most `BLOCK`, from byte `start` (unpacked files).

    A torn archive gives what can be unpacked and is reported. Raises DataError when the file
    cannot be opened or begins like something that is no text.
    """
    with opening(path), path.open("rb") as file:
        head = file.read(32)
        _refuse_other_kinds(path, head)
        file.seek(start)
        if head.startswith(GZIP):
            yield from _inflate(file, path, teller)
        else:
            while block := file.read(BLOCK):
                yield block


def is_packed(path: Path) -> bool:
    with opening(path), path.open("rb") as file:
        return file.read(2) == GZIP


def _refuse_other_kinds(path: Path, head: bytes) -> None:
    begin = head.lstrip().lower()
    for magic, what in _NOT_TEXT:
        if head.startswith(magic) or begin.startswith(magic):
            raise refuse(path, what)


def _inflate(file: BinaryIO, path: Path, teller: Teller) -> Iterator[bytes]:
    engine = zlib.decompressobj(wbits=31)
    try:
        while packed := file.read(BLOCK):
            while packed:
                if engine.eof:  # another member follows the one that ended
                    engine = zlib.decompressobj(wbits=31)
                if unpacked := engine.decompress(packed, BLOCK):
                    yield unpacked
                packed = engine.unconsumed_tail or engine.unused_data
    except zlib.error:
        teller.note("archive-broken")
        return
    yield from _last_block(engine)
    if not engine.eof:
        teller.note("archive-torn")


def _last_block(engine: zlib._Decompress) -> Iterator[bytes]:
    if not engine.eof and (rest := engine.flush()):
        yield rest
