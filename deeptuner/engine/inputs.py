"""What `prepare` found for the ranks: where the model, its tokenizer and the prepared data lie.

Knows one small file, `launch/inputs.json`. Does not look at what it points to.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deeptuner.files import read_json, write_json
from deeptuner.runs.folder import RunFolder

NAME: Final = "inputs.json"


@dataclass(frozen=True, slots=True)
class Inputs:
    """`tokenizer_dir` is the model's folder, or one of the run's with a converted tokenizer."""

    model_dir: Path
    tokenizer_dir: Path
    data_dir: Path


def write_inputs(inputs: Inputs, run: RunFolder) -> None:
    """Whole or absent. Raises RunError when the run's folder cannot be written to."""
    write_json(
        run.launch_dir / NAME,
        {
            "model": str(inputs.model_dir),
            "tokenizer": str(inputs.tokenizer_dir),
            "data": str(inputs.data_dir),
        },
    )


def has_inputs(run: RunFolder) -> bool:
    return (run.launch_dir / NAME).is_file()


def read_inputs(run: RunFolder) -> Inputs:
    found = read_json(run.launch_dir / NAME)
    return Inputs(Path(found["model"]), Path(found["tokenizer"]), Path(found["data"]))
