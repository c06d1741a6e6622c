"""Our streaming merge beside PEFT's `merge_and_unload`: architectures × methods × number formats.

Usage: python -m benchmarks.merge_matrix [NAME …]. Tiny random models with random adapters. Prints a
line for each combination: identical to the last bit, how far apart, or why one of them refuses.
Ends with 1 when any tensor differs.
"""

from __future__ import annotations

import itertools
import logging
import os
import sys
import tempfile
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch
from safetensors.torch import load_file
from transformers import logging as upstream_logging

from deeptuner.engine.merge import merge
from deeptuner.errors import DeepTunerError
from tests.support.adapters import make_adapter
from tests.support.families import FAMILIES, METHODS, make_model

DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16}


def merged_by_peft(carrying: Any, folder: Path) -> dict[str, torch.Tensor]:
    """As files, so that the names are those of a checkpoint."""
    carrying.merge_and_unload().save_pretrained(folder)
    return load_file(folder / "model.safetensors")


def difference(ours: dict[str, torch.Tensor], theirs: dict[str, torch.Tensor]) -> str:
    """`identical`, or the number of tensors that differ and the largest difference."""
    if ours.keys() != theirs.keys():
        return f"other names: {sorted(ours.keys() ^ theirs.keys())[:4]}"
    if any(ours[name].shape != theirs[name].shape for name in ours):
        return "other shapes"
    apart = [name for name in ours if not torch.equal(ours[name], theirs[name])]
    if not apart:
        return "identical"
    largest = max((ours[name].float() - theirs[name].float()).abs().max().item() for name in apart)
    return f"{len(apart)} of {len(ours)} tensors differ by up to {largest:.2g}: {apart[0]}"


def compare(family: str, method: str, dtype: str, folder: Path) -> str:
    base = folder / f"{family}-{dtype}"
    if not base.exists():
        make_model(family, base, DTYPES[dtype])
    work = folder / f"{family}-{dtype}-{method}"
    try:
        carrying = make_adapter(base, work / "adapter", **FAMILIES[family].lora, **METHODS[method])
    except ValueError as refused:
        return f"PEFT refuses: {refused}"
    theirs = merged_by_peft(carrying, work / "theirs")
    try:
        merge(base, work / "adapter", work / "ours")
    except DeepTunerError as refused:
        return f"refused: {refused.lines()[0]}"
    return difference(load_file(work / "ours" / "model.safetensors"), theirs)


def main() -> int:
    warnings.simplefilter("ignore")
    upstream_logging.disable_progress_bar()
    logging.disable(logging.WARNING)
    torch.set_num_threads(1)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for family, method, dtype in itertools.product(sys.argv[1:] or FAMILIES, METHODS, DTYPES):
            found = compare(family, method, dtype, Path(folder))
            print(f"{family:<18} {method:<7} {dtype:<5} {found}", flush=True)
            counts[found.partition(":")[0] if ":" in found else found] += 1
    print(", ".join(f"{count} {what}" for what, count in counts.items()))
    return int(any(what not in ("identical", "PEFT refuses", "refused") for what in counts))


if __name__ == "__main__":
    sys.exit(main())
