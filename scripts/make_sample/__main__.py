"""`python -m scripts.make_sample`: see the package's first lines."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from scripts.make_sample.dataset import write_dataset
from scripts.make_sample.tokenizer import write_tokenizer

SAMPLE = Path(__file__).parents[2] / "assets" / "sample"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m scripts.make_sample")
    parser.add_argument("--output", type=Path, default=SAMPLE, help="where to (assets/sample)")
    parser.add_argument("--data", action="store_true", help="only dataset and held-out prompts")
    arguments = parser.parse_args()
    write_dataset(arguments.output / "datasets")
    if arguments.data:
        return
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # one thread: the sums' order never changes
    from scripts.make_sample.pretrain import write_model

    model = arguments.output / "models" / "harbour-tiny"
    write_tokenizer(model)
    print(f"mean loss of the last steps: {write_model(model):.4f}")


if __name__ == "__main__":
    main()
