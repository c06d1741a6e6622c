"""Which base model a run was trained on, as a short hash: to notice another one before merging.

Knows weight files as bytes. A hash of the whole of a 140 GB model would take minutes, so it covers
each file's name, size and header, and samples spread over it; another fine-tune of the same model
differs in nearly every sample.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import xxhash

from deeptuner.runs.weights import read_weights

METHOD: Final = "xxh3-128 of names, sizes, headers and samples of all weight files"
SAMPLE_BYTES: Final = 4096
SAMPLES: Final = 256  # a file


def fingerprint(model_dir: Path) -> str:
    """32 hexadecimal digits. Raises ModelError when the weight files cannot be read."""
    digest = xxhash.xxh3_128()
    for header in read_weights(model_dir).files:
        digest.update(f"{header.path.name}\0{header.size}\0".encode())
        _add_samples(digest, header.path, header.size)
    return digest.hexdigest()


def _add_samples(digest: xxhash.xxh3_128, path: Path, size: int) -> None:
    """The first bytes (which hold the header's length and beginning), then evenly spaced ones."""
    step = max(SAMPLE_BYTES, size // SAMPLES)
    with path.open("rb") as file:
        for start in range(0, size, step):
            file.seek(start)
            digest.update(file.read(SAMPLE_BYTES))
